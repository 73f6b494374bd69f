//! Data scored in parts by other programs, with the lines of the README: put together, the parts are one run's bytes.
//!
//! What needs GNU parallel or Spark, or takes long, runs with `cargo test -- --ignored scale_out`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use skillgap::model::Id as _;

use crate::harness::{Place, Ran, director_pack, release_program, repository_file};

/// More than two parts of the README's size.
const PEOPLE: usize = 20_011;

/// The block of the README's section in this language that holds `mark`.
fn block(language: &str, mark: &str) -> String {
    let readme = repository_file("README.md");
    let section = readme.split("### As a filter\n").nth(1).expect("the README has the section");
    let section = section.split("\n### ").next().unwrap();
    let fence = format!("```{language}\n");
    let mut blocks = section.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.find(|block| block.contains(mark)).unwrap_or_else(|| panic!("{mark}")).to_owned()
}

/// The line of a block that holds `mark`.
fn line<'a>(block: &'a str, mark: &str) -> &'a str {
    block.lines().find(|line| line.contains(mark)).unwrap_or_else(|| panic!("{mark}: {block}"))
}

/// Ids as people have them: with quotes, delimiters, blanks, formulas, zeros in front, letters of other alphabets.
fn id(at: usize) -> String {
    match at % 6 {
        0 => format!("s-{at}"),
        1 => format!("Ng, \"{at}\""),
        2 => format!("=1+{at}"),
        3 => format!("Zoë Ж 王 {at}"),
        4 => format!("{at:08}"),
        _ => format!("a'b\\n;{at}"),
    }
}

/// Rows that are refused: some alone, and so many together that parts have nothing else.
fn is_bad(at: usize) -> bool {
    at % 997 == 5 || (9_000..11_500).contains(&at)
}

/// So many blanks are in the row of one person: more than two blocks of a file, so that the second has no row.
const BLANKS: usize = 225_000;

fn blanks(at: usize) -> String {
    " ".repeat(if at == PEOPLE / 2 { BLANKS } else { 0 })
}

/// JSON lines of so many people.
fn json_lines(people: usize, bad: impl Fn(usize) -> bool) -> String {
    let mut lines = String::new();
    for at in 0..people {
        let rating = if bad(at) { 9 } else { at % 6 };
        let note = format!("{at}\r\n\"\u{2028}'$HOME");
        let person = serde_json::json!({
            "format": 1,
            "pack": {"id": "clinical-informatics-director"},
            "respondent": {"id": id(at)},
            "answers": [
                {"item": "data-analysis", "rating": rating, "note": note},
                {"item": "cybersecurity", "state": "unsure"},
                {"item": "problem-solving", "rating": at % 7 % 6},
            ],
        });
        let _ = writeln!(lines, "{person}{}", blanks(at));
    }
    lines
}

/// A table of so many people with all items.
fn table(bad: impl Fn(usize) -> bool, line_end: &str) -> String {
    let pack = director_pack();
    let items: Vec<&str> =
        pack.form(pack.default_form()).items.iter().map(|item| pack.item(*item).id.as_str()).collect();
    let mut rows = format!("respondent,{},comment{line_end}", items.join(","));
    for at in 0..PEOPLE {
        let _ = write!(rows, "\"{}\"", id(at).replace('"', "\"\""));
        for item in 0..items.len() {
            let _ = match (at + item * item) % 9 {
                rating @ 0..6 => write!(rows, ",{rating}"),
                6 if item == 3 && bad(at) => write!(rows, ",9"),
                6 => write!(rows, ",NA"),
                7 => write!(rows, ",?"),
                _ => write!(rows, ","),
            };
        }
        let _ = write!(rows, ",\"a \"\"word\"\", or two{}\"{line_end}", blanks(at));
    }
    rows
}

fn new_place() -> Place {
    Place::with_program(release_program())
}

