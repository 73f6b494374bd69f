//! The file of an invitation, read against the pack of its questions.

use super::field::{text, word};
use super::format::LARGEST_FILE;
use super::invitation::FIELDS;
use super::wording::name_key;
use super::{Invitation, Until};
use crate::diag::{Diagnostic, any_error};
use crate::model::{FormIx, Id, Pack, RoleIx};
use crate::sanitise;
use crate::yaml::{self, Field, Kind, Node, Problems, Record, Shape, TEXT, optional};

/// The usual name of an invitation's file.
pub const INVITATION_FILE: &str = "invitation.yaml";

/// An invitation in a file of its own.
const FILE: Shape = Shape {
    name: "invitation",
    about: "What people are told before the first question.",
    fields: &[
        optional("format", Kind::Format, "The number of the format: 1."),
        FIELDS[0],
        FIELDS[1],
        FIELDS[2],
        FIELDS[3],
        optional("form", TEXT, "The id of the form that is asked; the pack's default if not said."),
        optional("role", TEXT, "The id of the role to compare with; the pack's default if not said."),
        FIELDS[4],
        FIELDS[5],
    ],
};

/// What the file of an invitation holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationFile {
    /// What people are told.
    pub invitation: Invitation,
    /// The form that is asked, where it is said.
    pub form: Option<FormIx>,
    /// The role to compare with, where it is said.
    pub role: Option<RoleIx>,
}

/// Reads the file of an invitation, checked against the pack of the questions. There is one when no problem is an error.
pub fn parse_invitation(file: &str, text: &str, pack: &Pack) -> (Option<InvitationFile>, Vec<Diagnostic>) {
    let kind = const { &Kind::Record(&FILE) };
    let mut tree = match yaml::parse(file, text, LARGEST_FILE) {
        Ok(tree) => tree,
        Err(problem) => return (None, vec![*problem]),
    };
    tree.name_fields(kind, &name_key);
    let mut problems = Problems::new(file, text);
    let root = Field::root(&tree, kind);
    let record = if root.has_format(1, &mut problems) { root.record(&mut problems) } else { None };
    let read = record.map(|record| InvitationFile {
        invitation: invitation(&record, &mut problems),
        form: record.given("form").and_then(|field| form(&field, pack, &mut problems)),
        role: record.given("role").and_then(|field| role(&field, pack, &mut problems)),
    });
    let found = problems.into_diagnostics();
    (read.filter(|_| !any_error(&found)), found)
}

/// True for a text that is the file of an invitation rather than one of answers: a record with something that only an
/// invitation says, and nothing that every answers file has.
pub fn is_invitation(text: &str) -> bool {
    let Ok(Node::Map(entries)) = yaml::parse("", text, LARGEST_FILE) else { return false };
    let has = |name: &str| entries.iter().any(|(key, _)| name_key(key) == name_key(name));
    FIELDS.iter().any(|field| has(field.name)) && !["pack", "respondent", "answers"].into_iter().any(has)
}

/// The JSON Schema of an invitation's file.
pub fn invitation_schema() -> serde_json::Value {
    yaml::schema(&FILE, INVITATION_FILE)
}

/// The words of an invitation, from its own file or from one of answers.
pub(super) fn invitation(record: &Record<'_>, problems: &mut Problems<'_>) -> Invitation {
    let mut line = |name| text(record, name, problems).map(|text| sanitise::one_line(&text));
    let (from, until, send_to, group) = (line("from"), line("until"), line("send-to"), line("group"));
    let (why, who_sees) = (text(record, "why", problems), text(record, "who-sees", problems));
    Invitation { from, why, who_sees, until: until.map(Until::read), send_to, group }
}

fn form(field: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<FormIx> {
    let forms = pack.forms().iter().enumerate();
    let forms: Vec<(&str, FormIx)> = forms.map(|(at, form)| (form.id.as_str(), FormIx::new(at))).collect();
    word(field, &forms, problems)
}

fn role(field: &Field<'_>, pack: &Pack, problems: &mut Problems<'_>) -> Option<RoleIx> {
    let roles: Vec<(&str, RoleIx)> = pack.role_indices().map(|at| (pack.role(at).id.as_str(), at)).collect();
    word(field, &roles, problems)
}
