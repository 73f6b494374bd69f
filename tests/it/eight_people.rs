//! Eight made-up people against what an advisor expects of each: `tests/fixtures/people/expected.yaml`, which was written
//! before the program was run on them.

use crate::harness::{director_pack, repository_file};
use serde_json::Value;
use skillgap::answers::{self, Answer, AnswerSheet};
use skillgap::assess::Assessment;
use skillgap::exact::Exact;
use skillgap::facts::credentials::{Attainable, attainable};
use skillgap::language::date;
use skillgap::model::{Background, Eligibility, Id, Pack, ResourceKind, Route};
use skillgap::plan::{FirstStep, Phase, PlanOptions, PlanStep, Requirement, develop, first_step};
use skillgap::report::view::{
    Beside, CredentialLine, StudentReport, advisor_report, student_report, student_report_beside,
};

/// Where the program says something else than the advisor expected, and what it says.
const OTHERWISE: &[(&str, &str, &str)] = &[
    // Better than expected: the degree under way counts from its month, and shortens what comes after.
    (
        "second-year-student",
        "pmp",
        "later; education bachelor; from 2029-05; 3 years of leading projects, in any field",
    ),
    ("second-year-student", "cissp", "later; education bachelor; from 2029-05; 4 years of full-time security work"),
    // As right: a degree in informatics and four years are sooner there than eight years without it.
    ("second-year-student", "ahic", "later; first master-hi; 4 years of informatics work"),
    ("computing-graduate", "ahic", "later; first master-hi; 4 years of informatics work"),
    // As right: the expectation names the four years of work as well as the degree.
    ("records-clerk", "cphims", "later; 10 years of work in information and management systems"),
    // The same in other words: the degree itself comes first.
    ("records-clerk", "rhia", "later; first bachelor-him"),
    ("project-manager-from-construction", "ahic", "later; first master-hi; 4 years of informatics work"),
    ("analyst-abroad", "ahic", "later; first master-hi"),
    ("all-unsure", "rhia", "later; first bachelor-him"),
];

/// The expectations, one for each person.
fn people() -> Vec<Value> {
    let expected: Value = serde_yaml::from_str(&repository_file("tests/fixtures/people/expected.yaml")).unwrap();
    expected["people"].as_array().unwrap().clone()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("`{name}` in {value}"))
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().map(|entry| entry.as_str().unwrap()).collect()
}

fn sheet(pack: &Pack, name: &str) -> AnswerSheet {
    let (sheet, problems) = answers::parse(name, &repository_file(&format!("tests/fixtures/people/{name}.yaml")), pack);
    assert!(problems.is_empty(), "{name}: {problems:?}");
    sheet.unwrap()
}

/// What the program does not say as expected, as it says it.
fn otherwise(found: impl Fn(&Value, &Assessment<'_>) -> Vec<(String, String)>) -> Vec<(String, String, String)> {
    let pack = &director_pack();
    let mut all = Vec::new();
    for person in people() {
        let name = text(&person, "file");
        let sheet = sheet(pack, name);
        let assessment = Assessment::new(pack, &sheet);
        all.extend(found(&person, &assessment).into_iter().map(|(what, said)| (name.to_owned(), what, said)));
    }
    all
}

fn assert_known(found: &[(String, String, String)], topic: impl Fn(&str) -> bool) {
    let known = OTHERWISE.iter().filter(|(_, what, _)| topic(what));
    let known: Vec<_> = known.map(|(name, what, said)| ((*name).into(), (*what).into(), (*said).into())).collect();
    assert_eq!(found, known);
}

fn next_role<'p>(assessment: &Assessment<'p>) -> &'p str {
    let goal = assessment.pack.find_role("clinical-informatics-director").unwrap();
    assessment.next_role(goal).map_or("none", |role| assessment.pack.role(role).id.as_str())
}

#[test]
fn the_next_role_and_what_to_build_for_it_are_those_that_an_advisor_expects() {
    let found = otherwise(|person, assessment| {
        let next = next_role(assessment);
        let mut found = Vec::new();
        if next != text(person, "next-role") {
            found.push(("next-role".to_owned(), next.to_owned()));
        }
        let analysis = assessment.against(assessment.pack.find_role(next).unwrap());
        let build: Vec<&str> =
            analysis.priorities().iter().map(|at| assessment.pack.competency(*at).id.as_str()).collect();
        let build = &build[..build.len().min(3)];
        if build != list(&person["build"]) {
            found.push(("build".to_owned(), build.join(", ")));
        }
        found
    });
    assert_known(&found, |what| what == "next-role" || what == "build");
}

