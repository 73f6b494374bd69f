//! The templates of the quiz in a browser, each with what it is filled in with. The only file of the layer that names
//! `askama`.

use askama::Template;
pub(super) use askama::filters::Safe;

use crate::language::page as words;
use crate::model::Level;
use crate::quiz::Row;

/// A template as markup. A [`Safe`] text is placed as it is, every other one as text.
pub(super) fn rendered(part: &impl Template) -> String {
    part.render().expect("writing to a string cannot fail")
}

/// An answer that can be chosen, or a place that can be gone to.
pub(super) struct Choice<'a> {
    pub(super) key: &'a str,
    /// True for a key that says something: the number of a level.
    pub(super) is_number: bool,
    pub(super) id: String,
    pub(super) label: &'a str,
    pub(super) is_chosen: bool,
}

/// One of several answers.
#[derive(Template)]
#[template(path = "web/question.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct Question<'a> {
    pub(super) id: &'a str,
    pub(super) notices: &'a [String],
    pub(super) heading: String,
    /// The position among all questions.
    pub(super) progress: Option<(usize, usize)>,
    pub(super) stem: &'a str,
    pub(super) more: &'a [String],
    pub(super) choices: Vec<Choice<'a>>,
    pub(super) skip: &'a Row,
    pub(super) note: Option<NoteField>,
    pub(super) levels: Vec<&'a Level>,
}

/// The note beside a question.
pub(super) struct NoteField {
    pub(super) text: String,
    pub(super) summary: &'static str,
    pub(super) is_open: bool,
    pub(super) length: String,
}

/// A line of text.
#[derive(Template)]
#[template(path = "web/text.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct Text<'a> {
    pub(super) id: &'a str,
    pub(super) notices: &'a [String],
    pub(super) heading: String,
    pub(super) progress: Option<(usize, usize)>,
    pub(super) paragraphs: &'a [String],
    pub(super) prompt: &'a str,
    pub(super) help: &'a str,
    pub(super) initial: &'a str,
    /// True for a text of several lines.
    pub(super) is_long: bool,
}

/// Places that can be gone to, each a button.
#[derive(Template)]
#[template(path = "web/menu.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct Buttons<'a> {
    pub(super) id: &'a str,
    pub(super) notices: &'a [String],
    pub(super) heading: &'a str,
    pub(super) invitation: &'a [(&'static str, String)],
    pub(super) paragraphs: &'a [String],
    pub(super) choices: Vec<(String, &'a str)>,
}

/// Every answer on one screen.
#[derive(Template)]
#[template(path = "web/review.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct Review<'a> {
    pub(super) id: &'a str,
    pub(super) notices: &'a [String],
    pub(super) paragraphs: &'a [String],
    pub(super) finish: &'a Row,
    pub(super) answers: Vec<Choice<'a>>,
    pub(super) others: Vec<Choice<'a>>,
}

/// The result, above the report.
#[derive(Template)]
#[template(path = "web/result.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct ResultPart<'a> {
    /// What is said before it; empty for nothing.
    pub(super) notice: &'a str,
    pub(super) lines: Vec<(String, String)>,
    pub(super) hand_in: Vec<(&'static str, String)>,
    pub(super) files: Vec<(&'a str, &'a str)>,
    pub(super) code: String,
}

/// The file of a site.
#[derive(Template)]
#[template(path = "web/shell.html", whitespace = "minimize", config = "templates/askama.toml")]
pub(super) struct PageFile<'a> {
    pub(super) title: &'a str,
    /// The tag of the language of the pack's texts.
    pub(super) language: &'a str,
    /// The name under which the browser keeps answers to this site.
    pub(super) key: String,
    pub(super) pack: String,
    pub(super) tool: &'static str,
    pub(super) style: &'static str,
    pub(super) style_hash: &'static str,
    pub(super) script: Safe<&'static str>,
    pub(super) script_hash: &'static str,
    pub(super) has_logo: bool,
    /// The start screen, to be read while the engine starts.
    pub(super) start: Safe<String>,
    pub(super) site: Safe<String>,
    pub(super) engine: Safe<String>,
}
