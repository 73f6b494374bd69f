//! Development plans of six people, read as a person and as an advisor would, and what limits and odd cases do to a plan.
//!
//! The plans stand in `snapshots/`, to be read when they change: `cargo insta review`.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::harness::page::{all, assert_judges_nobody, assert_sound, level};
use crate::harness::{director_pack, pack_where_analysis_needs_a_post, repository_file};
use skillgap::answers::{self, AnswerSheet};
use skillgap::assess::Assessment;
use skillgap::clock::Date;
use skillgap::exact::Exact;
use skillgap::gap::{GapStatus, analyse};
use skillgap::model::{Education, Effort, Licence, Pack, Price, ResourceIx, ResourceKind};
use skillgap::plan::solver::{Proof, Value};
use skillgap::plan::{
    Cost, DEFAULT_HOURS_PER_WEEK, DevelopmentPlan, PlanOptions, PlanStep, Requirement, WhyOpen, develop, problems,
};
use skillgap::report::view::{Beside, PlanView, plan_view, student_report_beside};
use skillgap::report::{html, ics, json, text};
use skillgap::score::score;

const PEOPLE: [&str; 6] = ["student", "newcomer", "director", "nurse", "physician", "project-manager"];

fn person(pack: &Pack, name: &str) -> AnswerSheet {
    let (sheet, problems) = answers::parse(name, &repository_file(&format!("tests/fixtures/people/{name}.yaml")), pack);
    assert!(problems.is_empty(), "{name}");
    sheet.unwrap()
}

fn resource(pack: &Pack, id: &str) -> ResourceIx {
    pack.find_resource(id).unwrap_or_else(|| panic!("{id}"))
}

fn plan_of(pack: &Pack, sheet: &AnswerSheet, change: impl FnOnce(&mut PlanOptions)) -> DevelopmentPlan {
    let mut options = PlanOptions::new(sheet.role);
    if sheet.respondent.id == "project-manager" {
        options.have.push(resource(pack, "pmp"));
    }
    change(&mut options);
    develop(&Assessment::new(pack, sheet), &options)
}

/// Made once for all tests: the changes of the importances take time.
fn view_of(pack: &Pack, name: &'static str) -> PlanView {
    static VIEWS: Mutex<BTreeMap<&str, PlanView>> = Mutex::new(BTreeMap::new());
    VIEWS.lock().unwrap().entry(name).or_insert_with(|| new_view_of(pack, name)).clone()
}

fn new_view_of(pack: &Pack, name: &str) -> PlanView {
    let sheet = person(pack, name);
    let plan = plan_of(pack, &sheet, |_| {});
    plan_view(pack, &sheet, &plan, Date::parse("2026-11-24").unwrap())
}

fn ids(pack: &Pack, plan: &DevelopmentPlan) -> Vec<String> {
    let steps = plan.phases.iter().flat_map(|phase| &phase.core);
    steps.map(|step| pack.resource(step.resource).id.to_string()).collect()
}

fn known_cost(plan: &DevelopmentPlan) -> u64 {
    plan.phases.iter().map(|phase| phase.after.fees.known).sum()
}

#[test]
fn the_plans_of_six_people_are_as_they_were_read() {
    let pack = director_pack();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    let _bound = settings.bind_to_scope();
    for name in PEOPLE {
        insta::assert_snapshot!(format!("plan-{name}"), text::plan(&view_of(&pack, name)));
    }
    insta::assert_snapshot!("plan-physician-json", json::plan(&view_of(&pack, "physician")));
    insta::assert_snapshot!(
        "plan-physician-ics",
        ics::plan(&view_of(&pack, "physician")).unwrap().replace("\r\n", "\n")
    );
}