#[test]
fn the_first_step_is_one_that_an_advisor_would_take() {
    let found = otherwise(|person, assessment| {
        let pack = assessment.pack;
        let goal = pack.find_role("clinical-informatics-director").unwrap();
        let step = &person["first-step"];
        let said = match first_step(assessment, &PlanOptions::new(goal)) {
            FirstStep::Take { resource, .. } => pack.resource(resource).id.to_string(),
            FirstStep::FindOut(about) => format!("find-out {}", pack.competency(about).id),
            other => format!("{other:?}"),
        };
        let mut wanted: Vec<String> = list(&step["also"]).into_iter().map(str::to_owned).collect();
        let about = step["about"].as_str().map_or(String::new(), |about| format!(" {about}"));
        wanted.push(text(step, "rule").to_owned() + &about);
        if wanted.contains(&said) { Vec::new() } else { vec![("first-step".to_owned(), said)] }
    });
    assert_known(&found, |what| what == "first-step");
}

/// What may be said of a certificate: the word of the expectation, then what is missing or what has to be of a kind.
fn saying(pack: &Pack, id: &str, sheet: &AnswerSheet) -> String {
    let years = |route: &Route| Some(format!("{} years of {}", route.experience_years?, route.years_in.as_ref()?));
    let with = |word: &str, parts: Vec<String>| [vec![word.to_owned()], parts].concat().join("; ");
    match attainable(pack, sheet, pack.find_resource(id).unwrap()) {
        Attainable::Now(Some(route)) if route.years_in.is_some() => with("check", years(route).into_iter().collect()),
        Attainable::Now(_) => "now".to_owned(),
        Attainable::Rarely(_) => "check".to_owned(),
        Attainable::NotForYou(Requirement::Licence(licence)) => format!("never; licence {licence:?}").to_lowercase(),
        Attainable::Later(later) if later.is_unsaid => "unsaid".to_owned(),
        Attainable::Later(later) => {
            let others = later.others.iter().filter_map(|needed| match needed {
                Requirement::Education(degree) => Some(format!("education {degree:?}").to_lowercase()),
                Requirement::Prior(prior) => Some(format!("first {}", pack.resource(*prior).id)),
                _ => None,
            });
            let studying = later.studying.into_iter().flat_map(|(degree, until)| {
                let from = until.map(|month| format!("from {month}"));
                std::iter::once(format!("education {degree:?}").to_lowercase()).chain(from)
            });
            let years = later.years.and_then(|_| years(later.route));
            with("later", others.chain(studying).chain(years).collect())
        }
        other => format!("{other:?}"),
    }
}

/// The parts of an expectation, as [`saying`] has them.
fn wanted(credential: &Value) -> Vec<String> {
    let mut wanted = vec![text(credential, "say").to_owned()];
    if text(credential, "say") == "unsaid" {
        return wanted;
    }
    for name in ["education", "first", "licence", "from"] {
        wanted.extend(credential[name].as_str().map(|value| format!("{name} {value}")));
    }
    wanted.extend(credential["years"].as_i64().map(|years| format!("{years} years of {}", text(credential, "in"))));
    wanted
}

#[test]
fn b19_what_may_be_said_of_ten_certificates_is_right_for_each_of_the_eight() {
    let found = otherwise(|person, assessment| {
        let credentials = person["credentials"].as_array().unwrap();
        assert_eq!(credentials.len(), 10, "{person}");
        let otherwise = credentials.iter().filter_map(|credential| {
            let id = text(credential, "resource");
            let said = saying(assessment.pack, id, assessment.sheet);
            // An expectation may leave out what it does not turn on; it may name nothing that the program does not say.
            let parts: Vec<&str> = said.split("; ").collect();
            let is_said = wanted(credential).iter().all(|part| parts.contains(&part.as_str()));
            (!is_said).then(|| (id.to_owned(), said))
        });
        otherwise.collect()
    });
    assert_known(&found, |what| !["next-role", "build", "first-step"].contains(&what));
}

