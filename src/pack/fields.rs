//! Fields that many records have: ids, texts, dates, addresses. A wrong value gives a stand-in.

use crate::clock;
use crate::diag::Code;
use crate::model::{Id, ItemId, PartCode};
use crate::sanitise;
use crate::yaml::{Cut, Field, Problems, Record, quoted};

/// A required text in one line; empty as a stand-in.
pub(super) fn text(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> String {
    optional_text(record, name, problems).unwrap_or_default()
}

/// A text with its line breaks folded: the texts of a pack stand in headings, comments and lists.
pub(super) fn line(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<String> {
    if let Some(Cut::Comment(whole)) = field.cut(false, problems) {
        problems
            .report(field, Code::CutText, "a text without quotes ends before ` #`")
            .hint(format!("if the rest belongs to it, put the text in quotes: {}", quoted(&whole)));
    }
    field.text(problems).map(|text| sanitise::one_line(&text))
}

/// An optional text in one line.
pub(super) fn optional_text(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> Option<String> {
    line(&record.get(name)?, problems)
}

/// The other wordings of an option.
pub(super) fn also(record: &Record<'_>, problems: &mut Problems<'_>) -> Vec<String> {
    let list = record.get("also").and_then(|field| field.list(problems)).unwrap_or_default();
    list.iter().filter_map(|entry| line(entry, problems)).collect()
}

/// Checks that no other wording of an option is a number, or a wording of another option. `options` are the label and the
/// other wordings of each entry of `list`.
pub(super) fn check_wordings(list: &[Field<'_>], options: &[(&str, &[String])], problems: &mut Problems<'_>) {
    let key = |text: &str| text.trim().to_lowercase();
    for (at, (_, also)) in options.iter().enumerate() {
        let others = || options.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, option)| option);
        let is_taken = |wording: &str| {
            others().any(|(label, also)| key(label) == key(wording) || also.iter().any(|own| key(own) == key(wording)))
        };
        for wording in *also {
            let why = if wording.trim().parse::<f64>().is_ok() {
                "is a number, and a number in answers is a value"
            } else if is_taken(wording) {
                "is a wording of another option too"
            } else {
                continue;
            };
            problems.report(&list[at], Code::AmbiguousWording, format!("`{wording}` {why}")).hint(
                "give each option wordings of its own; where a tool writes other numbers, give its scale these values",
            );
        }
    }
}

/// The id in a field.
pub(super) fn id<T: Id>(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<T> {
    let expected = match T::KIND {
        PartCode::KIND => "letters, digits, dots and hyphens, such as `F1` or `1.2`",
        ItemId::KIND => {
            "lower-case words joined by hyphens, and parts joined by dots, such as `data-analysis.practice`"
        }
        _ => "lower-case letters, digits and hyphens, such as `data-analysis`",
    };
    field.parsed(T::parse, Code::BadId, expected, problems)
}

/// A web address of a site, without the name of a user.
pub(super) fn url(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<String> {
    field.parsed(
        |text| is_url(text).then(|| text.to_owned()),
        Code::BadUrl,
        "an address that starts with https://",
        problems,
    )
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
        // What stands before an `@` looks like a site and is a name; browsers read `\` as `/`.
        host.contains('.')
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
            && !host.starts_with(['.', '-'])
            && port.parse::<u16>().is_ok()
            && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\'))
    })
}

/// A required date of any precision from a year to a day; empty as a stand-in.
pub(super) fn date(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> String {
    optional_date(record, name, problems).unwrap_or_default()
}

/// A date that may be left out.
pub(super) fn optional_date(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> Option<String> {
    record.get(name)?.parsed(
        |text| clock::is_partial_date(text).then(|| text.to_owned()),
        Code::BadDate,
        "2026, 2026-11 or 2026-11-23",
        problems,
    )
}

/// A whole number that may be left out.
pub(super) fn number(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> Option<u32> {
    record.get(name)?.integer(problems).and_then(|value| u32::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn only_plain_web_addresses_pass() {
        for address in [
            "https://www.hl7.org/training/",
            "http://hitcomp.org",
            "https://a-b.example:8443/x?y=z@w#v",
            "https://xn--bcher-kva.example",
            "https://a.example?q=1",
        ] {
            assert!(is_url(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "https://",
            "https://a b.c",
            "https://a.b/\"x",
            "ftp://a.b",
            "https://www.hl7.org@evil.example/",
            "https://user:secret@a.example",
            "https://evil.example\\@www.hl7.org/",
            "https://a.example\\b",
            "https://a.example/b\\c",
            "https:\\\\a.example",
            "https://a.example:99999/",
            "https://a.example:/",
            "https://.a.example",
            "https://a_b.example",
            "https://[::1].example",
            "https://b\u{fc}cher.example",
            "HTTPS://a.example",
        ] {
            assert!(!is_url(address), "{address}");
        }
    }
}
