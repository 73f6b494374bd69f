//! Rules about an overlay, on the pack with it and without it.

use super::{catalogue, entries, in_file, records};
use crate::diag::{Code, Diagnostic};
use crate::language::grammar;
use crate::model::{LearningResource, Pack, Price, ReadBy, ResourceIx, ResourceKind, SourceId};
use crate::pack::{SourceFile, format};
use crate::yaml::{Problems, Record};

/// All findings on an overlay that was read without errors. `pack` is the pack without it, `laid` with it; `today` is a
/// date such as `2026-11-24`: prices grow old.
pub fn lint_overlay(file: &SourceFile, pack: &Pack, laid: &Pack, today: &str) -> Vec<Diagnostic> {
    in_file(file, &format::OVERLAY, |top, problems| {
        catalogue::check_resources(top, laid, today, problems);
        for record in records(top, "resources", problems) {
            let Some(field) = record.get("id") else { continue };
            let Some(at) = field.text(problems).and_then(|id| laid.find_resource(&id)) else { continue };
            let resource = laid.resource(at);
            own_price(laid, &record, resource, problems);
            beyond_exams(laid, &record, at, problems);
        }
        check_hide(top, pack, laid, problems);
        check_prices(top, laid, today, problems);
    })
}

/// True where some source was read, and not judged.
fn is_read(pack: &Pack, sources: &[SourceId]) -> bool {
    let read = |source: &SourceId| pack.find_source(source).is_some_and(|it| it.read < ReadBy::Judgement);
    sources.iter().any(read)
}

fn own_price(pack: &Pack, record: &Record<'_>, resource: &LearningResource, problems: &mut Problems<'_>) {
    let asks = resource.kind != ResourceKind::Practice && !matches!(resource.price, Price::Unknown { .. });
    if asks
        && !is_read(pack, &resource.sources.price)
        && let Some(field) = record.get("price")
    {
        no_source(&field, resource, problems);
    }
}

fn no_source(field: &crate::yaml::Field<'_>, resource: &LearningResource, problems: &mut Problems<'_>) {
    problems
        .report(
            field,
            Code::PriceWithoutSource,
            format!("the price of `{}` rests on no source that was read", resource.id),
        )
        .expected("the id of a source that was read, primary or secondary")
        .hint("add the page or letter to `sources` of the overlay, and its id to `sources` of the price");
}

/// Warns of an exam that lifts above what the pack lets exams show.
fn beyond_exams(pack: &Pack, record: &Record<'_>, at: ResourceIx, problems: &mut Problems<'_>) {
    let resource = pack.resource(at);
    let counted: Vec<_> = pack.lifts(at).collect();
    for (lift, entry) in resource.develops.iter().zip(entries(record, "develops", problems)) {
        if !counted.contains(lift) {
            let title = &pack.competency(lift.competency).title;
            problems
                .report(
                    &entry,
                    Code::UnusableResource,
                    format!("`{}` lifts {title} to level {}, which no exam shows by itself", resource.id, lift.to),
                )
                .hint("lower `to` to what the pack's `exam-levels` allow, or say what kind it is: `kind: course`");
        }
    }
}

/// Warns of what is switched off and leaves a step that a role asks for without any resource.
fn check_hide(top: &Record<'_>, pack: &Pack, laid: &Pack, problems: &mut Problems<'_>) {
    for entry in entries(top, "hide", problems) {
        let Some(hidden) = entry.text(problems).and_then(|id| pack.find_resource(&id)) else { continue };
        let mut lost = Vec::new();
        for lift in pack.lifts(hidden).filter(|_| pack.resource(hidden).status.is_offered()) {
            let highest = catalogue::highest_target(pack, lift.competency);
            for level in lift.from..lift.to.min(highest) {
                if !catalogue::is_lifted(laid, lift.competency, level) {
                    lost.push(format!("{} from {level} to {}", pack.competency(lift.competency).title, level + 1));
                }
            }
        }
        if !lost.is_empty() {
            let id = &pack.resource(hidden).id;
            problems
                .report(&entry, Code::NoWayUp, format!("without `{id}` nothing lifts anyone in {}", grammar::or(&lost)))
                .hint("leave it on, or add a resource of your own for this step: a piece of practice is enough");
        }
    }
}

fn check_prices(top: &Record<'_>, laid: &Pack, today: &str, problems: &mut Problems<'_>) {
    for record in records(top, "prices", problems) {
        let Some(field) = record.get("resource") else { continue };
        let Some(at) = field.text(problems).and_then(|id| laid.find_resource(&id)) else { continue };
        let resource = laid.resource(at);
        catalogue::price(&record, resource, today, problems);
        let is_known = !matches!(resource.price, Price::Unknown { .. });
        if is_known && !is_read(laid, &resource.sources.price) {
            no_source(&field, resource, problems);
        }
    }
}
