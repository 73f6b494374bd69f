//! Faults for real: what is no file, closed and full streams, full disks, folders that go away, two runs at once, signals.
//!
//! What must hold each time: nothing is written by half, no answer is lost, and a message says what to do.

mod disks;
mod modes;
mod odd_files;
mod streams;
mod traced;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Place, Ran};

const HEADER: &str = "respondent,data-analysis,problem-solving\n";

/// A table of so many people.
fn table(people: usize) -> String {
    let rows = (0..people).map(|at| format!("s-{at},{},{}\n", at % 6, at % 7 % 6));
    HEADER.to_owned() + &rows.collect::<String>()
}

/// A sheet with every answer.
fn sheet(place: &Place) -> String {
    place.run(&["template"]).stdout.replace("    rating:\n", "    rating: 2\n").replace("\n  id:\n", "\n  id: s-0001\n")
}

/// What a shell says to this line, in which `$S` is the program.
fn shell(place: &Place, line: &str) -> Ran {
    let program = place.command(&[]).get_program().to_owned();
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(place.path(".")).env("S", program).stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The same, which has to end in ten seconds by itself.
fn ends(place: &Place, args: &[&str]) -> Ran {
    let mut child =
        place.command(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(10) {
            child.kill().unwrap();
            panic!("`skillgap {}` waits", args.join(" "));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}