#[test]
fn b19_a_rule_that_asks_for_years_says_in_which_work_they_count() {
    let pack = &director_pack();
    let routes = pack.resources().iter().flat_map(|resource| {
        let routes = match &resource.eligibility {
            Eligibility::AnyOf(routes) => routes.as_slice(),
            _ => &[],
        };
        routes.iter().map(move |route| (resource, route))
    });
    let silent = routes.filter(|(_, route)| route.experience_years.is_some() != route.years_in.is_some());
    let silent: Vec<&str> = silent.map(|(resource, _)| resource.id.as_str()).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn b19_each_certificate_that_can_be_had_is_a_credential_of_some_role() {
    let pack = &director_pack();
    let listed: Vec<usize> =
        pack.roles().iter().flat_map(|role| &role.credentials).map(|credential| credential.resource.get()).collect();
    for (at, resource) in pack.resources().iter().enumerate() {
        let is_wanted = resource.kind == ResourceKind::Certification && resource.status.is_offered();
        assert_eq!(listed.contains(&at), is_wanted, "{}", resource.id);
    }
}

#[test]
fn a_role_above_the_entry_has_no_way_in_that_years_alone_meet() {
    let pack = &director_pack();
    let longest = Background { experience_years: Some(40), ..Background::default() };
    let open: Vec<&str> =
        pack.roles().iter().filter(|role| role.is_open_to(&longest)).map(|role| role.id.as_str()).collect();
    assert!(open.is_empty(), "{open:?}");
}

/// The plan of each begins with their first step, in the first week.
#[test]
fn b17_a_plan_begins_with_the_first_step() {
    let pack = director_pack();
    let mut begun = 0;
    for person in people() {
        let sheet = sheet(&pack, text(&person, "file"));
        let plan = develop(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
        let first = plan.phases.first().and_then(|phase| phase.core.first());
        assert_eq!(first.map(|step| step.resource), plan.first_step.resource(), "{}", sheet.respondent.id);
        assert!(first.is_none_or(|step| step.start == 0), "{}", sheet.respondent.id);
        begun += usize::from(first.is_some());
    }
    assert!(begun >= 6, "{begun}");
}

/// The action plan of a report with a plan has the days of the plan: no card has days of its own for what a step of the
/// current phase builds, and what only a later phase builds has no card.
#[test]
fn b18_the_action_plan_and_the_plan_have_one_calendar() {
    let pack = director_pack();
    let mut planned = 0;
    for person in people() {
        let sheet = sheet(&pack, text(&person, "file"));
        let assessment = Assessment::new(&pack, &sheet);
        let plan = develop(&assessment, &PlanOptions::of(&sheet));
        let beside = Beside { plan: Some(&plan), ..Beside::default() };
        let report = student_report_beside(&assessment, beside, "t");
        let Some((now, later)) = plan.phases.split_first() else { continue };
        let builds = |phase: &Phase, title: &str| {
            let builds = |step: &&PlanStep| {
                step.together.iter().chain(&step.alone).any(|rise| pack.competency(rise.competency).title == title)
            };
            phase.core.iter().find(builds).map(|step| (step.start, step.end))
        };
        let first = plan.first_step.competency().map(|at| pack.competency(at).title.as_str());
        assert_eq!(report.action_plan.first().map(|card| card.title.as_str()), first, "{}", sheet.respondent.id);
        for card in &report.action_plan {
            let day = |week: u32| sheet.day().map(|day| date(day.plus_days(u64::from(week) * 7))).unwrap();
            let days = [&card.steps[0].0, &card.steps[2].0];
            if let Some((start, end)) = builds(now, &card.title).filter(|(start, end)| start < end) {
                assert_eq!(days, [&format!("From {}", day(start)), &format!("By {}", day(end))], "{}", card.title);
                planned += 1;
            } else {
                assert!(later.iter().all(|phase| builds(phase, &card.title).is_none()), "{}", card.title);
            }
        }
    }
    assert!(planned >= 12, "{planned}");
}

fn report_of(pack: &Pack, file: &str, change: impl FnOnce(&mut AnswerSheet)) -> StudentReport<'static> {
    let mut sheet = sheet(pack, file);
    change(&mut sheet);
    student_report(&Assessment::new(pack, &sheet), "t")
}

/// The years that the answers give are those in the field. Someone who does other work is told that those may count as well,
/// and of everyone the price is held against the money that they have.
#[test]
fn b19_years_in_other_work_and_a_budget_are_not_passed_over() {
    let pack = director_pack();
    let line = |report: &StudentReport<'_>, title: &str| -> CredentialLine {
        let (first, more) = (&report.front.credentials, &report.front.more_credentials);
        let mut lines = first.iter().chain(more.iter()).flat_map(|(_, lines)| lines);
        lines.find(|line| line.title.contains(title)).cloned().unwrap_or_else(|| panic!("{title}"))
    };
    let manager = report_of(&pack, "project-manager-from-construction", |sheet| sheet.background.budget = Some(400));
    let student = report_of(&pack, "second-year-student", |sheet| sheet.background.budget = None);
    let other = "years in your other work may count";
    assert!(line(&manager, "(PMP)").when.contains(other), "{:?}", line(&manager, "(PMP)"));
    assert!(!line(&student, "(PMP)").when.contains(other), "{:?}", line(&student, "(PMP)"));
    let above = "above the 400 USD that you gave";
    let says = |title: &str, text: &str| line(&manager, title).price.contains(text);
    for (title, is_above) in [("(PMP)", true), ("(CAHIMS)", true), ("(CC)", false), ("(AHIC)", false)] {
        assert_eq!(says(title, above), is_above, "{:?}", line(&manager, title));
    }
    // Members pay less than the budget for one of them, and nobody does for the other.
    assert!(says("(CAHIMS)", ", which can be above") && !says("(PMP)", ", which can be above"));
    let needs = line(&manager, "(FACHE)").when;
    assert!(needs.contains("5 years of healthcare management; years in your other work may count; when"), "{needs}");
    assert!(!line(&student, "(PMP)").price.contains("that you gave"));
    let shown: usize = manager.front.credentials.iter().map(|(_, lines)| lines.len()).sum();
    assert!(shown == 10 && !manager.front.more_credentials.is_empty(), "{shown} stand in the first part");
}

