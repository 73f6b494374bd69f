//! The student report as a document: structure, words, safety, sameness.

use std::cmp::Reverse;

use crate::harness::page::{HOSTILE, all, assert_judges_nobody, count, demo, full_form, hostile, level};
use crate::harness::{director_pack, sheet};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use scraper::{Html, Selector};
use skillgap::answers::{AgreedStep, Answer, AnswerSheet, Respondent};
use skillgap::assess::Assessment;
use skillgap::gap::analyse;
use skillgap::model::{Education, FormIx, Id, ItemIx, Licence, Pack, Post, Price, Region, ResourceIx, RoleIx};
use skillgap::plan::{Access, Choice, PlanOptions, choices, develop};
use skillgap::report::html::{student_page, student_page_into};
use skillgap::report::view::{Beside, Reporter, student_report, student_report_beside};
use skillgap::score::score;

fn page(pack: &Pack, sheet: &AnswerSheet) -> String {
    student_page(&student_report(&Assessment::new(pack, sheet), "skillgap test"))
}

#[test]
fn b01_b02_the_page_is_self_contained_and_has_a_strict_policy() {
    let (pack, sheet) = demo();
    let page = page(&pack, &sheet);
    let head = page.split("<style>").next().unwrap();
    assert!(head.contains("http-equiv=\"Content-Security-Policy\"") && head.contains("default-src 'none'"));
    assert!(!page.contains("unsafe-inline") && !page.contains("<script") && !page.contains(" style=\""));
    for loading in ["src=", "@import", "url(", "<link", "<iframe", "<object", "<form"] {
        assert!(!page.contains(loading), "{loading}");
    }
    let document = Html::parse_document(&page);
    for link in document.select(&Selector::parse("a").unwrap()) {
        let href = link.value().attr("href").unwrap();
        assert!(href.starts_with('#') || href.starts_with("https://") || href.starts_with("http://"), "{href}");
        if let Some(anchor) = href.strip_prefix('#') {
            assert_eq!(count(&page, &format!("[id='{anchor}']")), 1, "{href}");
        }
    }
}

#[test]
fn b02_the_hash_of_the_policy_is_that_of_the_stylesheet() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let pack = director_pack();
    let page = page(&pack, &level(&pack, 2));
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()));
    assert!(page.contains(&format!("style-src 'sha256-{hash}'")));
}

/// B03, with the plan that `skillgap report` puts into it.
#[test]
fn b03_the_page_stays_small() {
    let (pack, demo) = demo();
    let whole_page = |sheet: &AnswerSheet| {
        let plan = develop(&Assessment::new(&pack, sheet), &PlanOptions::new(sheet.role));
        student_page(&student_report_beside(
            &Assessment::new(&pack, sheet),
            Beside { plan: Some(&plan), ..Beside::default() },
            "skillgap test",
        ))
    };
    let short = (0..=5).map(|value| ("short", value, level(&pack, value)));
    let full = (0..=5).map(|value| ("full", value, full_form(&pack, value)));
    for (form, value, sheet) in short.chain(full).chain([("demonstration", 0, demo)]) {
        let size = whole_page(&sheet).len();
        assert!(size <= 200 * 1024, "{form} form, {value}: {size} bytes");
    }
}

#[test]
fn b04_hostile_text_is_text() {
    let pack = director_pack();
    let page = page(&pack, &hostile(&pack));
    assert_eq!(count(&page, "script"), 0);
    assert_eq!(count(&page, "[onload]"), 0);
    assert_eq!(count(&page, "style"), 1);
    assert_eq!(all(&page, "blockquote"), [HOSTILE, HOSTILE]);
}

