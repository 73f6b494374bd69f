//! From `overlay.yaml` to the checked parts of an overlay.

use std::collections::BTreeSet;

use super::logo;
use crate::diag::{Code, Diagnostic, any_error};
use crate::model::{
    CompetencyIx, Id, LearningResource, Logo, OverlayId, OverlayParts, Pack, Price, PriceChange, ResourceIx,
    TermTarget, Version,
};
use crate::pack::catalogue::{Resources, price};
use crate::pack::fields::{self, optional_text, text};
use crate::pack::format::OVERLAY;
use crate::pack::parse::tree;
use crate::pack::references::Names;
use crate::pack::roles::{named_sources, sources};
use crate::pack::{SourceFile, fingerprint};
use crate::yaml::{Field, Problems, Record};

/// The bytes of a checked logo.
type LogoBytes = Option<(Logo, Vec<u8>)>;

/// Reads an overlay and checks it against the pack that it is to be laid over, which has none yet. `logo` gives the bytes of
/// the file that it names, or why they cannot be had; the name is one of a file in the folder. The problems are in the order
/// of the lines; there is an overlay when none of them is an error.
pub fn parse(
    file: &SourceFile,
    pack: &Pack,
    logo: impl FnOnce(&str) -> Result<Vec<u8>, String>,
) -> (Option<OverlayParts>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Some(tree) = tree(file, &mut found) else { return (None, found) };
    let mut problems = Problems::new(&file.name, &file.text);
    let parts = Field::root(&tree, &OVERLAY)
        .record(&mut problems)
        .and_then(|top| Reader::new(pack).overlay(&top, logo, &mut problems));
    found.extend(problems.into_diagnostics());
    if any_error(&found) {
        return (None, found);
    }
    let parts = parts.map(|(mut parts, logo)| {
        parts.fingerprint = fingerprint::of_overlay(&tree, logo.as_ref().map(|(_, bytes)| bytes.as_slice()));
        parts.logo = logo.map(|(logo, _)| logo);
        parts
    });
    (parts, found)
}

/// The id of the pack that an overlay says it is of; `None` where it does not say it.
pub fn named_pack(file: &SourceFile) -> Option<String> {
    let tree = tree(file, &mut Vec::new())?;
    let mut problems = Problems::new(&file.name, &file.text);
    Field::root(&tree, &OVERLAY).record(&mut problems)?.get("pack")?.text(&mut problems)
}

/// Knows what an overlay may name.
struct Reader<'p> {
    pack: &'p Pack,
    competencies: Names,
    /// The resources of the pack alone: what is hidden, or has another price.
    resources: Names,
}

impl<'p> Reader<'p> {
    fn new(pack: &'p Pack) -> Self {
        let competencies = pack.competencies().iter().map(|competency| competency.id.as_str());
        let competencies = Names::of_pack("competency", competencies);
        Self { pack, competencies, resources: resource_names(pack) }
    }

    fn overlay(
        &self,
        top: &Record<'_>,
        logo: impl FnOnce(&str) -> Result<Vec<u8>, String>,
        problems: &mut Problems<'_>,
    ) -> Option<(OverlayParts, LogoBytes)> {
        let id = top.get("id").and_then(|field| fields::id::<OverlayId>(&field, problems));
        let version = top.get("version").and_then(|field| {
            field.parsed(Version::parse, Code::UnknownWord, "three numbers, such as \"1.0.0\"", problems)
        });
        self.is_of_pack(top, problems)?;
        let title = text(top, "title", problems);
        let contact = optional_text(top, "contact", problems);
        let logo = top.get("logo").and_then(|field| checked_logo(&field, logo, problems));
        let mut source_names = Names::of_pack("source", self.pack.sources().iter().map(|source| source.id.as_str()));
        let sources = top.get("sources").map_or_else(Vec::new, |field| sources(&field, &mut source_names, problems));
        let resources = self.own(top, &source_names, problems);
        let (hide, prices, targets) =
            (self.hide(top, problems), self.prices(top, &source_names, problems), self.targets(top, problems));
        let parts = OverlayParts {
            id: id?,
            version: version?,
            title,
            contact,
            logo: None,
            sources,
            resources,
            hide,
            prices,
            targets,
            fingerprint: String::new(),
        };
        Some((parts, logo))
    }

    /// Nothing of an overlay of another pack is looked at: each name would be one more problem.
    fn is_of_pack(&self, top: &Record<'_>, problems: &mut Problems<'_>) -> Option<()> {
        let field = top.get("pack")?;
        let named = field.text(problems)?;
        if named == self.pack.id().as_str() {
            return Some(());
        }
        problems
            .report(
                &field,
                Code::OverlayOfOtherPack,
                format!("the overlay is of the pack `{named}`, and this is `{}`", self.pack.id()),
            )
            .hint("name the pack that it is of with `--pack`, or an overlay of this pack");
        None
    }

