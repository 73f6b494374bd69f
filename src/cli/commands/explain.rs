//! `skillgap explain`: a competency, a role, a resource, an item, or an error code.

use crate::cli::args::{ExplainArgs, Options};
use crate::cli::{Done, Failure, files, packs};
use crate::diag::ALL_CODES;
use crate::language::{self, grammar, programme};
use crate::model::{CompetencyIx, ItemIx, Need, Pack, ResourceIx, RoleIx, Status};
use crate::report::text::{Breaks, Page};
use crate::report::view::{Citations, about_role, resource_entry};
use crate::sanitise;

pub(in crate::cli) fn run(args: &ExplainArgs, options: &Options) -> Result<Done, Failure> {
    let what = args.what.trim();
    if let Some(code) = ALL_CODES.iter().find(|code| code.as_str().eq_ignore_ascii_case(what)) {
        let mut page = Page::new(Breaks::Anywhere);
        page.unwrapped(&format!("{}: {}\n", code.as_str(), code.title()));
        page.paragraph(&sanitise::one_line(code.explanation()));
        files::print(&page.done())?;
        return Ok(Done::Well);
    }
    let pack = packs::load(options)?;
    let id = what.to_lowercase();
    let text = if let Some(at) = pack.find_competency(&id) {
        competency(&pack, at)
    } else if let Some(at) = pack.find_role(&id) {
        role(&pack, at)
    } else if let Some(at) = pack.find_resource(&id) {
        resource(&pack, at)
    } else if let Some(at) = pack.find_item(&id) {
        item(&pack, at)
    } else {
        return Err(Failure::unknown("id or code", what, pack.known_ids(), || {
            "give the id of a competency, role, resource or item, or a code such as SK202".to_owned()
        }));
    };
    files::print(&text)?;
    Ok(Done::Well)
}

/// A named value, indented; both come from a pack and are put into one line.
fn named_value(page: &mut Page, name: &str, value: &str) {
    page.line("  ", "    ", &sanitise::one_line(&format!("{name}: {value}")));
}

/// A web address in one piece.
fn web_address(page: &mut Page, url: &str) {
    page.unwrapped(&format!("    {}", sanitise::one_line(url)));
}

fn competency(pack: &Pack, at: CompetencyIx) -> String {
    let competency = pack.competency(at);
    let mut page = Page::new(Breaks::Anywhere);
    page.paragraph(&format!("{} ({})", competency.title, pack.domain(competency.domain).title));
    page.paragraph(&competency.definition);
    page.paragraph(&format!("Why it matters: {}", competency.why));
    page.paragraph("Levels");
    for (level, statement) in pack.levels().levels().iter().zip(&competency.statements) {
        named_value(&mut page, &format!("{} {}", level.number, level.label), statement);
    }
    page.gap();
    page.paragraph("Needed by");
    for role in pack.roles() {
        let target = role.target(at);
        let must = if target.need == Need::Must { ", a must" } else { "" };
        named_value(&mut page, &role.title, &format!("level {}, importance {}{must}", target.level, target.importance));
    }
    let expected: Vec<_> = pack
        .overlay()
        .map_or(&[][..], |overlay| &overlay.targets)
        .iter()
        .filter(|target| target.competency == at)
        .collect();
    if !expected.is_empty() {
        page.gap();
        page.paragraph("Expected by your programme");
        for target in expected {
            named_value(&mut page, &target.term, &format!("level {}", target.level));
        }
    }
    page.done()
}

fn role(pack: &Pack, at: RoleIx) -> String {
    let role = pack.role(at);
    let mut page = Page::new(Breaks::Anywhere);
    page.paragraph(&format!("{} ({})", role.title, language::tier(role.tier).to_lowercase()));
    page.paragraph(&role.summary);
    if !role.next.is_empty() {
        let next: Vec<&str> = role.next.iter().map(|next| pack.role(*next).title.as_str()).collect();
        page.paragraph(&format!("Leads to: {}", grammar::or(&next)));
    }
    if let Some(about) = about_role(pack, at) {
        for (heading, lines) in &about.lists {
            page.paragraph(heading);
            for line in lines {
                let mark = if line.mark.is_empty() { String::new() } else { format!(" ({})", line.mark) };
                page.line("  - ", "    ", &sanitise::one_line(&format!("{}{mark}", line.text)));
            }
            page.gap();
        }
        page.paragraph(&about.source);
    }
    page.paragraph("Targets: level, importance");
    for target in &role.targets {
        let must = if target.need == Need::Must { ", a must" } else { "" };
        let from = &pack.provenance()[target.level_from];
        named_value(
            &mut page,
            &pack.competency(target.competency).title,
            &format!(
                "{}, {}{must} ({}: {})",
                target.level,
                target.importance,
                language::provenance(from.kind),
                from.id
            ),
        );
    }
    page.gap();
    page.paragraph("Where the numbers come from");
    for (at, reason) in pack.provenance().iter().enumerate() {
        let named = |t: &crate::model::Target| t.level_from == at || t.importance_from == at || t.need_from == Some(at);
        if role.targets.iter().any(named) {
            named_value(&mut page, &reason.id, &reason.note);
        }
    }
    page.done()
}

fn resource(pack: &Pack, at: ResourceIx) -> String {
    let mut citations = Citations::default();
    let entry = resource_entry(pack, at, &mut citations);
    let mut page = Page::new(Breaks::Anywhere);
    page.paragraph(&entry.about.title);
    page.paragraph(&entry.about.provider);
    page.paragraph(&entry.about.summary);
    let switched_off = programme::switched_off(pack).filter(|_| pack.resource(at).status == Status::SwitchedOff);
    if let Some(switched_off) = switched_off {
        page.paragraph(&switched_off);
    } else if !pack.resource(at).status.is_offered() {
        page.paragraph("Never recommended: nothing shows that it is offered and kept up.");
    }
    for lift in &pack.resource(at).develops {
        named_value(
            &mut page,
            &pack.competency(lift.competency).title,
            &format!("from level {} to {}", lift.from, lift.to),
        );
    }
    page.gap();
    for (name, value) in &entry.about.facts {
        named_value(&mut page, name, value);
    }
    named_value(&mut page, "How well checked", &entry.checked);
    if let Some(url) = &entry.about.url {
        named_value(&mut page, "Page", "");
        web_address(&mut page, url);
    }
    let sources = citations.lines();
    if !sources.is_empty() {
        page.gap();
        page.paragraph("Sources");
        for (at, (source, address)) in sources.iter().zip(citations.addresses()).enumerate() {
            named_value(&mut page, &(at + 1).to_string(), source);
            if let Some(address) = address {
                web_address(&mut page, address);
            }
        }
    }
    page.done()
}

fn item(pack: &Pack, at: ItemIx) -> String {
    let item = pack.item(at);
    let mut page = Page::new(Breaks::Anywhere);
    page.paragraph(&item.stem);
    page.paragraph(&format!("Asks about: {}", pack.competency(item.competency).title));
    for option in pack.options(at) {
        named_value(&mut page, &option.value.to_string(), &option.label);
    }
    page.done()
}
