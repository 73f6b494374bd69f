//! From the files of a pack to the checked pack.

use super::catalogue::{self, Catalogue};
use super::questionnaire::{self, Questionnaire};
use super::roles::{self, Roles};
use super::{LARGEST_FILE, PackFiles, SourceFile, fingerprint, format};
use crate::diag::{Diagnostic, any_error};
use crate::model::{FormIx, Pack, PackParts, RoleIx};
use crate::yaml::{self, Field, Node, Problems};

/// The format number that this version reads.
const FORMAT: i64 = 1;

/// Reads a pack. The problems are in the order of the files and their lines; there is a pack when none of them is an
/// error.
pub fn parse(files: &PackFiles) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let sources = [&files.questionnaire, &files.roles, &files.resources];
    let trees = sources.map(|file| tree(file, &mut found));
    let [Some(questionnaire_tree), Some(roles_tree), Some(resources_tree)] = &trees else {
        return (None, found);
    };

    let mut problems = Problems::new(&files.questionnaire.name, &files.questionnaire.text);
    let (questionnaire, top) = questionnaire::read(questionnaire_tree, &mut problems);
    let mut role_problems = Problems::new(&files.roles.name, &files.roles.text);
    let mut roles = roles::read(roles_tree, &questionnaire, &mut role_problems);
    let default_role = top.and_then(|top| match top.get("default-role") {
        None if roles.names.len() == 0 => Some(0),
        _ => top.require("default-role", &mut problems).and_then(|field| roles.names.find(&field, &mut problems)),
    });
    let mut resource_problems = Problems::new(&files.resources.name, &files.resources.text);
    let catalogue = catalogue::read(resources_tree, &questionnaire, &mut roles.source_names, &mut resource_problems);

    roles.check_career(&questionnaire, &catalogue.names, &mut role_problems);
    roles.read_credentials(&catalogue.names, &catalogue.resources, &mut role_problems);

    found.extend(problems.into_diagnostics());
    found.extend(role_problems.into_diagnostics());
    found.extend(resource_problems.into_diagnostics());
    if any_error(&found) {
        return (None, found);
    }
    let fingerprint = fingerprint::of([questionnaire_tree, roles_tree, resources_tree]);
    let pack = default_role.and_then(|role| parts(questionnaire, role, roles, catalogue));
    (pack.map(|parts| Pack::new(parts, fingerprint, fingerprint::of_question, fingerprint::of_scoring)), found)
}

/// The tree of one file; `None` when it is not YAML or of an unknown format.
pub(super) fn tree(file: &SourceFile, found: &mut Vec<Diagnostic>) -> Option<Node> {
    match yaml::parse(&file.name, &file.text, LARGEST_FILE) {
        Ok(node) => {
            let mut problems = Problems::new(&file.name, &file.text);
            let known = Field::root(&node, &format::QUESTIONNAIRE).has_format(FORMAT, &mut problems);
            found.extend(problems.into_diagnostics());
            known.then_some(node)
        }
        Err(problem) => {
            found.push(*problem);
            None
        }
    }
}

/// The parts of a pack whose files have no errors.
fn parts(read: Questionnaire, default_role: usize, roles: Roles<'_>, catalogue: Catalogue) -> Option<PackParts> {
    let mut sources = roles.sources;
    sources.extend(catalogue.sources);
    Some(PackParts {
        id: read.id?,
        version: read.version?,
        title: read.title,
        summary: read.summary,
        experience_in: read.experience_in,
        language: read.language,
        levels: read.levels?,
        scales: read.scales.into_iter().collect::<Option<_>>()?,
        scoring: read.scoring?,
        domains: read.domains,
        competencies: read.competencies,
        frameworks: read.frameworks,
        items: read.items,
        forms: read.forms,
        default_form: FormIx::new(read.default_form?),
        default_role: RoleIx::new(roles.rung_of.get(default_role).copied().unwrap_or_default()),
        provenance: roles.provenance,
        sources,
        roles: roles.profiles,
        career: roles.career,
        exam_levels: catalogue.exam_levels,
        resources: catalogue.resources,
    })
}