/// What a phase costs is what its steps cost; the solver adds up the usual prices.
#[test]
fn the_cost_of_a_phase_is_a_range_around_the_sum_that_the_plan_was_chosen_by() {
    let pack = director_pack();
    let mut ranges = 0;
    for name in PEOPLE {
        let plan = plan_of(&pack, &person(&pack, name), |_| {});
        let view = view_of(&pack, name);
        for (phase, view) in plan.phases.iter().zip(&view.phases) {
            let cost = view.cost;
            assert_eq!((cost.known, cost.unknown), (phase.after.fees.known, phase.after.fees.unknown), "{name}");
            let fees: Vec<_> = view.steps.iter().filter_map(|step| step.fee).collect();
            assert!(fees.iter().all(|fee| fee.lowest <= fee.amount && fee.amount <= fee.highest), "{name}");
            assert_eq!(cost.lowest, fees.iter().map(|fee| u64::from(fee.lowest)).sum::<u64>(), "{name}");
            assert_eq!(cost.highest, fees.iter().map(|fee| u64::from(fee.highest)).sum::<u64>(), "{name}");
            ranges += usize::from(cost.lowest < cost.highest);
        }
        let whole = plan.cost(&pack, plan.phases.iter().flat_map(|phase| &phase.core));
        let costs = view.phases.iter().map(|phase| phase.cost);
        assert_eq!(
            (whole.lowest, whole.highest),
            costs.fold((0, 0), |(low, high), c| (low + c.lowest, high + c.highest))
        );
    }
    let priced = |at: &ResourceIx| !pack.resource(*at).price.is_free();
    let free = (0..pack.resources().len()).map(ResourceIx::new).filter(|at| !priced(at)).collect();
    let plan = plan_of(&pack, &person(&pack, "newcomer"), |options| options.exclude = free);
    let cost = plan.cost(&pack, plan.phases.iter().flat_map(|phase| &phase.core));
    assert_eq!(cost.known, known_cost(&plan));
    ranges += usize::from(cost.lowest < cost.highest);
    assert!(ranges > 0, "the sources of some price name a range");
    // What all resources cost together, priced in another currency or not at all among them.
    let step = &plan.phases[0].core[0];
    let all = (0..pack.resources().len()).map(ResourceIx::new);
    let steps: Vec<PlanStep> = all.map(|resource| PlanStep { resource, ..step.clone() }).collect();
    let mut expected = Cost::default();
    for resource in pack.resources() {
        match &resource.price {
            Price::Amount { fee, currency, .. } if *currency == plan.currency => {
                expected.known += u64::from(fee.amount);
                expected.lowest += u64::from(fee.lowest);
                expected.highest += u64::from(fee.highest);
            }
            Price::Free { .. } => expected.conditional += u64::from(!resource.price.is_free_to_all()),
            _ => expected.unknown += 1,
        }
    }
    assert_eq!(plan.cost(&pack, &steps), expected);
    assert!(expected.lowest > 0 && expected.unknown > 1 && expected.conditional > 1, "{expected:?}");
}

/// What holds of every plan, whoever it is for.
#[test]
fn every_step_is_allowed_offered_and_needed_and_every_plan_is_proven() {
    let pack = director_pack();
    for name in PEOPLE {
        let sheet = person(&pack, name);
        let plan = plan_of(&pack, &sheet, |_| {});
        let mut years = sheet.background.experience_years.unwrap_or(0);
        let mut education = sheet.background.education;
        let mut done: Vec<ResourceIx> = plan.options.have.clone();
        let mut week = 0;
        for phase in &plan.phases {
            assert_eq!(phase.proof, Proof::Optimal, "{name}");
            assert_eq!(phase.start, week, "{name}");
            week += phase.weeks;
            for step in &phase.core {
                let offer = pack.resource(step.resource);
                assert!(offer.status.is_offered(), "{name}: {}", offer.id);
                let is_practice = offer.kind == ResourceKind::Practice;
                assert!(is_practice || !done.contains(&step.resource), "{name}: {} once", offer.id);
                assert!(step.start >= phase.start && step.end <= phase.start + phase.weeks, "{name}: {}", offer.id);
                let is_first = plan.first_step.resource() == Some(step.resource) && !step.alone.is_empty();
                let adds = !step.together.is_empty() || !step.opens.is_empty();
                assert!(adds || is_first, "{name}: {} adds something", offer.id);
                assert!(step.instead.is_none_or(|other| pack.resource(other).kind != ResourceKind::Degree), "{name}");
                // By the route that the step names, with what was done when it begins.
                let ended = |other: &&skillgap::plan::PlanStep| other.end <= step.start;
                let before: Vec<ResourceIx> = phase.core.iter().filter(ended).map(|other| other.resource).collect();
                let held = before.iter().filter_map(|at| pack.resource(*at).grants).max().max(education);
                let worked = years + if phase.job.is_some() { (step.start - phase.start) / 52 } else { 0 };
                if let (Some(route), skillgap::model::Eligibility::AnyOf(routes)) = (step.route, &offer.eligibility) {
                    let route = &routes[route];
                    assert!(route.min_degree <= held, "{name}: {}", offer.id);
                    assert!(route.experience_years.unwrap_or(0) <= worked, "{name}: {} after {worked}", offer.id);
                    assert!(route.prior.iter().all(|prior| done.contains(prior) || before.contains(prior)));
                    let licences = sheet.background.licences.as_deref().unwrap_or_default();
                    assert!(route.licence.is_none_or(|licence| licences.contains(&licence)), "{name}: {}", offer.id);
                    assert!(route.region.is_none_or(|region| sheet.background.region == Some(region)));
                    assert!(!route.employer_sponsored || phase.job.is_some());
                } else {
                    assert_eq!(offer.eligibility, skillgap::model::Eligibility::Anyone, "{name}: {}", offer.id);
                }
            }
            done.extend(phase.core.iter().map(|step| step.resource));
            education = education.max(done.iter().filter_map(|at| pack.resource(*at).grants).max());
            years += if phase.job.is_some() { phase.years.max(phase.weeks / 52) } else { 0 };
        }
    }
}

