//! What a class came to in each competency: counts and exact figures.

use super::attempt::{Attempt, Finding};
use crate::exact::Exact;
use crate::model::{CompetencyIx, DomainIx, Pack};

/// One competency over everyone who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompetencyFigures {
    /// The competency.
    pub competency: CompetencyIx,
    /// How many people have a level.
    pub rated: usize,
    /// How many have none.
    pub not_rated: usize,
    /// Of these, how many answered at least one of its questions with "don't know".
    pub unsure: usize,
    /// Of these, to how many it does not apply.
    pub not_applicable: usize,
    /// How many people have reached each level of the pack's scale and not the next one, the lowest first.
    pub at: Vec<usize>,
    /// The level in the middle, or the mean of the two there.
    pub median: Option<Exact>,
    /// The mean level.
    pub mean: Option<Exact>,
    /// How many people have a level and work towards a role that needs it.
    pub with_gap: usize,
    /// How many of these are at the target of that role, or above.
    pub at_target: usize,
    /// The mean of what is missing to that target for the same people, at least 0 for each.
    pub mean_gap: Option<Exact>,
    /// How many people lack it as a must of the role that comes next for them, those without a level among them.
    pub lack_must: usize,
}

impl CompetencyFigures {
    /// The share of those with a level, and whose next role needs the competency, who are at its target.
    pub fn share_at_target(&self) -> Option<Exact> {
        share(self.at_target, self.with_gap)
    }

    /// The figures of a competency.
    pub fn new(pack: &Pack, people: &[&Attempt], at: CompetencyIx) -> Self {
        let mut levels: Vec<Exact> = people.iter().filter_map(|attempt| attempt.level(at)).collect();
        levels.sort_unstable();
        let count = |finding: Finding| people.iter().filter(|own| own.findings[at.get()] == finding).count();
        let gaps = people.iter().filter_map(|attempt| attempt.gap(pack, at));
        let at_target = gaps.clone().filter(|gap| *gap == Exact::ZERO).count();
        Self {
            competency: at,
            rated: levels.len(),
            not_rated: people.len() - levels.len(),
            unsure: count(Finding::Unsure),
            not_applicable: count(Finding::NotApplicable),
            at: distribution(pack, levels.iter().copied()),
            median: median(&levels),
            mean: mean(levels.iter().copied().sum(), levels.len()),
            with_gap: gaps.clone().count(),
            at_target,
            mean_gap: mean(gaps.clone().sum(), gaps.count()),
            lack_must: people.iter().filter(|attempt| attempt.lacks_must(at)).count(),
        }
    }
}

/// How many levels lie at each level of the pack's scale or above it and below the next one.
pub(super) fn distribution(pack: &Pack, levels: impl Iterator<Item = Exact>) -> Vec<usize> {
    let lowest = pack.levels().min();
    let mut counts = vec![0; usize::try_from(pack.levels().max() - lowest + 1).unwrap_or(0)];
    for level in levels {
        if let Some(count) = usize::try_from(level.whole() - lowest).ok().and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

/// The value in the middle of sorted ones, or the mean of the two there.
pub(super) fn median(sorted: &[Exact]) -> Option<Exact> {
    let last = sorted.len().checked_sub(1)?;
    Some((sorted[last / 2] + sorted[last.div_ceil(2)]) / 2)
}

/// A part of a whole; `None` of nothing.
pub fn share(part: usize, whole: usize) -> Option<Exact> {
    mean(Exact::from_integer(part as i128), whole)
}

fn mean(sum: Exact, count: usize) -> Option<Exact> {
    (count > 0).then(|| sum / count as i128)
}

/// "Don't know" in the questions of a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// The domain.
    pub domain: DomainIx,
    /// How many people gave it as the answer to at least one question.
    pub people: usize,
    /// How many of their answers it is, over everyone.
    pub answers: usize,
    /// How many questions were asked, over everyone.
    pub asked: usize,
}

/// "Don't know" by domain, in the pack's order.
pub fn unsure(pack: &Pack, people: &[&Attempt]) -> Vec<Unsure> {
    let of_domain = |(at, domain): (usize, &crate::model::Domain)| {
        let mut unsure = Unsure { domain: DomainIx::new(at), people: 0, answers: 0, asked: 0 };
        for attempt in people {
            let counts = domain.competencies.iter().map(|competency| attempt.unsure[competency.get()]);
            let (answers, asked) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
            unsure.people += usize::from(answers > 0);
            unsure.answers += answers;
            unsure.asked += asked;
        }
        unsure
    };
    pack.domains().iter().enumerate().map(of_domain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_two() {
        let of = |levels: &[i128]| median(&levels.iter().map(|level| Exact::from_integer(*level)).collect::<Vec<_>>());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[4]), Some(Exact::from_integer(4)));
        assert_eq!(of(&[1, 2]), Some(Exact::new(3, 2)));
        assert_eq!(of(&[0, 1, 5]), Some(Exact::ONE));
    }
}
