//! A small generator of numbers that look random: the same on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014, OOPSLA).
#[derive(Clone, Debug)]
pub(in crate::plan) struct SplitMix64(pub(in crate::plan) u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub(in crate::plan) fn between(&mut self, low: i64, high: i64) -> i64 {
        // The product of 64 random bits and the width, without its lower half, is uniform to within 2^-55.
        let width = u128::from((high - low + 1).unsigned_abs());
        low + i64::try_from((u128::from(self.next()) * width) >> 64).expect("less than the width")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one_and_keeps_to_its_range() {
        // The first numbers of SplitMix64 from the seed 1234567.
        let mut random = SplitMix64(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
        let drawn: Vec<i64> = (0..10_000).map(|_| random.between(800, 1_200)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&800), Some(&1_200)));
    }
}
