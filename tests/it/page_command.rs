//! `skillgap page`: what it takes, refuses and writes. The engine is a made-up file; the browser tests run a real one.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use crate::harness::{Place, Ran, repository_file};

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A file that begins as WebAssembly does and says that it is the engine of this version.
pub fn engine(version: &str) -> Vec<u8> {
    format!("\0asm\u{1}\0\0\0 code skillgap engine {version}\0 data").into_bytes()
}

fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::new(level));
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A place with an engine of this version.
fn place() -> Place {
    let place = Place::new();
    std::fs::write(place.path("engine.wasm"), engine(VERSION)).unwrap();
    place
}

fn page(place: &Place, args: &[&str]) -> Ran {
    place.run(&[&["page", "--engine", "engine.wasm"], args].concat())
}

#[test]
fn f01_a_page_is_written_once_and_replaced_only_when_that_is_said() {
    let place = place();
    let ran = page(&place, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(
        ran.stderr.starts_with("page: ") && ran.stderr.trim_end().ends_with("skillgap-quiz.html"),
        "{}",
        ran.stderr
    );
    let first = place.read("skillgap-quiz.html");
    // The same bytes again are no replacement.
    assert_eq!(page(&place, &[]).code, 0);

    place.write("other.html", "mine");
    let refused = page(&place, &["-o", "other.html"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("is already there") && refused.stderr.contains("`--force`"), "{}", refused.stderr);
    assert_eq!(place.read("other.html"), "mine");
    assert_eq!(page(&place, &["-o", "other.html", "--force"]).code, 0);
    assert_eq!(place.read("other.html"), first);

    let printed = page(&place, &["-o", "-"]);
    assert_eq!((printed.code, printed.stdout, printed.stderr.as_str()), (0, first, ""));
    let over = page(&place, &["-o", "engine.wasm", "--force"]);
    assert_eq!(over.code, 1);
    assert!(over.stderr.contains("would replace a file that is needed"), "{}", over.stderr);
}

#[test]
fn f01_the_same_engine_gives_the_same_page_however_it_is_compressed() {
    let place = place();
    let plain = page(&place, &["-o", "-"]).stdout;
    for level in [1, 9] {
        std::fs::write(place.path("engine.wasm"), gzip(&engine(VERSION), level)).unwrap();
        assert_eq!(page(&place, &["-o", "-"]).stdout, plain, "level {level}");
    }
}

#[test]
fn f01_what_is_no_engine_of_this_version_is_refused_by_name() {
    let place = Place::new();
    let longer = format!("{VERSION}1");
    let damaged = &gzip(&engine(VERSION), 6)[..20];
    let cases: [(&[u8], &str); 8] = [
        (b"", "`engine.wasm` is no engine for a page"),
        (b"<html>", "`engine.wasm` is no engine for a page"),
        (b"\0asm\x01\0\0\0 another program", "`engine.wasm` is no engine for a page"),
        (&engine(VERSION)[1..], "`engine.wasm` is no engine for a page"),
        (damaged, "`engine.wasm` is no engine for a page"),
        (&gzip(b"text", 6), "`engine.wasm` is no engine for a page"),
        (&engine("0.0.1"), "`engine.wasm` is the engine of skillgap 0.0.1, and this is "),
        (&engine(&longer), &format!("`engine.wasm` is the engine of skillgap {longer}, and this is ")),
    ];
    for (bytes, message) in cases {
        std::fs::write(place.path("engine.wasm"), bytes).unwrap();
        let ran = page(&place, &[]);
        assert_eq!(ran.code, 1, "{message}");
        let said = ran.stderr.replace('\n', " ");
        assert!(said.starts_with(&format!("error: {message}")), "{said}");
        assert!(said.contains("hint: name what `.ci/engine` builds in the source code of this version"), "{said}");
    }
    assert_eq!(place.files(), ["engine.wasm"], "nothing is written");
    let missing = place.run(&["page", "--engine", "none.wasm"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.starts_with("error: cannot read `none.wasm`"), "{}", missing.stderr);
}

#[test]
#[cfg_attr(feature = "engine", ignore = "this program has an engine inside")]
fn f01_without_an_engine_it_is_said_how_to_get_one() {
    let place = Place::new();
    let ran = place.run(&["page"]);
    assert_eq!(ran.code, 1);
    let said = ran.stderr.replace('\n', " ");
    assert!(
        said.starts_with("error: this program has no engine for a page inside hint: take a released program"),
        "{said}"
    );
    assert!(said.contains("`.ci/engine`") && said.contains("`--engine FILE`"), "{said}");
    assert!(place.files().is_empty());
}

#[test]
fn f01_forms_and_roles_that_the_pack_does_not_have_are_refused_with_the_nearest() {
    let place = place();
    for (args, message) in [
        (["--form", "shrt"], "error: unknown form: `shrt`\nhint: did you mean `short`?\n"),
        (
            ["--role", "health-it-analist"],
            "error: unknown role: `health-it-analist`\nhint: did you mean `health-it-analyst`?\n",
        ),
    ] {
        let ran = page(&place, &args);
        assert_eq!((ran.code, ran.stderr.as_str()), (1, message));
    }
    let broken = page(&place, &["--pack", "no-such-pack"]);
    assert_eq!(broken.code, 1);
    assert!(broken.stderr.starts_with("error: unknown pack"), "{}", broken.stderr);
    assert_eq!(place.files(), ["engine.wasm"], "nothing is written");
}

#[test]
fn f01_the_page_holds_texts_and_not_where_they_lay() {
    let place = place();
    for file in ["overlay.yaml", "logo.svg"] {
        let text = repository_file(&format!("tests/fixtures/overlays/example-college/{file}"));
        place.write(&format!("college/{file}"), &text);
    }
    for file in ["questionnaire.yaml", "roles.yaml", "resources.yaml"] {
        let text = repository_file(&format!("questionnaires/clinical-informatics-director/{file}"));
        place.write(&format!("packs/mine/{file}"), &text);
    }
    let college = place.path("college").display().to_string();
    let printed = |args: &[&str]| {
        let ran = page(&place, &[args, &["-o", "-"]].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        ran.stdout
    };
    let laid = printed(&["--overlay", "college"]);
    assert!(laid == printed(&["--overlay", &college]) && !laid.contains("[folder]"));
    assert!(laid.contains("img-src data:") && laid != printed(&[]), "the overlay is in the page");
    assert!(printed(&[]) == printed(&["--pack", "packs/mine"]));

    let missing = page(&place, &["--invitation", "none.yaml"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.starts_with("error: cannot read `none.yaml`"), "{}", missing.stderr);
}

#[test]
fn f10_problems_of_an_invitation_name_its_file_and_warnings_are_said_once() {
    let place = place();
    place.write("class/autumn.yaml", "from: Dr Ada\nform: shrt\n");
    let bad = page(&place, &["--invitation", "class/autumn.yaml"]);
    assert_eq!(bad.code, 1);
    assert!(
        bad.stderr.contains("class/autumn.yaml:2:7") && bad.stderr.contains("did you mean `short`?"),
        "{}",
        bad.stderr
    );
    assert!(!place.path("skillgap-quiz.html").exists(), "nothing is written");
    place.write("class/autumn.yaml", "send-to: room #3\n");
    let doubtful = page(&place, &["--invitation", "class/autumn.yaml"]);
    assert_eq!(doubtful.code, 0, "{}", doubtful.stderr);
    assert_eq!(doubtful.stderr.matches("SK").count(), 1, "{}", doubtful.stderr);
    assert!(doubtful.stderr.contains("class/autumn.yaml:1:") && !doubtful.stderr.contains("invitation.yaml"));
}
