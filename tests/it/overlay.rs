//! A programme's overlay over a pack: what reports, plans and scores say with it, and that they say the same without it.

use crate::harness::page::{all, attributes, count, level};
use crate::harness::people::random_people;
use crate::harness::{Place, director_pack, repository_file};
use skillgap::answers::{AnswerSheet, Respondent, from_code, to_code};
use skillgap::assess::Assessment;
use skillgap::model::{Degree, Education, Id, Pack};
use skillgap::pack::{SourceFile, overlay};
use skillgap::plan::solver::{AccessRoute, Aim, Candidate, Capacity, HourPool, Lift, Limits, Problem, Work, solve};
use skillgap::plan::{PlanOptions, choices, develop, problems};
use skillgap::{exact::Exact, report};

const FOLDER: &str = "tests/fixtures/overlays/example-college";

/// The example, with these changes to its text.
fn laid(changes: &[(&str, &str)]) -> Pack {
    let mut text = repository_file(&format!("{FOLDER}/overlay.yaml"));
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let pack = director_pack();
    let file = SourceFile { name: "overlay.yaml".to_owned(), text };
    let logo = |name: &str| Ok(repository_file(&format!("{FOLDER}/{name}")).into_bytes());
    let (parts, found) = overlay::parse(&file, &pack, logo);
    assert!(found.is_empty(), "{:?}", found.iter().map(skillgap::diag::render).collect::<Vec<_>>());
    pack.lay_over(parts.unwrap())
}

/// A place with a student's answers and the example.
fn place() -> Place {
    let place = Place::new();
    place.write("a.yaml", &repository_file("tests/fixtures/people/student.yaml"));
    for file in ["overlay.yaml", "logo.svg"] {
        place.write(&format!("college/{file}"), &repository_file(&format!("{FOLDER}/{file}")));
    }
    place
}

const OVER: [&str; 2] = ["--overlay", "college"];