    fn own(&self, top: &Record<'_>, source_names: &Names, problems: &mut Problems<'_>) -> Vec<LearningResource> {
        let Some(field) = top.get("resources") else { return Vec::new() };
        let entries: Vec<Record<'_>> =
            field.list(problems).unwrap_or_default().iter().filter_map(|entry| entry.record(problems)).collect();
        let mut reader = Resources {
            levels: Some(self.pack.levels()),
            competencies: &self.competencies,
            sources: source_names,
            names: resource_names(self.pack),
            links: Vec::new(),
        };
        let mut own: Vec<LearningResource> = entries.iter().map(|record| reader.resource(record, problems)).collect();
        reader.link(&mut own, problems);
        own
    }

    fn hide(&self, top: &Record<'_>, problems: &mut Problems<'_>) -> Vec<ResourceIx> {
        let mut seen = BTreeSet::new();
        let mut hide = Vec::new();
        for entry in top.get("hide").and_then(|field| field.list(problems)).unwrap_or_default() {
            let Some(at) = self.resources.find(&entry, problems) else { continue };
            if seen.insert(at) {
                hide.push(ResourceIx::new(at));
            } else {
                twice(&entry, format!("`{}` is switched off twice", self.resources.id(at)), problems);
            }
        }
        hide
    }

    fn prices(&self, top: &Record<'_>, source_names: &Names, problems: &mut Problems<'_>) -> Vec<PriceChange> {
        let mut seen = BTreeSet::new();
        let mut prices = Vec::new();
        for entry in top.get("prices").and_then(|field| field.list(problems)).unwrap_or_default() {
            let Some(record) = entry.record(problems) else { continue };
            let resource = record.get("resource");
            let at = resource.as_ref().and_then(|field| self.resources.find(field, problems));
            let price = record.get("price").and_then(|field| price(&field, problems));
            let checked = fields::date(&record, "checked", problems);
            let sources = record.get("sources").map(|field| named_sources(&field, source_names, problems));
            let note = optional_text(&record, "note", problems);
            let (Some(at), Some(field)) = (at, resource) else { continue };
            if !seen.insert(at) {
                twice(&field, format!("`{}` has two prices here", self.resources.id(at)), problems);
            }
            prices.push(PriceChange {
                resource: ResourceIx::new(at),
                price: price.unwrap_or(Price::Unknown { note: None }),
                checked,
                sources: sources.unwrap_or_default(),
                note,
            });
        }
        prices
    }

    fn targets(&self, top: &Record<'_>, problems: &mut Problems<'_>) -> Vec<TermTarget> {
        let (low, high) = (self.pack.levels().min(), self.pack.levels().max());
        let mut targets: Vec<TermTarget> = Vec::new();
        for entry in top.get("targets").and_then(|field| field.list(problems)).unwrap_or_default() {
            let Some(record) = entry.record(problems) else { continue };
            let competency = record.get("competency").and_then(|field| self.competencies.find(&field, problems));
            let term = text(&record, "term", problems);
            let level = record.get("level").and_then(|field| field.integer_in(low, high, problems));
            let (Some(competency), Some(level)) = (competency, level) else { continue };
            let competency = CompetencyIx::new(competency);
            if targets.iter().any(|other| other.competency == competency && other.term == term) {
                let id = &self.pack.competency(competency).id;
                twice(&entry, format!("`{id}` has two targets for the term `{term}`"), problems);
            }
            targets.push(TermTarget { competency, term, level });
        }
        targets
    }
}

fn resource_names(pack: &Pack) -> Names {
    Names::of_pack("resource", pack.resources().iter().map(|resource| resource.id.as_str()))
}

fn twice(field: &Field<'_>, message: String, problems: &mut Problems<'_>) {
    problems.report(field, Code::DuplicateId, message).hint("keep one of the two");
}

/// The logo that a field names. The name is one of a file in the folder: without a folder, a drive or a way out.
fn checked_logo(
    field: &Field<'_>,
    bytes: impl FnOnce(&str) -> Result<Vec<u8>, String>,
    problems: &mut Problems<'_>,
) -> LogoBytes {
    let name = field.text(problems)?;
    let is_plain = !name.starts_with('.') && !name.contains(['/', '\\', ':']) && !name.chars().any(char::is_control);
    let mut refuse = |message: String| {
        problems
            .report(field, Code::BadLogo, message)
            .hint("put an SVG that only draws, or a PNG, beside `overlay.yaml` and name it: `logo: logo.svg`");
    };
    if !is_plain {
        refuse(format!("`{name}` is not the name of a file in the folder of the overlay"));
        return None;
    }
    match bytes(&name) {
        Err(why) => {
            refuse(format!("`{name}` cannot be used: {why}"));
            None
        }
        Ok(bytes) => match logo::check(&bytes) {
            Ok(logo) => Some((logo, bytes)),
            Err(found) => {
                for why in found {
                    refuse(format!("`{name}` {why}"));
                }
                None
            }
        },
    }
}