#[test]
fn b07_every_priority_has_meaning_reason_next_level_and_something_to_do() {
    let pack = director_pack();
    for sheet in [level(&pack, 0), level(&pack, 3), demo().1] {
        let report = student_report(&Assessment::new(&pack, &sheet), "t");
        assert_eq!(report.front.next_gaps.len(), 3);
        for gap in &report.front.next_gaps {
            let (level, statement) = gap.next.as_ref().unwrap();
            assert!(
                [&gap.standing, gap.why.as_ref().unwrap(), statement].iter().all(|text| text.len() > 20),
                "{gap:?}"
            );
            assert!(level.starts_with("Level ") && !gap.certification_says.is_empty(), "{gap:?}");
            assert!(gap.course.is_some() || gap.practice.is_some() || gap.course_lead.contains("none"), "{gap:?}");
        }
    }
    let page = page(&pack, &level(&pack, 5));
    assert!(!all(&page, "h2").iter().any(|text| text.starts_with("Build next")), "no heading without content");
}

#[test]
fn b08_charts_have_names_takeaways_and_numbers() {
    let (pack, sheet) = demo();
    let page = page(&pack, &sheet);
    assert_eq!(count(&page, "table.chart td.picture svg[role=img][aria-label]"), 25 + 6);
    assert_eq!(count(&page, ".takeaway"), 2);
    let domain = all(&page, "table.domains tbody tr:nth-child(3) td");
    assert_eq!(domain, ["1.3", "4.5"], "leadership: you, target");
    let first = all(&page, "table.chart tbody tr:nth-child(2) td[data-name]");
    assert_eq!(&first[..2], ["1", "5"], "system implementation: you, target");
    assert_eq!(count(&page, "table.chart caption"), 2);
}

