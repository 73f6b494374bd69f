//! `skillgap explain`: a competency, a role, a resource, an item, a section about the career, a published model, or an
//! error code.

use super::frameworks;
use crate::cli::args::{ExplainArgs, Options};
use crate::cli::{Done, Failure, files, packs};
use crate::diag::ALL_CODES;
use crate::facts::career::{Career, career as career_of, of_sections};
use crate::language::{self, career as words, frameworks as models, grammar, programme};
use crate::model::{CareerSection, CompetencyIx, Id, ItemIx, Level, Need, Pack, ResourceIx, RoleIx, Status};
use crate::report::text::{Breaks, Page};
use crate::report::view::{Citations, Context, about_role, resource_entry};
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
    } else if let Some(at) = pack.find_role(&id).filter(|_| pack.has_roles()) {
        role(&pack, at)
    } else if let Some(at) = pack.find_resource(&id) {
        resource(&pack, at)
    } else if let Some(at) = pack.find_career_section(&id) {
        career(&of_sections(&pack, &pack.career()[at..=at], None))
    } else if let Some(whole) = career_of(&pack, None).filter(|_| id == CareerSection::WHOLE) {
        career(&whole)
    } else if let Some(at) = pack.find_item(&id) {
        item(&pack, at)
    } else if let Some(framework) = pack.find_framework(&id) {
        frameworks::of_framework(&pack, framework)
    } else {
        let mut known = pack.known_ids();
        known.extend((!pack.career().is_empty()).then_some(CareerSection::WHOLE));
        return Err(Failure::unknown("id or code", what, known, || {
            "give the id of a competency, role, resource, item, career section or published model, or a code such as SK202"
                .to_owned()
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
    if let Some(why) = &competency.why {
        page.paragraph(&format!("Why it matters: {why}"));
    }
    page.paragraph("Levels");
    let own = |level: &&Level| competency.statements.is_empty() || competency.defines(level.number);
    for level in pack.levels().levels().iter().filter(own) {
        let name = format!("{} {}", level.number, level.label);
        match pack.statement(at, level.number) {
            Some(statement) => named_value(&mut page, &name, statement),
            None => page.line("  ", "    ", &sanitise::one_line(&name)),
        }
    }
    if !competency.advice.is_empty() {
        page.gap();
        page.paragraph("From level to level");
    }
    for (to, advice) in &competency.advice {
        let step = match competency.level_below(*to, pack.levels().min()) {
            Some(from) => format!("{from} to {to}"),
            None => format!("to {to}"),
        };
        named_value(&mut page, &step, &advice.first_step);
        page.line("    ", "    ", &sanitise::one_line(&format!("What shows it: {}", advice.evidence)));
        page.line("    ", "    ", &sanitise::one_line(&format!("To ask: {}", advice.ask)));
    }
    let needed: Vec<_> = pack.roles().iter().filter_map(|role| Some((role, role.target(at)?))).collect();
    if !needed.is_empty() {
        page.gap();
        page.paragraph("Needed by");
    }
    for (role, target) in needed {
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
    stands_for(&mut page, pack, at);
    page.done()
}

/// The parts of published models that a competency stands for, under the model's id.
fn stands_for(page: &mut Page, pack: &Pack, at: CompetencyIx) {
    let parts = || pack.frameworks().iter().flat_map(|model| model.parts_of(at).map(move |part| (model, part)));
    if parts().next().is_none() {
        return;
    }
    page.gap();
    page.paragraph(models::STANDS_FOR);
    for (model, part) in parts() {
        named_value(page, model.id.as_str(), &models::part(part));
    }
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
    if let Some(about) = about_role(pack, at, None, Context::Nothing) {
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

/// Sections about the career, with their sources at the end.
fn career(career: &Career) -> String {
    let mut page = Page::new(Breaks::Anywhere);
    for section in &career.sections {
        page.paragraph(&format!("{} [{}]", section.title, section.id));
        for point in &section.points {
            page.line("  - ", "    ", &sanitise::one_line(&format!("{} ({})", point.text, words::mark(point))));
        }
        page.gap();
    }
    page.paragraph(&words::legend(career));
    if !career.sources.is_empty() {
        page.paragraph("Sources");
        for (at, source) in career.sources.iter().enumerate() {
            named_value(&mut page, &(at + 1).to_string(), &words::source(source));
            if let Some(url) = &source.url {
                web_address(&mut page, url);
            }
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