fn ran(place: &Place, args: &[&str]) -> String {
    let ran = place.run(args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
    ran.stdout
}

#[test]
fn what_turns_answers_into_results_stays_that_of_the_pack() {
    let (pack, laid) = (director_pack(), laid(&[]));
    assert_eq!(pack.fingerprint(), laid.fingerprint());
    assert_eq!(pack.scoring_fingerprint(), laid.scoring_fingerprint());
    assert_eq!(laid.resources().len(), pack.resources().len() + 3);
    for at in pack.resource_indices() {
        let before = pack.resource(at);
        let after = laid.resource(laid.find_resource(before.id.as_str()).unwrap());
        let ids = |pack: &Pack, list: &[skillgap::model::ResourceIx]| -> Vec<String> {
            list.iter().map(|at| pack.resource(*at).id.to_string()).collect()
        };
        assert_eq!(ids(&pack, &before.substitutes), ids(&laid, &after.substitutes), "{}", before.id);
    }
    for (before, after) in pack.roles().iter().zip(laid.roles()) {
        for (before, after) in before.credentials.iter().zip(&after.credentials) {
            assert_eq!(pack.resource(before.resource).id, laid.resource(after.resource).id);
        }
    }
    let sheet = level(&pack, 2);
    let figures = |pack: &Pack| format!("{:?}", Assessment::new(pack, &sheet).goal().readiness);
    assert_eq!(figures(&pack), figures(&laid));
}

#[test]
fn b_a_report_names_the_programme_its_courses_and_what_it_expects() {
    let pack = laid(&[]);
    let sheet = level(&pack, 1);
    let assessment = Assessment::new(&pack, &sheet);
    let student = report::html::student_page(&report::view::student_report(&assessment, "test"));
    let beside = report::view::Beside::default();
    let advisor = report::html::advisor_page(&report::view::advisor_report(&assessment, beside, "test"));
    for page in [&student, &advisor] {
        assert_eq!(attributes(page, "header .logo img", "alt"), ["Example College, MSc Health Informatics"]);
        assert!(attributes(page, "header .logo img", "src")[0].starts_with("data:image/svg+xml;base64,"));
        assert!(page.contains("img-src data:; base-uri"), "the policy lets the logo be shown");
        assert!(all(page, "header dd").iter().any(|text| text.contains("advising@example.edu")));
        assert_eq!(count(page, "section[aria-labelledby=expected] tbody tr"), 3);
        let rows = all(page, "section[aria-labelledby=expected] tbody tr");
        assert!(rows[0].contains("Term 1") && rows[0].ends_with("reached") && rows[1].ends_with("not yet"), "{rows:?}");
        assert!(page.contains("HI 510: Data for care"), "an own course is recommended");
        assert!(page.contains("offered by your programme: Example College"));
        let made = all(page, "#method ~ dl dd, section[aria-labelledby=method] dd");
        assert!(made.iter().any(|text| text.starts_with("example-college 1.0.0 sha256:")), "{made:?}");
        assert!(made.iter().any(|text| text == pack.fingerprint()));
        assert!(!page.contains("Stanford University on Coursera"), "what is switched off is not recommended");
    }
    assert!(!student.contains("<script") && !student.contains("http-equiv=\"refresh\""));
}

#[test]
fn b_hostile_texts_of_an_overlay_stay_text() {
    let pack = laid(&[
        ("title: Example College, MSc Health Informatics", "title: \"<script>alert(1)</script>\\\" onload=x \\e[31m\""),
        ("title: \"HI 510: Data for care\"", "title: \"<img src=x onerror=alert(1)>\""),
        ("Ask at the advising desk, advising@example.edu", "</dd></dl><iframe>"),
        ("term: Term 1", "term: \"<b>=1+1</b>\""),
    ]);
    let sheet = level(&pack, 1);
    let page = report::html::student_page(&report::view::student_report(&Assessment::new(&pack, &sheet), "test"));
    assert_eq!((count(&page, "script"), count(&page, "iframe"), count(&page, "img, [onload], [onerror]")), (0, 0, 1));
    assert!(page.contains("&#60;script&#62;") && !page.contains('\u{1b}'));
}

#[test]
fn b_what_fits_a_gap_begins_with_the_programmes_own_where_none_leads_further() {
    let pack = laid(&[]);
    let sheet = level(&pack, 0);
    let assessment = Assessment::new(&pack, &sheet);
    for (competency, own) in [("data-analysis", "example-data-course"), ("healthcare-practices", "example-placement")] {
        let gap = assessment.goal().gap(pack.find_competency(competency).unwrap()).unwrap();
        let now = choices(&pack, gap, &sheet.background).now;
        let benefit = now[0].benefit;
        let place = now.iter().position(|choice| pack.resource(choice.resource).id.as_str() == own).unwrap();
        assert!(now[..place].iter().all(|choice| choice.benefit > now[place].benefit), "{own}");
        assert!(now.iter().all(|choice| choice.benefit <= benefit));
    }
}

/// One gap of two levels, and two courses that close it: of the pack, and of the programme.
fn either(hours: [u32; 2], fees: [u32; 2]) -> Problem {
    let candidate = |own: bool| Candidate {
        lifts: vec![Lift { aim: 0, from: 0, to: 2 }],
        fee: Some(fees[usize::from(own)]),
        work: Some(Work { hours: hours[usize::from(own)], weeks: 0, pool: HourPool::OwnTime }),
        routes: vec![AccessRoute::to_anyone()],
        own,
    };
    Problem {
        aims: vec![Aim { level: Exact::ZERO, target: 2, weight: 5, must: true }],
        // Own ones stand first in the catalogue.
        candidates: vec![candidate(true), candidate(false)],
        capacity: Capacity { own_time: 6, job: 20, programme: 40 },
        limits: Limits::default(),
        allowance: Exact::ZERO,
        required: Vec::new(),
    }
}

#[test]
fn b20_a_plan_takes_an_own_course_up_to_twice_the_hours_and_never_for_more_money() {
    for (hours, fees, own) in [
        ([10, 10], [0, 0], true),
        ([10, 20], [0, 0], true),
        ([10, 21], [0, 0], false),
        ([10, 5], [0, 1], false),
        ([10, 20], [9, 9], true),
        ([1, 100], [9, 8], true),
    ] {
        let solution = solve(&either(hours, fees));
        assert_eq!(solution.steps, [usize::from(!own)], "{hours:?} {fees:?}");
    }
}

#[test]
fn b20_preferring_own_courses_meets_as_many_musts_for_no_more_money() {
    let pack = director_pack();
    let mut taken = 0;
    for value in 1..=3 {
        let sheet = level(&pack, value);
        for problem in problems(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet)) {
            let plain = solve(&problem);
            let known = |at: &&usize| problem.candidates[**at].work.is_some() && !problem.required.contains(*at);
            for at in plain.steps.iter().filter(known).take(2) {
                // The same from the programme, for half as many hours again.
                let mut with = problem.clone();
                let mut own = Candidate { own: true, ..problem.candidates[*at].clone() };
                own.work = own.work.map(|work| Work { hours: work.hours + work.hours / 2, ..work });
                with.candidates.push(own);
                let preferred = solve(&with);
                let ends = |value: &skillgap::plan::solver::Value| (value.unmet_musts, value.shortfall, value.fees);
                assert_eq!(ends(&preferred.value), ends(&plain.value));
                taken += usize::from(preferred.steps.contains(&problem.candidates.len()));
            }
        }
    }
    assert!(taken > 10, "own courses are taken: {taken}");
}