#[test]
fn a_certification_lifts_at_most_to_three_and_a_foundation_exam_to_two() {
    let pack = director_pack();
    let levels = pack.exam_levels().unwrap();
    assert_eq!((levels.certification, levels.foundation), (3, 2));
    let mut exams = 0;
    for at in (0..pack.resources().len()).map(ResourceIx::new) {
        let offer = pack.resource(at);
        let most = match (offer.kind, offer.foundation) {
            (ResourceKind::Certification, true) => 2,
            (ResourceKind::Certification, false) => 3,
            _ => continue,
        };
        exams += 1;
        assert!(pack.lifts(at).all(|lift| lift.from < lift.to && lift.to <= most), "{}", offer.id);
    }
    assert!(exams > 30);
    assert_eq!(pack.lifts(resource(&pack, "cissp")).map(|lift| lift.to).max(), Some(3), "from 3 on, work alone lifts");
    assert_eq!(pack.lifts(resource(&pack, "cdmp")).map(|lift| lift.to).max(), Some(2));
}

/// A placement has room for a few things to learn, not for all that it could teach.
#[test]
fn a_placement_lifts_the_first_few_gaps_alone() {
    let pack = director_pack();
    let placement = pack.resource(resource(&pack, "internship"));
    assert_eq!((placement.at_most, placement.develops.len()), (Some(5), 22));
    let sheet = person(&pack, "newcomer");
    let problem = problems(&Assessment::new(&pack, &sheet), &PlanOptions::new(sheet.role)).remove(0);
    let work = Some((placement.effort.total_hours().unwrap(), 12));
    let mut found = problem.candidates.iter().filter(|other| other.work.map(|work| (work.hours, work.weeks)) == work);
    let lifts: Vec<usize> = found.next().unwrap().lifts.iter().map(|lift| lift.aim).collect();
    assert!(found.next().is_none() && lifts.len() == 5);
    assert!(lifts.iter().any(|aim| problem.aims[*aim].must), "musts come first");
}

#[test]
fn whoever_meets_everything_has_nothing_to_do() {
    let pack = director_pack();
    let plan = plan_of(&pack, &person(&pack, "director"), |_| {});
    assert!(ids(&pack, &plan).is_empty() && plan.phases.iter().all(|phase| phase.open.is_empty() && phase.weeks == 0));
}

