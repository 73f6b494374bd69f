//! A form as other programs ask it: its questions in sections, with the person's code before and the background behind.

use std::collections::HashSet;

use super::codes;
use crate::answers::{FactAccess, FactField};
use crate::language;
use crate::model::{FormIx, ItemIx, Pack};
use crate::sanitise;

/// The most questions of a part of a form that has no domains for headings.
const MOST_ON_A_PAGE: usize = 25;

/// Questions under one heading.
pub(super) struct Section {
    pub(super) title: String,
    /// What stands below the heading; empty for nothing.
    pub(super) remark: &'static str,
    pub(super) questions: Vec<Question>,
}

/// One question.
pub(super) struct Question {
    pub(super) about: About,
    /// The question as asked, in one line.
    pub(super) text: String,
    pub(super) answers: Answers,
}

/// What a question is about.
#[derive(Clone, Copy)]
pub(super) enum About {
    /// The person's own code.
    Respondent,
    Item(ItemIx),
    Fact(&'static FactField),
}

/// What can be answered.
pub(super) enum Answers {
    /// A value of the item's scale, or one of the two codes for no value.
    Rating(Vec<Choice>),
    /// One of these words.
    One(Vec<Choice>),
    /// Some of these words.
    Some(Vec<Choice>),
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// A month of the calendar.
    Month,
    /// A text.
    Text,
}

/// One answer that is offered.
pub(super) struct Choice {
    /// The value of an option, the code of an answer without one, or a word of the background.
    pub(super) word: String,
    /// What the person reads, in one line.
    pub(super) text: String,
}

/// The sections of a form.
pub(super) fn sections(pack: &Pack, form: FormIx) -> Vec<Section> {
    let respondent =
        Question { about: About::Respondent, text: language::export::respondent().to_owned(), answers: Answers::Text };
    let title = language::export::respondent_title().to_owned();
    let mut sections = vec![Section { title, remark: "", questions: vec![respondent] }];
    let runs = runs(pack, form);
    sections.extend(runs.into_iter().map(|(title, items)| Section {
        title: sanitise::one_line(&title),
        remark: "",
        questions: items.iter().map(|item| rating(pack, *item)).collect(),
    }));
    let facts: Vec<Question> =
        pack.background_facts().into_iter().map(|fact| background(pack, FactField::of(fact))).collect();
    if !facts.is_empty() {
        let title = language::export::background_title().to_owned();
        sections.push(Section { title, remark: language::export::background_remark(), questions: facts });
    }
    sections
}

/// The items of a form by domain; in parts of equal length where the form changes between domains again and again.
fn runs(pack: &Pack, form: FormIx) -> Vec<(String, &[ItemIx])> {
    let form = pack.form(form);
    let domain = |item: &ItemIx| pack.competency(pack.item(*item).competency).domain;
    let runs: Vec<&[ItemIx]> = form.items.chunk_by(|a, b| domain(a) == domain(b)).collect();
    let domains: HashSet<_> = form.items.iter().map(domain).collect();
    if runs.len() <= domains.len() {
        return runs.into_iter().map(|run| (pack.domain(domain(&run[0])).title.clone(), run)).collect();
    }
    let parts = form.items.len().div_ceil(MOST_ON_A_PAGE);
    let title = |at| language::export::part(&form.title, at + 1, parts);
    form.items.chunks(form.items.len().div_ceil(parts)).enumerate().map(|(at, run)| (title(at), run)).collect()
}

fn choice(word: &str, text: &str) -> Choice {
    Choice { word: word.to_owned(), text: sanitise::one_line(text) }
}

fn rating(pack: &Pack, item: ItemIx) -> Question {
    let options = pack.options(item).into_iter();
    let mut choices: Vec<Choice> = options.map(|option| choice(&option.value.to_string(), &option.label)).collect();
    choices.push(choice(codes::NOT_APPLICABLE, language::export::not_applicable()));
    choices.push(choice(codes::UNSURE, language::export::unsure()));
    let text = sanitise::one_line(&pack.item(item).stem);
    Question { about: About::Item(item), text, answers: Answers::Rating(choices) }
}

fn background(pack: &Pack, field: &'static FactField) -> Question {
    let words = || {
        let text = |word: &str| language::grammar::sentence_case(&language::background::word(pack, field.fact, word));
        field.words(pack).into_iter().map(move |word| choice(word, &text(word)))
    };
    let answers = match field.access {
        FactAccess::Word { .. } | FactAccess::Id { .. } => Answers::One(words().collect()),
        FactAccess::List { .. } => {
            let none = choice(codes::NONE, language::export::none());
            Answers::Some(std::iter::once(none).chain(words()).collect())
        }
        FactAccess::Number { range: (least, most), .. } => Answers::Whole(least, most),
        FactAccess::Month { .. } => Answers::Month,
    };
    Question { about: About::Fact(field), text: sanitise::one_line(&(field.question)(pack)), answers }
}
