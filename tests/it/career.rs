//! What a pack says about the career as a whole: in the report, in `explain`, in the fingerprints.

use std::fmt::Write as _;

use crate::harness::page::{HOSTILE, all, assert_sound, count, level};
use crate::harness::{Place, director_pack, repository_file};
use skillgap::assess::Assessment;
use skillgap::model::Pack;
use skillgap::pack::{self, EMBEDDED, PackFiles, SourceFile};
use skillgap::report::html::{advisor_page, student_page};
use skillgap::report::view::{Beside, advisor_report, student_report, student_report_beside};

/// The disclosure, as a selector.
const DISCLOSURE: &str = "details:has(> section.about-career)";

/// The bakery with this `roles.yaml`.
fn bakery(roles: &str) -> PackFiles {
    let file = |name: &str, text: String| SourceFile { name: name.to_owned(), text };
    let read = |name: &str| file(name, repository_file(&format!("tests/fixtures/pack/{name}")));
    PackFiles {
        questionnaire: read("questionnaire.yaml"),
        roles: file("roles.yaml", roles.to_owned()),
        resources: read("resources.yaml"),
    }
}

fn parsed(files: &PackFiles) -> Pack {
    let (pack, problems) = pack::parse(files);
    assert!(problems.is_empty(), "{problems:?}");
    pack.unwrap()
}

fn career_roles() -> String {
    repository_file("tests/fixtures/career.roles.yaml")
}

/// The same file without its career part.
fn without_career(roles: &str) -> &str {
    roles.split_once("\ncareer:").map_or(roles, |(before, _)| before)
}

/// The report of someone who finished on this day.
fn page(pack: &Pack, day: &str) -> String {
    let mut sheet = level(pack, 2);
    sheet.finished = skillgap::clock::Timestamp::parse(&format!("{day}T09:00:00Z"));
    assert!(sheet.finished.is_some());
    student_page(&student_report(&Assessment::new(pack, &sheet), "t"))
}

#[test]
fn b20_the_career_part_is_one_closed_disclosure_with_its_sources_at_the_end() {
    let page = page(&parsed(&bakery(&career_roles())), "2026-11-29");
    assert_sound(&page);
    assert_eq!((count(&page, DISCLOSURE), count(&page, &format!("{DISCLOSURE}[open]"))), (1, 0));
    assert!(all(&page, "details > summary").contains(&"About this career".to_owned()));
    assert_eq!(all(&page, ".about-career h3"), ["What moves pay", "What is hard", "Sources"]);
    let points = [
        "Night work pays more. (source 1, twelve years old)",
        "Towns pay more than villages. (derived from sources 2 and 1)",
        "A good name helps. (our judgement)",
        "The early start. (our judgement)",
        "Old ovens are hot. (source 3)",
    ];
    assert_eq!(all(&page, ".about-career ul li"), points);
    let sources = [
        "The guild's rules (publisher, 2014-04, twelve years old)",
        "A survey of bakers (another site, 2026-05)",
        "The museum of bread (not read; check it, 2026-02)",
    ];
    assert_eq!(all(&page, ".about-career ol.sources li"), sources);
    assert!(all(&page, ".about-career .legend")[0].contains("nothing of this is scored"));
}

#[test]
fn b20_the_day_of_the_report_says_how_old_a_point_is() {
    let pack = parsed(&bakery(&career_roles()));
    let first = |day| all(&page(&pack, day), ".about-career ul li")[0].clone();
    assert_eq!(first("2015-04-30"), "Night work pays more. (source 1)");
    assert_eq!(first("2015-05-01"), "Night work pays more. (source 1, more than a year old)");
    assert_eq!(first("2027-04-01"), "Night work pays more. (source 1, 13 years old)");
    let mut undated = level(&pack, 2);
    (undated.started, undated.finished) = (None, None);
    let undated = student_page(&student_report(&Assessment::new(&pack, &undated), "t"));
    assert_eq!(all(&undated, ".about-career ul li")[0], first("2015-04-30"));
}

#[test]
fn b20_everything_open_opens_it_and_the_advisor_has_it_beside_the_role_alone() {
    let pack = parsed(&bakery(&career_roles()));
    let sheet = level(&pack, 2);
    let assessment = Assessment::new(&pack, &sheet);
    let full = Beside { full: true, ..Beside::default() };
    let open = student_page(&student_report_beside(&assessment, full, "t"));
    assert_eq!(count(&open, &format!("{DISCLOSURE}[open]")), 1);
    // The bakery has no box about the role; the volunteers have.
    assert_eq!(count(&advisor_page(&advisor_report(&assessment, full, "t")), ".about-career"), 0);
    let volunteers = EMBEDDED.iter().find(|pack| pack.id == "volunteer-coordinator").unwrap();
    let pack = parsed(&volunteers.files());
    let sheet = level(&pack, 2);
    let page = advisor_page(&advisor_report(&Assessment::new(&pack, &sheet), Beside::default(), "t"));
    assert_eq!((count(&page, ".about-career"), count(&page, &format!("{DISCLOSURE} > .about-role"))), (1, 1));
    assert_sound(&page);
}

#[test]
fn b20_a_pack_without_a_career_part_shows_nothing_of_it() {
    let roles = career_roles();
    for text in [without_career(&roles).to_owned(), format!("{}\ncareer: []\n", without_career(&roles))] {
        let page = page(&parsed(&bakery(&text)), "2026-11-29");
        assert!(!page.contains("About this career") && count(&page, ".about-career") == 0);
    }
}