#[test]
fn a_path_begins_where_the_person_stands_and_leads_up_to_the_goal() {
    let pack = director_pack();
    let path = |name: &str, role: &str| -> Vec<String> {
        let mut sheet = person(&pack, name);
        sheet.role = pack.find_role(role).unwrap();
        let plan = plan_of(&pack, &sheet, |options| options.goal = pack.find_role(role).unwrap());
        plan.phases.iter().map(|phase| pack.role(phase.role).id.to_string()).collect()
    };
    let director = "clinical-informatics-director";
    assert_eq!(path("newcomer", director)[0], "health-it-analyst");
    assert_eq!(path("director", director), [director]);
    assert_eq!(path("nurse", "health-it-analyst"), ["health-it-analyst"]);
    for name in PEOPLE {
        let path = path(name, director);
        let next = Assessment::new(&pack, &person(&pack, name)).next_role(pack.find_role(director).unwrap());
        assert_eq!(next.map_or(director.to_owned(), |next| pack.role(next).id.to_string()), path[0], "{name}");
        let leads = |pair: &[String]| {
            let next = pack.find_role(&pair[1]).unwrap();
            pack.role(pack.find_role(&pair[0]).unwrap()).next.contains(&next)
        };
        assert!(path.last().unwrap() == director && path.windows(2).all(leads), "{path:?}");
    }
}

#[test]
fn a_budget_of_nothing_buys_nothing_and_a_larger_one_never_closes_less() {
    let pack = director_pack();
    let sheet = person(&pack, "newcomer");
    let mut last = None;
    for budget in [0, 100, 300, 700, 1_000, 2_000, 5_000] {
        let plan = plan_of(&pack, &sheet, |options| options.budget = Some(budget));
        assert!(known_cost(&plan) <= budget);
        assert!(plan.phases.iter().all(|phase| phase.after.fees.unknown == 0), "a price not known is not free");
        let first = (plan.phases[0].after.unmet_musts, plan.phases[0].after.shortfall);
        assert!(last.is_none_or(|last| first <= last), "{budget}");
        last = Some(first);
    }
    let prices = |plan: &DevelopmentPlan| -> Vec<Price> {
        plan.phases
            .iter()
            .flat_map(|phase| &phase.core)
            .map(|step| pack.resource(step.resource).price.clone())
            .collect()
    };
    // Whatever is free is excluded for this one, so that the budget decides.
    let is_free = |at: &ResourceIx| pack.resource(*at).price.is_free();
    let poor = plan_of(&pack, &sheet, |options| {
        options.budget = Some(0);
        options.exclude = pack.resource_indices().filter(is_free).collect();
    });
    let left = poor.phases[0].open.iter().find(|gap| matches!(gap.why, WhyOpen::LeftOut(_)));
    assert!(left.is_some(), "what the budget leaves out is said");
    let nothing = plan_of(&pack, &sheet, |options| options.budget = Some(0));
    assert!(prices(&nothing).iter().all(Price::is_free));
    assert!(!prices(&nothing).iter().all(Price::is_free_to_all), "a condition is said beside the step");
    let free = plan_of(&pack, &sheet, |options| options.free_only = true);
    assert!(prices(&free).iter().all(Price::is_free_to_all));
}

#[test]
fn a_deadline_is_kept_and_what_lies_behind_it_is_left_out() {
    let pack = director_pack();
    let sheet = person(&pack, "newcomer");
    let mut gaps = Vec::new();
    for weeks in [0, 4, 26, 52] {
        let plan = plan_of(&pack, &sheet, |options| {
            options.weeks = Some(weeks);
            options.hours_per_week = 10;
        });
        let steps = || plan.phases.iter().flat_map(|phase| &phase.core);
        assert!(steps().all(|step| step.end <= weeks), "{weeks}");
        assert_eq!(weeks == 0, steps().count() == 0);
        gaps.push((plan.phases[0].after.unmet_musts, plan.phases[0].after.shortfall));
    }
    assert!(gaps.is_sorted_by(|less_time, more_time| more_time <= less_time));
}

/// Under a deadline many steps compete for the same weeks; the plan is the best all the same.
#[test]
fn plans_under_a_deadline_are_proven() {
    let pack = director_pack();
    for (name, weeks) in [("student", 26), ("student", 52), ("newcomer", 104), ("nurse", 52), ("physician", 26)] {
        let sheet = person(&pack, name);
        let plan = plan_of(&pack, &sheet, |options| options.weeks = Some(weeks));
        assert!(plan.phases.iter().all(|phase| phase.proof == Proof::Optimal), "{name} {weeks}");
        assert!(plan.phases.iter().flat_map(|phase| &phase.core).all(|step| step.end <= weeks), "{name} {weeks}");
    }
}

