//! What a plan makes of what a person says of themselves: studies, post, hours, money, and what is done or held.

use crate::harness::page::level;
use crate::harness::people::random_people;
use crate::harness::{director_pack, pack_where_analysis_needs_a_post, repository_file};
use skillgap::answers::{self, AgreedStep, AnswerSheet, StepState};
use skillgap::assess::Assessment;
use skillgap::exact::Exact;
use skillgap::model::{Degree, Education, Eligibility, Licence, Month, Pack, Post, ResourceIx, ResourceKind};
use skillgap::plan::{DEFAULT_HOURS_PER_WEEK, DevelopmentPlan, PlanOptions, WhyOpen, develop, problems};

fn student(pack: &Pack) -> AnswerSheet {
    answers::parse("student", &repository_file("tests/fixtures/people/student.yaml"), pack).0.unwrap()
}

fn plan_of(pack: &Pack, sheet: &AnswerSheet) -> DevelopmentPlan {
    develop(&Assessment::new(pack, sheet), &PlanOptions::of(sheet))
}

fn resource(pack: &Pack, id: &str) -> ResourceIx {
    pack.find_resource(id).unwrap_or_else(|| panic!("{id}"))
}

fn all(pack: &Pack) -> impl Iterator<Item = ResourceIx> {
    (0..pack.resources().len()).map(ResourceIx::new)
}

/// Nobody is sent to work before their degree: the first phase lasts until its month is over, and what asks for the degree
/// waits for it.
#[test]
fn b20_a_degree_under_way_is_granted_at_its_month_and_no_post_begins_before() {
    let pack = director_pack();
    let mut sheet = student(&pack);
    let without = plan_of(&pack, &sheet);
    assert!(without.phases[0].weeks < 40, "{}", without.phases[0].weeks);
    sheet.background.studying_until = Some(Month { year: 2029, month: 5 });
    for degree in [Degree::Level(Education::Bachelor), Degree::Resource(resource(&pack, "bachelor-hi"))] {
        sheet.background.studying = Some(degree);
        let plan = plan_of(&pack, &sheet);
        let first = &plan.phases[0];
        // From 24 November 2026 to 31 May 2029 there are 131 weeks and two days.
        assert_eq!((first.degree, first.weeks, plan.phases[1].start), (Some(132), 132, 132));
        assert_eq!(plan.phases[1].degree, None);
        assert!(first.after <= without.phases[0].after);
        assert!(first.core.iter().all(|step| !pack.resource(step.resource).at_work));
        let steps = || plan.phases.iter().flat_map(|phase| &phase.core);
        assert!(steps().all(|step| pack.resource(step.resource).kind != ResourceKind::Degree));
        for step in &first.core {
            if let (Some(route), Eligibility::AnyOf(routes)) = (step.route, &pack.resource(step.resource).eligibility) {
                let is_held = routes[route].min_degree <= Some(Education::HighSchool);
                assert!(is_held || step.start >= 132, "{}", pack.resource(step.resource).id);
            }
        }
    }
    // The last month before the day of the answers: the degree is held.
    sheet.background.studying_until = Some(Month { year: 2026, month: 10 });
    let plan = plan_of(&pack, &sheet);
    assert_eq!((plan.phases[0].degree, plan.phases[0].weeks), (None, without.phases[0].weeks));
}

/// A route that asks for the degree under way is open from the week in which that is granted.
#[test]
fn b20_what_asks_for_the_degree_under_way_begins_after_it() {
    let pack = director_pack();
    let mut sheet = student(&pack);
    sheet.background.experience_years = Some(6);
    let waits = |sheet: &AnswerSheet| {
        let first = problems(&Assessment::new(&pack, sheet), &PlanOptions::of(sheet)).remove(0);
        let routes = first.candidates.iter().flat_map(|candidate| &candidate.routes);
        routes.filter(|route| route.not_before > 0).map(|route| route.not_before).collect::<Vec<_>>()
    };
    assert!(waits(&sheet).is_empty());
    sheet.background.studying = Some(Degree::Level(Education::Bachelor));
    sheet.background.studying_until = Some(Month { year: 2027, month: 5 });
    // From 24 November 2026 to 31 May 2027 there are 27 weeks.
    assert!(!waits(&sheet).is_empty() && waits(&sheet).iter().all(|week| *week == 27), "{:?}", waits(&sheet));
}

#[test]
fn b20_hours_and_budget_of_the_answers_are_those_of_the_plan() {
    let pack = director_pack();
    let mut sheet = student(&pack);
    let usual = plan_of(&pack, &sheet);
    assert_eq!((usual.options.hours_per_week, usual.options.budget), (DEFAULT_HOURS_PER_WEEK, None));
    sheet.background.hours_per_week = Some(2);
    sheet.background.budget = Some(0);
    let plan = plan_of(&pack, &sheet);
    assert_eq!((plan.options.hours_per_week, plan.options.budget), (2, Some(0)));
    assert!(plan.phases.iter().all(|phase| phase.after.fees.known == 0 && phase.after.fees.unknown == 0));
    let first = &plan.phases[0];
    let hours: u64 =
        first.core.iter().filter_map(|step| pack.resource(step.resource).effort.total_hours()).sum::<u32>().into();
    assert!(u64::from(first.weeks) * 2 >= hours);
}

