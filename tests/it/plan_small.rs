//! Plans and first steps on small made-up packs, each with no more than one rule needs.

use crate::harness::{CompetencySpec, rated, sheet, small_files};
use skillgap::answers::AnswerSheet;
use skillgap::assess::Assessment;
use skillgap::clock::Timestamp;
use skillgap::diag::render;
use skillgap::model::{Degree, Education, Month, Pack, ResourceIx};
use skillgap::pack;
use skillgap::plan::{DevelopmentPlan, FirstStep, PlanOptions, WhyOpen, develop, first_step};

/// A resource that is free and open to anyone and takes ten hours, where `fields` do not say something else.
fn resource(id: &str, develops: &str, fields: &[(&str, &str)]) -> String {
    let usual = [
        ("kind", "course"),
        ("eligibility", "[]"),
        ("effort", "{hours: 10, basis: judgement}"),
        ("price", "{free: true, as-of: 2026}"),
        ("valid-years", "unlimited"),
    ];
    let usual = usual.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    let lines: String = usual.chain(fields).map(|(name, value)| ["    ", name, ": ", value, "\n"].concat()).collect();
    format!(
        "  - id: {id}\n    title: {id}\n    provider: p\n    url: none\n    summary: s\n    develops: [{develops}]\n{lines}    \
         status: active\n    sources: [s]\n    confidence: high\n    checked: 2026-11-23\n"
    )
}

fn lift(competency: usize, from: i64, to: i64) -> String {
    format!("{{competency: c{competency}, from: {from}, to: {to}}}")
}

/// A pack with these resources. `before` are the targets of a role before the one of the competencies, where there is one.
fn pack(competencies: &[CompetencySpec], resources: &[String], before: Option<&str>) -> Pack {
    let mut files = small_files(competencies);
    files.resources.text = format!(
        "format: 1\nsources: [{{id: s, title: t, read: primary, date: 2026}}]\nresources:\n{}",
        resources.concat()
    );
    if let Some(targets) = before {
        let role = format!(
            "  - id: before\n    title: Before\n    tier: entry\n    next: [director]\n    summary: s\n    targets: \
             [{targets}]\n"
        );
        let roles = files.roles.text.replace("ladder: [director]", "ladder: [before, director]");
        files.roles.text = roles.replace("roles:\n", &format!("roles:\n{role}"));
    }
    let (pack, problems) = pack::parse(&files);
    let shown: Vec<String> = problems.iter().map(render).collect();
    pack.unwrap_or_else(|| panic!("the pack is correct:\n{}", shown.join("\n")))
}

fn plan_of(pack: &Pack, sheet: &AnswerSheet) -> DevelopmentPlan {
    develop(&Assessment::new(pack, sheet), &PlanOptions::of(sheet))
}

/// The steps of a phase: their resources, in the order in which they begin.
fn steps(pack: &Pack, plan: &DevelopmentPlan, phase: usize) -> Vec<String> {
    plan.phases[phase].core.iter().map(|step| pack.resource(step.resource).id.to_string()).collect()
}

fn find(pack: &Pack, id: &str) -> ResourceIx {
    pack.find_resource(id).unwrap_or_else(|| panic!("{id}"))
}

