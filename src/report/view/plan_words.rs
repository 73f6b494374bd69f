//! Phrases of the development plan.

use crate::exact::Exact;
use crate::language::grammar;
use crate::language::{self, level_number, range, thousands};
use crate::model::{Pack, ResourceIx, ResourceKind};
use crate::plan::solver::{Proof, Value};
use crate::plan::{Cost, PlanStep, Rise};

/// `1,295 USD`; `519 to 619 USD plus 2 prices that are not known`; `free (1 step is free on a condition)`.
pub(super) fn money(cost: Cost, currency: &str) -> String {
    let known = format!("{} {currency}", range(cost.lowest, cost.highest));
    let sum = match (cost.known, cost.unknown) {
        (0, 0) => "free".to_owned(),
        (_, 0) => known,
        (0, unknown) => grammar::count(unknown, "price not known", "prices not known"),
        (_, unknown) => {
            format!("{known} plus {}", grammar::count(unknown, "price that is not known", "prices that are not known"))
        }
    };
    match cost.conditional {
        0 => sum,
        conditional => {
            format!(
                "{sum} ({})",
                grammar::count(conditional, "step is free on a condition", "steps are free on a condition")
            )
        }
    }
}

/// `120 hours of your own, 80 in your job and 3,600 in a degree`, with what is not known.
pub(super) fn hours<'a>(pack: &Pack, steps: impl Iterator<Item = &'a PlanStep>) -> String {
    let (mut own, mut job, mut degree, mut unknown) = (0_u64, 0_u64, 0_u64, 0_u64);
    for step in steps {
        let resource = pack.resource(step.resource);
        match (resource.effort.total_hours(), resource.kind) {
            (None, _) => unknown += 1,
            (Some(hours), ResourceKind::Degree) => degree += u64::from(hours),
            (Some(hours), _) if resource.at_work => job += u64::from(hours),
            (Some(hours), _) => own += u64::from(hours),
        }
    }
    let mut parts = Vec::new();
    for (hours, whose) in [(own, "of your own"), (job, "in your job"), (degree, "in a degree")] {
        let unit = match (parts.is_empty(), hours) {
            (_, 0) => continue,
            (true, 1) => " hour",
            (true, _) => " hours",
            (false, _) => "",
        };
        parts.push(format!("{}{unit} {whose}", thousands(hours)));
    }
    parts.extend((unknown > 0).then(|| format!("{} of unknown length", grammar::count(unknown, "step", "steps"))));
    if parts.is_empty() { "no hours".to_owned() } else { grammar::and(&parts) }
}

/// Phrases with titles of the pack.
#[derive(Clone, Copy)]
pub(super) struct PlanPhrases<'a> {
    pub(super) pack: &'a Pack,
}

impl PlanPhrases<'_> {
    fn titles(self, list: &[ResourceIx]) -> String {
        let titles: Vec<&str> = list.iter().map(|at| self.pack.resource(*at).title.as_str()).collect();
        grammar::and(&titles)
    }

    fn rises(self, list: &[Rise]) -> String {
        let rises: Vec<String> = list
            .iter()
            .map(|rise| {
                let title = &self.pack.competency(rise.competency).title;
                format!("{title} from {} to {}", level_number(rise.from), level_number(rise.to))
            })
            .collect();
        grammar::and(&rises)
    }

    fn losses(self, list: &[Rise]) -> String {
        let loss = |rise: &Rise| {
            let title = &self.pack.competency(rise.competency).title;
            format!("{title} ends at {} instead of {}", level_number(rise.from), level_number(rise.to))
        };
        grammar::and(&list.iter().map(loss).collect::<Vec<_>>())
    }

    /// What a step does alone and with the others, what it opens, and what could take its place.
    pub(super) fn reasons(self, step: &PlanStep) -> Vec<String> {
        let mut lines = Vec::new();
        if !step.alone.is_empty() {
            lines.push(format!("By itself it lifts {}.", self.rises(&step.alone)));
        }
        let more: Vec<Rise> = step.together.iter().filter(|rise| !step.alone.contains(rise)).copied().collect();
        if !more.is_empty() {
            lines.push(format!("Together with other steps: without it, {}.", self.losses(&more)));
        }
        if !step.opens.is_empty() {
            lines.push(format!("It opens {}.", self.titles(&step.opens)));
        }
        if let Some(other) = step.instead {
            let hours = |at: ResourceIx| self.pack.resource(at).effort.total_hours();
            let title = &self.pack.resource(other).title;
            lines.push(language::plan::instead(title, hours(step.resource), hours(other)));
        }
        lines
    }
}

/// What is proven of the plan of a phase.
pub(super) fn proof(proof: &Proof, value: &Value, has_deadline: bool) -> String {
    let Proof::LowerBound(bound) = proof else {
        return language::plan::proven(has_deadline).to_owned();
    };
    let musts = value.unmet_musts.saturating_sub(bound.unmet_musts);
    let gap = value.shortfall - bound.shortfall;
    let mut less = Vec::new();
    if musts > 0 {
        less.push(format!("up to {} fewer", grammar::count(musts, "unmet must", "unmet musts")));
    }
    if gap > Exact::default() {
        less.push(format!("up to {} less of weighted gap", crate::exact::decimals(gap, 1)));
    }
    if less.is_empty() {
        less.push("the same gaps closed for less".to_owned());
    }
    format!("The search was cut short: there may be a better set of steps, with {}.", grammar::and(&less))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_said_beside_a_sum_and_never_in_it() {
        let cost = |(lowest, known, highest), unknown| Cost { known, lowest, highest, unknown, conditional: 0 };
        let said = |sums, unknown| money(cost(sums, unknown), "USD");
        assert_eq!(said((0, 0, 0), 0), "free");
        assert_eq!(said((0, 0, 0), 2), "2 prices not known");
        assert_eq!(said((1_295, 1_295, 1_295), 0), "1,295 USD");
        assert_eq!(said((519, 619, 619), 0), "519 to 619 USD");
        assert_eq!(said((519, 619, 619), 1), "519 to 619 USD plus 1 price that is not known");
        assert_eq!(said((295, 295, 295), 2), "295 USD plus 2 prices that are not known");
        let on_a_condition = Cost { conditional: 1, ..Cost::default() };
        assert_eq!(money(on_a_condition, "USD"), "free (1 step is free on a condition)");
    }
}