/// Runs a program to its end.
fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs a script of the README with the program of these tests, and tools in `tools`.
fn shell(place: &Place, script: &str, tools: &Path) -> Ran {
    let program = release_program();
    let programs = program.parent().unwrap();
    let mut command = Command::new("sh");
    command.args(["-eu", "-c", script]).current_dir(place.folder.path()).env_clear().env("HOME", place.folder.path());
    command.env("PATH", format!("{}:{}:/usr/bin:/bin", programs.display(), tools.display()));
    run(&mut command)
}

/// The folder of a program on the path or in one of `more`.
fn folder_of(program: &str, more: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(more.iter().cloned()).find(|folder| folder.join(program).is_file())
}

fn parallel() -> PathBuf {
    let found = folder_of("parallel", &[]).filter(|folder| {
        // Another program of this name comes with the package moreutils.
        let output = Command::new(folder.join("parallel")).arg("--version").output();
        output.is_ok_and(|output| output.stdout.starts_with(b"GNU parallel"))
    });
    found.expect("this test needs GNU parallel: install `parallel`, a package of Debian, Fedora and Homebrew")
}

/// What one run gives.
fn whole(place: &Place, args: &[&str], code: i32) -> String {
    let ran = place.run(&[&["score", "-q"], args].concat());
    assert_eq!(ran.code, code, "{}", ran.stderr);
    ran.stdout
}

/// Says where texts differ, and not all of them.
fn assert_same(together: &str, whole: &str) {
    assert_eq!(together.lines().count(), whole.lines().count());
    for (at, (left, right)) in together.lines().zip(whole.lines()).enumerate() {
        assert_eq!(left, right, "line {at}");
    }
    assert!(together == whole, "only the ends of lines differ");
}