/// Of what has room for one gap, the first that it can narrow counts, not one that it lifts only above the target or only up
/// to the level of the person.
#[test]
fn what_narrows_no_gap_takes_no_room() {
    for (from, to) in [(3, 4), (1, 2)] {
        let lifts = format!("{}, {}", lift(0, from, to), lift(1, 1, 2));
        let coach = resource("coach", &lifts, &[("at-most", "1")]);
        let pack = pack(&[CompetencySpec::new(3, 5), CompetencySpec::new(2, 1)], &[coach], None);
        let sheet = sheet(&pack, &rated(&[2, 1]));
        let found = first_step(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
        let FirstStep::Take { resource, competency, .. } = found else { panic!("{found:?}") };
        assert_eq!((resource, competency), (find(&pack, "coach"), pack.find_competency("c1").unwrap()));
    }
}

/// A competency that counts for nothing in a role is not what a person is to find out about.
#[test]
fn what_has_no_importance_is_nothing_to_find_out() {
    let course = resource("course", &lift(1, 1, 2), &[]);
    let pack = pack(&[CompetencySpec::new(3, 0), CompetencySpec::new(3, 1)], &[course], None);
    let sheet = sheet(&pack, &[vec![None], rated(&[3])].concat());
    let found = first_step(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
    assert_eq!(found, FirstStep::NoGap);
    assert!(plan_of(&pack, &sheet).not_known.is_empty());
}

/// The way in that a step is shown with is open when the step begins: none that a later step of the plan opens.
#[test]
fn the_way_into_a_step_is_open_when_it_begins() {
    let ways = [("eligibility", "[{prior: [later]}, {min-degree: bachelor}]")];
    let later = resource("later", &lift(1, 1, 2), &[("effort", "{hours: 90, basis: judgement}")]);
    let resources = [resource("first", &lift(0, 1, 2), &ways), later];
    let must = CompetencySpec { must: true, ..CompetencySpec::new(2, 5) };
    let pack = pack(&[must, CompetencySpec::new(2, 3)], &resources, None);
    let mut sheet = sheet(&pack, &rated(&[1, 1]));
    sheet.background.education = Some(Education::Bachelor);
    let plan = plan_of(&pack, &sheet);
    assert_eq!(steps(&pack, &plan, 0), ["first", "later"]);
    assert_eq!(plan.phases[0].core[0].route, Some(1));
}

/// What asks for the degree of the catalogue that is under way begins when that is granted.
#[test]
fn b20_what_asks_for_a_degree_of_the_catalogue_that_is_under_way_begins_after_it() {
    let degree = [("kind", "degree"), ("effort", "{weeks: 80, hours-per-week: 30, basis: stated}")];
    let resources = [
        resource("degree", &lift(1, 0, 1), &degree),
        resource("next", &lift(0, 1, 2), &[("eligibility", "[{prior: [degree]}]")]),
    ];
    let pack = pack(&[CompetencySpec::new(2, 1), CompetencySpec::new(1, 1)], &resources, None);
    let mut sheet = sheet(&pack, &rated(&[1, 1]));
    sheet.finished = Timestamp::parse("2026-11-24T09:00:00Z");
    assert!(steps(&pack, &plan_of(&pack, &sheet), 0).is_empty(), "nothing is open without the degree");
    sheet.background.studying = Some(Degree::Resource(find(&pack, "degree")));
    sheet.background.studying_until = Some(Month { year: 2027, month: 5 });
    let plan = plan_of(&pack, &sheet);
    assert_eq!(steps(&pack, &plan, 0), ["next"]);
    // From 24 November 2026 to 31 May 2027 there are 27 weeks.
    assert_eq!(plan.phases[0].core[0].start, 27);
}

/// Practice with room for one gap is done again in a later phase where nothing else lifts, however much easier it is.
#[test]
fn practice_is_done_again_only_where_no_other_step_is_open() {
    let lifts = format!("{}, {}", lift(0, 1, 2), lift(1, 1, 2));
    let practice = resource("practice", &lifts, &[("kind", "practice"), ("at-most", "1")]);
    let course = |eligibility: &str| {
        resource("course", &lift(1, 1, 2), &[("eligibility", eligibility), ("effort", "{hours: 90, basis: judgement}")])
    };
    let before = "{competency: c0, level: 2, importance: 1, need: should, level-from: guess, importance-from: guess}";
    // Nobody in these packs licenses anyone, and nothing grants a degree.
    for (eligibility, expected) in
        [("[]", "course"), ("[{licence: rn}]", "practice"), ("[{min-degree: doctorate}]", "practice")]
    {
        let competencies = [CompetencySpec::new(2, 5), CompetencySpec::new(2, 5)];
        let pack = pack(&competencies, &[practice.clone(), course(eligibility)], Some(before));
        let mut sheet = sheet(&pack, &rated(&[1, 1]));
        sheet.background.licences = Some(Vec::new());
        let plan = plan_of(&pack, &sheet);
        assert_eq!(
            (steps(&pack, &plan, 0), steps(&pack, &plan, 1)),
            (vec!["practice".to_owned()], vec![expected.to_owned()])
        );
    }
}

/// Each option that rules out the first step has the next one stand in for it, and says for what.
#[test]
fn every_option_that_rules_out_the_first_step_says_so() {
    let dear = [
        ("effort", "{weeks: 30, hours-per-week: 1, basis: stated}"),
        ("price", "{amount: 90, currency: USD, as-of: 2026}"),
    ];
    let resources = [resource("dear", &lift(0, 1, 2), &dear), resource("free", &lift(1, 1, 2), &[])];
    let must = CompetencySpec { must: true, ..CompetencySpec::new(2, 5) };
    let pack = pack(&[must, CompetencySpec::new(2, 5)], &resources, None);
    let sheet = sheet(&pack, &rated(&[1, 1]));
    let (dear, free) = (find(&pack, "dear"), find(&pack, "free"));
    let assessment = Assessment::new(&pack, &sheet);
    let options = PlanOptions::of(&sheet);
    let first = |options: &PlanOptions| match first_step(&assessment, options) {
        FirstStep::Take { resource, instead_of, .. } => (resource, instead_of),
        other => panic!("{other:?}"),
    };
    assert_eq!(first(&options), (dear, None));
    for narrower in [
        PlanOptions { budget: Some(50), ..options.clone() },
        PlanOptions { weeks: Some(20), ..options.clone() },
        PlanOptions { free_only: true, ..options.clone() },
        PlanOptions { exclude: vec![dear], ..options.clone() },
    ] {
        assert_eq!(first(&narrower), (free, Some(dear)));
    }
}

/// What a certification asks in words comes before it, what a course asks in words is a part of it; a membership comes before
/// both.
#[test]
fn what_is_open_on_a_condition_is_no_first_step() {
    for (kind, condition, is_first) in [
        ("course", "note: A host.", true),
        ("course", "membership: A guild", false),
        ("certification", "note: Ten lessons given.", false),
        ("certification", "membership: A guild", false),
        ("certification", "min-degree: bachelor", true),
    ] {
        let fields = [("kind", kind), ("eligibility", &format!("[{{{condition}}}]"))];
        let pack = pack(&[CompetencySpec::new(2, 5)], &[resource("one", &lift(0, 1, 2), &fields)], None);
        let mut sheet = sheet(&pack, &rated(&[1]));
        sheet.background.education = Some(Education::Bachelor);
        let found = first_step(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
        assert_eq!(found.resource().is_some(), is_first, "{kind}, {condition}: {found:?}");
    }
}

/// A degree of so many weeks takes the hours of a programme; one without a length is done in the person's own hours.
#[test]
fn a_degree_with_a_length_takes_no_own_hours() {
    for (effort, weeks) in
        [("{weeks: 20, hours-per-week: 30, basis: stated}", 20), ("{hours: 100, basis: judgement}", 50)]
    {
        let degree = resource("degree", &lift(0, 1, 2), &[("kind", "degree"), ("effort", effort)]);
        let pack = pack(&[CompetencySpec::new(2, 5)], &[degree], None);
        let sheet = sheet(&pack, &rated(&[1]));
        let options = PlanOptions { degrees: true, hours_per_week: 2, ..PlanOptions::of(&sheet) };
        let plan = develop(&Assessment::new(&pack, &sheet), &options);
        let step = &plan.phases[0].core[0];
        assert_eq!((step.start, step.end), (0, weeks), "{effort}");
    }
}

/// An optional step of which the price is not known is named only for more than two points of readiness, any other for one.
#[test]
fn b20_an_optional_step_without_a_price_adds_more_than_two_points() {
    for (importance, price, is_named) in [
        (1, "{free: true, as-of: 2026}", true),
        (2, "{free: true, as-of: 2026}", true),
        (2, "unknown", false),
        (3, "unknown", true),
    ] {
        let course = resource("course", &lift(1, 1, 2), &[("price", price)]);
        let first = resource("first", &lift(2, 1, 2), &[("effort", "{hours: 1, basis: judgement}")]);
        // Of a hundred, so much stays open behind the first step: within the allowance of the role.
        let competencies = [(1, 98 - 2 * importance), (2, importance), (2, 1)];
        let competencies = competencies.map(|(target, importance)| CompetencySpec::new(target, importance));
        let pack = pack(&competencies, &[course, first], None);
        let plan = plan_of(&pack, &sheet(&pack, &rated(&[1, 1, 1])));
        assert_eq!(steps(&pack, &plan, 0), ["first"]);
        let named = plan.phases.iter().map(|phase| phase.optional.len()).sum::<usize>();
        assert_eq!(named, usize::from(is_named), "{importance}, {price}");
    }
}

/// What is excluded, and closed for now, has been left out; where nothing lifts there is nothing.
#[test]
fn what_is_excluded_and_not_open_yet_is_left_out() {
    let course = resource("course", &lift(0, 1, 2), &[("eligibility", "[{experience-years: 3}]")]);
    let pack = pack(&[CompetencySpec::new(2, 5), CompetencySpec::new(2, 4)], &[course], None);
    let sheet = sheet(&pack, &rated(&[1, 1]));
    let course = find(&pack, "course");
    let options = PlanOptions { exclude: vec![course], ..PlanOptions::of(&sheet) };
    let plan = develop(&Assessment::new(&pack, &sheet), &options);
    let whys: Vec<WhyOpen> = plan.phases[0].open.iter().map(|gap| gap.why.clone()).collect();
    assert_eq!(whys, [WhyOpen::LeftOut(vec![course]), WhyOpen::Nothing]);
}
