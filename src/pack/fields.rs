//! Fields that many records have: ids, texts, dates, addresses. A wrong value gives a stand-in.

use crate::clock;
use crate::diag::Code;
use crate::model::{Id, PartCode};
use crate::sanitise;
use crate::yaml::{Field, Problems, Record};

/// A required text in one line; empty as a stand-in.
pub(super) fn text(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> String {
    optional_text(record, name, problems).unwrap_or_default()
}

/// A text with its line breaks folded: the texts of a pack stand in headings, comments and lists.
pub(super) fn line(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<String> {
    field.text(problems).map(|text| sanitise::one_line(&text))
}

/// An optional text in one line.
pub(super) fn optional_text(record: &Record<'_>, name: &str, problems: &mut Problems<'_>) -> Option<String> {
    line(&record.get(name)?, problems)
}

/// The id in a field.
pub(super) fn id<T: Id>(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<T> {
    let expected = if T::KIND == PartCode::KIND {
        "letters, digits, dots and hyphens, such as `F1` or `1.2`"
    } else {
        "lower-case letters, digits and hyphens, such as `data-analysis`"
    };
    field.parsed(T::parse, Code::BadId, expected, problems)
}

/// A web address.
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
        rest.split('/').next().is_some_and(|host| host.contains('.'))
            && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '`'))
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
        assert!(is_url("https://www.hl7.org/training/") && is_url("http://hitcomp.org"));
        assert!(
            !["javascript:alert(1)", "https://", "https://a b.c", "https://a.b/\"x", "ftp://a.b"]
                .iter()
                .any(|u| is_url(u))
        );
    }
}
