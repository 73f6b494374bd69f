//! The next role and the first step: each sentence of their definitions, against a second implementation.

use std::fmt::Write as _;

use crate::harness::{CompetencySpec, director_pack, repository_file, small_files};
use proptest::prelude::*;
use skillgap::answers::{self, AgreedStep, Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::exact::Exact;
use skillgap::model::{
    Background, Education, Eligibility, Licence, Need, Pack, Post, Price, Region, ResourceIx, ResourceKind, RoleIx,
};
use skillgap::pack;
use skillgap::plan::{FirstStep, PlanOptions, first_step};

/// A role of a made-up ladder: its target, the years that people stay, the roles above it that it leads to, and the years
/// of experience of its way in.
#[derive(Clone, Debug)]
struct RoleSpec {
    target: i64,
    stay: Option<u32>,
    next: Vec<bool>,
    way_in: Option<u32>,
}

/// A pack with one competency and these roles, lowest first.
fn ladder_pack(roles: &[RoleSpec]) -> Pack {
    let mut files = small_files(&[CompetencySpec::new(5, 1)]);
    let ids = |keep: &dyn Fn(usize) -> bool| -> String {
        (0..roles.len()).filter(|at| keep(*at)).map(|at| format!("r{at}")).collect::<Vec<_>>().join(", ")
    };
    let mut text = format!(
        "format: 1\nsources: [{{id: s, title: t, read: primary, date: 2026}}]\n\
         provenance: [{{id: p, kind: judgement, note: n, sources: [s]}}]\nladder: [{}]\nroles:\n",
        ids(&|_| true)
    );
    for (at, role) in roles.iter().enumerate() {
        let next = ids(&|other| other > at && role.next[other]);
        let _ = write!(
            text,
            "  - id: r{at}\n    title: Role {at}\n    tier: entry\n    next: [{next}]\n    summary: s\n    targets: \
             [{{competency: c0, level: {}, importance: 1, need: should, level-from: p, importance-from: p}}]\n",
            role.target
        );
        if let Some(years) = role.stay {
            let _ = writeln!(text, "    stay: {{years: {years}, from: p}}");
        }
        if let Some(years) = role.way_in {
            let _ = writeln!(text, "    ways-in: [{{experience-years: {years}, from: p}}]");
        }
    }
    files.roles.text = text;
    let default = format!("default-role: r{}", roles.len() - 1);
    let before = files.questionnaire.text.lines().find(|line| line.starts_with("default-role:")).unwrap().to_owned();
    files.questionnaire.text = files.questionnaire.text.replace(&before, &default);
    let (pack, problems) = pack::parse(&files);
    let shown: Vec<String> = problems.iter().map(skillgap::diag::render).collect();
    pack.unwrap_or_else(|| panic!("the pack is correct:\n{}", shown.join("\n")))
}

/// Every way from a role to the goal over `next`, without the role itself.
fn ways(roles: &[RoleSpec], from: usize, goal: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for next in (from + 1..roles.len()).filter(|next| roles[from].next[*next]) {
        if next == goal {
            all.push(vec![goal]);
        } else {
            all.extend(ways(roles, next, goal).into_iter().map(|rest| [vec![next], rest].concat()));
        }
    }
    all
}

/// The next role as it is defined, by listing every way.
fn next_by_listing(roles: &[RoleSpec], level: Option<i64>, background: &Background, goal: usize) -> Option<usize> {
    let readiness = |role: usize| match level {
        None => Exact::ZERO,
        Some(level) => {
            let target = roles[role].target;
            Exact::new(i128::from(level.min(target)), i128::from(target))
        }
    };
    let reached = (0..roles.len()).rev().find(|role| level.is_some() && readiness(*role) >= Exact::new(9, 10));
    let post = background.post.and_then(Post::role).map(RoleIx::get);
    if let Some(start) = post.max(reached) {
        if start >= goal {
            return None;
        }
        let years = |way: &[usize]| -> u32 {
            way.iter().filter(|role| **role != goal).map(|role| roles[*role].stay.unwrap_or(0)).sum()
        };
        let mut all = ways(roles, start, goal);
        all.sort_by_key(|way| (years(way), std::cmp::Reverse(readiness(way[0])), way[0]));
        return Some(all.first().map_or(goal, |way| way[0]));
    }
    let leading: Vec<usize> =
        (0..roles.len()).filter(|role| *role == goal || !ways(roles, *role, goal).is_empty()).collect();
    let is_met = |role: &&usize| {
        roles[**role].way_in.is_some_and(|years| background.experience_years.is_some_and(|own| own >= years))
    };
    leading.iter().rev().find(is_met).or(leading.first()).copied()
}

fn role() -> impl Strategy<Value = RoleSpec> {
    let years = || prop::option::of(1..4_u32);
    (1..6_i64, years(), prop::collection::vec(any::<bool>(), 9), years())
        .prop_map(|(target, stay, next, way_in)| RoleSpec { target, stay, next, way_in })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Ladders of up to nine roles with any branches, stays and ways in.
    #[test]
    fn b17_the_next_role_is_as_defined(
        roles in prop::collection::vec(role(), 1..10),
        level in prop::option::of(0..6_i64),
        years in prop::option::of(0..5_u32),
        post in prop::option::of(0..12_usize),
        goal in 0..9_usize,
    ) {
        let goal = goal % roles.len();
        let pack = ladder_pack(&roles);
        let mut sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "p".to_owned(), label: None });
        if let Some(level) = level {
            sheet.set(pack.form(pack.default_form()).items[0], Answer::Rated(level), None);
        }
        let other = [Post::Clinical, Post::Other, Post::None];
        sheet.background.post = post.map(|at| if at < roles.len() { Post::Role(RoleIx::new(at)) } else { other[at % 3] });
        sheet.background.experience_years = years;
        sheet.role = RoleIx::new(goal);
        let assessment = Assessment::new(&pack, &sheet);
        let next = assessment.next_role(RoleIx::new(goal)).map(RoleIx::get);
        prop_assert_eq!(next, next_by_listing(&roles, level, &sheet.background, goal));
        // The path begins with it, ends at the goal, and goes over `next` in between.
        let path: Vec<usize> = assessment.path_to(RoleIx::new(goal)).into_iter().map(RoleIx::get).collect();
        prop_assert_eq!((path.first(), path.last()), (Some(&next.unwrap_or(goal)), Some(&goal)));
        prop_assert!(path.windows(2).all(|pair| roles[pair[0]].next[pair[1]]));
        // Nobody is sent below the post that they hold.
        if let (Some(Post::Role(post)), Some(next)) = (sheet.background.post, next) {
            prop_assert!(next > post.get());
        }
    }

    /// Random people on the director's pack: the first step is what the rule says, by a filter and a sort.
    #[test]
    fn b17_the_first_step_is_as_defined(
        picks in prop::collection::vec(prop::option::of(0..6_i64), 25),
        education in prop::option::of(0..6_usize),
        years in prop::option::of(0..12_u32),
        licence in prop::option::of(0..4_usize),
        region in prop::option::of(0..6_usize),
        held in prop::collection::vec(0..200_usize, 0..4),
        limits in (prop::option::of(0..400_u64), any::<bool>(), prop::collection::vec(0..200_usize, 0..30)),
    ) {
        let pack = director_pack();
        let mut sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "p".to_owned(), label: None });
        for (item, pick) in pack.form(sheet.form).items.iter().zip(&picks) {
            if let Some(level) = pick {
                sheet.set(*item, Answer::Rated(*level), None);
            }
        }
        sheet.background = Background {
            education: education.map(|at| Education::WORDS[at].1),
            experience_years: years,
            licences: licence.map(|at| Licence::WORDS.get(at).map(|(_, licence)| *licence).into_iter().collect()),
            region: region.map(|at| Region::WORDS[at].1),
            ..Background::default()
        };
        let resource = |at: &usize| ResourceIx::new(at % pack.resources().len());
        sheet.steps = held.iter().map(resource).map(AgreedStep::held).collect();
        let mut options = PlanOptions::new(pack.default_role());
        (options.budget, options.free_only) = (limits.0, limits.1);
        options.exclude = limits.2.iter().map(resource).collect();
        let assessment = Assessment::new(&pack, &sheet);
        let found = first_step(&assessment, &options);
        prop_assert_eq!(found.resource(), first_by_sorting(&assessment, &options));
        // What it stands in for is what the rule gives without the options.
        if let FirstStep::Take { resource, instead_of, .. } = found {
            let free = first_by_sorting(&assessment, &PlanOptions::new(options.goal));
            prop_assert_eq!(instead_of, free.filter(|other| *other != resource));
        }
    }
}

