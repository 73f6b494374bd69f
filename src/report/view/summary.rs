//! What each chart shows, in a sentence.

use crate::assess::Assessment;
use crate::exact::Exact;
use crate::gap::{Gap, GapAnalysis, GapStatus};
use crate::language::{grammar, percent};
use crate::model::Pack;

/// The word for someone without a strength to name.
pub(super) fn start(pack: &Pack, analysis: &GapAnalysis) -> &'static str {
    let highest = analysis.gaps.iter().filter_map(|gap| gap.level).max();
    if highest.is_none() && !analysis.not_needed.is_empty() {
        return "What you rated is not what the role needs. Rate what it needs where you know something about it, and leave the \
                rest open.";
    }
    let lowest = Exact::from(pack.levels().min());
    if highest.is_some_and(|level| level > lowest) {
        "Your ratings are close together, or what is highest is also what counts most to build next. The gaps to your next role show \
         what comes first."
    } else if highest.is_some() {
        "You are at the beginning. The first level only asks you to explain the basics, and many of the first steps \
         below take an hour or two."
    } else {
        "Nothing is rated yet. Rate the competencies you know something about, and leave the others open."
    }
}

fn count(analysis: &GapAnalysis, status: GapStatus) -> usize {
    analysis.gaps.iter().filter(|gap| gap.status == status).count()
}

/// `0 No exposure, 1 Aware, ...`: the levels by number and name.
pub(super) fn levels(pack: &Pack) -> String {
    let levels: Vec<String> =
        pack.levels().levels().iter().map(|level| format!("{} {}", level.number, level.label)).collect();
    levels.join(", ")
}

pub(super) fn profile_takeaway(pack: &Pack, analysis: &GapAnalysis) -> String {
    if !pack.has_roles() {
        return grammar::sentence_case(&format!(
            "{} placed",
            grammar::part(analysis.not_needed.len(), pack.competencies().len())
        ));
    }
    let furthest = analysis.gaps.iter().filter(|gap| gap.status == GapStatus::Open).fold(
        None,
        |best: Option<&Gap>, gap| match best {
            Some(known) if known.weighted() >= gap.weighted() => best,
            _ => Some(gap),
        },
    );
    let (met, open) = (count(analysis, GapStatus::Met), count(analysis, GapStatus::Open));
    let unrated = match analysis.gaps.len() - met - open {
        0 => String::new(),
        n => format!("; {n} not rated"),
    };
    match furthest {
        Some(gap) => format!(
            "The gap with the most weight is in {}. At or above target: {met} of {} rated{unrated}.",
            pack.competency(gap.competency).title,
            met + open,
        ),
        None if count(analysis, GapStatus::Met) > 0 => "No rated competency is short of its target.".to_owned(),
        None if !analysis.not_needed.is_empty() => "Nothing that the role needs is rated yet.".to_owned(),
        None => "Nothing is rated yet, so there is nothing to compare.".to_owned(),
    }
}

pub(super) fn ladder_takeaway(assessment: &Assessment<'_>) -> String {
    let pack = assessment.pack;
    if !pack.has_roles() {
        return String::new();
    }
    let reached = match assessment.nearest() {
        Some(role) => format!("Your answers reach the role {}", pack.role(role).title),
        None => "Your answers do not yet reach a role on the ladder".to_owned(),
    };
    let Some(next) = assessment.next_rung() else { return format!("{reached}, the highest on the ladder.") };
    let title = &pack.role(next.analysis.role).title;
    match next.analysis.readiness {
        Some(readiness) => {
            let titles: Vec<&str> =
                next.analysis.unmet_musts.iter().map(|at| pack.competency(*at).title.as_str()).collect();
            let open = match titles.len() {
                0 => String::new(),
                1 => format!(", with one must still to meet: {}", titles[0]),
                n => format!(", with {n} musts still to meet: {}", grammar::and(&titles)),
            };
            format!("{reached}; the next role is {title}, at {} readiness{open}.", percent(readiness))
        }
        None => format!("{reached}; for the next role, {title}, there are not enough answers."),
    }
}
