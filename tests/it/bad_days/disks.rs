//! Full disks, folders that go away, two runs at once.

use std::process::Stdio;

use super::{sheet, shell, table};
use crate::harness::Place;

/// Two runs of other people with equal ids into one folder, both at once, without `--force`: each page is one run's or the
/// other's, whole, and one of the two says that another report was there.
#[test]
fn d05_two_runs_into_one_folder_replace_nothing_of_each_other() {
    let place = Place::new();
    let people = |rating: u32| {
        let rows = (0..150).map(|at| format!("s-{at},{rating},{rating}\n"));
        super::HEADER.to_owned() + &rows.collect::<String>()
    };
    place.write("low.csv", &people(1));
    place.write("high.csv", &people(4));
    for (input, folder) in [("low.csv", "low"), ("high.csv", "high")] {
        assert_eq!(place.run(&["score", "--partial", input, "-q", "-o", "/dev/null", "--reports", folder]).code, 0);
    }
    for round in 0..2 {
        let folder = format!("both-{round}");
        let runs = ["low.csv", "high.csv"].map(|input| {
            let args = ["score", "--partial", input, "-o", "/dev/null", "--reports", &folder];
            place.command(&args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        });
        let said = runs.map(|run| String::from_utf8(run.wait_with_output().unwrap().stderr).unwrap());
        let mut refused = 0;
        for at in 0..150 {
            let page = |folder: &str| place.read(&format!("{folder}/s-{at}.html"));
            let both = page(&folder);
            assert!(both == page("low") || both == page("high"), "s-{at} is of neither run");
            refused += 1;
        }
        assert_eq!(refused, 150);
        let refusals = said.iter().filter(|said| said.contains("another report is already there")).count();
        assert!(refusals >= 1, "{said:?}");
        let left: Vec<_> = std::fs::read_dir(place.path(&folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// The folder of reports and the input go away in the middle of a run.
#[test]
fn d05_a_folder_that_goes_away_is_a_failure_with_its_name() {
    let place = Place::new();
    place.write("t.csv", &table(4000));
    let child = place
        .command(&["score", "--partial", "t.csv", "-o", "out.csv", "--reports", "reports"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    while !place.path("reports").is_dir() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let gone = place.path("gone");
    let _ = std::fs::rename(place.path("reports"), &gone);
    let _ = std::fs::remove_dir_all(&gone);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    if output.status.code() == Some(0) {
        return; // The run was over before.
    }
    assert!(output.status.code() == Some(1) && said.contains("cannot write") && said.contains("reports"), "{said}");
    assert_eq!(place.files(), ["t.csv"], "{said}");
}

/// A disk of a few pages, in a namespace of its own where the system lets anybody make one.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "mounts a small disk, which needs the rights for it"]
fn d05_on_a_full_disk_nothing_is_written_by_half() {
    let place = Place::new();
    place.write("a.yaml", &sheet(&place));
    place.write("t.csv", &table(3000));
    std::fs::create_dir(place.path("disk")).unwrap();
    let mounted = "mount -t tmpfs -o size=64k none disk || exit 77; ";
    let inside = |line: &str| {
        let line = format!("{mounted}{line}; echo; ls -A disk; umount disk");
        shell(&place, &format!("unshare -m sh -c '{}' 2>&1", line.replace('\'', "'\\''")))
    };
    if inside("true").code == 77 || !inside("echo on").stdout.contains("on") {
        eprintln!("not tried: a disk cannot be mounted here");
        return;
    }
    for (line, left) in [
        ("$S score --partial t.csv -o disk/out.csv; echo rc $?", ""),
        ("$S score --partial t.csv -o disk/out.xlsx; echo rc $?", ""),
        ("$S score --partial t.csv -o /dev/null --reports disk; echo rc $?", ""),
        ("$S report a.yaml -o disk/report.html; echo rc $?", ""),
        ("cp a.yaml disk/a.yaml; $S demo -o disk/demo.html; echo rc $?", "a.yaml"),
    ] {
        let mut ran = inside(line);
        // Long messages are wrapped.
        let listed_at = ran.stdout.rfind("rc ").unwrap();
        ran.stdout = ran.stdout[..listed_at].replace('\n', " ") + &ran.stdout[listed_at..];
        assert!(ran.stdout.contains("the disk is full"), "{line}: {}", ran.stdout);
        assert!(
            ran.stdout.contains("free some space, or choose another place") && ran.stdout.contains("rc 1"),
            "{}",
            ran.stdout
        );
        let listed = ran.stdout.rsplit("\n\n").next().unwrap().trim();
        let is_whole = listed == left
            || listed.lines().all(|name| name == left || name.contains(".html") || name.contains("demo.yaml"));
        assert!(is_whole, "{line}: {listed}");
    }
    // A quiz whose file does not fit any more keeps the answers that it has confirmed, and asks for another place.
    let ran = inside(
        "printf \"a\\nKim\\n1\\n\" | $S quiz --plain --out disk/q.yaml >/dev/null 2>&1; dd if=/dev/zero of=disk/fill bs=1k 2>/dev/null; \
         cp disk/q.yaml before.yaml; printf \"c\\n2\\n2\\n\" | $S quiz --plain --out disk/q.yaml 2>&1; cmp before.yaml disk/q.yaml && echo kept",
    );
    assert!(ran.stdout.contains("kept"), "{}", ran.stdout);
}