/// The resource that the rule gives: everything that is open and lifts a gap, sorted.
fn first_by_sorting(assessment: &Assessment<'_>, options: &PlanOptions) -> Option<ResourceIx> {
    let (pack, sheet) = (assessment.pack, assessment.sheet);
    let analysis = assessment.against(assessment.next_role(options.goal).unwrap_or(options.goal));
    let held: Vec<ResourceIx> = sheet.steps.iter().filter_map(AgreedStep::resource).collect();
    let granted = held.iter().filter_map(|at| pack.resource(*at).grants).max();
    let background = Background { education: sheet.background.education.max(granted), ..sheet.background.clone() };
    let has_post = background.experience_years.unwrap_or(0) > 0;
    let mut found = Vec::new();
    for at in (0..pack.resources().len()).map(ResourceIx::new) {
        let resource = pack.resource(at);
        let price = match &resource.price {
            Price::Free { .. } => Some(0),
            Price::Amount { fee, currency, .. } if currency == "USD" => Some(u64::from(fee.amount)),
            _ => None,
        };
        let open = match &resource.eligibility {
            Eligibility::Anyone => true,
            Eligibility::Unknown => false,
            Eligibility::AnyOf(routes) => routes.iter().any(|route| {
                let licences = background.licences.clone().unwrap_or_default();
                !route.rare
                    && !route.employer_sponsored
                    && (route.note.is_none() || resource.kind != ResourceKind::Certification)
                    && route.membership.is_none()
                    && route.prior.iter().all(|prior| held.contains(prior))
                    && route.min_degree.is_none_or(|least| background.education.is_some_and(|own| own >= least))
                    && route.experience_years.is_none_or(|n| background.experience_years.is_some_and(|own| own >= n))
                    && route.licence.is_none_or(|licence| licences.contains(&licence))
                    && route.region.is_none_or(|region| background.region == Some(region))
            }),
        };
        let left_out = held.contains(&at)
            || resource.kind == ResourceKind::Degree
            || !resource.status.is_offered()
            || !resource.is_relevant_in(background.region)
            || (resource.at_work && !has_post)
            || options.exclude.contains(&at)
            || (options.free_only && !resource.price.is_free_to_all())
            || options.budget.is_some_and(|budget| price.is_none_or(|price| price > budget));
        if !open || left_out {
            continue;
        }
        // Of a resource with room for a few gaps, those with the highest priority count.
        let priorities = analysis.priorities();
        let lifts = |gap: &skillgap::gap::Gap, at: ResourceIx| {
            pack.lifts(at).find(|lift| {
                lift.competency == gap.competency
                    && lift.from < gap.target.level
                    && gap.level.is_some_and(|level| level < Exact::from(lift.to))
            })
        };
        let gaps = priorities.iter().filter_map(|c| analysis.gap(*c));
        let counted = gaps.filter_map(|gap| Some((gap, lifts(gap, at)?)));
        let counted = counted.take(resource.at_most.map_or(usize::MAX, |most| most as usize));
        let best = counted.filter(|(gap, lift)| gap.level.is_some_and(|level| Exact::from(lift.from) <= level));
        let Some(best) = best.map(|(gap, _)| gap.target.need).min_by_key(|need| *need != Need::Must) else { continue };
        let price =
            if resource.price.is_free() { 0 } else { 1 + u8::from(matches!(resource.price, Price::Unknown { .. })) };
        let hours = resource.effort.total_hours().unwrap_or(u32::MAX);
        found.push(((best != Need::Must, price, hours), at));
    }
    found.sort();
    found.first().map(|(_, at)| *at)
}

