//! Every input that the fuzzer keeps goes through its target.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "../fuzz/bodies.rs"]
mod bodies;

/// The inputs of a target.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new("tests/fixtures/fuzz").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths: BTreeSet<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// Goes through the corpus of a target, and names the input at which it fails.
fn replay(target: &str) {
    let (_, body) = bodies::TARGETS.into_iter().find(|(name, _)| *name == target).expect("a target");
    let inputs = corpus(target);
    assert!(!inputs.is_empty(), "{target} has no input");
    for (name, bytes) in inputs {
        assert!(std::panic::catch_unwind(|| body(&bytes)).is_ok(), "`{name}` fails");
    }
}

macro_rules! replays {
    ($($test:ident $target:literal),*) => {
        $(#[test] fn $test() { replay($target); })*

        #[test]
        fn e02_every_fuzz_target_has_a_binary_a_corpus_and_a_test() {
            let names = BTreeSet::from(bodies::TARGETS.map(|(name, _)| name.to_owned()));
            assert_eq!(names, BTreeSet::from([$($target.to_owned()),*]));
            let in_folder = |folder: &str| -> BTreeSet<String> {
                let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
                fs::read_dir(folder).unwrap().map(|entry| stem(&entry.unwrap().path())).collect()
            };
            assert_eq!(names, in_folder("tests/fixtures/fuzz"));
            assert_eq!(names, in_folder("tests/fuzz/targets"));
        }
    };
}

replays! {
    e02_packs_of_the_fuzzer_are_read_or_refused "pack",
    e02_answers_of_the_fuzzer_are_read_or_refused "answers",
    b04_reports_of_the_fuzzer_are_made "reports",
    d08_records_of_the_fuzzer_are_read_or_refused "records",
    d08_exports_of_the_fuzzer_are_read_or_refused "surveys",
    e02_lists_of_the_fuzzer_are_read_or_refused "lists",
    f09_codes_of_the_fuzzer_read_back "codes",
    f06_requests_of_the_fuzzer_are_answered "engine",
    a13_lines_of_the_fuzzer_are_taken_by_the_plain_quiz "plain"
}
