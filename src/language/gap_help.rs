//! Gaps and what helps with them.

use super::next_step::resource_in_short;
use super::{credentials, level_phrase, requirement_of, unchecked};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::facts::credentials::attainable;
use crate::facts::gap_help::{CertificationHelp, CourseHelp, GapHelp};
use crate::language::grammar::and;
use crate::model::Pack;
use crate::plan::{Access, Choice};

/// `You: level 1, Aware. Needed: level 3, Independent.`
pub fn standing(pack: &Pack, help: &GapHelp<'_>) -> String {
    let needed = level_phrase(pack, Exact::from(help.gap.target.level));
    let own = help.gap.level.map_or_else(|| "not known".to_owned(), |level| level_phrase(pack, level));
    format!("You: {own}. Needed: {needed}.")
}

/// What is said of a resource behind its name: `(course, free, 8 hours)`, and what it waits for.
pub fn resource(pack: &Pack, choice: &Choice<'_>) -> String {
    let facts = resource_in_short(pack, choice.resource);
    match condition(pack, choice) {
        Some(condition) => format!("{facts}, {condition}"),
        None => facts,
    }
}

/// What leads in the course: whether it is open now, and what to do where there is none.
/// Empty for a pack without resources.
pub fn course_lead(pack: &Pack, help: &GapHelp<'_>) -> &'static str {
    match help.course {
        CourseHelp::None if pack.resources().is_empty() => "",
        CourseHelp::Now(_) => "Course open now:",
        CourseHelp::Later(_) => "Course: none is open to you now. Later:",
        CourseHelp::None if help.practice.is_some() => {
            "Course: none in the catalogue helps from your level on; practice does."
        }
        CourseHelp::None => "Course: none in the catalogue helps from your level on; ask your advisor for one.",
    }
}

/// What a resource waits for, or what to check before it.
fn condition(pack: &Pack, choice: &Choice<'_>) -> Option<String> {
    match &choice.access {
        Access::Open(route) => {
            let parts = unchecked(route.as_ref()?);
            (!parts.is_empty()).then(|| format!("check: {}", parts.join("; ")))
        }
        Access::Closed(route, missing) => {
            let missing: Vec<String> = missing.iter().map(|needed| requirement_of(pack, route, needed)).collect();
            Some(format!("when {}", and(&missing)))
        }
        Access::Unknown => Some("entry rules not known; ask the provider".to_owned()),
    }
}

/// What is said of the certification behind its name: when it can be had, and its price. Empty for a pack without resources.
pub fn certification(assessment: &Assessment<'_>, help: &GapHelp<'_>) -> String {
    let pack = assessment.pack;
    match help.certification {
        CertificationHelp::Fits(at) => {
            let when = attainable(pack, assessment.sheet, at);
            format!("{}; {}", credentials::when(pack, &when), credentials::price(assessment, at))
        }
        CertificationHelp::BeginsAt(level) => {
            format!(
                "none yet: exams for it begin at {}. Reach that level first.",
                level_phrase(pack, Exact::from(level))
            )
        }
        CertificationHelp::ShowsUpTo(level) => {
            format!(
                "none: exams for it end at {}. From there your work shows what you can do.",
                level_phrase(pack, Exact::from(level))
            )
        }
        CertificationHelp::NotForYou => {
            "none that is open to you: the exams for it are for other professions or regions.".to_owned()
        }
        CertificationHelp::None if pack.resources().is_empty() => String::new(),
        CertificationHelp::None => "none in the catalogue covers it. Your work shows what you can do.".to_owned(),
    }
}
