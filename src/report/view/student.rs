//! The student report: everything it says, in the order it says it.

use super::about_role::{AboutRole, about_role};
use super::cards::{self, DomainSection, PriorityCard, Recommended, Strength};
use super::chart::{self, Axis, ProfileSection, RungRow};
use super::citations::Citations;
use super::entry::{ResourceEntry, resource_entry};
use super::facts::{Fact, NotRated, facts, not_rated};
use super::method::{Method, method};
use super::wording::percent;
use crate::answers::AnswerSheet;
use crate::exact::Exact;
use crate::gap::{GapAnalysis, Rung, Standing, ladder, nearest_rung};
use crate::model::Pack;
use crate::score::score;
use crate::words;

/// What the student report says.
#[derive(Clone, Debug)]
pub struct StudentReport {
    /// The title of the page.
    pub title: String,
    /// Who, when, what.
    pub facts: Vec<Fact>,
    /// True for answers that are not finished.
    pub draft: bool,
    /// The result in one paragraph, with the caveat in it.
    pub summary: String,
    /// The result in six lines for a terminal: strengths, three priorities, readiness, nearest role.
    pub in_six_lines: [String; 6],
    /// Up to three strengths.
    pub strengths: Vec<Strength>,
    /// What is said where there is no strength to name.
    pub start: &'static str,
    /// Up to three priorities.
    pub priorities: Vec<PriorityCard>,
    /// What the profile shows, in a sentence.
    pub profile_takeaway: String,
    /// The axis of the profile.
    pub profile_axis: Axis,
    /// The profile, domain by domain.
    pub profile: Vec<ProfileSection>,
    /// What the ladder shows, in a sentence.
    pub ladder_takeaway: String,
    /// The axis of the ladder.
    pub ladder_axis: Axis,
    /// The roles, highest first.
    pub ladder: Vec<RungRow>,
    /// What the role of this report is like.
    pub about_role: Option<AboutRole>,
    /// A card for each competency.
    pub sections: Vec<DomainSection>,
    /// Every resource that a card names.
    pub resources: Vec<ResourceEntry>,
    /// What the facts of these resources rest on, in the order of the numbers that the entries give.
    pub sources: Vec<String>,
    /// What has no rating.
    pub not_rated: Vec<NotRated>,
    /// How it was made.
    pub method: Method,
}

/// The report on one person's answers. `tool` names the program and its version.
pub fn student_report(pack: &Pack, sheet: &AnswerSheet, tool: &str) -> StudentReport {
    let card = score(pack, sheet);
    let rungs = ladder(pack, &card);
    let analysis = &rungs[sheet.role.get()].analysis;
    let recommended = Recommended::new(pack, analysis, sheet);
    let strengths = cards::strengths(pack, analysis);
    let priorities = cards::priorities(pack, analysis, &sheet.background, &recommended);
    let mut citations = Citations::new(pack);
    let resources = recommended.named(pack).into_iter().map(|at| resource_entry(pack, at, &mut citations)).collect();
    StudentReport {
        title: format!("Skills report: {}", pack.role(sheet.role).title),
        facts: facts(pack, sheet, &card),
        draft: sheet.finished.is_none(),
        summary: summary(pack, analysis, &rungs, &strengths, &priorities),
        in_six_lines: in_six_lines(pack, analysis, &rungs, &strengths, &priorities),
        strengths,
        start: start(pack, analysis),
        priorities,
        profile_takeaway: profile_takeaway(pack, analysis),
        profile_axis: chart::level_axis(pack),
        profile: chart::profile(pack, analysis),
        ladder_takeaway: ladder_takeaway(pack, &rungs),
        ladder_axis: chart::share_axis(),
        about_role: about_role(pack, sheet.role),
        ladder: rungs.iter().rev().map(|rung| chart::rung(pack, rung, rung.analysis.role == sheet.role)).collect(),
        sections: cards::sections(pack, analysis, sheet, &recommended),
        resources,
        sources: citations.lines(),
        not_rated: not_rated(pack, sheet, &card, analysis),
        method: method(pack, sheet, tool),
    }
}

/// The word for someone without a strength to name.
fn start(pack: &Pack, analysis: &GapAnalysis) -> &'static str {
    let highest = analysis.gaps.iter().filter_map(|gap| gap.level).max();
    let lowest = Exact::from_integer(i128::from(pack.levels().min()));
    if highest.is_some_and(|level| level > lowest) {
        "What you have rated highest is also what counts most to build next."
    } else if highest.is_some() {
        "You are at the beginning. The first level only asks you to explain the basics, and many of the first steps \
         below take an hour or two."
    } else {
        "Nothing is rated yet. Rate the competencies you know something about, and leave the others open."
    }
}

fn count(analysis: &GapAnalysis, standing: Standing) -> usize {
    analysis.gaps.iter().filter(|gap| gap.standing == standing).count()
}

