//! A report as JSON: all that the page says, under names for programs.

use super::facts::{ReportFacts, against_role, named_text, overlay, pack, points, programme};
use super::record::{Ids, Kind, Record};
use super::value::{all_said, said};
use super::{beside, competency, front, plan, resources, roles};
use crate::facts::credentials::credentials;
use crate::model::{Background, Degree, Education, Id, Level, Licence, Pack, Post, Region, word_of};
use crate::report::view::{Audience, Method, PackStamp};

/// A report as one object. `skillgap report --format json --schema` describes it.
pub fn report(facts: ReportFacts<'_>) -> String {
    record(facts.pack().overlay().is_some()).write(&facts).document()
}

/// The JSON Schema of a report with this pack.
pub fn report_schema(pack: &Pack) -> String {
    record(pack.overlay().is_some()).document(
        pack,
        "skillgap report",
        "The output of `skillgap report --format json`. Names are those of the score output. Numbers that are not whole have \
         four decimals, rounded half to even; what cannot be given is null.",
    )
}

/// A report; `overlaid` where an overlay lies over the pack.
fn record<'a>(overlaid: bool) -> Record<'a, ReportFacts<'a>> {
    let head = head();
    let head = head.and_if(overlaid, |head| {
        overlay(head, |facts| facts.pack().overlay().map(crate::model::Overlay::stamp).unwrap_or_default())
            .object_or_null("programme", "The programme whose overlay it is.", programme(), |facts| {
                Some((facts.pack().overlay()?, facts.report.expected.as_slice()))
            })
    });
    let numbers = next_role(numbers(head));
    let parts = about(steps(parts(numbers), overlaid));
    parts
        .object_or_null(
            "since",
            "What changed since an earlier attempt; null without one.",
            beside::changes(),
            |facts| facts.report.since.as_ref(),
        )
        .object_or_null("observer", "An observer's ratings; null without them.", beside::observer(), |facts| {
            facts.report.raters.as_ref()
        })
        .object_or_null(
            "advisor",
            "The part of the advisor's copy for the meeting; null for the student.",
            beside::advisor(),
            |facts| facts.advisor,
        )
        .object_or_null(
            "plan",
            "The development plan, as `skillgap plan --format json` gives it from the day of the answers.",
            plan::record(overlaid),
            |facts| facts.plan,
        )
}

/// Who, when, and made with what.
fn head<'a>() -> Record<'a, ReportFacts<'a>> {
    Record::new()
        .with("format", "The version of this format.", Kind::Format(1), |_: &ReportFacts<'a>| 1_u32)
        .with("tool", "The program that made it, and its version.", Kind::Name, |facts| &facts.report.build.tool)
        .with("reader", "Whom it is for.", Kind::word_of(Audience::WORDS), |facts| facts.report.build.audience.word())
        .with("respondent", "The pseudonym of the respondent.", Kind::Name, |facts| {
            &facts.assessment.sheet.respondent.id
        })
        .with(
            "label",
            "The name or number for people to read; null where none was given.",
            Kind::Text.or_null(),
            |facts| facts.assessment.sheet.respondent.label.as_ref(),
        )
        .with("role", "The id of the role that the report is about.", Kind::Id(Ids::Role), |facts| {
            facts.role(facts.assessment.sheet.role)
        })
        .with("form", "The id of the form.", Kind::Id(Ids::Form), |facts| {
            facts.pack().form(facts.assessment.sheet.form).id.as_str()
        })
        .with("started", "When the answers were begun.", Kind::Time.or_null(), |facts| {
            facts.assessment.sheet.started.map(|time| time.to_string())
        })
        .with("finished", "When they were finished; null for a draft.", Kind::Time.or_null(), |facts| {
            facts.assessment.sheet.finished.map(|time| time.to_string())
        })
        .with("draft", "Whether the answers are not finished.", Kind::Flag, |facts| facts.report.draft)
        .with("date", "The day of the answers, from which dates and ages count.", Kind::Day.or_null(), |facts| {
            facts.assessment.sheet.day().map(|day| day.to_string())
        })
        .object("pack", "The pack that the answers were scored with.", pack(), |facts| PackStamp::of(facts.pack()))
        .with(
            "pack_changed",
            "What it means that the pack has changed since the answers were given; null where it has not.",
            Kind::Text.or_null(),
            |facts| facts.report.method.changed.as_deref().map(said),
        )
        .list("levels", "The levels of the pack, lowest first.", level(), |facts| {
            facts.pack().levels().levels().iter().collect()
        })
        .object("background", "What the person said of themselves; nothing of it is scored.", background(), |facts| {
            (facts.pack(), &facts.assessment.sheet.background)
        })
}

