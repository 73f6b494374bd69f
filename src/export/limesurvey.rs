//! A survey structure of LimeSurvey: tab-separated values with one row for each setting, group, question and answer.

use super::codes;
use super::form::{About, Answers, Choice, Question, sections};
use crate::language;
use crate::model::{FormIx, Pack};
use crate::sanitise;

/// The columns of a survey structure, and behind them the attributes of questions that are set here.
const COLUMNS: [&str; 15] = [
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
    "default",
    "same_default",
    "num_value_int_only",
    "min_num_value_n",
    "max_num_value_n",
];

/// The mark at the beginning that LimeSurvey writes.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// More choices than this are a list to open.
const MOST_RADIO_BUTTONS: usize = 10;

/// The longest heading of a group, in characters.
const LONGEST_TITLE: usize = 100;

/// The month of a year.
const MONTH: &str = "/^[0-9]{4}-(0[1-9]|1[0-2])$/";

/// The settings of the survey that matter here: groups on pages, dates with the answers, a way back.
const SETTINGS: [(&str, &str); 4] = [("format", "G"), ("datestamp", "Y"), ("allowprev", "Y"), ("anonymized", "N")];

/// The class of a setting, the one row without a language.
const SETTING: &str = "S";

/// One row. What is not said is empty.
#[derive(Default)]
struct Row<'a> {
    class: &'static str,
    kind: &'a str,
    name: &'a str,
    relevance: &'static str,
    text: String,
    help: &'static str,
    validation: &'static str,
    mandatory: &'static str,
    range: Option<(i64, i64)>,
}

impl Row<'_> {
    /// The line of the row in a survey of this language.
    fn line(&self, language: &str) -> String {
        let is_question = self.class == "Q";
        let [other, same_default] = if is_question { ["N", "0"] } else { [""; 2] };
        let (whole, least, most) = match self.range {
            Some((least, most)) => ("1", least.to_string(), most.to_string()),
            None => ("", String::new(), String::new()),
        };
        let text = sanitise::guarded(&self.text);
        let cells = [
            self.class,
            self.kind,
            self.name,
            self.relevance,
            &text,
            self.help,
            if self.class == SETTING { "" } else { language },
            self.validation,
            self.mandatory,
            other,
            "",
            same_default,
            whole,
            &least,
            &most,
        ];
        cells.join("\t") + "\n"
    }
}

/// The survey structure of a form.
pub(super) fn structure(pack: &Pack, form: FormIx) -> String {
    let names = codes::survey_codes(pack);
    let mut out = BYTE_ORDER_MARK.to_string() + &COLUMNS.join("\t") + "\n";
    let language = pack.language().without_country();
    for (name, value) in [("language", language.as_str())].into_iter().chain(SETTINGS) {
        out += &Row { class: SETTING, name, text: value.to_owned(), ..Row::default() }.line(&language);
    }
    let title = format!("{}: {}", pack.title(), pack.form(form).title);
    for (name, value) in [("surveyls_title", title.as_str()), ("surveyls_description", pack.summary())] {
        let text = html(&sanitise::one_line(value));
        out += &Row { class: "SL", name, text, ..Row::default() }.line(&language);
    }
    for (at, section) in sections(pack, form).iter().enumerate() {
        let (number, title) = ((at + 1).to_string(), heading(&section.title));
        let group = Row { class: "G", kind: &number, name: &title, text: html(section.remark), ..Row::default() };
        out += &Row { relevance: "1", ..group }.line(&language);
        for question in &section.questions {
            out += &asked(&names, question, &language);
        }
    }
    out
}

/// The heading of a group.
fn heading(text: &str) -> String {
    let mut kept = sanitise::guarded(text).into_owned();
    // Letters that are written as several count as these.
    while html(&kept).chars().count() > LONGEST_TITLE {
        kept.pop();
    }
    html(&kept)
}

/// The rows of a question and its answers.
fn asked(names: &[String], question: &Question, language: &str) -> String {
    let name = match question.about {
        About::Respondent => codes::RESPONDENT.to_owned(),
        About::Item(item) => names[item.get()].clone(),
        About::Fact(field) => codes::survey_fact(field.name()),
    };
    let mandatory = if matches!(question.about, About::Respondent) { "Y" } else { "N" };
    let (kind, help, validation, range) = match &question.answers {
        Answers::One(list) if list.len() > MOST_RADIO_BUTTONS => ("!", "", "", None),
        Answers::Rating(_) | Answers::One(_) => ("L", "", "", None),
        Answers::Some(_) => ("M", "", "", None),
        Answers::Whole(least, most) => ("N", "", "", Some((*least, *most))),
        Answers::Month => ("S", language::export::month(), MONTH, None),
        Answers::Text => ("S", "", "", None),
    };
    let text = html(&question.text);
    let row = Row { class: "Q", kind, name: &name, text, help, validation, mandatory, range, ..Row::default() };
    let mut out = Row { relevance: "1", ..row }.line(language);
    match &question.answers {
        Answers::Rating(list) => {
            let codes: Vec<String> = list.iter().map(|choice| choice.word.clone()).collect();
            out += &answers("A", list, &codes, language);
        }
        Answers::One(list) => out += &answers("A", list, &of_words(list), language),
        Answers::Some(list) => out += &answers("SQ", list, &of_words(list), language),
        Answers::Whole(..) | Answers::Month | Answers::Text => {}
    }
    out
}

fn of_words(list: &[Choice]) -> Vec<String> {
    codes::answer_codes(&list.iter().map(|choice| choice.word.as_str()).collect::<Vec<_>>())
}

fn answers(class: &'static str, list: &[Choice], codes: &[String], language: &str) -> String {
    let relevance = if class == "SQ" { "1" } else { "" };
    let row = |(choice, name): (&Choice, &String)| {
        let text = html(&choice.text);
        Row { class, kind: "0", name, relevance, text, ..Row::default() }.line(language)
    };
    list.iter().zip(codes).map(row).collect()
}

/// A text for a page of LimeSurvey, which reads it as HTML and runs what stands in braces. Without quotes and
/// backslashes, which its reader of tables takes for its own.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '{' => out += "&#123;",
            '}' => out += "&#125;",
            '\\' => out += "&#92;",
            letter => out.push(letter),
        }
    }
    out
}
