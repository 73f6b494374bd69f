//! The next role and the first step: the sentences that every page and text shares.

use super::grammar::count;
use super::{percent, percent_range, programme, resource_kind, short_price};
use crate::assess::Assessment;
use crate::gap::GapAnalysis;
use crate::model::{CompetencyIx, Pack, Post, ResourceIx, RoleIx};
use crate::plan::FirstStep;

/// `Level 4, Leads; the role you aim at needs level 5`: a level that is a strength and not yet enough for the goal.
pub fn below_the_goal(own: &str, needed: i64) -> String {
    format!("{own}; the role you aim at needs level {needed}")
}

/// `36 %`, or that there are not enough answers: readiness in a title.
pub fn readiness_in_title(analysis: &GapAnalysis) -> String {
    analysis.readiness.map_or_else(|| "readiness not known yet".to_owned(), |given| format!("{} ready", percent(given)))
}

/// Readiness for the goal, in a sentence.
pub fn goal(assessment: &Assessment<'_>) -> String {
    let (pack, analysis) = (assessment.pack, assessment.goal());
    if !pack.has_roles() {
        return placed(assessment);
    }
    let role = &pack.role(analysis.role).title;
    match (analysis.readiness, analysis.bounds) {
        (Some(given), (low, high)) if low == high => {
            format!("By your own ratings you are {} ready for the role {role}.", percent(given))
        }
        (Some(given), bounds) => format!(
            "By your own ratings you are {} ready for the role {role} (with missing answers, {}).",
            percent(given),
            percent_range(bounds)
        ),
        (None, _) => format!("There are not enough answers yet to say how ready you are for the role {role}."),
    }
}

/// How many competencies have a level, in a sentence.
fn placed(assessment: &Assessment<'_>) -> String {
    let all = &assessment.card.competencies;
    let placed = all.iter().filter(|score| score.level.is_some()).count();
    match placed {
        0 => "There are not enough answers yet to place you on a level.".to_owned(),
        _ if placed == all.len() => {
            format!("Your answers place you on a level in {}.", count(placed, "competency", "competencies"))
        }
        _ => format!("Your answers place you on a level in {placed} of {} competencies.", all.len()),
    }
}

/// The next role and how far it is, in a sentence; for someone without one, why. Empty for a pack without roles.
pub fn next_role(assessment: &Assessment<'_>) -> String {
    let (pack, goal) = (assessment.pack, assessment.goal());
    if !pack.has_roles() {
        return String::new();
    }
    let goal_title = &pack.role(goal.role).title;
    let Some(rung) = assessment.next_rung() else {
        let reached = assessment.ladder[goal.role.get()].reached;
        let holds = assessment.sheet.background.post.and_then(Post::role).is_some_and(|post| post >= goal.role);
        return match assessment.nearest() {
            _ if reached => format!("By your own ratings you have reached the role {goal_title}."),
            Some(higher) if !holds => format!(
                "By your own ratings you have reached the role {}, which stands above it; what {goal_title} still asks is below.",
                pack.role(higher).title
            ),
            _ => format!(
                "You hold the post of {goal_title} or a higher one already; what its targets still ask is below."
            ),
        };
    };
    let analysis = &rung.analysis;
    let role = &pack.role(analysis.role).title;
    let musts = match analysis.musts {
        0 => String::new(),
        all => format!(", with {} of {} met", analysis.met_musts(), count(all, "must", "musts")),
    };
    if analysis.role == goal.role {
        return format!("It is also your next role{musts}.");
    }
    match analysis.readiness {
        Some(given) => format!("Your next role is {role}: {} ready{musts}.", percent(given)),
        None => format!("Your next role is {role}; there are not enough answers to say how near it is."),
    }
}

/// The first step, in one sentence: the same wherever something to do first is named.
pub fn first_step(assessment: &Assessment<'_>, step: &FirstStep) -> String {
    let pack = assessment.pack;
    if !pack.has_roles() {
        return String::new();
    }
    let analysis = assessment.aim(assessment.sheet.role);
    let role = &pack.role(analysis.role).title;
    match step {
        FirstStep::Take { resource, competency, .. } => {
            [pack.resource(*resource).title.as_str(), &behind_the_title(assessment, *resource, *competency)].concat()
        }
        FirstStep::FindOut(competency) => {
            let is_described = pack.statement(*competency, pack.levels().max()).is_some();
            let read = if is_described { "read its two lowest levels and ask" } else { "ask" };
            let rest =
                if analysis.gaps.iter().any(|gap| gap.level.is_some()) { " of what has no level yet" } else { "" };
            format!(
                "Find out where you stand in {}, which counts most for {role}{rest}: {read} someone who does this work to show \
                 you what they do.",
                pack.competency(*competency).title
            )
        }
        FirstStep::NoGap => format!("No gap to the role {role} is known, so there is nothing to build first."),
        FirstStep::NothingOpen if pack.resources().is_empty() => without_resources(pack, analysis),
        FirstStep::NothingOpen => format!(
            "Nothing in the catalogue that builds towards {role} is open to you today: talk to your advisor about the \
             first of the gaps below."
        ),
    }
}

/// The first step of a pack without resources: its advice on the first gap, where it has some.
fn without_resources(pack: &Pack, analysis: &GapAnalysis) -> String {
    let open = analysis.open_gaps();
    let Some(first) = open.first() else { return String::new() };
    let competency = pack.competency(first.competency);
    let next = first.level.and_then(|level| competency.level_above(level.whole(), pack.levels().max()));
    match next.and_then(|next| competency.advice_to(next)) {
        Some(advice) => [advice.first_step.as_str(), &built(pack, analysis, first.competency)].concat(),
        None => format!("Talk to your advisor about {}, the first of the gaps below.", competency.title),
    }
}

/// ` It builds Data analysis, a must of Health IT Analyst.`
fn built(pack: &Pack, analysis: &GapAnalysis, competency: CompetencyIx) -> String {
    let must = if analysis.unmet_musts.contains(&competency) { "a must of" } else { "for" };
    let (built, role) = (&pack.competency(competency).title, &pack.role(analysis.role).title);
    format!(" It builds {built}, {must} {role}.")
}

/// What the sentence on a first step that is taken says behind the title: what the resource is, and what it builds.
pub fn behind_the_title(assessment: &Assessment<'_>, resource: ResourceIx, competency: CompetencyIx) -> String {
    let pack = assessment.pack;
    let analysis = assessment.aim(assessment.sheet.role);
    format!(" {}.{}", resource_in_short(pack, resource), built(pack, analysis, competency))
}

/// That an option of the plan put this step in the place of another; `None` where none did.
pub fn in_place_of(pack: &Pack, step: &FirstStep) -> Option<String> {
    let FirstStep::Take { instead_of: Some(other), .. } = step else { return None };
    Some(format!("Without the options of this plan it would be {}.", pack.resource(*other).title))
}

/// `(practice, free, 3 hours)`.
pub fn resource_in_short(pack: &Pack, at: ResourceIx) -> String {
    let resource = pack.resource(at);
    let hours = resource.effort.total_hours();
    let hours = hours.map_or_else(|| "hours not known".to_owned(), |hours| count(hours, "hour", "hours"));
    let facts = format!("{}, {}, {hours}", resource_kind(resource.kind), short_price(&resource.price));
    format!("({})", programme::with_offered(pack, at, facts))
}

/// `Towards the Clinical Informatics Director`: the heading over what is furthest from a goal.
pub fn towards(pack: &Pack, goal: RoleIx) -> String {
    if !pack.has_roles() {
        return "Your levels".to_owned();
    }
    format!("Towards {}", pack.role(goal).title)
}
