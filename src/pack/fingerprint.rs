//! Fingerprints: of a pack, a hash of what its files say and not of how they are laid out; of the part of it that turns
//! answers into levels; and of one question.

use std::fmt::{Arguments, Write as _};

use sha2::{Digest, Sha256};

use crate::model::{Competency, Id, ItemIx, Keying, Pack};
use crate::yaml::Node;

/// Hexadecimal digits of a short fingerprint: enough to notice a change, short enough for every answer and for files
/// that people fill in.
const SHORT: usize = 10;

/// `sha256:` and 64 hexadecimal digits. Comments, white space, quotes and the order of the fields in
/// a record change nothing; any value, and the order of a list, does.
pub(super) fn of(trees: [&Node; 3]) -> String {
    let mut text = String::new();
    for tree in trees {
        canonical(tree, &mut text);
    }
    format!("sha256:{}", in_digits(Sha256::new_with_prefix(text)))
}

/// The fingerprint of a question as it is asked: what it says, what can be chosen, and which end means more.
pub(super) fn of_question(pack: &Pack, at: ItemIx) -> String {
    let item = pack.item(at);
    let mut hash = Sha256::new();
    hash.update(format!("{}:{}{}", item.stem.len(), item.stem, keying(item.keying)));
    for option in pack.options(at) {
        hash.update(format!("{}:{}:{}", option.value, option.label.len(), option.label));
    }
    short(hash)
}

/// The name of today's scoring rule; the rule before it had none.
const RULE: &str = "2 ";

/// The fingerprints of what turns answers into levels, by today's rule and by the one before it. They cover the rule, the
/// numbers of the levels, the coverage rule, and for each competency its items with their values, the levels that these
/// stand for where they are not all, keying, weight and forms. Words, roles, resources and the order in which things stand
/// change nothing.
pub(super) fn of_scoring(pack: &Pack) -> [String; 2] {
    let (levels, coverage) = (pack.levels(), pack.scoring().coverage);
    let item = |at: &ItemIx| {
        let item = pack.item(*at);
        let values: Vec<String> = pack.options(*at).iter().map(|option| option.value.to_string()).collect();
        let mut forms: Vec<&str> = item.forms.iter().map(|form| pack.form(*form).id.as_str()).collect();
        forms.sort_unstable();
        let (values, forms) = (values.join(","), forms.join(","));
        let (low, high) = pack.level_range(*at);
        let is_whole = (low, high) == (levels.min(), levels.max());
        let part = if is_whole { String::new() } else { format!(" as {low}..{high}") };
        format!("  {} {values}{part} {} {} {forms}\n", item.id, keying(item.keying), item.weight)
    };
    let competency = |competency: &Competency| {
        let mut items: Vec<String> = competency.items.iter().map(item).collect();
        items.sort_unstable();
        format!("{}\n{}", competency.id, items.concat())
    };
    let mut competencies: Vec<String> = pack.competencies().iter().map(competency).collect();
    competencies.sort_unstable();
    [RULE, ""].map(|rule| {
        let mut hash = Sha256::new();
        hash.update(format!("{rule}{}..{} {coverage}\n{}", levels.min(), levels.max(), competencies.concat()));
        short(hash)
    })
}

/// The fingerprint of an overlay: of what its file says, and of every byte of its logo.
pub(super) fn of_overlay(tree: &Node, logo: Option<&[u8]>) -> String {
    let mut text = String::new();
    canonical(tree, &mut text);
    let mut hash = Sha256::new_with_prefix(text);
    if let Some(logo) = logo {
        hash.update(format!("logo{}:", logo.len()));
        hash.update(logo);
    }
    format!("sha256:{}", in_digits(hash))
}

/// The short fingerprint of a text.
pub(super) fn of_text(text: &str) -> String {
    short(Sha256::new_with_prefix(text))
}

fn keying(keying: Keying) -> &'static str {
    match keying {
        Keying::Forward => "forward",
        Keying::Reversed => "reversed",
    }
}

fn short(hash: Sha256) -> String {
    let mut text = in_digits(hash);
    text.truncate(SHORT);
    text
}

fn in_digits(hash: Sha256) -> String {
    let mut text = String::new();
    for byte in hash.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Each value as a letter for its type, its length and its content: no two trees read alike.
fn canonical(node: &Node, out: &mut String) {
    match node {
        Node::Null => out.push('n'),
        Node::Bool(value) => out.push(if *value { 't' } else { 'f' }),
        Node::Int(value) => add(out, format_args!("i{value};")),
        Node::Float(value) => add(out, format_args!("d{value:?};")),
        Node::Text(text) => add(out, format_args!("s{}:{text}", text.len())),
        Node::List(items) => {
            add(out, format_args!("l{};", items.len()));
            for item in items {
                canonical(item, out);
            }
        }
        Node::Map(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            add(out, format_args!("m{};", sorted.len()));
            for (key, value) in sorted {
                add(out, format_args!("{}:{key}", key.len()));
                canonical(value, out);
            }
        }
    }
}

fn add(out: &mut String, text: Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    fn hash(text: &str) -> String {
        let tree = parse("t", text, 10_000).unwrap();
        of([&tree, &tree, &tree])
    }

    #[test]
    fn layout_does_not_matter_and_content_does() {
        let first = hash("a: 1\nb: [x, 'y z']\n");
        assert_eq!(first, hash("# note\nb:\n  - \"x\"\n  - y z\na:   1"));
        for other in ["a: 2\nb: [x, y z]", "a: 1\nb: [y z, x]", "a: '1'\nb: [x, y z]", "a: 1\nb: [x, y, z]"] {
            assert_ne!(first, hash(other));
        }
    }
}