/// The numbers of the score output.
fn numbers<'a>(record: Record<'a, ReportFacts<'a>>) -> Record<'a, ReportFacts<'a>> {
    let answered = record
        .with("answered", "How many items of the form are rated.", Kind::Count, |facts| facts.assessment.card.rated)
        .with("items", "How many items the form has.", Kind::Count, |facts| facts.assessment.card.items)
        .with("coverage", "Rated items among those of the form, from 0 to 1.", Kind::Share, |facts| {
            facts.assessment.card.coverage
        });
    against_role(answered, |facts| (*facts, facts.assessment.goal()))
        .object("points", "The sums that readiness is made of.", points(), |facts| facts.assessment.goal().sums)
        .object("readiness_trace", "How readiness comes about, in words.", roles::readiness_trace(), |facts| *facts)
}

/// The next role, as in the score output.
fn next_role<'a>(record: Record<'a, ReportFacts<'a>>) -> Record<'a, ReportFacts<'a>> {
    record
        .with(
            "reached_role",
            "The highest role that is reached; null where none is.",
            Kind::Id(Ids::Role).or_null(),
            |facts| facts.assessment.nearest().map(|role| facts.role(role)),
        )
        .with(
            "next_role",
            "The id of the next role; null for someone who starts at the role or above.",
            Kind::Id(Ids::Role).or_null(),
            |facts| facts.assessment.next_rung().map(|rung| facts.role(rung.analysis.role)),
        )
        .with(
            "next_readiness",
            "Readiness for the next role; null when too little is rated.",
            Kind::Share.or_null(),
            |facts| facts.assessment.next_rung().and_then(|rung| rung.analysis.readiness),
        )
        .with("next_unmet_must", "Musts of the next role that are not met.", Kind::Id(Ids::Competency).set(), |facts| {
            let unmet = facts.assessment.next_rung().map(|rung| &rung.analysis.unmet_musts);
            facts.competencies(unmet.into_iter().flatten().copied())
        })
        .with(
            "next_gaps",
            "The first gaps to the next role, highest priority first.",
            Kind::Id(Ids::Competency).set(),
            |facts| facts.assessment.next_rung().map_or_else(Vec::new, |rung| facts.top_gaps(&rung.analysis)),
        )
}

/// Where the person stands, part by part.
fn parts<'a>(record: Record<'a, ReportFacts<'a>>) -> Record<'a, ReportFacts<'a>> {
    record
        .object("in_short", "The sentences at the head of the page.", front::in_short(), |facts| *facts)
        .object("first_step", "What the person can begin today.", front::first_step(), |facts| *facts)
        .list("strengths", "Up to three competencies that stand out.", front::strength(), |facts| {
            facts.report.strengths.iter().map(|strength| (*facts, strength)).collect()
        })
        .list("gap_help", "The first gaps to the role, each with what helps.", front::gap_help(), |facts| {
            facts.report.front.goal_gaps.iter().map(AsRef::as_ref).collect()
        })
        .list("next_gap_help", "The first gaps to the next role, each with what helps.", front::gap_help(), |facts| {
            facts.report.front.next_gaps.iter().map(AsRef::as_ref).collect()
        })
        .list("unknown", "What could not be rated and counts most.", front::unknown(), |facts| {
            facts.report.front.unknown.iter().collect()
        })
        .list("domains", "How each domain stands, in the pack's order.", roles::domain(), |facts| {
            roles::Whole::all(*facts)
        })
        .list("competencies", "Each competency, in the pack's order.", competency::competency(), |facts| {
            competency::Own::all(*facts)
        })
        .list("roles", "The person held against every role, lowest role first.", roles::role(), |facts| {
            facts.assessment.ladder.iter().map(|rung| (*facts, rung)).collect()
        })
        .list("not_rated", "What was asked and has no rating.", front::not_rated(), |facts| {
            facts.report.not_rated.iter().map(|part| (*facts, part)).collect()
        })
}

/// What to do, and with what.
fn steps<'a>(record: Record<'a, ReportFacts<'a>>, overlaid: bool) -> Record<'a, ReportFacts<'a>> {
    record
        .list("steps", "What was agreed, begun, done or is held, in the order of the file.", front::step(), |facts| {
            facts.assessment.sheet.steps.iter().map(|step| (*facts, step)).collect()
        })
        .list(
            "credentials",
            "The certifications that the next role and the role ask for or value, the next role's first.",
            front::credential(),
            |facts| credentials(facts.assessment).into_iter().map(|row| (*facts, row)).collect(),
        )
        .list("action_plan", "A card for each of the first gaps to the next role.", front::action(), |facts| {
            facts.report.action_plan.iter().collect()
        })
        .with("questions", "Questions to take to an advisor.", Kind::Text.list(), |facts| {
            all_said(&facts.report.questions)
        })
        .list(
            "resources",
            "Every resource that the report names, in the catalogue's order.",
            resources::resource(overlaid),
            |facts| resources::Named::all(*facts),
        )
        .list("sources", "What the facts of these resources rest on.", resources::source(), |facts| {
            resources::sources(*facts)
        })
}