#[test]
fn b11_headings_are_in_order_and_ids_unique() {
    let (pack, sheet) = demo();
    let page = page(&pack, &sheet);
    assert_eq!(count(&page, "h1"), 1);
    assert_eq!(count(&page, "html[lang]"), 1);
    let document = Html::parse_document(&page);
    let mut last = 1;
    for heading in document.select(&Selector::parse("h1, h2, h3, h4, h5").unwrap()) {
        let level: usize = heading.value().name()[1..].parse().unwrap();
        assert!(level <= last + 1, "{:?}", heading.text().collect::<String>());
        last = level;
    }
    let ids: Vec<&str> = document.select(&Selector::parse("[id]").unwrap()).filter_map(|e| e.value().id()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn b13_b14_the_words_judge_nobody() {
    let pack = director_pack();
    for sheet in [level(&pack, 0), level(&pack, 2), level(&pack, 5), demo().1] {
        assert_judges_nobody(&page(&pack, &sheet));
    }
}

#[test]
fn b15_what_is_not_rated_is_listed_and_a_draft_is_called_so() {
    let (pack, mut sheet) = demo();
    let page_text = page(&pack, &sheet);
    let rows = all(&page_text, "#not-rated ~ table tbody tr");
    assert_eq!(rows.len(), 3);
    assert!(rows[0].contains("You did not know"), "{}", rows[0]);
    assert!(rows[1].contains("You said it does not apply: My placement had no remote care."), "{}", rows[1]);
    assert!(rows[2].contains("Skipped"), "{}", rows[2]);
    assert_eq!(count(&page_text, ".draft"), 0);
    sheet.finished = None;
    let draft = page(&pack, &sheet);
    assert_eq!(count(&draft, ".draft"), 1);
    assert!(all(&draft, ".facts").join(" ").contains("Draft: 24 of 25 answered"));
}

#[test]
fn b16_the_method_names_its_sources_and_the_bytes_are_the_same() {
    let (pack, sheet) = demo();
    let first = page(&pack, &sheet);
    assert_eq!(first, page(&director_pack(), &sheet));
    let method = all(&first, "section[aria-labelledby=method]").join(" ");
    for word in [
        pack.fingerprint(),
        &format!("clinical-informatics-director {}", pack.version()),
        "skillgap test",
        "our judgement",
        "80 %",
        "90 %",
    ] {
        assert!(method.contains(word), "{word}");
    }
}

/// Answers of all kinds, some with a note or a reason, by people with some background.
fn any_sheet(pack: &Pack) -> impl Strategy<Value = AnswerSheet> + use<> {
    let pack = pack.clone();
    let items = pack.items().len();
    let forms = pack.forms().len();
    let roles = pack.roles().len();
    let years = prop_oneof![Just(None), Just(Some(0)), Just(Some(8))];
    let licences = prop_oneof![Just(None), Just(Some(vec![])), Just(Some(vec![Licence::Rn]))];
    // Few values: that the same answers come again is what this is about.
    let answers = proptest::collection::vec(0..8_i64, items);
    (answers, 0..forms, 0..roles, years, licences).prop_map(move |(answers, form, role, years, licences)| {
        let respondent = Respondent { id: "s-0001".to_owned(), label: None };
        let mut sheet = AnswerSheet::new(&pack, FormIx::new(form), respondent);
        sheet.role = RoleIx::new(role);
        (sheet.background.experience_years, sheet.background.licences) = (years, licences);
        for item in &pack.form(sheet.form).items {
            let (answer, note) = match answers[item.get()] {
                0 => (Answer::Skipped, None),
                1 => (Answer::Unsure, None),
                2 => (Answer::NotApplicable(None), None),
                3 => (Answer::NotApplicable(Some("another team does it".to_owned())), None),
                4 => (Answer::Rated(2), Some("I led one")),
                5 => continue,
                n => (Answer::Rated(n - 5), None),
            };
            sheet.set(*item, answer, None);
            sheet.set_note(*item, note.map(str::to_owned));
        }
        sheet
    })
}

#[test]
fn b16_a_page_does_not_depend_on_those_that_were_made_before() {
    let pack = director_pack();
    let mut runner = TestRunner::new(ProptestConfig { cases: 4, ..ProptestConfig::default() });
    let sheets = proptest::collection::vec(any_sheet(&pack), 4);
    let law = |sheets: Vec<AnswerSheet>| {
        let mut reporter = Reporter::new(&pack, "skillgap test");
        let mut made = String::new();
        // The same answers again, without what was written beside them.
        let bare = |mut sheet: AnswerSheet| {
            for item in (0..pack.items().len()).map(ItemIx::new) {
                sheet.set_note(item, None);
            }
            sheet
        };
        // The same answers of someone in other work, and of someone who has taken the first step.
        let of_others = |sheet: &AnswerSheet| {
            let (mut elsewhere, mut further) = (sheet.clone(), sheet.clone());
            elsewhere.background.post = Some(Post::Other);
            elsewhere.background.region = Some(Region::Uk);
            let first = student_report(&Assessment::new(&pack, sheet), "skillgap test").first;
            further.steps.extend(first.resource().map(AgreedStep::held));
            [elsewhere, further]
        };
        let variants = |sheet: AnswerSheet| {
            let [elsewhere, further] = of_others(&sheet);
            [bare(sheet.clone()), sheet.clone(), elsewhere, further, bare(sheet)]
        };
        for sheet in sheets.into_iter().flat_map(variants) {
            student_page_into(&reporter.student(&Assessment::new(&pack, &sheet)), &mut made);
            prop_assert_eq!(&made, &page(&pack, &sheet));
        }
        Ok(())
    };
    runner.run(&sheets, law).unwrap();
}

#[test]
fn everything_skipped_is_said_and_nothing_is_made_up() {
    let pack = director_pack();
    let page = page(&pack, &sheet(&pack, &[]));
    let text = all(&page, "main").join(" ");
    assert!(text.contains("There are not enough answers yet to say how ready you are"));
    assert!(text.contains("Find out where you stand in "));
    assert!(text.contains("0 % to 100 %"));
    assert_eq!(count(&page, ".picture use[href='#now'], .picture use[href='#point']"), 0, "no dot without a rating");
    assert_eq!(all(&page, "#not-rated ~ table tbody tr").len(), 25);
}

#[test]
fn recommendations_fit_the_level_and_the_person() {
    let pack = director_pack();
    for at in 0..5 {
        let mut sheet = level(&pack, at);
        sheet.background.education = Some(skillgap::model::Education::HighSchool);
        sheet.background.experience_years = Some(0);
        let report = student_report(&Assessment::new(&pack, &sheet), "t");
        let named: Vec<_> =
            report.sections.iter().flat_map(|s| &s.cards).flat_map(|c| c.now.iter().chain(&c.later)).collect();
        for choice in &named {
            let id = choice.anchor.strip_prefix("r-").unwrap();
            let resource = pack.resource(pack.find_resource(id).unwrap());
            assert!(resource.status.is_offered(), "{id}");
            assert!(resource.develops.iter().any(|lift| lift.from <= at && at < lift.to), "{id} at level {at}");
        }
        assert!(named.iter().all(|c| !["r-chisp", "r-hcispp", "r-onc-curriculum"].contains(&c.anchor.as_str())));
    }
}

#[test]
fn what_is_open_depends_on_the_background() {
    let pack = director_pack();
    let nursing = pack.find_resource("ni-bc").unwrap();
    let open = |licences: Option<Vec<Licence>>| {
        let mut sheet = level(&pack, 2);
        sheet.background.education = Some(skillgap::model::Education::Bachelor);
        sheet.background.experience_years = Some(3);
        sheet.background.licences = licences;
        let gaps = analyse(&pack, &score(&pack, &sheet), sheet.role).gaps;
        let found = gaps.iter().map(|gap| choices(&pack, gap, &sheet.background));
        let is_in = |list: &[Choice<'_>]| list.iter().any(|choice| choice.resource == nursing);
        let fold = |(now, conditional, later), choices: skillgap::plan::Choices<'_>| {
            (now || is_in(&choices.now), conditional || is_in(&choices.conditional), later || is_in(&choices.later))
        };
        found.fold((false, false, false), fold)
    };
    // Its kind of experience cannot be checked, so it is open on a condition.
    assert_eq!(open(Some(vec![Licence::Rn])), (false, true, false), "open to a registered nurse");
    assert_eq!(open(Some(vec![])), (false, false, false), "not open to others");
    assert_eq!(open(None), (false, false, true), "not said is not held");
}

/// Each of what fits a gap stands in the list of its access: larger benefit first, then the programme's own, free before
/// paid before unknown price, fewer hours, the catalogue's order. Of what is open later, what misses least comes first.
#[test]
fn what_fits_a_gap_stands_in_its_list_and_in_the_order_of_the_rule() {
    let pack = director_pack();
    let (mut by_route, mut on_condition, mut several) = (0, 0, 0);
    for value in 0..4 {
        let mut sheet = level(&pack, value);
        sheet.background.education = Some(Education::Master);
        sheet.background.experience_years = Some(6);
        sheet.background.licences = Some(vec![Licence::Rn]);
        for gap in &analyse(&pack, &score(&pack, &sheet), sheet.role).gaps {
            let found = choices(&pack, gap, &sheet.background);
            let order = |choice: &Choice<'_>| {
                let resource = pack.resource(choice.resource);
                let price = match resource.price {
                    Price::Free { .. } => 0,
                    Price::Amount { .. } => 1,
                    Price::Unknown { .. } => 2,
                };
                let hours = resource.effort.total_hours().unwrap_or(u32::MAX);
                (Reverse(choice.benefit), !resource.is_own(), price, hours, choice.resource)
            };
            let missing = |choice: &Choice<'_>| match &choice.access {
                Access::Open(_) => 0,
                Access::Closed(_, missing) => missing.len(),
                Access::Unknown => usize::MAX,
            };
            assert!(found.now.is_sorted_by_key(order) && found.conditional.is_sorted_by_key(order));
            assert!(found.later.is_sorted_by_key(|choice| (missing(choice), order(choice))));
            let has_condition = |choice: &Choice<'_>| match choice.access {
                Access::Open(Some(route)) => route.note.is_some() || route.membership.is_some(),
                _ => false,
            };
            let is_open = |choice: &Choice<'_>| matches!(choice.access, Access::Open(_));
            assert!(found.now.iter().all(|choice| is_open(choice) && !has_condition(choice)));
            assert!(found.conditional.iter().all(has_condition));
            assert!(!found.later.iter().any(is_open));
            let behind: Vec<ResourceIx> =
                found.conditional.iter().chain(&found.later).map(|choice| choice.resource).collect();
            let first: Vec<ResourceIx> = found.first_later(2).iter().map(|choice| choice.resource).collect();
            assert_eq!(first, behind[..behind.len().min(2)]);
            by_route += found.now.iter().filter(|choice| matches!(choice.access, Access::Open(Some(_)))).count();
            (on_condition, several) = (on_condition + found.conditional.len(), several + usize::from(behind.len() > 2));
        }
    }
    assert!(by_route > 0 && on_condition > 0 && several > 0, "{by_route} {on_condition} {several}");
}

