//! The cells about the person and the attempt.

use super::layout::{Column, Layout};
use super::names::Holds;
use super::problem::CellProblem;
use super::rows::Said;
use super::survey::Survey;
use super::text::{NONE, shown};
use crate::answers::read::other_pack_hint;
use crate::answers::{
    AgreedStep, FactAccess, FactField, LONGEST_INVITATION_LINE, LONGEST_NAME, LONGEST_NOTE, MONTH_AS_WRITTEN,
    ReadOptions, Row, amount, find_word, set_step,
};
use crate::clock::Timestamp;
use crate::diag::{Code, Severity, did_you_mean};
use crate::language::grammar;
use crate::model::{BackgroundFact, Id, ItemIx, Month, Pack};
use crate::sanitise;

impl Layout {
    /// Reads a cell about the person or the attempt, which is not empty.
    #[expect(clippy::too_many_arguments, reason = "one call; each is a part of the row")]
    pub(super) fn about(
        &self,
        pack: &Pack,
        options: ReadOptions,
        (at, holds): (usize, Holds),
        text: &str,
        row: &mut Row,
        said: &mut Said,
        problems: &mut Vec<CellProblem>,
    ) {
        let known = match holds {
            Holds::Pack => {
                if text != pack.id().as_str() {
                    let message = format!("these answers belong to the pack `{}`", shown(text));
                    let problem = CellProblem::new(Some(at), Code::OtherPack, message);
                    let problem = problem.expected(format!("the pack `{}`", pack.id()));
                    problems.push(problem.hint(other_pack_hint(text, pack)));
                }
                return;
            }
            Holds::Role => {
                row.role = find_word(roles(pack), text).and_then(|role| pack.find_role(role));
                if let (None, Some(role)) = (row.role, options.role) {
                    let taken = format!("scored against `{}`, which is named", pack.role(role).id);
                    return problems.push(self.unknown(pack, holds, at, text).settled(&taken));
                }
                row.role.is_some()
            }
            Holds::Form => {
                said.form = find_word(forms(pack), text).and_then(|form| pack.find_form(form));
                said.unknown_form = said.form.is_none().then(|| Box::new(self.unknown(pack, holds, at, text)));
                true
            }
            Holds::Fact(fact) if self.survey.is_some() => {
                let word = Survey::word_of_code(pack, fact, text).unwrap_or(text);
                if !set_fact(pack, fact, word, row) {
                    // A question of the survey, not of the pack: it decides nothing that is scored.
                    let mut problem = self.unknown(pack, holds, at, text);
                    problem.problem.severity = Severity::Warning;
                    problems.push(problem);
                }
                return;
            }
            Holds::Fact(fact) => set_fact(pack, fact, text, row),
            Holds::Code => return self.code(pack, at, text, said, problems),
            Holds::Label => return self.label(at, text, row, problems),
            Holds::Note(item) => return self.note(item, at, text, row, problems),
            Holds::Resources => {
                for id in text.split([';', ',']).map(str::trim).filter(|id| !id.is_empty()) {
                    match pack.find_resource(id) {
                        Some(resource) => set_step(&mut row.steps, AgreedStep::held(resource)),
                        None => return problems.push(self.unknown(pack, holds, at, id)),
                    }
                }
                true
            }
            Holds::Started => {
                row.started = Timestamp::parse(text);
                row.started.is_some()
            }
            Holds::Finished => {
                row.finished = Timestamp::parse(text);
                row.finished.is_some()
            }
            Holds::Group if self.group.is_none() => return self.group(at, text, row, problems),
            Holds::Respondent | Holds::Group | Holds::Item(_) => true,
        };
        if !known {
            problems.push(self.unknown(pack, holds, at, text));
        }
    }

    /// Reads the pseudonym.
    pub(super) fn respondent(at: usize, text: &str, row: &mut Row, problems: &mut Vec<CellProblem>) {
        if sanitise::is_one_line(text) {
            row.respondent.push_str(text);
        } else {
            row.respondent.push_str(&sanitise::one_line(text));
        }
        let length = row.respondent.chars().count();
        let (code, message, expected) = match length {
            0 => (Code::EmptyText, "`respondent` is empty".to_owned(), "a pseudonym".to_owned()),
            1..=LONGEST_NAME => return,
            _ => {
                let message = format!("`respondent` has {length} characters");
                (Code::LongText, message, format!("at most {LONGEST_NAME}"))
            }
        };
        problems.push(CellProblem::new(Some(at), code, message).expected(expected));
    }

    fn label(&self, at: usize, text: &str, row: &mut Row, problems: &mut Vec<CellProblem>) {
        let label = sanitise::one_line(text);
        match self.too_long(at, &label, LONGEST_NAME) {
            Some(problem) => problems.push(problem),
            None => row.label.push_str(&label),
        }
    }