/// The script of the README. Refused records stop it when all parts were scored; the rest is there.
fn with_xargs(people: usize, script: &str) {
    let place = new_place();
    place.write("answers.ndjson", &json_lines(people, |_| false));
    let ran = shell(&place, script, Path::new("/usr/bin"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(std::fs::read_dir(place.path("scored")).unwrap().count() > 2);
    assert_same(&place.read("scores.ndjson"), &whole(&place, &["answers.ndjson", "--format", "ndjson"], 0));

    let place = new_place();
    // The last part has nothing else.
    place.write("answers.ndjson", &json_lines(people, |at| at % 97 == 5 || at >= people - people % 100));
    let ran = shell(&place, script, Path::new("/usr/bin"));
    assert_eq!(ran.code, 123, "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing could be scored") && ran.stderr.contains("need attention"), "{}", ran.stderr);
    assert!(!place.path("scores.ndjson").exists());
    let ran = shell(&place, "cat scored/*", Path::new("/usr/bin"));
    assert_same(&ran.stdout, &whole(&place, &["answers.ndjson", "--format", "ndjson"], 3));
}

#[test]
fn scale_out_with_xargs_in_small_parts_gives_the_bytes_of_one_run() {
    let script = block("sh", "xargs").replace("-l 10000", "-l 100");
    assert!(script.contains("-l 100 "));
    with_xargs(211, &script);
}

#[test]
#[ignore = "slow: tens of thousands of records"]
fn scale_out_with_xargs_gives_the_bytes_of_one_run() {
    with_xargs(PEOPLE, &block("sh", "xargs"));
}

/// Whoever splits a table by lines may cut a cell: the part before the cut is then refused.
#[test]
fn scale_out_a_cut_inside_a_cell_is_refused() {
    let place = new_place();
    let rows = "a,1,\"x\nb,2,y\"\n\"c\nd\",3,\ne,4,\"\"\"\ng,5,\"\"\nh,1,\"\nf,2,z\n";
    let cuts = rows.match_indices('\n').map(|(at, _)| &rows[..=at]);
    let cuts: Vec<&str> = cuts.filter(|part| part.matches('"').count() % 2 == 1).collect();
    assert_eq!(cuts.len(), 4);
    for part in cuts {
        let ran =
            place.run_with(&["score", "--partial", "-", "-q"], &format!("respondent,data-analysis,comment\n{part}"));
        assert!(ran.code != 0 && ran.stderr.contains("SK314"), "{part}: {}", ran.stderr);
    }
}

#[test]
#[ignore = "needs GNU parallel"]
fn scale_out_with_parallel_gives_the_bytes_of_one_run() {
    let tools = parallel();
    for (lines, rows) in [
        (json_lines(PEOPLE, |_| false), table(|_| false, "\n")),
        (
            json_lines(PEOPLE, |_| false).split_inclusive('\n').take(2).collect(),
            format!("\u{feff}{}", table(|_| false, "\r\n")),
        ),
        (String::new(), table(|_| false, "\n").lines().next().unwrap().to_owned() + "\n"),
    ] {
        let place = new_place();
        place.write("answers.ndjson", &lines);
        place.write("class.csv", &rows);
        let ran = shell(&place, &block("sh", "parallel"), &tools);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_same(&place.read("scores.ndjson"), &whole(&place, &["answers.ndjson", "--format", "ndjson"], 0));
        assert_same(&place.read("scores.csv"), &whole(&place, &["class.csv"], 0));
    }
}

#[test]
#[ignore = "needs GNU parallel"]
fn scale_out_with_parallel_refused_records_fail_and_the_rest_is_scored() {
    let (tools, place) = (parallel(), new_place());
    place.write("answers.ndjson", &json_lines(PEOPLE, is_bad));
    place.write("class.csv", &table(is_bad, "\n"));
    let script = block("sh", "parallel");
    let ran = shell(&place, line(&script, "answers.ndjson"), &tools);
    assert!((1..=101).contains(&ran.code), "{}: {}", ran.code, ran.stderr);
    assert_same(&place.read("scores.ndjson"), &whole(&place, &["answers.ndjson", "--format", "ndjson"], 3));
    let ran = shell(&place, line(&script, "head"), &tools);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = shell(&place, line(&script, "--header"), &tools);
    assert!((1..=101).contains(&ran.code), "{}: {}", ran.code, ran.stderr);
    assert_same(&place.read("scores.csv"), &whole(&place, &["class.csv"], 3));
}

/// Spark, in a home of its own, which it writes into.
struct Spark {
    tools: PathBuf,
    java: Option<std::ffi::OsString>,
}

impl Spark {
    fn new() -> Self {
        let of_this_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin");
        let tools = folder_of("spark-submit", &[of_this_folder]).expect(
            "this test needs Spark: `python3 -m venv target/python`, then `target/python/bin/pip install pyspark`; or \
             `spark-submit` on the path",
        );
        let java = std::env::var_os("JAVA_HOME");
        assert!(
            java.is_some() || folder_of("java", &[]).is_some(),
            "this test needs Java 17 or newer for Spark: Debian's package is `default-jre-headless`"
        );
        Self { tools, java }
    }

    fn command(&self, program: &str, place: &Place) -> Command {
        let mut command = Command::new(program);
        let java = folder_of("java", &[]).unwrap_or_default();
        command.current_dir(place.folder.path()).env_clear().env("HOME", place.folder.path());
        command.env("PATH", format!("{}:{}:/usr/bin:/bin", self.tools.display(), java.display()));
        command.envs(self.java.as_ref().map(|java| ("JAVA_HOME", java)));
        command.env("SPARK_LOCAL_IP", "127.0.0.1").env("SPARK_LOCAL_DIRS", place.path("spark-local"));
        command
    }

    /// Runs `score.py`, with the files cut into blocks of so many bytes.
    fn submit(&self, place: &Place, master: &str, block: usize, script: &str) -> Ran {
        place.write("score.py", script);
        std::os::unix::fs::symlink(release_program(), place.path("skillgap")).unwrap();
        let find = self.tools.join("find-spark-home");
        let mut command = self.command("bash", place);
        let found = command.args(["-c", ". \"$0\"; echo \"$SPARK_HOME\""]).arg(find).output().unwrap();
        let installed = PathBuf::from(String::from_utf8(found.stdout).unwrap().trim());
        std::fs::create_dir(place.path("spark-home")).unwrap();
        // The workers write into the folder `work`.
        let entries = std::fs::read_dir(&installed).unwrap().map(Result::unwrap);
        for entry in entries.filter(|entry| entry.file_name() != "work") {
            std::os::unix::fs::symlink(entry.path(), place.path("spark-home").join(entry.file_name())).unwrap();
        }
        let mut command = self.command("spark-submit", place);
        command.env("SPARK_HOME", place.path("spark-home")).args(["--master", master]);
        command.args(["--conf", "spark.ui.enabled=false", "--conf"]);
        command.arg(format!("spark.hadoop.fs.local.block.size={block}"));
        run(command.arg("score.py"))
    }
}

/// On two workers, which are processes of their own.
#[test]
#[ignore = "needs Spark and Java"]
fn scale_out_with_spark_gives_the_bytes_of_one_run() {
    let (spark, place) = (Spark::new(), new_place());
    place.write("answers.ndjson", &json_lines(PEOPLE, |_| false));
    place.write("class.csv", &format!("\u{feff}{}", table(|_| false, "\r\n")));
    let count = "print('parts', answers.glom().map(len).collect(), parts.glom().map(len).collect())\n";
    let ran =
        spark.submit(&place, "local-cluster[2,1,1024]", BLANKS * 4 / 9, &(block("python", "SparkSession") + count));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // An empty part of the table has the header alone.
    let (lines, rows) = ran.stdout.split_once("parts [").unwrap().1.split_once("] [").unwrap();
    let lengths =
        [lines, rows].map(|all| all.trim_end_matches("]\n").split(", ").map(str::to_owned).collect::<Vec<_>>());
    assert!(lengths[0].contains(&"0".to_owned()) && lengths[1].contains(&"1".to_owned()), "{lengths:?}");
    let joined = shell(&place, &block("sh", "scores/part-*"), Path::new("/usr/bin"));
    assert_eq!(joined.code, 0, "{}", joined.stderr);
    assert_same(&place.read("scores.ndjson"), &whole(&place, &["answers.ndjson", "--format", "ndjson"], 0));
    assert_same(&place.read("scores.csv"), &whole(&place, &["class.csv"], 0));
}

/// A filter that fails, for one record in twenty thousand, ends the job; no part of the output is there.
#[test]
#[ignore = "needs Spark and Java"]
fn scale_out_with_spark_refused_records_stop_the_job() {
    let (spark, place) = (Spark::new(), new_place());
    place.write("answers.ndjson", &json_lines(PEOPLE, |at| at == 12_345));
    let ran = spark.submit(&place, "local[2]", 250_000, &block("python", "SparkSession"));
    assert_ne!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("exited with error code 3") && ran.stderr.contains("SK303"), "{}", ran.stderr);
    let written: Vec<_> = std::fs::read_dir(place.path("scores")).into_iter().flatten().map(Result::unwrap).collect();
    assert!(written.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with("part-")), "{written:?}");
}

/// What the README says to do then: the rest is scored, the refused lines are kept.
#[test]
#[ignore = "needs Spark and Java"]
fn scale_out_with_spark_refused_records_can_be_set_apart() {
    let (spark, place) = (Spark::new(), new_place());
    place.write("answers.ndjson", &json_lines(PEOPLE, is_bad));
    let script = block("python", "SparkSession");
    let (before, after) = script.split_once("answers.pipe(").unwrap();
    let after = after.split_once('\n').unwrap().0;
    let script = format!("{before}{}answers.pipe({after}\n", block("python", "refused = "));
    let ran = spark.submit(&place, "local[2]", 250_000, &script);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let args = ["answers.ndjson", "--format", "ndjson", "--rejects", "mend.ndjson"];
    let scores = whole(&place, &args, 3);
    assert_same(&shell(&place, "cat scores/part-*", Path::new("/usr/bin")).stdout, &scores);
    let refused = shell(&place, "cat refused/part-*", Path::new("/usr/bin")).stdout;
    assert_same(&refused, &place.read("mend.ndjson"));
    assert!(refused.lines().count() > 2_500);
}