/// The role, the career and the method.
fn about<'a>(record: Record<'a, ReportFacts<'a>>) -> Record<'a, ReportFacts<'a>> {
    record
        .object_or_null(
            "about_role",
            "What the role is like, with the usual ways in; null where the pack says nothing.",
            roles::about_role(),
            |facts| facts.report.about_role.as_deref(),
        )
        .object_or_null("career", "What the pack says about the career as a whole.", roles::career(), |facts| {
            facts.report.career.as_deref()
        })
        .object("method", "How the report was made.", method(), |facts| &*facts.report.method)
}

fn method<'a>() -> Record<'a, &'a Method> {
    Record::new()
        .with("rules", "The rules of scoring.", Kind::Text.list(), |method: &&Method| all_said(&method.rules))
        .list(
            "scales",
            "The wording of the scales that questions share.",
            named_text("about", "Which questions."),
            |method| method.scales.clone(),
        )
        .list("provenance", "Where the numbers of the role come from.", named_text("kind", "How directly."), |method| {
            method.provenance.iter().map(|(kind, note)| ((*kind).to_owned(), note.clone())).collect()
        })
        .with("limits", "What the result cannot say.", Kind::Text.list(), |method| all_said(&method.limits))
}

fn level<'a>() -> Record<'a, &'a Level> {
    Record::new().with("level", "Its number.", Kind::WholeLevel, |level: &&Level| level.number).with(
        "label",
        "What it is called.",
        Kind::Name,
        |level| level.label.clone(),
    )
}

type Given<'a> = (&'a Pack, &'a Background);

fn background<'a>() -> Record<'a, Given<'a>> {
    let posts: Vec<&'static str> = Post::WORDS.iter().map(|(word, _)| *word).collect();
    Record::new()
        .with(
            "education",
            "The highest education finished.",
            Kind::word_of(Education::WORDS).or_null(),
            |(_, of): &Given<'a>| of.education.map(|value| word_of(Education::WORDS, value)),
        )
        .with("experience_years", "Whole years of paid work in the field.", Kind::Count.or_null(), |(_, of)| {
            of.experience_years
        })
        .with(
            "licences",
            "The licences held; null when not given.",
            Kind::word_of(Licence::WORDS).set().or_null(),
            |(_, of)| {
                let words =
                    |held: &Vec<Licence>| held.iter().map(|one| word_of(Licence::WORDS, *one)).collect::<Vec<_>>();
                of.licences.as_ref().map(words)
            },
        )
        .with("region", "Where the person studies or works.", Kind::word_of(Region::WORDS).or_null(), |(_, of)| {
            of.region.map(|value| word_of(Region::WORDS, value))
        })
        .with(
            "studying",
            "The level of the degree studied for.",
            Kind::word_of(Education::WORDS).or_null(),
            |(_, of)| {
                if let Some(Degree::Level(level)) = of.studying { Some(word_of(Education::WORDS, level)) } else { None }
            },
        )
        .with(
            "studying_resource",
            "The degree of the catalogue that is studied for.",
            Kind::Id(Ids::Resource).or_null(),
            |(pack, of)| {
                if let Some(Degree::Resource(at)) = of.studying { Some(pack.resource(at).id.as_str()) } else { None }
            },
        )
        .with("studying_until", "The month in which that degree is expected.", Kind::Name.or_null(), |(_, of)| {
            of.studying_until.map(|month| month.to_string())
        })
        .with(
            "post",
            "The kind of work that the person does, where it is no role of the pack.",
            Kind::Word(posts).or_null(),
            |(_, of)| {
                let other = of.post.filter(|post| post.role().is_none());
                other.map(|post| word_of(Post::WORDS, post))
            },
        )
        .with(
            "post_role",
            "The role of the pack that the person works in.",
            Kind::Id(Ids::Role).or_null(),
            |(pack, of)| of.post.and_then(Post::role).map(|role| pack.role(role).id.as_str()),
        )
        .with("hours_per_week", "Hours a week for learning.", Kind::Count.or_null(), |(_, of)| of.hours_per_week)
        .with("budget", "The most that a plan may cost.", Kind::Count.or_null(), |(_, of)| of.budget)
}
