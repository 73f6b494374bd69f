//! What was worked out before.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// The most values that are kept: with the texts of a pack of usual size, a few megabytes.
const MOST_KEPT: usize = 2000;

/// Values by all that they depend on, each worked out when it is first wanted. Full, it begins anew.
#[derive(Debug)]
pub(super) struct Memo<K, V>(HashMap<K, Arc<V>>);

impl<K: Hash + Eq, V> Memo<K, V> {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    /// The value of a key; `make` works it out, and must depend on nothing but the key and on what never changes.
    pub(super) fn get(&mut self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if self.0.len() >= MOST_KEPT && !self.0.contains_key(&key) {
            self.0.clear();
        }
        Arc::clone(self.0.entry(key).or_insert_with(|| Arc::new(make())))
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
                assert_eq!(*memo.get(key, || key + MOST_KEPT * round), key, "made in the first round");
            }
        }
        assert_eq!(memo.0.len(), MOST_KEPT);
        assert_eq!(*memo.get(MOST_KEPT, || 7), 7);
        assert_eq!(memo.0.len(), 1);
    }
}