#[test]
fn a_plan_ends_in_the_phase_in_which_its_deadline_falls_and_names_the_way_on() {
    let pack = director_pack();
    let sheet = person(&pack, "student");
    let whole = plan_of(&pack, &sheet, |_| {});
    // In the middle of the first phase, and of the second.
    for weeks in whole.phases[..2].iter().map(|phase| phase.start + phase.weeks.div_ceil(2)) {
        let plan = plan_of(&pack, &sheet, |options| options.weeks = Some(weeks));
        let roles = |plan: &DevelopmentPlan| -> Vec<_> { plan.phases.iter().map(|phase| phase.role).collect() };
        let last = plan.phases.last().unwrap();
        assert!(last.start < weeks && !plan.beyond.is_empty(), "{weeks}");
        assert_eq!([roles(&plan), plan.beyond.clone()].concat(), roles(&whole), "{weeks}");
        let said = text_of(&pack, &sheet, &plan);
        for role in &plan.beyond {
            assert!(said.contains(&pack.role(*role).title), "{weeks}");
        }
        assert!(said.contains("the plan ends with it."), "{weeks}: {said}");
    }
    assert!(whole.beyond.is_empty() && !text_of(&pack, &sheet, &whole).contains("deadline"));
}

#[test]
fn a_search_that_is_cut_short_is_said_to_be() {
    let pack = director_pack();
    let sheet = person(&pack, "student");
    let mut plan = plan_of(&pack, &sheet, |options| options.weeks = Some(26));
    let phase = &mut plan.phases[0];
    phase.after.unmet_musts = 0;
    let bound = Value { shortfall: Exact::ZERO, ..phase.after.clone() };
    phase.proof = Proof::LowerBound(bound);
    phase.after.shortfall = Exact::from_integer(3);
    let said = text_of(&pack, &sheet, &plan);
    assert!(said.contains(
        "The search was cut short: there may be a better set of steps, with up to 3.0 less of weighted gap."
    ));
}

