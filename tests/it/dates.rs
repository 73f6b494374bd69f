//! Days and times: today is the person's own day, and a stamp shows the day of its own offset.

use skillgap::answers;

use crate::harness::page::all;
use crate::harness::{Place, director_pack};

/// Half past eleven at night in Denver, when it is the next morning in UTC.
const LATE: &str = "2026-11-23T23:30:00-07:00";

/// A filled sheet with these times.
fn filled(place: &Place, name: &str, respondent: &str, started: &str, finished: &str) {
    let text = place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 1\n");
    let text = text.replace("{id: s-0001}", &format!("{{id: {respondent}}}"));
    let times = format!("started: {started}\nfinished: {finished}\nanswers:\n");
    place.write(name, &text.replacen("answers:\n", &times, 1));
}

#[test]
fn h06_a_stamp_is_written_with_the_offset_that_it_had() {
    let pack = director_pack();
    let place = Place::new();
    for (found, written) in [
        (LATE, LATE),
        ("2026-11-24T06:30:00Z", "2026-11-24T06:30:00Z"),
        ("2026-11-24T06:30:00.5+00:00", "2026-11-24T06:30:00Z"),
        ("2026-11-24T12:15:00+05:45", "2026-11-24T12:15:00+05:45"),
    ] {
        filled(&place, "a.yaml", "s-1", found, found);
        let sheet = answers::parse("a", &place.read("a.yaml"), &pack).0.unwrap();
        let text = answers::to_yaml(&sheet, &pack);
        for field in ["started", "finished"] {
            assert!(text.contains(&format!("{field}: {written}\n")), "{text}");
        }
        assert_eq!(answers::to_yaml(&answers::parse("a", &text, &pack).0.unwrap(), &pack), text);
    }
}