#[test]
fn b20_what_is_done_is_left_out_what_is_held_counts_and_what_is_agreed_stays() {
    let pack = director_pack();
    let mut sheet = student(&pack);
    let first = plan_of(&pack, &sheet).phases[0].core[0].resource;
    let chosen = |sheet: &AnswerSheet| -> Vec<ResourceIx> {
        plan_of(&pack, sheet).phases.iter().flat_map(|phase| &phase.core).map(|step| step.resource).collect()
    };
    for (state, stays) in
        [(StepState::Agreed, true), (StepState::Doing, true), (StepState::Done, false), (StepState::Held, false)]
    {
        sheet.steps = vec![AgreedStep { state, ..AgreedStep::held(first) }];
        assert_eq!(chosen(&sheet).contains(&first), stays, "{state:?}");
    }
    // Practice that was done before the plan is not done again.
    sheet.steps = vec![AgreedStep::held(resource(&pack, "lead-a-small-project"))];
    assert!(!chosen(&sheet).contains(&resource(&pack, "lead-a-small-project")));
}

#[test]
fn b20_tasks_of_a_post_wait_for_a_post() {
    let pack = pack_where_analysis_needs_a_post();
    let at_work = |sheet: &AnswerSheet| {
        let core = &plan_of(&pack, sheet).phases[0].core;
        core.iter().filter(|step| pack.resource(step.resource).at_work).map(|step| step.start).collect::<Vec<_>>()
    };
    let mut sheet = level(&pack, 2);
    sheet.background.experience_years = Some(3);
    assert!(!at_work(&sheet).is_empty(), "years of work in the field");
    sheet.background.post = Some(Post::None);
    assert!(at_work(&sheet).is_empty(), "no post now");
    sheet.background.experience_years = Some(0);
    sheet.background.post = pack.find_role("health-it-analyst").map(Post::Role);
    assert!(!at_work(&sheet).is_empty(), "a post of the ladder");
}

/// Privacy training comes before any placement.
#[test]
fn b20_privacy_training_comes_before_a_placement() {
    let pack = director_pack();
    let training = resource(&pack, "hhs-hipaa");
    let mut seen = 0;
    for sheet in random_people(&pack, 60) {
        let plan = plan_of(&pack, &sheet);
        let steps: Vec<_> = plan.phases.iter().flat_map(|phase| &phase.core).collect();
        for placement in ["internship", "shadow-informatics-team", "own-a-data-feed"].map(|id| resource(&pack, id)) {
            let Some(step) = steps.iter().find(|step| step.resource == placement) else { continue };
            if pack.resource(training).is_relevant_in(sheet.background.region) {
                let before = steps.iter().find(|other| other.resource == training).unwrap();
                assert!(before.end <= step.start, "{}", sheet.respondent.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn b20_degrees_are_chosen_only_when_asked_for() {
    let pack = director_pack();
    let is_degree = |at: ResourceIx| pack.resource(at).kind == ResourceKind::Degree;
    let mut with = 0;
    for mut sheet in random_people(&pack, 10) {
        // What else there is to take is done, so that work and degrees are left.
        let others = all(&pack).filter(|at| !is_degree(*at) && !pack.resource(*at).at_work);
        sheet.steps = others.map(AgreedStep::held).collect();
        let degrees = |degrees: bool| {
            let plan = develop(&Assessment::new(&pack, &sheet), &PlanOptions { degrees, ..PlanOptions::of(&sheet) });
            plan.phases.iter().flat_map(|phase| &phase.core).filter(|step| is_degree(step.resource)).count()
        };
        assert_eq!(degrees(false), 0, "{}", sheet.respondent.id);
        with += degrees(true);
    }
    assert!(with > 0);
}

/// Where of what is open only a degree meets a must, the must stays open, with what meets it at work later.
#[test]
fn b20_a_must_that_only_a_degree_meets_stays_open() {
    let pack = director_pack();
    let (mut alone, mut at_work_later) = (0, 0);
    for (education, years) in [(Education::HighSchool, 0), (Education::Bachelor, 0), (Education::Bachelor, 2)] {
        for levels in [1, 2] {
            let mut sheet = level(&pack, levels);
            sheet.background.education = Some(education);
            sheet.background.experience_years = Some(years);
            sheet.background.licences = Some(vec![Licence::Rn]);
            sheet.background.post = Some(Post::None);
            let others =
                all(&pack).filter(|at| pack.resource(*at).kind != ResourceKind::Degree && !pack.resource(*at).at_work);
            sheet.steps = others.map(AgreedStep::held).collect();
            let plan = plan_of(&pack, &sheet);
            for gap in plan.phases[0].open.iter().filter(|gap| gap.must) {
                let WhyOpen::DegreeAlone { degrees, at_work } = &gap.why else { continue };
                let lifts = |at: &ResourceIx| {
                    pack.lifts(*at).any(|lift| {
                        lift.competency == gap.competency
                            && Exact::from_integer(lift.from.into()) <= gap.level
                            && gap.level < Exact::from_integer(lift.to.into())
                    })
                };
                assert!(!degrees.is_empty() && degrees.iter().all(lifts));
                assert!(at_work.iter().all(|at| pack.resource(*at).at_work));
                alone += 1;
                at_work_later += at_work.len();
            }
        }
    }
    assert!(alone > 0 && at_work_later > 0, "{alone} {at_work_later}");
}
