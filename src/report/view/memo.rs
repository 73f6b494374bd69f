//! A bounded cache.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// The most values that are kept: with the texts of a pack of usual size, a few megabytes.
const MOST_KEPT: usize = 1000;

/// A cache of values that are cheap to clone, by all that they depend on. When it is full, it is emptied.
#[derive(Debug)]
pub(super) struct Memo<K, V>(FxHashMap<K, V>);

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// An empty cache.
    pub(super) fn new() -> Self {
        Self(FxHashMap::default())
    }

    /// The value of a key, made when it is first asked for; `make` must depend on nothing but the key and on what never
    /// changes.
    pub(super) fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        if self.0.len() >= MOST_KEPT && !self.0.contains_key(&key) {
            self.0.clear();
        }
        self.0.entry(key).or_insert_with(make).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_few_are_kept() {
        let mut memo = Memo::new();
        for round in 0..2 {
            for key in 0..MOST_KEPT {
                assert_eq!(memo.get(key, || key + MOST_KEPT * round), key, "made in the first round");
            }
        }
        assert_eq!(memo.0.len(), MOST_KEPT);
        assert_eq!(memo.get(MOST_KEPT, || 7), 7);
        assert_eq!(memo.0.len(), 1);
    }
}