#[test]
fn h06_pages_show_the_day_of_the_offset() {
    let place = Place::new();
    filled(&place, "a.yaml", "s-1", "2026-11-23T23:00:00-07:00", LATE);
    // Earlier, though the day on its calendar is later.
    filled(&place, "first.yaml", "s-1", "2026-11-24T08:00:00+13:00", "2026-11-24T08:30:00+13:00");
    for (args, page) in [
        (&["report", "a.yaml", "-o", "a.html"][..], "a.html"),
        (&["report", "a.yaml", "--for", "advisor", "-o", "b.html"], "b.html"),
    ] {
        let ran = place.run(args);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let said = all(&place.read(page), "body").concat();
        assert!(said.contains("23 November 2026") && !said.contains("24 November"), "{said}");
    }
    let ran = place.run(&["compare", "first.yaml", "a.yaml", "-o", "c.html"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("later than"), "order is that of the instants: {}", ran.stderr);
    let said = all(&place.read("c.html"), "body").concat();
    assert!(said.contains("23 November 2026") && said.contains("24 November 2026"), "{said}");
    let ran = place.run(&["report", "a.yaml", "--since", "first.yaml", "-o", "d.html"]);
    assert!(ran.code == 0 && !ran.stderr.contains("warning"), "{}", ran.stderr);
    assert!(all(&place.read("d.html"), "body").concat().contains("Since 24 November 2026"));
    let ran = place.run(&["report", "first.yaml", "--since", "a.yaml", "-o", "e.html"]);
    assert!(ran.stderr.contains("`a.yaml` is later than `first.yaml`"), "{}", ran.stderr);
}

/// A table, a line as it is usually written, one that takes the long way, and a sheet.
#[test]
fn h06_every_format_shows_the_day_of_the_offset() {
    let place = Place::new();
    let items = director_pack();
    let items: Vec<String> =
        items.form(items.default_form()).items.iter().map(|at| items.item(*at).id.to_string()).collect();
    let answers =
        items.iter().map(|item| format!("{{\"item\":\"{item}\",\"rating\":1}}")).collect::<Vec<_>>().join(",");
    let head = r#""format":1,"pack":{"id":"clinical-informatics-director"}"#;
    let quick = format!(r#"{{{head},"respondent":{{"id":"s-1"}},"finished":"{LATE}","answers":[{answers}]}}"#);
    let slow = quick.replacen("\"s-1\"", "\"s-1\",\"lab\\u0065l\":\"x\"", 1);
    let table = format!("respondent,finished,{}\ns-1,{LATE}{}\n", items.join(","), ",1".repeat(items.len()));
    place.write("quick.ndjson", &format!("{quick}\n"));
    place.write("slow.ndjson", &format!("{slow}\n"));
    place.write("table.csv", &table);
    filled(&place, "sheet.yaml", "s-1", LATE, LATE);
    for file in ["quick.ndjson", "slow.ndjson", "table.csv", "sheet.yaml"] {
        let ran = place.run(&["score", file, "--reports", &format!("{file}-pages")]);
        assert_eq!(ran.code, 0, "{file}: {}", ran.stderr);
        for page in ["s-1.html", "index.html"] {
            let said = all(&place.read(&format!("{file}-pages/{page}")), "body").concat();
            assert!(!said.contains("24 November"), "{file}: {said}");
            assert!(page == "index.html" || said.contains("23 November 2026"), "{file}: {said}");
        }
    }
}

/// Zones by their rule, so that nothing depends on the zones of the system. The offset of the rule counts westwards.
#[cfg(unix)]
mod in_a_zone {
    use skillgap::clock::{Date, Timestamp};

    use super::*;
    use crate::harness::Ran;

    const EAST: &str = "FAR-14";
    const WEST: &str = "NEAR12";

    fn run_in(place: &Place, zone: Option<&str>, args: &[&str]) -> Ran {
        let mut command = place.command(args);
        command.env_remove("TZ").envs(zone.map(|zone| ("TZ", zone)));
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The day that it is now, so many hours ahead of UTC.
    fn day_at(hours: i64) -> String {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let days = (i64::try_from(now).unwrap() + hours * 3600) / 86_400;
        Date::parse("1970-01-01").unwrap().plus_days(u64::try_from(days).unwrap()).to_string()
    }

    /// What is made today in a zone, and the day there; again when the day changed meanwhile.
    fn today_in<T>(hours: i64, mut make: impl FnMut() -> T) -> (T, String) {
        loop {
            let before = day_at(hours);
            let result = make();
            if day_at(hours) == before {
                return (result, before);
            }
        }
    }

    #[test]
    fn h06_today_is_the_persons_own_day() {
        let place = Place::new();
        filled(&place, "a.yaml", "s-1", LATE, LATE);
        let mut starts = Vec::new();
        for (zone, hours) in [(EAST, 14), (WEST, -12)] {
            let (ran, today) = today_in(hours, || run_in(&place, Some(zone), &["plan", "a.yaml", "--format", "json"]));
            let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
            assert_eq!(plan["start"], today, "{zone}");
            starts.push(today);
            let step = ["step", "a.yaml", "trace-an-alert", "doing"];
            let (ran, today) = today_in(hours, || run_in(&place, Some(zone), &step));
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            assert!(place.read("a.yaml").contains(&format!("  on: {today}\n")), "{zone}: {}", place.read("a.yaml"));
        }
        assert_ne!(starts[0], starts[1], "these zones never have the same day");
        // A day that is given counts as it is.
        let ran = run_in(&place, Some(EAST), &["plan", "a.yaml", "--format", "json", "--start", "2027-01-04"]);
        assert!(ran.stdout.contains("\"start\": \"2027-01-04\""), "{}", ran.stdout);
    }

    #[test]
    fn h06_a_quiz_stamps_its_answers_with_the_offset_of_the_zone() {
        for (zone, offset) in [
            (Some("IST-5:30"), "+05:30"),
            (Some(EAST), "+14:00"),
            (Some(WEST), "-12:00"),
            (Some("UTC"), "Z"),
            // An offset with seconds, which a stamp cannot have.
            (Some("OLD0:19:32"), "-00:19"),
            (Some("OLD0:00:32"), "Z"),
            (Some(""), "Z"),
        ] {
            let place = Place::new();
            let mut child = place
                .command(&["quiz", "--plain"])
                .env_remove("TZ")
                .envs(zone.map(|zone| ("TZ", zone)))
                .stdin(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"a\nAda\n3\nq\n").unwrap();
            assert!(child.wait_with_output().unwrap().status.success(), "{zone:?}");
            let files = place.files();
            let [name] = &files[..] else { panic!("{zone:?}: {files:?}") };
            let text = place.read(name);
            let stamp = text.lines().find_map(|line| line.strip_prefix("started: ")).unwrap();
            assert!(stamp.ends_with(offset), "{zone:?}: {stamp}");
            let time = Timestamp::parse(stamp).unwrap();
            assert_eq!(time.to_string(), stamp);
            assert!(name.contains(&time.compact()), "{name}: {stamp}");
            let now = Timestamp::now();
            assert!(time <= now && now.minutes_since_2000() - time.minutes_since_2000() < 10, "{stamp}, {now}");
        }
    }

    /// A zone that is no zone ends nothing: the time of the system counts, or UTC.
    #[test]
    fn a_zone_that_is_not_known_does_no_harm() {
        let place = Place::new();
        filled(&place, "a.yaml", "s-1", LATE, LATE);
        let long = "A".repeat(10_000);
        for zone in [
            "Nowhere/At_All",
            ":",
            ":/",
            "/etc/passwd",
            "../../../etc/passwd",
            "/dev/null",
            "X",
            "XYZ-99:99",
            "XYZ24:59:59",
            "XYZ-24:59:59",
            "AAA0BBB,J60/0,J60/0",
            "AAA3BBB,M3.5.0/-167,M10.5.0/167",
            "\u{e9}",
            "<+03>-3",
            " UTC0 ",
            &long,
        ] {
            let ran = run_in(&place, Some(zone), &["step", "a.yaml", "trace-an-alert", "doing"]);
            assert_eq!(ran.code, 0, "{zone}: {}", ran.stderr);
            let text = place.read("a.yaml");
            let says = |hours| text.contains(&format!("  on: {}\n", day_at(hours)));
            assert!((-25..=25).any(says), "{zone}: {text}");
        }
        assert_eq!(run_in(&place, None, &["step", "a.yaml", "trace-an-alert", "done"]).code, 0);
    }
}
