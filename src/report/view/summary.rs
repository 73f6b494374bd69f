//! The result in sentences: the summary, and what each chart shows.

use super::cards;
use super::priorities::{PriorityCard, Strength};
use crate::assess::Assessment;
use crate::exact::{Exact, share};
use crate::gap::{Gap, GapAnalysis, GapStatus};
use crate::language::{grammar, percent, percent_range};
use crate::model::Pack;

/// The most open musts that are named where room is short.
const MUSTS_NAMED: usize = 3;

/// With so many unmet musts or fewer, the next role is near enough to name a step for it.
const MUSTS_NEAR: usize = 2;

/// Where the person stands on the ladder of roles, for the first screen.
#[derive(Clone, Debug)]
pub struct LadderPlace {
    /// The highest role that is reached, in a sentence.
    pub nearest: String,
    /// The name of the next one.
    pub next_role: Option<String>,
    /// Its readiness and range: the rest of a sentence that begins with its name.
    pub next: Option<String>,
    /// What is still open for it, the musts: name and anchor of the card.
    pub open: Vec<(String, String)>,
    /// How many more musts are open than are named.
    pub more: Option<String>,
    /// A first step for the first of them, where no more than two musts keep the next role out of reach.
    pub first_step: Option<String>,
}

/// The word for someone without a strength to name.
pub(super) fn start(pack: &Pack, analysis: &GapAnalysis) -> &'static str {
    let highest = analysis.gaps.iter().filter_map(|gap| gap.level).max();
    let lowest = Exact::from(pack.levels().min());
    if highest.is_some_and(|level| level > lowest) {
        "Your ratings are close together, or what is highest is also what counts most to build next. Start from the three steps \
         below; the nearer roles on the ladder show what comes first."
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

pub(super) fn summary(
    pack: &Pack,
    analysis: &GapAnalysis,
    strengths: &[Strength],
    priorities: &[PriorityCard],
) -> String {
    let titles = |list: Vec<&str>| grammar::and(&list);
    let (met, open) = (count(analysis, GapStatus::Met), count(analysis, GapStatus::Open));
    let mut sentences = Vec::new();
    if met + open == 0 {
        sentences.push("There are not enough answers yet to say where you stand.".to_owned());
    } else {
        sentences.push(standing(pack, analysis, met, open));
    }
    if !strengths.is_empty() {
        let strengths = titles(strengths.iter().map(|strength| strength.title.as_str()).collect());
        sentences.push(format!("You are furthest along in {strengths}."));
    }
    if !priorities.is_empty() {
        let priorities = titles(priorities.iter().map(|priority| priority.title.as_str()).collect());
        sentences.push(format!("Build next: {priorities}."));
    }
    sentences.push(
        "These ratings are yours, not a test result: use them to choose what to work on and to start a conversation with \
         an advisor."
            .to_owned(),
    );
    sentences.join(" ")
}

/// How many rated competencies are at the target of the role, and how many are near it.
fn standing(pack: &Pack, analysis: &GapAnalysis, met: usize, open: usize) -> String {
    let role = &pack.role(analysis.role).title;
    let one = Exact::ONE;
    let near = analysis.gaps.iter().filter(|gap| gap.status == GapStatus::Open && gap.size <= one).count();
    if met + near == 0 {
        return format!(
            "The role {role} asks for more than a level above your own ratings in every rated competency, so look at \
             the steps on the way to it first."
        );
    }
    let rated = grammar::count(met + open, "competency that you rated", "competencies that you rated");
    let near = match near {
        0 => String::new(),
        1 => " and 1 is within a level of it".to_owned(),
        n => format!(" and {n} are within a level of it"),
    };
    let reach = grammar::plural(met, "reaches", "reach");
    format!("By your own ratings, {met} of {rated} {reach} the target of the role {role}{near}.")
}

/// Where the person stands on the ladder.
pub(super) fn ladder_place(assessment: &Assessment<'_>) -> LadderPlace {
    let pack = assessment.pack;
    let sentence = match assessment.nearest() {
        Some(role) => format!("Your nearest role is {}: your answers reach it.", pack.role(role).title),
        None => "No role on the ladder is reached yet.".to_owned(),
    };
    let next = assessment.next_rung();
    let mut open = Vec::new();
    let next_sentence = next.map(|rung| {
        let analysis = &rung.analysis;
        open.extend(
            analysis
                .unmet_musts
                .iter()
                .map(|at| (pack.competency(*at).title.clone(), format!("c-{}", pack.competency(*at).id))),
        );
        let Some(readiness) = analysis.readiness else {
            return "there are not enough answers to say how near it is.".to_owned();
        };
        let range = match analysis.bounds {
            bounds if bounds.0 != bounds.1 => format!(" (range {})", percent_range(bounds)),
            _ => String::new(),
        };
        format!(
            "at {}{range}; reached from {} with every must met.",
            percent(readiness),
            percent(share(pack.scoring().rung_readiness))
        )
    });
    let first_step = next.filter(|_| (1..=MUSTS_NEAR).contains(&open.len())).and_then(|rung| {
        let gap = rung.analysis.gap(*rung.analysis.unmet_musts.first()?);
        Some(cards::next_step(pack, gap)?.first_step)
    });
    let more = (open.len() > MUSTS_NAMED).then(|| format!("and {} more", open.len() - MUSTS_NAMED));
    open.truncate(MUSTS_NAMED);
    LadderPlace {
        nearest: sentence,
        next: next_sentence,
        next_role: next.map(|rung| pack.role(rung.analysis.role).title.clone()),
        open,
        more,
        first_step,
    }
}

/// `0 No exposure, 1 Aware, ...`: the levels by number and name.
pub(super) fn levels(pack: &Pack) -> String {
    let levels: Vec<String> =
        pack.levels().levels().iter().map(|level| format!("{} {}", level.number, level.label)).collect();
    levels.join(", ")
}

pub(super) fn profile_takeaway(pack: &Pack, analysis: &GapAnalysis) -> String {
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
        None => "Nothing is rated yet, so there is nothing to compare.".to_owned(),
    }
}

pub(super) fn ladder_takeaway(assessment: &Assessment<'_>) -> String {
    let pack = assessment.pack;
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