#[test]
fn b20_a_plan_takes_an_own_course_and_counts_all_its_hours() {
    let pack = laid(&[]);
    let own = |phase: &skillgap::plan::Phase| phase.core.iter().any(|step| pack.resource(step.resource).is_own());
    let mut plans = random_people(&pack, 20).into_iter().map(|sheet| {
        let plan = develop(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
        (sheet, plan)
    });
    let (sheet, plan) = plans.find(|(_, plan)| plan.phases.iter().any(own)).expect("own courses are taken");
    let start = skillgap::clock::Date::parse("2027-01-04").unwrap();
    let view = report::view::plan_view(&pack, &sheet, &plan, start);
    for phase in &view.phases {
        let hours: u64 = phase.steps.iter().filter_map(|step| step.hours).map(u64::from).sum();
        assert_eq!(phase.hours.known, hours);
    }
    let text = report::text::plan(&view).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("advising@example.edu") && text.contains("sha256:") && text.contains("offered by your"));
    let json: serde_json::Value = serde_json::from_str(&report::json::plan(&view)).unwrap();
    assert!(json["overlay"].as_str().unwrap().starts_with("example-college 1.0.0 sha256:"));
    assert_eq!(json["programme"]["targets"][2]["reached"], false);
}

#[test]
fn d_scores_are_the_same_and_say_which_overlay_it_was() {
    let place = place();
    let plain = ran(&place, &["score", "a.yaml", "-q", "--label"]);
    let with = ran(&place, &[&["score", "a.yaml", "-q", "--label"], &OVER[..]].concat());
    for (at, (plain, with)) in plain.lines().zip(with.lines()).enumerate() {
        let (rest, last) = with.rsplit_once(',').unwrap();
        assert_eq!(rest, plain);
        assert!(if at == 0 { last == "overlay" } else { last.starts_with("example-college 1.0.0 sha256:") }, "{last}");
    }
    let line = ran(&place, &[&["score", "a.yaml", "-q", "--format", "ndjson"], &OVER[..]].concat());
    let schema = ran(&place, &[&["score", "--schema"], &OVER[..]].concat());
    let [line, schema]: [serde_json::Value; 2] = [line, schema].map(|text| serde_json::from_str(&text).unwrap());
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&line), "{line}");
    let plain = ran(&place, &["score", "--schema"]);
    assert!(!plain.contains("\"overlay\""));
    ran(&place, &[&["score", "a.yaml", "-q", "-o", "s.csv", "--reports", "pages"], &OVER[..]].concat());
    let names = std::fs::read_dir(place.path("pages")).unwrap().map(|entry| entry.unwrap().path());
    for page in names {
        assert!(std::fs::read_to_string(&page).unwrap().contains("example-college 1.0.0"), "{}", page.display());
    }
}

#[test]
fn f09_a_code_is_read_with_and_without_the_overlay() {
    let plain = director_pack();
    let over =
        laid(&[("    title: \"HI 520: Safe systems\"\n", "    title: \"HI 520: Safe systems\"\n    grants: master\n")]);
    let sheet = |pack: &Pack, degree: &str| {
        let mut sheet = AnswerSheet::new(pack, pack.default_form(), Respondent::default());
        let degree = pack.find_resource(degree).unwrap_or_else(|| panic!("{degree}"));
        sheet.background.studying = Some(Degree::Resource(degree));
        sheet
    };
    // A degree of the pack has another number where the overlay's own stand before it.
    let of_pack = [&plain, &over].map(|pack| to_code(&sheet(pack, "master-him"), pack));
    assert_eq!(of_pack[0], of_pack[1]);
    for pack in [&plain, &over] {
        assert_eq!(from_code(&of_pack[0], pack).unwrap().background, sheet(pack, "master-him").background);
    }
    // One of the overlay is held as its level, which a pack without it has as well.
    let own = to_code(&sheet(&over, "example-safety-course"), &over);
    for pack in [&plain, &over] {
        assert_eq!(from_code(&own, pack).unwrap().background.studying, Some(Degree::Level(Education::Master)));
    }
}

