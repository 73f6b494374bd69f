//! From the path of a value to its line and column.
//!
//! The text is walked again with a seed that follows the path and stops with an error at its end;
//! `serde_yaml` attaches the place to the error. Run once for each problem, never for a correct file.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::diag::Position;

/// One step from a value to a part of it. Both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of the map's entry with this number.
    Entry(usize),
    /// The key of the map's entry with this number; always the last step.
    Key(usize),
    /// The list's item with this number.
    Item(usize),
}

/// The place of the value (or key) at the end of the path; `None` if the text has no such path.
pub(super) fn locate(text: &str, path: &[Step]) -> Option<Position> {
    let error = Seek { path }.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let at = error.location()?;
    Some(Position { line: at.line().max(1), column: at.column().max(1) })
}

/// Follows the path and fails at its end.
struct Seek<'p> {
    path: &'p [Step],
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the place")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom("here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Item(wanted), rest)) = self.path.split_first() else {
            return Err(de::Error::custom("here"));
        };
        for _ in 0..*wanted {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(Seek { path: rest })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((Step::Entry(wanted) | Step::Key(wanted), rest)) = self.path.split_first() else {
            return Err(de::Error::custom("here"));
        };
        for _ in 0..*wanted {
            entries.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if matches!(self.path[0], Step::Key(_)) {
            entries.next_key_seed(Seek { path: &[] })?;
        } else {
            entries.next_key::<IgnoredAny>()?;
            entries.next_value_seed(Seek { path: rest })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_found_where_it_stands() {
        let text = "a: 1\nb:\n  - {c: x, d: true}\n  - e:\n    - 2.5\n    -\nf: {}\n";
        let at = |path: &[Step]| locate(text, path).map(|p| (p.line, p.column));
        assert_eq!(at(&[Step::Entry(0)]), Some((1, 4)));
        assert_eq!(at(&[Step::Key(1)]), Some((2, 1)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(0), Step::Entry(1)]), Some((3, 15)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(0), Step::Key(0)]), Some((3, 6)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(1)]), Some((4, 5)));
        assert_eq!(at(&[Step::Entry(1), Step::Item(1), Step::Entry(0), Step::Item(0)]), Some((5, 7)));
        assert_eq!(at(&[Step::Entry(2)]), Some((7, 4)));
    }
}
