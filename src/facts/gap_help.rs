//! What helps with a gap: something to begin now, and a certification or why there is none.

use crate::assess::Assessment;
use crate::exact::Exact;
use crate::gap::Gap;
use crate::model::{CompetencyIx, Pack, ResourceIx, ResourceKind};
use crate::plan::{Choice, Choices, choices};

/// How many gaps a list names.
pub const GAPS_NAMED: usize = 3;

/// A gap with what helps.
#[derive(Clone, Debug)]
pub struct GapHelp<'p> {
    /// The gap.
    pub gap: Gap,
    /// Practice that can begin now; `None` where a course that is open now costs no more and takes no longer.
    pub practice: Option<Choice<'p>>,
    /// A course.
    pub course: CourseHelp<'p>,
    /// A certification, or why there is none.
    pub certification: CertificationHelp,
}

/// A course for a gap.
#[derive(Clone, Debug)]
pub enum CourseHelp<'p> {
    /// Open now.
    Now(Choice<'p>),
    /// None is open now; this one opens later, or on a condition.
    Later(Choice<'p>),
    /// No course in the catalogue fits this step.
    None,
}

/// A certification for a gap, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertificationHelp {
    /// This one fits: open now where there is one, else the nearest.
    Fits(ResourceIx),
    /// Those that cover the competency begin at this level.
    BeginsAt(i64),
    /// Those that cover it show no more than this level; from there on work counts.
    ShowsUpTo(i64),
    /// Those that cover it are for another profession or region.
    NotForYou,
    /// No certification of the catalogue covers it.
    None,
}

/// A gap of a person with what helps them: by the gap, their background and the steps that they have finished.
pub fn gap_help<'p>(assessment: &Assessment<'p>, gap: Gap) -> GapHelp<'p> {
    let pack = assessment.pack;
    let mut choices = choices(pack, &gap, &assessment.sheet.background);
    let is_done = |choice: &Choice<'_>| assessment.sheet.finished_steps().any(|done| done == choice.resource);
    for list in [&mut choices.now, &mut choices.conditional, &mut choices.later] {
        list.retain(|choice| !is_done(choice));
    }
    let kind = |choice: &Choice<'_>| pack.resource(choice.resource).kind;
    let effort = |choice: &&Choice<'p>| ease(pack, choice.resource);
    let of_kind = |list: &[Choice<'p>], wanted| list.iter().filter(|c| kind(c) == wanted).min_by_key(effort).cloned();
    // What practice asks in words, such as a host, is a part of it.
    let able = [choices.now.as_slice(), choices.conditional.as_slice()].concat();
    let practice = of_kind(&able, ResourceKind::Practice);
    let course = own_course(pack, &choices.now).or_else(|| of_kind(&choices.now, ResourceKind::Course));
    let is_easier = |practice: &Choice<'p>| {
        course.as_ref().is_none_or(|course| ease(pack, practice.resource) < ease(pack, course.resource))
    };
    let later =
        || of_kind(&choices.conditional, ResourceKind::Course).or(of_kind(&choices.later, ResourceKind::Course));
    let certifications = |list: &[Choice<'p>]| list.iter().find(|c| kind(c) == ResourceKind::Certification).cloned();
    GapHelp {
        practice: practice.filter(is_easier),
        certification: certification(pack, &gap, &choices, certifications),
        course: match &course {
            Some(course) => CourseHelp::Now(course.clone()),
            None => later().map_or(CourseHelp::None, CourseHelp::Later),
        },
        gap,
    }
}

/// The programme's own course among what is open now, where none leads further.
fn own_course<'p>(pack: &Pack, now: &[Choice<'p>]) -> Option<Choice<'p>> {
    let courses = || now.iter().filter(|choice| pack.resource(choice.resource).kind == ResourceKind::Course);
    let furthest = courses().map(|choice| choice.benefit).max()?;
    let own = courses().filter(|choice| pack.resource(choice.resource).is_own() && choice.benefit == furthest);
    own.min_by_key(|choice| ease(pack, choice.resource)).cloned()
}

/// Free before paid before unknown price, then fewer hours, then the catalogue's order: as for the first step.
fn ease(pack: &Pack, at: ResourceIx) -> ((u8, u32), ResourceIx) {
    (pack.resource(at).ease(), at)
}

fn certification<'p>(
    pack: &'p Pack,
    gap: &Gap,
    choices: &Choices<'p>,
    certification_of: impl Fn(&[Choice<'p>]) -> Option<Choice<'p>>,
) -> CertificationHelp {
    let fitting =
        [&choices.now, &choices.conditional, &choices.later].into_iter().find_map(|list| certification_of(list));
    if let Some(choice) = fitting {
        return CertificationHelp::Fits(choice.resource);
    }
    let lifts = certified(pack, gap.competency);
    let (Some(level), Some(begins), Some(ends)) =
        (gap.level, lifts.iter().map(|(from, _)| *from).min(), lifts.iter().map(|(_, to)| *to).max())
    else {
        return CertificationHelp::None;
    };
    if Exact::from(ends) <= level {
        CertificationHelp::ShowsUpTo(ends)
    } else if Exact::from(begins) > level {
        CertificationHelp::BeginsAt(begins)
    } else if lifts.iter().any(|(from, to)| Exact::from(*from) <= level && level < Exact::from(*to)) {
        CertificationHelp::NotForYou
    } else {
        let next = lifts.iter().map(|(from, _)| *from).filter(|from| Exact::from(*from) > level).min();
        next.map_or(CertificationHelp::ShowsUpTo(ends), CertificationHelp::BeginsAt)
    }
}

/// From which level to which the certifications on offer lift a competency.
fn certified(pack: &Pack, competency: CompetencyIx) -> Vec<(i64, i64)> {
    let all = pack.resource_indices();
    let offered = all.filter(|at| {
        let resource = pack.resource(*at);
        resource.kind == ResourceKind::Certification && resource.status.is_offered()
    });
    let lifts = offered.flat_map(|at| pack.lifts(at).filter(|lift| lift.competency == competency).collect::<Vec<_>>());
    lifts.map(|lift| (lift.from, lift.to)).collect()
}
