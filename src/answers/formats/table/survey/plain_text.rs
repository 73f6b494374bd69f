//! Text as people read it, from cells with the tags and entities of HTML.

use std::borrow::Cow;

/// The text without tags, and with the characters that entities stand for. A `<` that begins no tag stays.
pub(in crate::answers::formats::table) fn plain_text(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // Behind it no tag ends, and none is looked for.
    let last_end = text.rfind('>').unwrap_or(0);
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = match rest.as_bytes()[0] {
            b'<' if text.len() - rest.len() < last_end => tag(rest),
            b'<' => None,
            _ => entity(rest),
        };
        let (found, taken) = found.unwrap_or_else(|| (rest.chars().next(), 1));
        plain.extend(found);
        rest = &rest[taken..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What stands for a tag at the beginning of a text, and its length: a blank where it ends a line or a paragraph.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let name = text[1..].trim_start_matches('/');
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.starts_with("!--");
    let end = if is_tag { text.find('>')? } else { return None };
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    let is_block = ["br", "p", "div", "li", "td", "tr", "ul", "ol", "h1", "h2", "h3"];
    let is_block = is_block.contains(&name.to_ascii_lowercase().as_str());
    Some((is_block.then_some(' '), end + 1))
}

/// The longest entity that is known, in bytes.
const LONGEST_ENTITY: usize = 12;

/// The character of an entity at the beginning of a text, and its length.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let found = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "nbsp" => ' ',
        "ndash" | "mdash" => '-',
        "hellip" => '\u{2026}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)?
        }
    };
    Some((Some(found), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h02_tags_and_entities_are_read_as_people_see_them() {
        for (text, plain) in [
            ("a <b>bold</b> word", "a bold word"),
            ("one<br>two<br/>three", "one two three"),
            ("<p style=\"x\">a</p>b", " a b"),
            ("Q&amp;A &lt;1&gt; &#39;x&#x2019; &nbsp;.", "Q&A <1> 'x\u{2019}  ."),
            ("< 5 years & more; a && b", "< 5 years & more; a && b"),
            ("&unknown; &#xffffffff; <", "&unknown; &#xffffffff; <"),
            ("<!-- hidden -->x", "x"),
            ("<1> a < b > c </> <", "<1> a < b > c </> <"),
            ("a <b c", "a <b c"),
            ("&zeit\u{f6}\u{f6}\u{f6}\u{f6}\u{f6}", "&zeit\u{f6}\u{f6}\u{f6}\u{f6}\u{f6}"),
        ] {
            assert_eq!(plain_text(text), plain, "{text}");
        }
    }

    /// Once through the text, not once for each of its signs: this takes minutes otherwise.
    #[test]
    fn h02_signs_that_begin_nothing_are_passed_at_once() {
        for unit in ["<", "<a", "</", "<//", "&", "&a", "&\u{e9}\u{e9}", "&#", "<1>", "<!-"] {
            let text = unit.repeat(2_000_000);
            assert!(plain_text(&text) == text, "{unit}");
        }
        assert_eq!(plain_text(&("<".repeat(2_000_000) + ">")).len(), 2_000_001);
    }
}
