//! Who may read what is written.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{sheet, shell, table};
use crate::harness::Place;

fn mode(path: &Path) -> u32 {
    let found = path.metadata().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}

/// Every command that writes, under the usual umask.
#[test]
fn what_holds_answers_is_its_owners_alone() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("b.yaml", &sheet(&place).replace("s-0001", "s-0002"));
    place.write("t.csv", &format!("{}x,9,9\n", table(30)));
    for line in [
        "printf 'a\\nKim\\n1\\n' | $S quiz --plain --out quiz.yaml",
        "$S report a.yaml -o report.html",
        "$S report a.yaml --for advisor -o advisor.html",
        "$S report a.yaml --format json -o report.json",
        "$S compare a.yaml b.yaml -o compare.html",
        "$S plan a.yaml --format ics -o plan.ics",
        "$S score --partial t.csv -o scores.csv --rejects rejects.csv",
        "$S score --partial t.csv --format ndjson -o scores.ndjson",
        "$S score --partial t.csv -o scores.xlsx",
        "$S score a.yaml b.yaml -o some.csv --reports reports",
        "mkdir -m 755 shared; $S score a.yaml b.yaml -o more.csv --reports shared",
        "$S cohort --partial a.yaml b.yaml t.csv -o class.html --tables class --reports copies",
    ] {
        let ran = shell(&place, &format!("umask 022; {line}"));
        assert!(matches!(ran.code, 0 | 3 | 130), "{line}: {}", ran.stderr);
    }
    for name in [
        "quiz.yaml",
        "report.html",
        "advisor.html",
        "report.json",
        "compare.html",
        "plan.ics",
        "scores.csv",
        "rejects.csv",
        "scores.ndjson",
        "scores.xlsx",
        "class.html",
    ] {
        assert_eq!(mode(&place.path(name)), 0o600, "{name}");
    }
    for folder in ["reports", "class", "copies", "shared"] {
        assert_eq!(mode(&place.path(folder)), if folder == "shared" { 0o755 } else { 0o700 }, "{folder}");
        let files: Vec<_> = std::fs::read_dir(place.path(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() > 2, "{folder}");
        for file in files {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
}

/// What is made to be handed out has the mode of any new file.
#[test]
fn what_is_handed_out_is_readable_as_usual() {
    let place = Place::new();
    place.write("t.csv", &table(30));
    for line in [
        "$S template -o sheet.yaml",
        "$S template --format csv -o sheet.csv",
        "$S template --format xlsx -o sheet.xlsx",
        "$S export --to redcap -o form.csv",
        "$S cohort --partial t.csv --share -o figures.html",
        "$S score --partial t.csv -o scores.csv --codebook codes.csv",
        "$S pack new pack",
        "$S demo -o demo.html",
    ] {
        let ran = shell(&place, &format!("umask 022; {line}"));
        assert!(matches!(ran.code, 0 | 3), "{line}: {}", ran.stderr);
    }
    for name in [
        "sheet.yaml",
        "sheet.csv",
        "sheet.xlsx",
        "form.csv",
        "figures.html",
        "codes.csv",
        "pack/questionnaire.yaml",
        "demo.html",
    ] {
        assert_eq!(mode(&place.path(name)), 0o644, "{name}");
    }
    assert_eq!(mode(&place.path("pack")), 0o755);
}

#[test]
fn what_is_replaced_keeps_its_mode() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(3));
    for _ in 0..2 {
        for args in [
            &["report", "a.yaml", "-o", "report.html", "--force"][..],
            &["score", "--partial", "t.csv", "-o", "scores.csv", "--force", "--reports", "reports"],
        ] {
            assert!(matches!(place.run(args).code, 0 | 3), "{args:?}");
        }
        for name in ["report.html", "scores.csv", "reports/s-1.html"] {
            if mode(&place.path(name)) == 0o600 {
                std::fs::set_permissions(place.path(name), PermissionsExt::from_mode(0o640)).unwrap();
            } else {
                assert_eq!(mode(&place.path(name)), 0o640, "{name}");
            }
        }
    }
}
