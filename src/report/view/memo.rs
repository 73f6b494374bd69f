//! What was worked out before.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// The most values that are kept: with the texts of a pack of usual size, a few megabytes.
const MOST_KEPT: usize = 1000;

/// Values that are cheap to clone, by all that they depend on, each worked out when it is first wanted. Full, it begins anew.
#[derive(Debug)]
pub(super) struct Memo<K, V>(HashMap<K, V, BuildHasherDefault<Quick>>);

/// A hash in a few steps. It is easy to make keys that meet in it, and so few are kept that this does no harm.
#[derive(Debug, Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_ne_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The upper bits depend on all that was written; the map looks at the lower ones first.
        self.0.rotate_left(26)
    }
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(HashMap::default())
    }

    /// The value of a key; `make` works it out, and must depend on nothing but the key and on what never changes.
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
