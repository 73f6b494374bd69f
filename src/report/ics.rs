//! A development plan as an iCalendar file (RFC 5545).
//!
//! A calendar program replaces an event by one with the same UID and a higher SEQUENCE. Both are therefore made from the
//! plan alone, and the same plan gives the same text:
//!
//! - UID is `PERSON.ROLE.STEP@skillgap`: the role that the phase leads to, the resource, and the first half of the SHA-256
//!   of the pack's id and the person's pseudonym, in hexadecimal digits. It does not change with the days of the plan. The
//!   pseudonym is not shown; whoever has a list of pseudonyms can find out which one it is.
//! - SEQUENCE, DTSTAMP and LAST-MODIFIED are the [`Edition`](super::view::Edition) of the plan: they grow with later answers
//!   and with a later first day.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::view::{PhaseView, PlanView, StepView};

/// The longest line of a calendar, in bytes, without its end.
const LONGEST_LINE: usize = 75;

/// A plan as a calendar: one event of whole days for each step, which does not block the days. A plan without steps gives
/// `None`, as a calendar has at least one event.
pub fn plan(view: &PlanView) -> Option<String> {
    let mut steps = view.phases.iter().flat_map(|phase| phase.steps.iter().map(move |step| (phase, step))).peekable();
    steps.peek()?;
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//skillgap//development plan//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &view.title);
    lines.text("X-WR-CALNAME", &view.title);
    let person = person(view);
    for (phase, step) in steps {
        event(&mut lines, view, phase, step, &person);
    }
    lines.plain("END", "VCALENDAR");
    Some(lines.0)
}

fn event(lines: &mut Lines, view: &PlanView, phase: &PhaseView, step: &StepView, person: &str) {
    // The end of an event of whole days is the day after it; one of unknown length is on its first day.
    let end = step.days.1.max(step.days.0.plus_days(1));
    let mut about = vec![format!("{}.", step.facts)];
    if !step.check.is_empty() {
        about.push(format!("Check first: {}.", step.check.trim_end_matches('.')));
    }
    about.extend(step.reasons.iter().cloned());
    let revised = view.edition.time.utc_compact();
    lines.plain("BEGIN", "VEVENT");
    // An id of a role has no dot.
    lines.text("UID", &format!("{person}.{}.{}@skillgap", phase.role, step.id));
    lines.plain("DTSTAMP", &revised);
    lines.plain("LAST-MODIFIED", &revised);
    lines.plain("SEQUENCE", &view.edition.number.to_string());
    lines.plain("DTSTART;VALUE=DATE", &step.days.0.compact());
    lines.plain("DTEND;VALUE=DATE", &end.compact());
    lines.text("SUMMARY", &step.title);
    lines.text("DESCRIPTION", &about.join("\n"));
    lines.plain("TRANSP", "TRANSPARENT");
    if let Some(url) = &step.url {
        lines.plain("URL", url);
    }
    lines.plain("END", "VEVENT");
}

/// The person of a plan, within its pack, as hexadecimal digits.
fn person(view: &PlanView) -> String {
    let hash = Sha256::digest(format!("{}\n{}", view.pack_id, view.respondent));
    hash[..16].iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The lines of a calendar, each with its end.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Adds a property whose value is text for people.
    fn text(&mut self, name: &str, text: &str) {
        self.plain(name, &escaped(text));
    }

    /// Adds a property whose value is written as it is. A long line is folded: it goes on in the next one after a blank.
    fn plain(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let (mut rest, mut room) = (line.as_str(), LONGEST_LINE);
        while rest.len() > room {
            let (part, after) = rest.split_at(fold_at(rest, room));
            self.0.push_str(part);
            self.0.push_str("\r\n ");
            (rest, room) = (after, LONGEST_LINE - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// Text with what has a meaning in a calendar behind a backslash. Control characters, which a calendar cannot hold, and
/// other ends of lines become blanks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// How many bytes of a line fit into the room, without a cut inside a character or between a backslash and its letter.
fn fold_at(line: &str, room: usize) -> usize {
    let (mut at, mut letters) = (0, line.chars());
    while let Some(letter) = letters.next() {
        let pair = if letter == '\\' { letters.next() } else { None };
        let next = at + letter.len_utf8() + pair.map_or(0, char::len_utf8);
        if next > room {
            break;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("SUMMARY", value);
        lines.0
    }

    /// Every length up to three lines, so that each fold falls on each part of what must stay together.
    #[test]
    fn h06_lines_are_short_and_what_belongs_together_is_not_cut() {
        for unit in ["a", ",", "\\", "\n", "\\n", "ä", "語", "🩺", "e\u{301}", " ", "a,", "語\\;\n"] {
            for shift in 0..80 {
                let text = format!("{}{}", "x".repeat(shift), unit.repeat(160 / unit.len()));
                let written = line(&text);
                let parts: Vec<&str> = written.strip_suffix("\r\n").unwrap().split("\r\n").collect();
                assert!(parts.iter().all(|part| part.len() <= LONGEST_LINE), "{written:?}");
                assert!(parts[1..].iter().all(|part| part.len() > 1 && part.starts_with(' ')), "{written:?}");
                for part in &parts {
                    let backslashes = part.chars().rev().take_while(|letter| *letter == '\\').count();
                    assert_eq!(backslashes % 2, 0, "a backslash at the end has no letter: {written:?}");
                }
                let unfolded = written.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{}\r\n", escaped(&text)));
            }
        }
    }

    #[test]
    fn lines_are_as_long_as_they_may_be() {
        let lengths: Vec<usize> = line(&"x".repeat(200)).lines().map(str::len).collect();
        assert_eq!(lengths, [75, 75, 60]);
        assert_eq!(line(&"x".repeat(67)).lines().count(), 1);
        assert_eq!(line(&"x".repeat(68)).lines().map(str::len).collect::<Vec<_>>(), [75, 2]);
    }

    #[test]
    fn what_has_a_meaning_in_a_calendar_is_escaped() {
        assert_eq!(line("a\\b;c,d\ne\r\nf\rg\u{1b}[1m\u{85}:\"h\""), "SUMMARY:a\\\\b\\;c\\,d\\ne\\nf g [1m :\"h\"\r\n");
    }
}