#[test]
fn a_report_is_verified_with_the_overlay_that_it_was_made_with() {
    let place = place();
    ran(&place, &[&["report", "a.yaml", "-o", "r.html"], &OVER[..]].concat());
    ran(&place, &[&["report", "a.yaml", "--verify", "r.html"], &OVER[..]].concat());
    let without = place.run(&["report", "a.yaml", "--verify", "r.html"]);
    assert!(without.code == 1 && without.stderr.contains("made with `--overlay`"), "{}", without.stderr);
}

#[test]
fn a_step_that_is_an_own_course_stays_in_answers_that_are_read_without_the_overlay() {
    let place = place();
    ran(&place, &[&["step", "a.yaml", "example-data-course", "done"], &OVER[..]].concat());
    let kept = |place: &Place| place.read("a.yaml").matches("example-data-course").count();
    assert_eq!(kept(&place), 1);
    for args in [&["plan", "a.yaml"][..], &["report", "a.yaml", "-o", "-"], &["check", "a.yaml"], &["step", "a.yaml"]] {
        let ran = place.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("SK317") && ran.stderr.contains("--overlay"), "{args:?}: {}", ran.stderr);
    }
    ran(&place, &["step", "a.yaml", "pmp", "agreed"]);
    assert_eq!(kept(&place), 1, "nothing is lost when the file is written without the overlay");
    let plan = place.run(&[&["plan", "a.yaml"], &OVER[..]].concat());
    assert_eq!((plan.code, plan.stderr.as_str()), (0, ""));
    assert!(!plan.stdout.contains("[example-data-course]"), "what is done is not planned again");
}

#[test]
fn commands_say_what_the_overlay_changes() {
    let place = place();
    let own = ran(&place, &[&["explain", "example-data-course"], &OVER[..]].concat());
    assert!(own.contains("offered by your programme"), "{own}");
    let priced = ran(&place, &[&["explain", "pmp"], &OVER[..]].concat());
    assert!(priced.contains("405 USD") && priced.contains("as your programme gives it"), "{priced}");
    let hidden = ran(&place, &[&["explain", "stanford-ai-health"], &OVER[..]].concat());
    assert!(hidden.contains("has switched it off"), "{hidden}");
    let packs = ran(&place, &[&["packs"], &OVER[..]].concat());
    assert!(packs.contains("3 resources of its own") && packs.contains("example-college 1.0.0 sha256:"), "{packs}");
    let refused = place.run(&[&["demo", "--pack", "volunteer-coordinator", "-o", "-"], &OVER[..]].concat());
    assert!(refused.code == 1 && refused.stderr.contains("SK441"), "{}", refused.stderr);
    let missing = place.run(&["plan", "a.yaml", "--overlay", "nowhere"]);
    assert!(missing.code == 1 && missing.stderr.contains("name the folder of an overlay"), "{}", missing.stderr);
}

#[test]
fn sixty_own_courses_are_planned_with() {
    let course = |n: usize| {
        let competency = director_pack().competencies()[n % 25].id.to_string();
        format!(
            "  - {{id: own-{n}, title: Course {n}, kind: course, provider: E, url: none, summary: s., develops: [{{competency: \
             {competency}, from: {}, to: {}}}], eligibility: [], effort: {{hours: {}, basis: stated}}, price: {{free: true, as-of: \
             2026}}, valid-years: unlimited, status: active, sources: [example-catalogue], confidence: high, checked: 2026}}\n",
            n % 3,
            n % 3 + 2,
            5 + n
        )
    };
    let courses: String = (0..60).map(course).collect();
    let pack = laid(&[("resources:\n", &format!("resources:\n{courses}"))]);
    let sheet = level(&pack, 1);
    let begun = std::time::Instant::now();
    let plan = develop(&Assessment::new(&pack, &sheet), &PlanOptions::of(&sheet));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    let own = plan.phases.iter().flat_map(|phase| &phase.core).filter(|step| pack.resource(step.resource).is_own());
    assert!(own.count() > 0);
}

#[test]
fn without_an_overlay_nothing_speaks_of_one() {
    let place = place();
    for args in [
        &["report", "a.yaml", "-o", "-"][..],
        &["report", "a.yaml", "-o", "-", "--for", "advisor"],
        &["plan", "a.yaml"],
        &["plan", "a.yaml", "--format", "json"],
        &["score", "a.yaml", "-q", "--label", "--next"],
        &["score", "--schema"],
        &["packs"],
        &["explain", "pmp"],
    ] {
        let text = ran(&place, args);
        for word in
            ["overlay", "programme gives", "your programme expects", "offered by your programme", "img-src", ".logo"]
        {
            assert!(!text.contains(word), "{args:?}: {word}");
        }
    }
}
