//! Suggestions for misspelt words.

/// The known word nearest to `found`, if one is near enough to be what was meant:
/// one edit for each three letters, and one in any case.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    let limit = (found.chars().count().min(30) / 3).max(1);
    known
        .into_iter()
        .map(|word| (nearness(&found, word), word))
        .filter(|((distance, _), _)| *distance <= limit)
        .min_by_key(|(nearness, _)| *nearness)
        .map(|(_, word)| word)
}

/// How near two words are, the nearest lowest: by their distance, then by that between letters and digits that look alike.
pub fn nearness(found: &str, known: &str) -> (usize, usize) {
    let alike = |word: &str| word.replace('o', "0").replace(['l', 'i'], "1");
    (distance(found, known), distance(&alike(found), &alike(known)))
}

/// How many letters are wrong, missing, too many or swapped.
pub fn distance(found: &str, known: &str) -> usize {
    strsim::osa_distance(found, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_are_near_or_absent() {
        let known = ["cybersecurity", "data-analysis", "data-governance"];
        assert_eq!(did_you_mean("cyber-security", known), Some("cybersecurity"));
        assert_eq!(did_you_mean("Data-Analysis", known), Some("data-analysis"));
        assert_eq!(did_you_mean("phlebotomy", known), None);
        assert_eq!(did_you_mean("sus.q1O", ["sus.q1", "sus.q10", "sus.q11"]), Some("sus.q10"));
    }
}
