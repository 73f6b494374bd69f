//! Reports as JSON, for other programs. Levels and readiness are numbers as decimal text with four places, so that no
//! reader rounds them.

use serde_json::{Value, json};

use super::view::{ExpectationRow, OpenView, OptionalView, PhaseView, PlanProgramme, PlanView, StepView};
use crate::exact::{Exact, decimals};
use crate::language::plain_spaces;

/// A development plan as one object.
pub fn plan(view: &PlanView) -> String {
    let mut value = json!({
        "format": 2,
        "title": view.title,
        "respondent": view.respondent,
        "pack": view.pack,
        "goal": view.goal,
        "start": view.start.to_string(),
        "currency": view.currency,
        "summary": view.summary,
        "cautions": view.cautions,
        "first-step": view.first_step,
        "phases": view.phases.iter().map(phase).collect::<Vec<_>>(),
        "rules": view.rules,
    });
    if let Some(programme) = &view.programme {
        value["overlay"] = overlay(programme);
    }
    plain_spaces(&format!("{value:#}\n"))
}

fn overlay(view: &PlanProgramme) -> Value {
    let target = |row: &ExpectationRow| {
        json!({
            "term": row.term,
            "competency": row.id,
            "level": row.expected.1,
            "own-level": row.level,
            "reached": row.is_reached,
        })
    };
    let overlay = &view.overlay;
    json!({
        "id": overlay.id.to_string(),
        "version": overlay.version.to_string(),
        "fingerprint": overlay.fingerprint,
        "title": overlay.title,
        "contact": overlay.contact,
        "targets": view.expected.iter().map(target).collect::<Vec<_>>(),
    })
}

fn phase(view: &PhaseView) -> Value {
    let readiness: serde_json::Map<String, Value> =
        view.readiness.iter().map(|(_, id, value)| (id.clone(), json!(value.map(four_places)))).collect();
    json!({
        "role": view.role,
        "title": view.title,
        "start": view.days.0.to_string(),
        "end": view.days.1.to_string(),
        "result": view.result,
        "cost": {
            "known": view.cost.known,
            "lowest": view.cost.lowest,
            "highest": view.cost.highest,
            "unknown-prices": view.cost.unknown,
            "free-on-a-condition": view.cost.conditional,
        },
        "hours": {"known": view.hours.known, "unknown-lengths": view.hours.unknown},
        "proof": view.proof,
        "steps": view.steps.iter().map(step).collect::<Vec<_>>(),
        "start-with": view.start_with,
        "optional": view.optional.iter().map(optional).collect::<Vec<_>>(),
        "open": view.open.iter().map(open).collect::<Vec<_>>(),
        "opens": view.opens,
        "readiness": readiness,
    })
}

fn step(view: &StepView) -> Value {
    let rises = |list: &[(String, Exact, Exact)]| -> Vec<Value> {
        let rise = |(id, from, to): &(String, _, _)| json!({"competency": id, "from": four_places(*from), "to": four_places(*to)});
        list.iter().map(rise).collect()
    };
    let mut step = json!({
        "resource": view.id,
        "title": view.title,
        "url": view.url,
        "price": view.price,
        "fee": view.fee.map(|fee| fee.amount),
        "lowest-fee": view.fee.map(|fee| fee.lowest),
        "highest-fee": view.fee.map(|fee| fee.highest),
        "hours": view.hours,
        "start": view.days.0.to_string(),
        "end": view.days.1.to_string(),
        "first-week": view.weeks.0,
        "last-week": view.weeks.1,
        "check": view.check,
        "alone": rises(&view.alone),
        "together": rises(&view.together),
        "reasons": view.reasons,
    });
    if let Some(programme) = &view.offered_by {
        step["offered-by"] = json!(programme);
    }
    step
}

fn optional(view: &OptionalView) -> Value {
    json!({
        "resource": view.id,
        "title": view.title,
        "url": view.url,
        "points": four_places(view.points),
        "fee": view.fee,
        "hours": view.hours,
    })
}

fn open(view: &OpenView) -> Value {
    json!({
        "competency": view.id,
        "title": view.title,
        "must": view.must,
        "standing": view.standing,
        "why": view.why,
        "experience": view.experience,
    })
}

/// `0.7209`.
fn four_places(value: Exact) -> String {
    decimals(value, 4)
}
