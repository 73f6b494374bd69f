//! Verifies a report: makes it again by the record in it of how it was made, and compares the two byte for byte.

use super::TOOL;
use super::unseen::{self, FileText, shown};
use crate::model::value_of;
use crate::report::view::Audience;

/// The largest report that is read, in bytes.
pub(super) const LARGEST_REPORT: usize = 8 * 1024 * 1024;

/// What a report says of how it was made.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made<'p> {
    /// The program and its version.
    pub(super) tool: &'p str,
    /// Whom it is for.
    pub(super) reader: Audience,
    /// The id of the role.
    pub(super) role: &'p str,
    /// What stood beside the answers.
    pub(super) beside: Given,
    /// Whether it has a development plan.
    pub(super) plan: bool,
    /// Whether everything in it is open.
    pub(super) full: bool,
    /// Whether it is JSON.
    pub(super) json: bool,
}

/// Whether an earlier attempt or an observer's ratings are given beside the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// An earlier attempt.
    pub(super) since: bool,
    /// An observer's ratings.
    pub(super) observer: bool,
    /// The overlay of a programme, over the pack.
    pub(super) overlay: bool,
}

/// Reads how a report was made; `None` when it does not say.
pub(super) fn made(report: &str) -> Option<Made<'_>> {
    if report.starts_with('{') { made_json(report) } else { made_page(report) }
}

/// What a report as JSON says: its own properties stand on lines of their own, which no text in it can hold.
fn made_json(report: &str) -> Option<Made<'_>> {
    let value = |name: &str| report.split(&format!("\n  \"{name}\": ")).nth(1)?.lines().next();
    let text = |name: &str| value(name)?.strip_prefix('"')?.split('"').next();
    let has = |name: &str| value(name).is_some_and(|value| value.starts_with(['{', '"']));
    let beside = Given { since: has("since"), observer: has("observer"), overlay: has("overlay") };
    Some(Made {
        tool: text("tool")?,
        reader: value_of(Audience::WORDS, text("reader")?)?,
        role: text("role")?,
        beside,
        plan: has("plan"),
        full: false,
        json: true,
    })
}

/// What a page says.
fn made_page(page: &str) -> Option<Made<'_>> {
    let head = page.split("<body>").next()?;
    let meta = |name: &str| {
        let rest = head.split(&format!("<meta name=\"{name}\" content=\"")).nth(1)?;
        rest.split('"').next()
    };
    let mut options = meta("skillgap-options")?.split(' ');
    let reader = options.next()?.strip_prefix("for=")?;
    let role = options.next()?.strip_prefix("role=")?;
    let rest: Vec<&str> = options.collect();
    let beside = Given {
        since: rest.contains(&"since"),
        observer: rest.contains(&"observer"),
        overlay: rest.contains(&"overlay"),
    };
    let reader = value_of(Audience::WORDS, reader)?;
    Some(Made {
        tool: meta("generator")?,
        reader,
        role,
        beside,
        plan: rest.contains(&"plan"),
        full: rest.contains(&"full"),
        json: false,
    })
}

/// Why two pages differ; `None` when they are the same bytes.
pub(super) fn difference(found: &[u8], again: &str, made: &Made<'_>, given: Given) -> Option<String> {
    if found == again.as_bytes() {
        return None;
    }
    for (was, is, option) in [
        (made.beside.since, given.since, "--since"),
        (made.beside.observer, given.observer, "--observer"),
        (made.beside.overlay, given.overlay, "--overlay"),
    ] {
        if was != is {
            let with = if was { "with" } else { "without" };
            return Some(format!("it was made {with} `{option}`"));
        }
    }
    if made.tool != TOOL {
        return Some(format!("it was made by {}, and this is {TOOL}", shown(made.tool)));
    }
    let why = unseen::difference(&FileText::new(found), again);
    Some(why.unwrap_or_else(|| "its bytes differ".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<meta name=\"generator\" content=\"skillgap 9.9.9\">\n<meta name=\"skillgap-options\" \
                        content=\"for=advisor role=analyst since\"><body>";

    #[test]
    fn a_page_says_how_it_was_made() {
        let beside = Given { since: true, observer: false, overlay: false };
        let expected = Made {
            tool: "skillgap 9.9.9",
            reader: Audience::Advisor,
            role: "analyst",
            beside,
            plan: false,
            full: false,
            json: false,
        };
        assert_eq!(made(HEAD), Some(expected));
        assert_eq!(made("<html><body>hello"), None);
        assert_eq!(made(&format!("<body>{HEAD}")), None, "a text of a person in the body says nothing");
    }

    #[test]
    fn the_first_difference_is_shown() {
        let beside = Given { since: false, observer: false, overlay: false };
        let made =
            Made { tool: TOOL, reader: Audience::Student, role: "r", beside, plan: true, full: false, json: false };
        let difference = |found: &str, again, made: &Made<'_>| difference(found.as_bytes(), again, made, beside);
        assert_eq!(difference("a\nb", "a\nb", &made), None);
        let why = difference("a\nlevel é3 of 5", "a\nlevel é2 of 5", &made);
        assert_eq!(why.unwrap(), "line 2, column 8 reads `level é3 of 5`, and the answers give `level é2 of 5`");
        assert_eq!(difference("a\nb\nc", "a\nb", &made).unwrap(), "line 3 reads `c`, and the answers give nothing");
        assert_eq!(difference("a\r\n", "a\n", &made).unwrap(), "its lines end in CR LF, and those of the report in LF");
        let other = Made { tool: "skillgap 9", ..made };
        let with = Made { beside: Given { since: true, ..beside }, ..made };
        assert_eq!(difference("a", "b", &with).unwrap(), "it was made with `--since`");
        assert!(difference("a", "b", &other).unwrap().starts_with("it was made by skillgap 9, and this is "));
    }
}