#[test]
fn with_no_level_the_first_step_is_finding_out_about_the_heaviest_must() {
    let pack = director_pack();
    let sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "p".to_owned(), label: None });
    let assessment = Assessment::new(&pack, &sheet);
    let role = pack.role(assessment.next_role(pack.default_role()).unwrap());
    let FirstStep::FindOut(found) = first_step(&assessment, &PlanOptions::new(pack.default_role())) else {
        panic!("nothing is rated")
    };
    let musts = role.targets.iter().filter(|target| target.need == Need::Must);
    let found = role.target(found).unwrap();
    assert_eq!(found.importance, musts.map(|target| target.importance).max().unwrap());
    assert_eq!(found.need, Need::Must);
}

#[test]
fn with_no_gap_there_is_no_first_step() {
    let pack = director_pack();
    let mut sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "p".to_owned(), label: None });
    for item in &pack.form(sheet.form).items {
        sheet.set(*item, Answer::Rated(5), None);
    }
    let assessment = Assessment::new(&pack, &sheet);
    assert_eq!(assessment.next_role(pack.default_role()), None, "the goal is reached");
    assert_eq!(first_step(&assessment, &PlanOptions::new(pack.default_role())), FirstStep::NoGap);
}

/// An option that forbids the first step takes the next by the same rule, and says what it stands in for.
#[test]
fn an_option_that_forbids_the_first_step_takes_the_next_and_says_so() {
    let pack = director_pack();
    let mut sheet = AnswerSheet::new(&pack, pack.default_form(), Respondent { id: "p".to_owned(), label: None });
    for item in &pack.form(sheet.form).items {
        sheet.set(*item, Answer::Rated(1), None);
    }
    let assessment = Assessment::new(&pack, &sheet);
    let mut options = PlanOptions::new(pack.default_role());
    let FirstStep::Take { resource: first, instead_of: None, .. } = first_step(&assessment, &options) else {
        panic!("something is open")
    };
    options.exclude = vec![first];
    let FirstStep::Take { resource: second, instead_of, .. } = first_step(&assessment, &options) else {
        panic!("something else is open")
    };
    assert_eq!(instead_of, Some(first));
    options.exclude = (0..pack.resources().len()).map(ResourceIx::new).collect();
    assert!(second != first && first_step(&assessment, &options) == FirstStep::NothingOpen);
}

/// A task at work draws on the hours of the job: few own hours and a deadline do not rule it out as the first step.
#[test]
fn b17_a_task_at_work_is_a_first_step_for_someone_with_few_own_hours() {
    let pack = director_pack();
    let (sheet, problems) = answers::parse("p", &repository_file("tests/fixtures/people/analyst-abroad.yaml"), &pack);
    assert!(problems.is_empty(), "{problems:?}");
    let sheet = sheet.unwrap();
    let own = Assessment::new(&pack, &sheet);
    let options = PlanOptions { hours_per_week: 1, weeks: Some(30), ..PlanOptions::new(pack.default_role()) };
    let step = first_step(&own, &options).resource().unwrap();
    assert!(pack.resource(step).at_work && pack.resource(step).effort.total_hours() > Some(30));
}
