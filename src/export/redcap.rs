//! A data dictionary of REDCap: a table of 18 columns with one row for each variable of an instrument.

use super::cells;
use super::codes;
use super::form::{About, Answers, Choice, Question, sections};
use crate::language;
use crate::model::{FormIx, Id, Pack};

/// The columns of a data dictionary, as REDCap writes them.
const COLUMNS: [&str; 18] = [
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
];

/// More choices than this are a list to open.
const MOST_RADIO_BUTTONS: usize = 10;

/// Answers below each other, left of nothing: statements are long.
const LEFT_VERTICAL: &str = "LV";

/// One row. What is not said is empty.
#[derive(Default)]
struct Variable {
    name: String,
    section: String,
    kind: &'static str,
    label: String,
    choices: String,
    note: &'static str,
    validation: &'static str,
    least: String,
    most: String,
    branching: &'static str,
    is_required: bool,
    alignment: &'static str,
    annotation: String,
}

impl Variable {
    fn line(self, form: &str) -> String {
        let required = if self.is_required { "y" } else { "" };
        let Self { name, section, kind, label, choices, note, validation, least, most, .. } = &self;
        let cells = [
            name,
            form,
            section,
            kind,
            label,
            choices,
            note,
            validation,
            least,
            most,
            "",
            self.branching,
            required,
            self.alignment,
            "",
            "",
            "",
            &self.annotation,
        ];
        cells::line(&cells)
    }
}

/// The data dictionary of a form.
pub(super) fn dictionary(pack: &Pack, form: FormIx) -> String {
    let instrument = codes::redcap_form(pack.id().as_str(), pack.form(form).id.as_str());
    let names = codes::redcap_names(pack);
    let label = language::export::record().to_owned();
    let record = Variable { name: "record_id".to_owned(), kind: "text", label, ..Variable::default() };
    let mut out = cells::line(&COLUMNS) + &record.line(&instrument);
    for section in sections(pack, form) {
        for (at, question) in section.questions.iter().enumerate() {
            let mut variable = variable(pack, &names, question);
            if at == 0 {
                let remark = if section.remark.is_empty() { String::new() } else { format!(". {}", section.remark) };
                variable.section = text(&section.title) + &remark;
            }
            out += &variable.line(&instrument);
        }
    }
    out
}

fn variable(pack: &Pack, names: &[String], question: &Question) -> Variable {
    let mut row = Variable { label: text(&question.text), ..Variable::default() };
    match question.about {
        About::Respondent => {
            codes::RESPONDENT.clone_into(&mut row.name);
            row.is_required = true;
        }
        About::Item(item) => {
            row.name.clone_from(&names[item.get()]);
            row.annotation = format!("item {}", pack.item(item).id);
        }
        About::Fact(field) => row.name = codes::redcap_word(field.name()),
    }
    match &question.answers {
        Answers::Rating(list) => {
            (row.kind, row.choices, row.alignment) = ("radio", choices(list), LEFT_VERTICAL);
        }
        Answers::One(list) => {
            row.kind = if list.len() > MOST_RADIO_BUTTONS { "dropdown" } else { "radio" };
            row.choices = choices(list);
            row.alignment = LEFT_VERTICAL;
        }
        Answers::Some(list) => {
            (row.kind, row.choices, row.alignment) = ("checkbox", choices(list), LEFT_VERTICAL);
        }
        Answers::Whole(least, most) => {
            (row.kind, row.validation) = ("text", "integer");
            (row.least, row.most) = (least.to_string(), most.to_string());
        }
        Answers::Month => {
            (row.kind, row.branching) = ("text", "[studying] <> ''");
            row.note = language::export::month();
        }
        Answers::Text => row.kind = "text",
    }
    row
}

/// `0, None | 1, Some`.
fn choices(list: &[Choice]) -> String {
    let one = |choice: &Choice| {
        let word = match choice.word.as_str() {
            word @ (codes::NOT_APPLICABLE | codes::UNSURE) => word.to_owned(),
            word => codes::redcap_word(word),
        };
        format!("{word}, {}", text(&choice.text).replace('|', "/"))
    };
    list.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// A text for a page of REDCap, which takes what stands in brackets or braces for a variable, and `<` before a letter for
/// the beginning of a tag. It decodes entities first, so that they are no way out.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let after = &text[at + letter.len_utf8()..];
        match letter {
            '[' | '{' => out.push('('),
            ']' | '}' => out.push(')'),
            '<' if !after.starts_with(char::is_whitespace) => out += "< ",
            '&' if begins_entity(after) => out += "& ",
            letter => out.push(letter),
        }
    }
    out
}

/// True for what stands behind the `&` of `&lt;` or `&#91;`.
fn begins_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}
