//! The mapping of competencies to published competency models: read, shown, and never part of the scoring.

use std::fmt::Write as _;

use crate::harness::{Place, repository_file};
use skillgap::diag::render;
use skillgap::model::{CompetencyIx, Id, Pack, ReadBy};
use skillgap::pack::{self, PackFiles, SourceFile, lint};

const GUILD: &str = "frameworks:
  - id: bakers-guild
    title: Crafts of the Guild
    publisher: The Guild of Bakers
    url: https://guild.example.org/crafts
    read: secondary
    date: \"2018\"
    note: The Guild closed in 2024.
    parts:
      - {code: G1, title: Kneading, read: primary}
      - {code: \"2.10\", title: Firing}
      - {code: G3, title: Selling, read: unread, not-covered: No competency asks about the shop.}
";

/// The small test pack with these frameworks and mappings of its two competencies.
fn questionnaire(frameworks: &str, dough: &str, oven: &str) -> String {
    let mut text = repository_file("tests/fixtures/pack/questionnaire.yaml");
    for (from, to) in [
        ("domains:\n", format!("{frameworks}domains:\n")),
        ("        why: All bread is dough first.\n", format!("        why: All bread is dough first.\n{dough}")),
        ("        why: Heat makes bread.\n", format!("        why: Heat makes bread.\n{oven}")),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, &to, 1);
    }
    text
}

fn mapping(codes: &str) -> String {
    format!("        frameworks:\n          - {{framework: bakers-guild, codes: [{codes}]}}\n")
}

fn mapped() -> String {
    questionnaire(GUILD, &mapping("G1"), &mapping("\"2.10\", G1"))
}

fn files(questionnaire: String) -> PackFiles {
    let file = |name: &str| SourceFile {
        name: name.to_owned(),
        text: repository_file(&format!("tests/fixtures/pack/{name}")),
    };
    let questionnaire = SourceFile { name: "questionnaire.yaml".to_owned(), text: questionnaire };
    PackFiles { questionnaire, roles: file("roles.yaml"), resources: file("resources.yaml") }
}

fn checked(questionnaire: String) -> Pack {
    let files = files(questionnaire);
    let (pack, problems) = pack::parse(&files);
    let pack = pack.unwrap_or_else(|| panic!("{}", problems.iter().map(render).collect::<String>()));
    let advice = lint::lint(&files, &pack, "2026-11-24").reported;
    assert!(advice.is_empty(), "{}", advice.iter().map(render).collect::<String>());
    pack
}

/// The pack as a folder.
fn place(questionnaire: &str) -> Place {
    let place = Place::new();
    place.write("bakery/questionnaire.yaml", questionnaire);
    for name in ["roles.yaml", "resources.yaml"] {
        place.write(&format!("bakery/{name}"), &repository_file(&format!("tests/fixtures/pack/{name}")));
    }
    place
}

fn printed(place: &Place, arguments: &[&str]) -> String {
    let ran = place.run(arguments);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    ran.stdout
}

#[test]
fn a_mapping_is_read_with_its_codes_as_text_and_each_part_says_how_it_was_read() {
    let pack = checked(mapped());
    let [guild] = pack.frameworks() else { panic!("one framework") };
    let parts: Vec<(&str, ReadBy, Vec<CompetencyIx>)> =
        guild.parts.iter().map(|part| (part.code.as_str(), part.read, part.competencies.clone())).collect();
    let [dough, oven] = ["dough", "oven"].map(|id| pack.find_competency(id).unwrap());
    assert_eq!(
        parts,
        [
            ("G1", ReadBy::Primary, vec![dough, oven]),
            ("2.10", ReadBy::Secondary, vec![oven]),
            ("G3", ReadBy::Unread, vec![])
        ]
    );
    assert_eq!(guild.date, "2018");
}

#[test]
fn a_mapping_is_part_of_the_packs_fingerprint_and_not_of_the_scorings() {
    let (without, with) = (checked(questionnaire("", "", "")), checked(mapped()));
    let other = checked(questionnaire(GUILD, &mapping("G1"), &mapping("\"2.10\"")));
    assert!(without.frameworks().is_empty(), "a pack without frameworks stays valid");
    for (one, two) in [(&without, &with), (&with, &other)] {
        assert_ne!(one.fingerprint(), two.fingerprint());
        assert_eq!(one.scoring_fingerprint(), two.scoring_fingerprint());
        assert_eq!(one.earlier_scoring_fingerprint(), two.earlier_scoring_fingerprint());
    }
}