/// With no level known there is nothing to date: no phase, and one line instead of one for each competency.
#[test]
fn b18_no_level_at_all_gives_no_dates_and_one_line_for_the_advisor() {
    let pack = director_pack();
    let sheet = sheet(&pack, "all-unsure");
    let assessment = Assessment::new(&pack, &sheet);
    let plan = develop(&assessment, &PlanOptions::of(&sheet));
    assert!(plan.phases.is_empty() && plan.beyond.is_empty());
    assert!(matches!(plan.first_step, FirstStep::FindOut(_)));
    let advisor = advisor_report(&assessment, Beside::default(), "t");
    assert_eq!(advisor.bounds.len(), 2, "{:?}", advisor.bounds);
    assert!(advisor.bounds[0].starts_with("No level yet, so anything from 0 to 5: "), "{:?}", advisor.bounds);
    assert!(advisor.numbers[0].contains("readiness not known yet; musts met"), "{:?}", advisor.numbers);
}

/// What does not apply by the person's own answer is said as that, not as answers that are missing.
#[test]
fn b18_what_does_not_apply_is_said_as_that() {
    let pack = director_pack();
    let mut sheet = sheet(&pack, "project-manager-from-construction");
    for item in pack.form(sheet.form).items.clone() {
        sheet.set(item, Answer::NotApplicable(None), None);
    }
    let advisor = advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t");
    assert_eq!(advisor.bounds.len(), 2, "{:?}", advisor.bounds);
    assert!(advisor.bounds[0].starts_with("Do not apply to them, by their own answers: "), "{:?}", advisor.bounds);
}

/// A strength is nothing that the same report says to build, and says so where the goal needs more.
#[test]
fn b18_a_strength_is_not_among_the_gaps_and_says_what_the_goal_needs() {
    let pack = director_pack();
    let mut short = 0;
    for person in people() {
        let sheet = sheet(&pack, text(&person, "file"));
        let assessment = Assessment::new(&pack, &sheet);
        let report = student_report(&assessment, "t");
        let front = &report.front;
        for strength in &report.strengths {
            let is_gap = front.goal_gaps.iter().chain(&front.next_gaps).any(|gap| gap.title == strength.title);
            let at_goal = assessment.goal().gap(strength.competency);
            let says = strength.level.contains("the role you aim at needs level");
            assert!(!is_gap && says == (at_goal.is_some_and(|gap| gap.size > Exact::ZERO)), "{strength:?}");
            short += usize::from(says);
        }
    }
    assert!(short > 3, "{short}");
}