#[test]
fn b04_hostile_text_about_the_career_is_text() {
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    let roles = career_roles()
        .replace("\"Night work pays more.\"", &quoted)
        .replace("title: What moves pay", &format!("title: {quoted}"))
        .replace("title: The guild's rules", &format!("title: {quoted}"));
    let page = page(&parsed(&bakery(&roles)), "2026-11-29");
    assert_sound(&page);
    assert_eq!((count(&page, "script"), count(&page, "[onload]"), count(&page, "style")), (0, 0, 1));
    let one_line = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ");
    for place in [".about-career h3", ".about-career ul li", ".about-career ol li"] {
        let shown = all(&page, place)[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.starts_with(&one_line), "{place}: {shown}");
    }
}

/// Sections of points, each of about a hundred characters, for a pack that has a provenance of this id.
fn many(sections: usize, points: usize, from: &str) -> String {
    let mut text = "\ncareer:\n".to_owned();
    for section in 0..sections {
        let _ = write!(text, "  - id: made-up-{section}\n    title: Topic {section}\n    points:\n");
        for point in 0..points {
            let words = "A point of the usual length says one thing in about a hundred characters, no more";
            let _ = writeln!(text, "      - {{text: \"{words}, number {section}-{point}.\", from: {from}}}");
        }
    }
    text
}

#[test]
fn b03_a_long_section_is_shown_whole_and_a_large_part_leaves_the_report_small() {
    let roles = career_roles();
    let pack = parsed(&bakery(&(without_career(&roles).to_owned() + &many(1, 60, "guild-text"))));
    let page_of = page(&pack, "2026-11-29");
    assert_sound(&page_of);
    assert_eq!(count(&page_of, ".about-career ul li"), 60);
    assert_eq!(count(&page_of, ".about-career ol.sources li"), 1);

    let mut files = EMBEDDED[0].files();
    let reason = director_pack().provenance()[0].id.clone();
    files.roles.text = without_career(&files.roles.text).trim_end().to_owned() + &many(8, 7, &reason);
    let pack = parsed(&files);
    for day in ["2026-11-29", "2036-11-29"] {
        let mut sheet = level(&pack, 1);
        sheet.finished = skillgap::clock::Timestamp::parse(&format!("{day}T09:00:00Z"));
        let assessment = Assessment::new(&pack, &sheet);
        let plan = skillgap::plan::develop(&assessment, &skillgap::plan::PlanOptions::of(&sheet));
        let beside = Beside { plan: Some(&plan), ..Beside::default() };
        let page = student_page(&student_report_beside(&assessment, beside, "t"));
        assert_eq!(count(&page, ".about-career ul li"), 56);
        assert!(page.len() <= 200 * 1024, "{day}: {} bytes", page.len());
    }
}

#[test]
fn the_career_part_is_of_the_pack_and_scores_nothing() {
    let roles = career_roles();
    let with = parsed(&bakery(&roles));
    let changed = parsed(&bakery(&roles.replace("Night work", "Work at night")));
    let without = parsed(&bakery(without_career(&roles)));
    assert!(with.fingerprint() != changed.fingerprint() && with.fingerprint() != without.fingerprint());
    assert_eq!(with.scoring_fingerprint(), changed.scoring_fingerprint());
    assert_eq!(with.scoring_fingerprint(), without.scoring_fingerprint());
    for item in 0..with.items().len() {
        let item = skillgap::model::ItemIx::new(item);
        assert_eq!(with.question_fingerprint(item), without.question_fingerprint(item));
    }
}

fn bakery_folder(roles: &str) -> Place {
    let place = Place::new();
    let files = bakery(roles);
    for file in [&files.questionnaire, &files.roles, &files.resources] {
        place.write(&format!("bakery/{}", file.name), &file.text);
    }
    place
}

#[test]
fn explain_answers_with_the_whole_career_part_or_a_section_of_it() {
    let place = bakery_folder(&career_roles());
    let explain = |what: &str| place.run(&["explain", what, "--pack", "bakery"]);
    let whole = explain("career");
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    for part in [
        "What moves pay [pay-factors]\n",
        "  - Night work pays more. (source 1)\n",
        "  - Towns pay more than villages. (derived from sources 2 and 1)\n",
        "  - Old ovens are hot. (source 3)\n",
        "  1: The guild's rules (publisher, 2014-04)\n    https://guild.example.org/rules\n",
        "  3: The museum of bread (not read; check it, 2026-02)\n    https://museum.example.org\n",
    ] {
        assert!(whole.stdout.contains(part), "{part}\n{}", whole.stdout);
    }
    let section = explain("What-Is-Hard").stdout;
    assert!(section.contains("  - Old ovens are hot. (source 1)\n") && section.contains("  1: The museum of bread"));
    assert!(!section.contains("Night work") && !section.contains("guild"), "{section}");

    let near = explain("pay-factor");
    assert_eq!(near.code, 1);
    assert!(near.stderr.contains("did you mean `pay-factors`?"), "{}", near.stderr);
    assert!(explain("carer").stderr.contains("did you mean `career`?"));
    let roles = career_roles();
    let place = bakery_folder(without_career(&roles));
    let none = place.run(&["explain", "career", "--pack", "bakery"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
}