fn summary(
    pack: &Pack,
    analysis: &GapAnalysis,
    rungs: &[Rung],
    strengths: &[Strength],
    priorities: &[PriorityCard],
) -> String {
    let mut sentences = Vec::new();
    let (met, open) = (count(analysis, Standing::Met), count(analysis, Standing::Open));
    let role = &pack.role(analysis.role).title;
    if met + open == 0 {
        sentences.push("There are not enough answers yet to say where you stand.".to_owned());
    } else {
        sentences.push(format!(
            "Measured against the role {role}, you placed yourself at or above the target in {met} of {}.",
            words::count(met + open, "rated competency", "rated competencies")
        ));
    }
    if !strengths.is_empty() {
        let titles: Vec<&str> = strengths.iter().map(|strength| strength.title.as_str()).collect();
        sentences.push(format!("You are furthest along in {}.", words::join(&titles, "and")));
    }
    if !priorities.is_empty() {
        let titles: Vec<&str> = priorities.iter().map(|priority| priority.title.as_str()).collect();
        sentences.push(format!("Build next: {}.", words::join(&titles, "and")));
    }
    if met + open > 0 {
        sentences.push(ladder_takeaway(pack, rungs));
    }
    sentences.push(
        "These are your own ratings, not a test result: use them to choose what to work on and to start a conversation \
         with an advisor."
            .to_owned(),
    );
    sentences.join(" ")
}

fn in_six_lines(
    pack: &Pack,
    analysis: &GapAnalysis,
    rungs: &[Rung],
    strengths: &[Strength],
    priorities: &[PriorityCard],
) -> [String; 6] {
    let titles: Vec<&str> = strengths.iter().map(|strength| strength.title.as_str()).collect();
    let strengths = if titles.is_empty() { "none to name yet".to_owned() } else { words::join(&titles, "and") };
    let priority = |at: usize| match priorities.get(at) {
        Some(card) if card.must => format!("{} (a must)", card.title),
        Some(card) => card.title.clone(),
        None => "nothing more".to_owned(),
    };
    let role = &pack.role(analysis.role).title;
    let readiness = match (analysis.readiness, analysis.bounds) {
        (Some(readiness), Some((low, high))) if low == high => format!("{} for {role}", percent(readiness)),
        (Some(readiness), Some((low, high))) => {
            format!("{} for {role} ({} to {})", percent(readiness), percent(low), percent(high))
        }
        _ => format!("not enough answers for {role}"),
    };
    let reached = nearest_rung(rungs);
    let next = rungs.get(reached.map_or(0, |role| role.get() + 1)).map(|rung| &pack.role(rung.analysis.role).title);
    let nearest = match (reached, next) {
        (Some(role), None) => format!("{}, the highest", pack.role(role).title),
        (Some(role), Some(next)) => format!("{}; next is {next}", pack.role(role).title),
        (None, Some(next)) => format!("none reached yet; the first is {next}"),
        (None, None) => "none".to_owned(),
    };
    [
        format!("Strengths:    {strengths}"),
        format!("Build next:   1. {}", priority(0)),
        format!("              2. {}", priority(1)),
        format!("              3. {}", priority(2)),
        format!("Readiness:    {readiness}"),
        format!("Nearest role: {nearest}"),
    ]
}

fn profile_takeaway(pack: &Pack, analysis: &GapAnalysis) -> String {
    let furthest = analysis.gaps.iter().filter(|gap| gap.standing == Standing::Open).fold(
        None,
        |best: Option<&crate::gap::Gap>, gap| match best {
            Some(known) if known.weighted() >= gap.weighted() => best,
            _ => Some(gap),
        },
    );
    let (met, open) = (count(analysis, Standing::Met), count(analysis, Standing::Open));
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
        None if count(analysis, Standing::Met) > 0 => "No rated competency is short of its target.".to_owned(),
        None => "Nothing is rated yet, so there is nothing to compare.".to_owned(),
    }
}

fn ladder_takeaway(pack: &Pack, rungs: &[Rung]) -> String {
    let nearest = nearest_rung(rungs);
    // The next rung is the lowest one above the nearest, or the lowest of all, that is not reached.
    let above = nearest.map_or(0, |role| role.get() + 1);
    let next = rungs[above..].first();
    let reached = match nearest {
        Some(role) => format!("Your answers reach the role {}", pack.role(role).title),
        None => "Your answers do not yet reach a role on the ladder".to_owned(),
    };
    let Some(next) = next else { return format!("{reached}, the highest on the ladder.") };
    let title = &pack.role(next.analysis.role).title;
    match next.analysis.readiness {
        Some(readiness) => {
            let musts = next.analysis.unmet_musts.iter().chain(&next.analysis.unknown_musts);
            let titles: Vec<&str> = musts.map(|at| pack.competency(*at).title.as_str()).collect();
            let open = match titles.len() {
                0 => String::new(),
                1 => format!(", with one must open: {}", titles[0]),
                n => format!(", with {n} musts open: {}", words::join(&titles, "and")),
            };
            format!("{reached}; the next rung is {title}, at {} readiness{open}.", percent(readiness))
        }
        None => format!("{reached}; for the next rung, {title}, there are not enough answers."),
    }
}
