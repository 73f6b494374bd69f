//! Suggestions for misspelt words.

/// The known word nearest to `found`, if one is near enough to be what was meant:
/// one edit for each three letters, and one in any case.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    let limit = (found.chars().count().min(30) / 3).max(1);
    let letters = Letters::of(&found);
    let near = known.into_iter().filter(|word| letters.least_distance(word) <= limit);
    let near = near.map(|word| (distance(&found, word), word)).filter(|(distance, _)| *distance <= limit);
    near.min_by_key(|(distance, word)| (*distance, distance_of_alike(&found, word))).map(|(_, word)| word)
}

/// How often each letter stands in a word. Letters that share a place count as one.
struct Letters([i8; 64]);

impl Letters {
    fn of(word: &str) -> Self {
        let mut counts = [0_i8; 64];
        word.chars().for_each(|letter| counts[letter as usize % 64] = counts[letter as usize % 64].saturating_add(1));
        Self(counts)
    }

    /// No more than the [`distance`] of a word from this one, in a fraction of its time: a million words that nobody knows
    /// are compared with the hundred that the pack has. It is how many letters one has more of than the other; a swap
    /// changes none.
    fn least_distance(&self, word: &str) -> usize {
        let other = Self::of(word);
        let pairs = || self.0.iter().zip(&other.0).map(|(own, other)| i32::from(*own) - i32::from(*other));
        let (more, less) = (pairs().map(|by| by.max(0)).sum::<i32>(), pairs().map(|by| (-by).max(0)).sum::<i32>());
        more.max(less).unsigned_abs() as usize
    }
}

/// How near two words are, the nearest lowest: by their distance, then by that between letters and digits that look alike.
pub fn nearness(found: &str, known: &str) -> (usize, usize) {
    (distance(found, known), distance_of_alike(found, known))
}

/// The distance of two words in which letters are the digits that look like them.
fn distance_of_alike(found: &str, known: &str) -> usize {
    let alike = |word: &str| word.replace('o', "0").replace(['l', 'i'], "1");
    distance(&alike(found), &alike(known))
}

/// How many letters are wrong, missing, too many or swapped.
pub fn distance(found: &str, known: &str) -> usize {
    strsim::osa_distance(found, known)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn e04_the_bound_is_never_above_the_distance(found in "[a-e0-2é日]{0,9}", known in "[a-e0-2é日]{0,9}") {
            prop_assert!(Letters::of(&found).least_distance(&known) <= distance(&found, &known));
        }

        /// The bound only spares work.
        #[test]
        fn e04_the_nearest_of_all_words_is_suggested(found in "[a-c1l]{1,8}", known in prop::collection::vec("[a-c1l]{1,8}", 0..9)) {
            let limit = (found.len() / 3).max(1);
            let nearest = known.iter().map(|word| nearness(&found, word)).filter(|(distance, _)| *distance <= limit).min();
            let suggested = did_you_mean(&found, known.iter().map(String::as_str));
            prop_assert_eq!(suggested.map(|word| nearness(&found, word)), nearest);
        }
    }

    #[test]
    fn suggestions_are_near_or_absent() {
        let known = ["cybersecurity", "data-analysis", "data-governance"];
        assert_eq!(did_you_mean("cyber-security", known), Some("cybersecurity"));
        assert_eq!(did_you_mean("Data-Analysis", known), Some("data-analysis"));
        assert_eq!(did_you_mean("phlebotomy", known), None);
        assert_eq!(did_you_mean("sus.q1O", ["sus.q1", "sus.q10", "sus.q11"]), Some("sus.q10"));
    }
}