#[test]
fn a_gap_that_has_a_free_way_names_it() {
    let pack = director_pack();
    let mut sheet = level(&pack, 0);
    sheet.background.education = Some(skillgap::model::Education::Bachelor);
    let report = student_report(&Assessment::new(&pack, &sheet), "t");
    for card in report.sections.iter().flat_map(|section| &section.cards) {
        let competency = pack.find_competency(card.anchor.strip_prefix("c-").unwrap()).unwrap();
        let free_exists = pack.resources().iter().any(|r| {
            r.status.is_offered()
                && r.price.is_free()
                && r.eligibility == skillgap::model::Eligibility::Anyone
                && r.develops.iter().any(|lift| lift.competency == competency && lift.from == 0)
        });
        assert!(
            !free_exists || card.now.iter().any(|line| line.facts.ends_with("free") || line.facts.contains(", free")),
            "{}",
            card.title
        );
    }
}

#[test]
fn the_ladder_shows_all_roles_highest_first() {
    let pack = director_pack();
    let report = student_report(&Assessment::new(&pack, &level(&pack, 4)), "t");
    let titles: Vec<&str> = report.ladder.iter().map(|rung| rung.title.as_str()).collect();
    let expected: Vec<&str> = pack.roles().iter().rev().map(|role| role.title.as_str()).collect();
    assert_eq!(titles, expected);
    assert_eq!(report.ladder.last().unwrap().status, "Reached");
    assert_eq!(report.front.next, "It is also your next role, with 1 of 5 musts met.");
    assert_eq!(pack.role(RoleIx::new(5)).id.as_str(), "clinical-informatics-director");
}

/// The value of a colour variable in one block of the stylesheet, as relative luminance (WCAG 2.2).
fn luminance(block: &str, name: &str) -> f64 {
    let value = block.split(&format!("--{name}: #")).nth(1).unwrap_or_else(|| panic!("--{name}"));
    let channel = |at: usize| {
        let part = f64::from(u8::from_str_radix(&value[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn b10_text_and_marks_have_enough_contrast_in_every_theme() {
    let css = crate::harness::repository_file("templates/report.css");
    let blocks: Vec<&str> = css.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "light, dark, print");
    for block in blocks {
        let contrast = |a: &str, b: &str| {
            let (a, b) = (luminance(block, a), luminance(block, b));
            (a.max(b) + 0.05) / (a.min(b) + 0.05)
        };
        for text in ["ink", "soft", "link"] {
            for ground in ["paper", "panel"] {
                assert!(contrast(text, ground) >= 4.5, "{text} on {ground}: {:.2}\n{block}", contrast(text, ground));
            }
        }
        for mark in ["you", "mark", "range"] {
            for ground in ["paper", "band-a", "band-b"] {
                assert!(contrast(mark, ground) >= 3.0, "{mark} on {ground}: {:.2}\n{block}", contrast(mark, ground));
            }
        }
    }
}
