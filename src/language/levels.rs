//! Levels, differences between them, and how a person stands at a target.

use super::numbers::{level_number, sign};
use crate::exact::Exact;
use crate::gap::{Gap, GapStatus};
use crate::model::{ItemIx, ItemScale, Pack};

/// `level 2, Assisted`, or `level 2.5, between Assisted and Independent`.
pub fn level_phrase(pack: &Pack, level: Exact) -> String {
    let below = level.whole();
    let label = |number: i64| pack.levels().level(number).map_or("", |level| level.label.as_str());
    if level.is_integer() {
        ["level ", &below.to_string(), ", ", label(below)].concat()
    } else {
        ["level ", &level_number(level), ", between ", label(below), " and ", label(below + 1)].concat()
    }
}

/// `2 to go`: how a person stands at a target.
pub fn gap_status(gap: &Gap) -> String {
    match gap.status {
        GapStatus::Met => "At or above target",
        GapStatus::Open => return to_go(gap.size),
        GapStatus::NotKnown => "Not rated yet",
        GapStatus::NotApplicable => "Does not apply",
        GapStatus::NotAsked => "Not asked",
    }
    .to_owned()
}

/// `1 to go`, `0.5 to go`: the size of a gap in levels.
pub fn to_go(size: Exact) -> String {
    format!("{} to go", level_number(size))
}

/// `3, Independent`: a value of an item's scale with its label.
pub fn rating(pack: &Pack, item: ItemIx, value: i64) -> String {
    let label = match pack.item(item).scale {
        ItemScale::Levels => pack.levels().level(value).map(|level| &level.label),
        ItemScale::Shared(scale) => pack.scale(scale).option(value).map(|option| &option.label),
    };
    format!("{value}, {}", label.map_or("", String::as_str))
}

/// `+2`, `−0.5` or `0`: a difference in levels.
pub fn signed(size: Exact) -> String {
    format!("{}{}", sign(size), level_number(size.max(-size)))
}

/// `1 level`, `2.5 levels`: a difference in levels, without its sign.
pub fn distance(size: Exact) -> String {
    let size = size.max(-size);
    format!("{} {}", level_number(size), if size == Exact::ONE { "level" } else { "levels" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_a_sign_unless_nothing_differs() {
        assert_eq!([2, 0, -1].map(|size| signed(Exact::from_integer(size))), ["+2", "0", "−1"]);
        assert_eq!([1, -1, 2].map(|size| distance(Exact::from_integer(size))), ["1 level", "1 level", "2 levels"]);
    }
}
