//! Text as people read it, from cells with the tags and entities of HTML.

use std::borrow::Cow;

/// The text without tags, and with the characters that entities stand for. A `<` that begins no tag stays.
pub(in crate::answers::formats::table) fn plain_text(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (found, taken) = if rest.starts_with('<') { tag(rest) } else { entity(rest) }.unwrap_or_else(|| {
            let first = rest.chars().next();
            (first, 1)
        });
        plain.extend(found);
        rest = &rest[taken..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// What stands for a tag at the beginning of a text, and its length: a blank where it ends a line or a paragraph.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.find('>')?;
    let name = text[1..end].trim_start_matches('/');
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.starts_with("!--");
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    let is_block = ["br", "p", "div", "li", "td", "tr", "ul", "ol", "h1", "h2", "h3"];
    let is_block = is_block.contains(&name.to_ascii_lowercase().as_str());
    is_tag.then_some((is_block.then_some(' '), end + 1))
}

/// The character of an entity at the beginning of a text, and its length.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.get(..text.len().min(12)).map_or_else(|| text.find(';'), |begin| begin.find(';'))?;
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
            ("&zeit\u{f6}\u{f6}\u{f6}\u{f6}\u{f6}", "&zeit\u{f6}\u{f6}\u{f6}\u{f6}\u{f6}"),
        ] {
            assert_eq!(plain_text(text), plain, "{text}");
        }
    }
}