    /// Reads the group. One that is too long is left out: the person is scored all the same.
    fn group(&self, at: usize, text: &str, row: &mut Row, problems: &mut Vec<CellProblem>) {
        if sanitise::is_one_line(text) {
            row.group.push_str(text);
        } else {
            row.group.push_str(&sanitise::one_line(text));
        }
        if let Some(mut problem) = self.too_long(at, &row.group, LONGEST_INVITATION_LINE) {
            row.group.clear();
            problem.problem.severity = Severity::Warning;
            problems.push(problem.hint("shorten it: the answers are read without a group"));
        }
    }

    /// Reads the group from the cell of the column that was named for it, whatever else that column holds.
    pub(super) fn named_group(&self, at: usize, cell: &[u8], row: &mut Row, problems: &mut Vec<CellProblem>) {
        let mut unreadable = Vec::new();
        if let Some(text) = self.text(at, cell, &mut unreadable).filter(|text| !text.is_empty()) {
            self.group(at, text, row, problems);
        }
        // Of a cell that is read for something else as well, this was said there.
        if matches!(self.columns[at], Column::Unknown) {
            problems.append(&mut unreadable);
        }
    }

    fn note(&self, item: ItemIx, at: usize, text: &str, row: &mut Row, problems: &mut Vec<CellProblem>) {
        let note = sanitise::clean(text);
        match self.too_long(at, &note, LONGEST_NOTE) {
            Some(problem) => problems.push(problem),
            None => row.notes.push((item, note)),
        }
    }

    fn too_long(&self, at: usize, text: &str, longest: usize) -> Option<CellProblem> {
        let length = text.chars().count();
        (length > longest).then(|| {
            let message = format!("`{}` has {length} characters", self.names[at]);
            CellProblem::new(Some(at), Code::LongText, message).expected(format!("at most {longest}"))
        })
    }

    /// The problem of an unknown value in a cell about the person, or of the role or form.
    fn unknown(&self, pack: &Pack, holds: Holds, at: usize, text: &str) -> CellProblem {
        let name = &self.names[at];
        let words: Vec<&str> = match holds {
            Holds::Role => roles(pack).collect(),
            Holds::Form => forms(pack).collect(),
            Holds::Resources => pack.resources().iter().map(|resource| resource.id.as_str()).collect(),
            Holds::Fact(fact) => {
                let field = FactField::of(fact);
                let none = matches!(field.access, FactAccess::List { .. }).then_some(NONE);
                field.words(pack).into_iter().chain(none).collect()
            }
            _ => Vec::new(),
        };
        let fact = if let Holds::Fact(fact) = holds { Some(FactField::of(fact).access) } else { None };
        let (code, expected) = match (holds, fact) {
            (_, Some(FactAccess::Number { range: (least, most), .. })) => {
                (Code::OutOfRange, format!("a whole number from {least} to {most}"))
            }
            (_, Some(FactAccess::Month { .. })) => (Code::BadDate, MONTH_AS_WRITTEN.to_owned()),
            (Holds::Started | Holds::Finished, _) => (Code::BadDate, "a time such as 2026-11-23T09:00:00Z".to_owned()),
            (Holds::Resources, _) => (Code::UnknownId, "ids of resources, joined by `;`".to_owned()),
            _ => {
                let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                (Code::UnknownWord, grammar::or(&quoted))
            }
        };
        let message = format!("unknown {name}: `{}`", shown(text));
        let problem = CellProblem::new(Some(at), code, message).expected(expected);
        match did_you_mean(text, words.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None if code == Code::OutOfRange && text.contains([',', '.']) => {
                problem.hint("write the number without a comma or a point")
            }
            None => problem,
        }
    }
}

fn roles(pack: &Pack) -> impl Iterator<Item = &str> + Clone {
    pack.roles().iter().map(|role| role.id.as_str())
}

fn forms(pack: &Pack) -> impl Iterator<Item = &str> + Clone {
    pack.forms().iter().map(|form| form.id.as_str())
}

/// Sets a fact of the background from its text; false for what it does not take.
fn set_fact(pack: &Pack, fact: BackgroundFact, text: &str, row: &mut Row) -> bool {
    let field = FactField::of(fact);
    let background = &mut row.background;
    let word = |text: &str| find_word(field.words(pack), text);
    match field.access {
        FactAccess::Word { set, .. } => word(text).is_some_and(|word| set(background, word)),
        FactAccess::List { set, .. } => {
            if find_word([NONE], text).is_some() {
                return set(background, &[]);
            }
            let parts = text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
            let words: Option<Vec<&str>> = parts.map(word).collect();
            words.is_some_and(|words| set(background, &words))
        }
        FactAccess::Id { set, .. } => word(text).is_some_and(|word| set(background, pack, word)),
        FactAccess::Month { set, .. } => {
            let month = Month::parse(text);
            set(background, month);
            month.is_some()
        }
        FactAccess::Number { range: (least, most), set, .. } => {
            let number = amount(text).filter(|number| (least..=most).contains(number));
            let number = number.and_then(|number| u32::try_from(number).ok());
            set(background, number);
            number.is_some()
        }
    }
}