/// A plan as text, with single spaces.
fn text_of(pack: &Pack, sheet: &AnswerSheet, plan: &DevelopmentPlan) -> String {
    let view = plan_view(pack, sheet, plan, Date::parse("2026-11-24").unwrap());
    text::plan(&view).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_excluded_is_not_chosen_and_what_is_held_opens_ways() {
    let pack = director_pack();
    let sheet = person(&pack, "student");
    let plan = plan_of(&pack, &sheet, |_| {});
    for step in plan.phases[0].core.iter().map(|step| step.resource) {
        let id = pack.resource(step).id.to_string();
        let excluded = plan_of(&pack, &sheet, |options| options.exclude = vec![step]);
        assert!(!ids(&pack, &excluded).contains(&id));
        assert!(excluded.phases[0].after >= plan.phases[0].after, "{id}: the best plan is the best");
        let held = plan_of(&pack, &sheet, |options| options.have = vec![step]);
        assert!(!ids(&pack, &held).contains(&id), "{id}: what is held is not taken again");
    }
    // With a bachelor's degree in hand, a master's course is open to someone whose levels it fits.
    let mut sheet = level(&pack, 2);
    sheet.background.education = Some(Education::HighSchool);
    let only_the_master = |have: Vec<ResourceIx>| {
        let master = resource(&pack, "master-hi");
        let plan = plan_of(&pack, &sheet, |options| {
            options.exclude = (0..pack.resources().len()).map(ResourceIx::new).filter(|at| *at != master).collect();
            options.have = have;
            options.degrees = true;
        });
        ids(&pack, &plan)
    };
    let is_master = |id: &String| id == "master-hi";
    assert!(!only_the_master(Vec::new()).iter().any(is_master), "{:?}", only_the_master(Vec::new()));
    let with = only_the_master(vec![resource(&pack, "bachelor-hi")]);
    assert!(with.iter().any(is_master), "{with:?}");
}

#[test]
fn a_licence_opens_what_is_for_its_holders_alone() {
    let pack = director_pack();
    let nurse = person(&pack, "nurse");
    // Without all that takes its place.
    let ni_bc = resource(&pack, "ni-bc");
    let chosen = |sheet: &AnswerSheet| {
        let exclude = (0..pack.resources().len()).map(ResourceIx::new).filter(|at| *at != ni_bc).collect();
        ids(&pack, &plan_of(&pack, sheet, |options| options.exclude = exclude))
    };
    assert!(chosen(&nurse).contains(&"ni-bc".to_owned()));
    let mut unlicensed = nurse;
    unlicensed.background.licences = Some(vec![Licence::Other]);
    assert!(!chosen(&unlicensed).contains(&"ni-bc".to_owned()));
}

#[test]
fn tasks_of_a_post_wait_for_a_post() {
    let pack = pack_where_analysis_needs_a_post();
    let is_certificate = |at: &ResourceIx| pack.resource(*at).kind == ResourceKind::Certification;
    let certificates: Vec<ResourceIx> =
        (0..pack.resources().len()).map(ResourceIx::new).filter(is_certificate).collect();
    let plan = plan_of(&pack, &person(&pack, "student"), |options| options.have = certificates);
    let first = &plan.phases[0];
    assert!(first.core.iter().all(|step| !pack.resource(step.resource).at_work));
    let must = first.open.iter().find(|gap| gap.must).unwrap();
    let WhyOpen::NotEligible(closed) = &must.why else { panic!("{:?}", must.why) };
    assert!(closed.iter().any(|(_, missing)| missing == &[Requirement::Post]));
}

#[test]
fn larger_tasks_wait_until_a_person_has_been_in_a_new_post_for_long_enough() {
    let pack = director_pack();
    let mut waited = 0;
    for name in PEOPLE {
        for phase in plan_of(&pack, &person(&pack, name), |_| {}).phases.iter().filter(|phase| phase.job.is_some()) {
            for step in &phase.core {
                let weeks = pack.resource(step.resource).weeks_in_post;
                assert!(step.start >= phase.start + weeks, "{name}: {}", pack.resource(step.resource).id);
                waited += weeks;
            }
        }
    }
    assert!(waited > 0);
}

#[test]
fn what_was_done_before_the_plan_is_not_chosen() {
    let pack = director_pack();
    let programme = resource(&pack, "lead-a-programme");
    let nurse = person(&pack, "nurse");
    assert!(ids(&pack, &plan_of(&pack, &nurse, |_| {})).contains(&"lead-a-programme".to_owned()));
    let plan = plan_of(&pack, &nurse, |options| options.have = vec![programme]);
    assert!(!ids(&pack, &plan).contains(&"lead-a-programme".to_owned()));
}

#[test]
fn nobody_comes_into_a_role_for_whose_musts_the_deadline_leaves_no_time() {
    let pack = pack_where_analysis_needs_a_post();
    let student = plan_of(&pack, &person(&pack, "student"), |options| options.weeks = Some(4));
    assert!(student.phases.len() == 1 && student.phases[0].after.unmet_musts > 0 && !student.beyond.is_empty());
    // A must that needs a post first does not keep anyone from it.
    let certificates = ["lss-green-iassc", "cphq"].map(|id| resource(&pack, id)).to_vec();
    let waiting = plan_of(&pack, &person(&pack, "student"), |options| {
        options.weeks = Some(104);
        options.have = certificates;
    });
    assert!(waiting.phases.len() == 2 && waiting.phases[0].after.unmet_musts == 1);
}

#[test]
fn a_plan_without_a_degree_says_so() {
    let pack = director_pack();
    let says = |name| view_of(&pack, name).cautions.iter().any(|line| line.starts_with("This plan has no degree."));
    assert!(says("student") && says("newcomer"));
    assert!(!says("nurse") && !says("physician") && !says("director"));
}

#[test]
fn what_a_later_phase_lifts_names_the_step() {
    let pack = director_pack();
    let mut named = 0;
    for name in PEOPLE {
        let view = view_of(&pack, name);
        let steps: Vec<_> = view.phases.iter().flat_map(|phase| &phase.steps).collect();
        for gap in view.phases.iter().flat_map(|phase| &phase.open) {
            let Some(number) = gap.why.strip_prefix("Step ") else { continue };
            let number: usize = number.strip_suffix(" of the plan lifts it later.").unwrap().parse().unwrap();
            let step = steps.iter().find(|step| step.number == number).unwrap();
            let competency = pack.find_competency(&gap.id).unwrap();
            let lifts = pack.lifts(resource(&pack, &step.id)).any(|lift| lift.competency == competency);
            assert!(lifts, "{name}: {} by {}", gap.id, step.id);
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}

#[test]
fn without_a_deadline_a_step_of_fixed_length_has_its_hours_in_every_week() {
    let pack = director_pack();
    for name in PEOPLE {
        let steps = plan_of(&pack, &person(&pack, name), |_| {}).phases.into_iter().flat_map(|phase| phase.core);
        for step in steps {
            let resource = pack.resource(step.resource);
            let Effort::Weeks { weeks, hours_per_week, .. } = resource.effort else { continue };
            if resource.at_work || hours_per_week <= DEFAULT_HOURS_PER_WEEK {
                assert_eq!(step.end - step.start, weeks, "{name}: {}", resource.id);
            }
        }
    }
}

#[test]
fn what_has_no_level_is_named_and_not_planned_for() {
    let pack = director_pack();
    let sheet = AnswerSheet::new(&pack, pack.default_form(), answers::Respondent::default());
    let plan = plan_of(&pack, &sheet, |_| {});
    assert_eq!(plan.not_known.len(), 25);
    assert!(ids(&pack, &plan).is_empty());
    let view = plan_view(&pack, &sheet, &plan, Date::parse("2026-11-24").unwrap());
    assert!(view.summary[1].starts_with("First step: Find out where you stand in"), "{}", view.summary[1]);
    assert!(view.summary[0].contains("too few levels are known"), "{}", view.summary[0]);
    assert!(view.cautions.iter().any(|line| line.contains("do not say your education")));
}

/// Whatever is left open has the reason that holds: a wish only where there is one, a certificate only above what it lifts.
#[test]
fn what_stays_open_has_a_reason_that_holds() {
    let pack = pack_where_analysis_needs_a_post();
    let certificates = ["lss-green-iassc", "cphq"].map(|id| resource(&pack, id)).to_vec();
    let held = |options: &mut PlanOptions| options.have = certificates.clone();
    let degrees: Vec<ResourceIx> =
        pack.resource_indices().filter(|at| pack.resource(*at).kind == ResourceKind::Degree).collect();
    let options: [&dyn Fn(&mut PlanOptions); 5] =
        [&|_| {}, &|options| options.free_only = true, &|options| options.weeks = Some(30), &held, &|options| {
            options.exclude.clone_from(&degrees);
        }];
    let mut seen = [0; 6];
    for name in PEOPLE {
        let sheet = person(&pack, name);
        for (at, wish) in options.iter().enumerate() {
            let plan = plan_of(&pack, &sheet, wish);
            for gap in plan.phases.iter().flat_map(|phase| &phase.open) {
                let level = i64::try_from(gap.level.floor().to_integer()).unwrap();
                let lifts = |resource: &ResourceIx| pack.lifts_over(*resource, gap.competency, level);
                match &gap.why {
                    WhyOpen::LeftOut(list) => {
                        assert!(at > 0 && !list.is_empty() && list.iter().all(lifts), "{name} {at}");
                        seen[0] += 1;
                    }
                    WhyOpen::NotEligible(list) => {
                        assert!(list.iter().all(|(resource, _)| lifts(resource)), "{name} {at}");
                        seen[1] += 1;
                    }
                    WhyOpen::WorkAlone(list) => {
                        assert!(!list.iter().any(lifts), "{name} {at}");
                        seen[2] += 1;
                    }
                    WhyOpen::Nothing => seen[3] += 1,
                    WhyOpen::Enough(list) => {
                        assert!(!gap.must && list.iter().all(lifts), "{name} {at}");
                        seen[4] += 1;
                    }
                    WhyOpen::DegreeAlone { degrees, .. } => {
                        assert!(!degrees.is_empty() && degrees.iter().all(lifts), "{name} {at}");
                        let has = |at: &ResourceIx| pack.resource(*at).grants <= sheet.background.education;
                        let is_first = |at: &ResourceIx| pack.resource(*at).grants <= Some(Education::Bachelor);
                        assert!(!degrees.iter().any(|at| is_first(at) && has(at)), "{name}: a degree that is held");
                        seen[5] += 1;
                    }
                }
            }
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0 && seen[4] > 0, "{seen:?}");
}

/// Levels and readiness at the end of a phase are those of its steps, worked out from the lifts alone.
#[test]
fn readiness_at_the_end_is_that_of_the_levels_that_the_steps_lead_to() {
    let pack = director_pack();
    for name in PEOPLE {
        let sheet = person(&pack, name);
        let plan = plan_of(&pack, &sheet, |_| {});
        let mut card = score(&pack, &sheet);
        for phase in &plan.phases {
            let lifts: Vec<_> = phase.core.iter().flat_map(|step| pack.lifts(step.resource)).collect();
            for competency in &mut card.competencies {
                for _ in 0..5 {
                    for lift in lifts.iter().filter(|lift| lift.competency == competency.competency) {
                        let level = competency.level.unwrap();
                        if Exact::from_integer(lift.from.into()) <= level {
                            competency.level = Some(level.max(Exact::from_integer(lift.to.into())));
                        }
                    }
                }
            }
            let analysis = analyse(&pack, &card, phase.role);
            assert_eq!(phase.readiness[phase.role.get()], analysis.readiness, "{name}");
            let open = analysis.gaps.iter().filter(|gap| gap.status == GapStatus::Open).count();
            assert_eq!(phase.open.len(), open, "{name}");
        }
    }
}

#[test]
fn every_form_of_a_plan_names_every_step_and_the_same_plan_gives_the_same_bytes() {
    let pack = director_pack();
    let forms: [fn(&PlanView) -> String; 3] = [text::plan, json::plan, |view| ics::plan(view).unwrap()];
    let again = new_view_of(&pack, "nurse");
    for form in forms {
        let view = view_of(&pack, "nurse");
        let written = form(&view);
        assert_eq!(written, form(&again));
        let plain = written.replace("\r\n ", "").replace("&#39;", "'").replace('\n', " ");
        for step in view.phases.iter().flat_map(|phase| &phase.steps) {
            assert!(plain.contains(&step.id), "{}", step.id);
        }
    }
}

/// The section of the report names every step and what stays open, in order, and says nothing about the person.
#[test]
fn b13_the_section_of_the_report_has_one_entry_for_each_step_and_none_of_the_banned_words() {
    let pack = director_pack();
    for name in PEOPLE {
        let view = view_of(&pack, name);
        let page = report_of(&pack, name);
        let steps: Vec<&str> =
            view.phases.iter().flat_map(|phase| &phase.steps).map(|step| step.title.as_str()).collect();
        let entries = all(&page, "#plan ~ ol.steps > li");
        assert_eq!(entries.len(), steps.len(), "{name}");
        assert!(entries.iter().zip(steps).all(|(entry, title)| entry.starts_with(title)), "{name}");
        let section = all(&page, "section[aria-labelledby=plan]").concat();
        for gap in view.phases.iter().flat_map(|phase| &phase.open) {
            assert!(section.contains(&format!("{} ({}", gap.title, gap.standing)), "{name}: {}", gap.title);
        }
        assert!(page.len() <= 200 * 1024, "{name}: {} bytes", page.len());
        assert_sound(&page);
        assert_judges_nobody(&page);
        assert_judges_nobody(&format!("<p>{}</p>", text::plan(&view)));
    }
}

/// The report of one of the people, with their plan.
fn report_of(pack: &Pack, name: &str) -> String {
    let sheet = person(pack, name);
    let plan = plan_of(pack, &sheet, |_| {});
    html::student_page(&student_report_beside(
        &Assessment::new(pack, &sheet),
        Beside { plan: Some(&plan), ..Beside::default() },
        "t",
    ))
}