#[test]
fn explain_shows_the_parts_of_a_competency_and_the_table_of_a_framework() {
    let place = place(&mapped());
    let oven = printed(&place, &["explain", "oven", "--pack", "bakery"]);
    let parts = "Stands for these parts of published models, by our judgement\n\n  bakers-guild: G1 Kneading\n  \
                 bakers-guild: 2.10 Firing\n";
    assert!(oven.ends_with(parts), "{oven}");
    let dough = printed(&place, &["explain", "dough", "--pack", "bakery"]);
    assert!(dough.contains("G1 Kneading") && !dough.contains("Firing"), "{dough}");
    let table = printed(&place, &["explain", "Bakers-Guild", "--pack", "bakery"]);
    let expected = "\
Crafts of the Guild (bakers-guild)
----------------------------------

Published by The Guild of Bakers, dated 2018. How it was read: another site.
https://guild.example.org/crafts

The Guild closed in 2024.

The mapping is our judgement: the authors of this pack decided which competency
stands for which part. The publisher of the model has not checked it. Titles of
parts are short names; read the model itself before you rely on them.

code  part                          competencies
G1    Kneading                      dough, oven
2.10  Firing                        oven
G3    Selling                       none

2 of 3 parts are covered by at least one competency.

Not covered

  G3 Selling: No competency asks about the shop.

Read on the publisher's page: G1.
Read on another site: 2.10.
Not read, so check the title and what belongs to it: G3.
";
    assert_eq!(table, expected);
    assert_eq!(
        printed(&place, &["packs", "--frameworks", "--pack", "bakery"]),
        format!("bakery 1.2.0: which parts of published competency models it stands for\n\n{expected}")
    );
    let near = place.run(&["explain", "bakers-gild", "--pack", "bakery"]);
    assert_eq!(near.code, 1);
    assert!(near.stderr.contains("did you mean `bakers-guild`?"), "{}", near.stderr);
}

#[test]
fn packs_without_frameworks_say_so_and_the_two_tables_are_asked_for_one_at_a_time() {
    let place = place(&questionnaire("", "", ""));
    assert_eq!(
        printed(&place, &["packs", "--frameworks", "--pack", "bakery"]),
        "bakery 1.2.0: not mapped to any published competency model\n"
    );
    assert!(!printed(&place, &["explain", "oven", "--pack", "bakery"]).contains("published models"));
    assert_eq!(place.run(&["packs", "--frameworks", "--coverage"]).code, 2);
    let all = printed(&place, &["packs", "--frameworks"]);
    assert!(pack::EMBEDDED.iter().all(|known| all.contains(&format!("{} ", known.id))), "{all}");
}

#[test]
fn a_table_fits_80_columns_whatever_it_holds() {
    let long = "extraordinarily-long-identifier-of-a-single-competency-of-64-char";
    assert_eq!(long.len(), 65);
    let id = &long[..64];
    let mut frameworks = GUILD.replace(
        "title: Kneading",
        "title: Kneading by hand and by machine and by both at once at any hour of the night",
    );
    for number in 0..120 {
        let _ = writeln!(
            frameworks,
            "      - {{code: X-{number}.{number}, title: 粉を練る粉を練る粉を練る粉を練る粉を練る {number}}}"
        );
    }
    let codes: Vec<String> = (0..120).map(|number| format!("X-{number}.{number}")).collect();
    let codes = format!("G1, \"2.10\", {}", codes.join(", "));
    let text = questionnaire(&frameworks, &mapping(&codes), &mapping(&codes));
    // Both competencies get long ids; roles and resources follow.
    let place = place(&text.replace("id: dough\n", &format!("id: {id}\n")));
    for name in ["bakery/roles.yaml", "bakery/resources.yaml"] {
        place.write(name, &place.read(name).replace("competency: dough,", &format!("competency: {id},")));
    }
    let table = printed(&place, &["explain", "bakers-guild", "--pack", "bakery"]);
    let widest = table.lines().map(textwrap::core::display_width).max().unwrap();
    assert!(widest <= 80, "{widest}: {table}");
    assert!(table.contains("122 of 123 parts are covered") && table.contains("X-119.119"), "{table}");
}

#[test]
fn a_hostile_framework_cannot_move_the_cursor_or_break_its_table() {
    let guild = GUILD
        .replace("title: Kneading", "title: \"Kneading\\e[2J\\nG9 forged\"")
        .replace("publisher: The Guild of Bakers", "publisher: \"The Guild\\e]0;title\\a\\u202e of Bakers\"");
    let place = place(&questionnaire(&guild, &mapping("G1"), &mapping("\"2.10\"")));
    let table = printed(&place, &["packs", "--frameworks", "--pack", "bakery"]);
    assert!(!table.contains(['\x1b', '\x07', '\u{202e}']), "{table:?}");
    assert!(!table.lines().any(|line| line.starts_with("G9")), "{table}");
    for url in ["javascript:alert(1)", "https://guild.example.org/\\e[2J", "file:///etc/passwd"] {
        let text = questionnaire(
            &GUILD.replace("url: https://guild.example.org/crafts", &format!("url: \"{url}\"")),
            &mapping("G1"),
            &mapping("\"2.10\""),
        );
        assert!(pack::parse(&files(text)).0.is_none(), "{url}");
    }
}
