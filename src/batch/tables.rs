//! Precomputed scores: batch scoring computes every possible score of a competency once and looks it up for each row.
//!
//! What a competency adds to the results depends on its answers only through two sums: the weight that is rated, and the
//! points of what is rated. The two together are the number of a [`PrecomputedScore`].
//! Each state of an item adds a fixed amount to that number, so scoring a competency is a sum and one look-up. The scores
//! are computed by the functions that score a single person ([`score::competency`], [`gap::gap`]) and brought to one
//! denominator, so that sums over competencies are sums of machine words.

use std::collections::BTreeMap;

use super::Decimal;
use crate::answers::State;
use crate::exact::{Exact, common_denominator};
use crate::gap::{self, Gap, GapStatus};
use crate::model::{CompetencyIx, Domain, FormIx, ItemIx, Need, Pack, RoleIx};
use crate::score::{self, CompetencyScore, ItemScore, ItemState};

/// The most precomputed scores of all competencies of a form together; a form with more is scored the exact way. The short
/// and the full form of the shipped packs have a few thousand.
const MOST_SCORES: usize = 1 << 16;

/// The largest sum that may arise: ten thousand times it fits 64 bits.
const LARGEST_SUM: i128 = u32::MAX as i128;

/// The rank of a competency without an open gap.
pub(super) const NO_GAP: u32 = u32::MAX;

/// What a competency adds to the results of a respondent. Shares of levels are in units of one over the common denominator.
///
/// [`Tables::new`] makes sure that no sum over all competencies exceeds its type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Importance, where the level is shown.
    pub shown: u32,
    /// Importance times level, where it is shown, in units.
    pub points: u32,
    /// Importance times the distance to the target, where the level is shown.
    pub needed: u32,
    /// Importance times gap, where the level is shown, in units.
    pub lost: u32,
    /// Importance times gap with everything missing at its lowest, in units.
    pub worst: u32,
    /// Importance times gap with everything missing at its highest, in units.
    pub best: u32,
}

impl std::ops::AddAssign<&Self> for Sums {
    fn add_assign(&mut self, other: &Self) {
        self.shown += other.shown;
        self.points += other.points;
        self.needed += other.needed;
        self.lost += other.lost;
        self.worst += other.worst;
        self.best += other.best;
    }
}

/// A precomputed score of a competency. It fills one line of the processor's cache, and does not lie across two.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct PrecomputedScore {
    pub sums: Sums,
    /// Its level.
    pub level: Decimal,
    /// The place of its gap among all gaps of this form and role, highest priority first; [`NO_GAP`] for none.
    pub rank: u32,
    /// True for a must that is below its target or has no level.
    pub unmet_must: bool,
}

/// How a level stands to the target. It is apart from the score, whose line of the cache is full.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Target minus level; nothing where the role does not need the competency.
    pub gap: Decimal,
    /// The position on the pack's scale of the highest level that is reached in full.
    pub reached: u8,
    /// How the level compares with the target; `None` where the role does not need the competency.
    pub status: Option<GapStatus>,
}

/// An item of a competency.
#[derive(Debug)]
pub(super) struct TabulatedItem {
    pub item: ItemIx,
    /// The position of the contribution of its first state.
    pub contributions: usize,
}

/// A competency of the form.
#[derive(Debug)]
pub(super) struct TabulatedCompetency {
    /// How many items it has in the form.
    pub items: usize,
    /// The position of its first score.
    pub scores: usize,
    /// True where the role needs it.
    pub is_needed: bool,
}

/// A domain.
#[derive(Debug)]
pub(super) struct TabulatedDomain {
    /// How many competencies it has.
    pub competencies: usize,
    /// True where the role needs one of them. The levels of a domain that it does not need have a mean, and are in no other
    /// sum.
    pub is_needed: bool,
}

/// The precomputed scores of all competencies in one form, for one role.
#[derive(Debug)]
pub(super) struct Tables {
    /// The domains, in the pack's order.
    pub domains: Vec<TabulatedDomain>,
    /// Domain by domain, in the pack's order.
    pub competencies: Vec<TabulatedCompetency>,
    /// Competency by competency.
    pub items: Vec<TabulatedItem>,
    pub contributions: Vec<Contribution>,
    pub scores: Vec<PrecomputedScore>,
    /// For each score with a level, how it stands to the target.
    pub standings: Vec<Option<Standing>>,
    /// The competency of each rank.
    pub by_rank: Vec<CompetencyIx>,
    /// One over this is the unit of shares of levels.
    pub unit: u64,
    /// The importance of all competencies.
    pub importance: u32,
    /// Importance times the distance to the target, of all competencies.
    pub whole: u32,
}

/// What the state of an item adds to its competency: to the number of the precomputed score, and to the count of rated
/// items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Contribution {
    /// Added to the number of the score.
    pub number: u32,
    /// 1 for a rated item.
    pub rated: u32,
}

impl Contribution {
    fn new(number: usize, state: ItemState) -> Option<Self> {
        let rated = u32::from(matches!(state, ItemState::Rated(_)));
        Some(Self { number: u32::try_from(number).ok()?, rated })
    }
}

impl std::ops::AddAssign for Contribution {
    fn add_assign(&mut self, other: Self) {
        self.number += other.number;
        self.rated += other.rated;
    }
}

/// A competency while its table is made.
struct CompetencyDraft {
    competency: CompetencyIx,
    /// For each item, the contribution of each of its states.
    items: Vec<(ItemIx, Vec<Contribution>)>,
    /// How many numbers its scores may have.
    size: usize,
    /// Its possible scores, by number, each with the gap where the role needs the competency.
    reached: BTreeMap<usize, (CompetencyScore, Option<Gap>)>,
}

impl Tables {
    /// `None` where the numbers would be too many or too large; such a form is scored the exact way.
    pub(super) fn new(pack: &Pack, form: FormIx, role: RoleIx) -> Option<Self> {
        let in_form = &pack.form(form).items;
        let mut drafts = Vec::new();
        let mut size = 0;
        for at in pack.competency_indices() {
            let items: Vec<ItemIx> =
                pack.competency(at).items.iter().copied().filter(|item| in_form.contains(item)).collect();
            let draft = CompetencyDraft::new(pack, role, at, &items, MOST_SCORES - size)?;
            size += draft.size;
            drafts.push(draft);
        }
        let unit = levels_denominator(&drafts)?;
        let (ranks, by_rank) = ranks(&drafts);
        let mut tables = Self {
            domains: pack.domains().iter().map(|domain| TabulatedDomain::new(pack, role, domain)).collect(),
            competencies: Vec::new(),
            items: Vec::new(),
            contributions: Vec::new(),
            scores: Vec::new(),
            standings: Vec::new(),
            by_rank,
            unit,
            importance: 0,
            whole: 0,
        };
        for at in pack.domains().iter().flat_map(|domain| &domain.competencies) {
            tables.competency((pack, role), &drafts[at.get()], &ranks)?;
        }
        tables.stays_small(&drafts).then_some(tables)
    }

    /// Adds the table of a competency.
    fn competency(
        &mut self,
        (pack, role): (&Pack, RoleIx),
        draft: &CompetencyDraft,
        ranks: &BTreeMap<(CompetencyIx, usize), u32>,
    ) -> Option<()> {
        let scores = self.scores.len();
        if let Some(target) = pack.role(role).target(draft.competency) {
            self.importance = self.importance.checked_add(u32::try_from(target.importance).ok()?)?;
            self.whole = self.whole.checked_add(u32::try_from(gap::weight_of(pack, target)).ok()?)?;
        }
        let nothing = PrecomputedScore { sums: Sums::default(), level: Decimal::NONE, rank: NO_GAP, unmet_must: false };
        self.scores.resize(scores + draft.size, nothing);
        self.standings.resize(scores + draft.size, None);
        for (number, (score, gap)) in &draft.reached {
            let rank = ranks.get(&(draft.competency, *number)).copied().unwrap_or(NO_GAP);
            let is_unmet_must = |gap: &Gap| gap.status != GapStatus::Met && gap.target.need == Need::Must;
            let unmet_must = gap.as_ref().is_some_and(is_unmet_must);
            let sums = match gap {
                Some(gap) => sums(pack, score, gap, self.unit)?,
                None if self.domains[pack.competency(draft.competency).domain.get()].is_needed => Sums::default(),
                None => plain_sums(score, self.unit)?,
            };
            self.scores[scores + number] = PrecomputedScore { sums, level: Decimal::of(score.level), rank, unmet_must };
            self.standings[scores + number] = match score.level {
                Some(level) => Some(Standing {
                    gap: Decimal::of(gap.as_ref().map(|gap| gap.size)),
                    reached: u8::try_from(pack.levels().position(level.whole())?).ok()?,
                    status: gap.as_ref().map(|gap| gap.status),
                }),
                None => None,
            };
        }
        for (item, contributions) in &draft.items {
            self.items.push(TabulatedItem { item: *item, contributions: self.contributions.len() });
            self.contributions.extend(contributions);
        }
        let is_needed = pack.role(role).target(draft.competency).is_some();
        self.competencies.push(TabulatedCompetency { items: draft.items.len(), scores, is_needed });
        Some(())
    }

    /// True when no sum over all competencies can grow too large.
    fn stays_small(&self, drafts: &[CompetencyDraft]) -> bool {
        let mut most = i128::from(self.whole) * i128::from(self.unit);
        let mut at = 0;
        for draft in drafts {
            let own = &self.scores[at..at + draft.size];
            at += draft.size;
            let largest = |score: &PrecomputedScore| {
                let sums = &score.sums;
                let whole = sums.needed.max(sums.shown);
                let in_units = sums.points.max(sums.lost).max(sums.worst).max(sums.best);
                i128::from(in_units) + i128::from(whole) * i128::from(self.unit)
            };
            most += own.iter().map(largest).max().unwrap_or(0);
        }
        most <= LARGEST_SUM
    }
}

impl TabulatedDomain {
    fn new(pack: &Pack, role: RoleIx, domain: &Domain) -> Self {
        let is_needed = |at: &CompetencyIx| pack.role(role).target(*at).is_some();
        Self { competencies: domain.competencies.len(), is_needed: domain.competencies.iter().any(is_needed) }
    }
}

impl CompetencyDraft {
    /// A competency with one item: each state of the item is a score, and the numbers have no gap.
    fn of_one_item(pack: &Pack, role: RoleIx, at: CompetencyIx, item: ItemIx) -> Option<Self> {
        let mut draft = Self { competency: at, items: Vec::new(), size: 0, reached: BTreeMap::new() };
        let mut contributions = Vec::new();
        for (number, state) in State::all(pack.option_count(item)).enumerate() {
            let became = score::item_state(pack, item, state.answer(pack, item).as_ref());
            contributions.push(Contribution::new(number, became)?);
            draft.reach(pack, role, number, vec![ItemScore { item, state: became }]);
        }
        draft.size = contributions.len();
        draft.items.push((item, contributions));
        Some(draft)
    }

    /// Adds the score of the competency in these states of its items.
    fn reach(&mut self, pack: &Pack, role: RoleIx, number: usize, states: Vec<ItemScore>) {
        let score = score::competency(pack, self.competency, states);
        let gap = pack.role(role).target(self.competency).map(|target| gap::gap(&score, target.clone()));
        self.reached.insert(number, (score, gap));
    }

    fn new(pack: &Pack, role: RoleIx, at: CompetencyIx, items: &[ItemIx], most: usize) -> Option<Self> {
        let weights = items.iter().map(|item| pack.item(*item).weight as usize).collect::<Vec<_>>();
        if let [item] = items {
            return Self::of_one_item(pack, role, at, *item);
        }
        // What is missing counts by the levels that the options of the item stand for; the number of a score holds only
        // how much is missing.
        if items.windows(2).any(|pair| pack.level_range(pair[0]) != pack.level_range(pair[1])) {
            return None;
        }
        let scale = places_denominator(pack, items)?;
        let total: usize = weights.iter().sum();
        let points = total.checked_mul(scale)? + 1;
        let size = (total + 1).checked_mul(points)?;
        if size > most {
            return None;
        }
        let mut draft = Self { competency: at, items: Vec::new(), size, reached: BTreeMap::new() };
        // Each number that can be reached, with states that reach it; whichever they are, the score is the same.
        let mut reached: BTreeMap<usize, Vec<ItemScore>> = BTreeMap::from([(0, Vec::new())]);
        for (item, weight) in items.iter().zip(weights) {
            let mut contributions = Vec::new();
            let mut after = BTreeMap::new();
            for state in State::all(pack.option_count(*item)) {
                let became = score::item_state(pack, *item, state.answer(pack, *item).as_ref());
                let number = match became {
                    ItemState::Rated(position) => {
                        let position = (position * scale as i128).to_integer();
                        weight * usize::try_from(position).ok()? + weight * points
                    }
                    ItemState::Unsure | ItemState::Unanswered | ItemState::NotApplicable => 0,
                };
                contributions.push(Contribution::new(number, became)?);
                for (sum, states) in &reached {
                    after.entry(sum + number).or_insert_with(|| {
                        let mut states = states.clone();
                        states.push(ItemScore { item: *item, state: became });
                        states
                    });
                }
            }
            draft.items.push((*item, contributions));
            reached = after;
        }
        for (number, states) in reached {
            draft.reach(pack, role, number, states);
        }
        Some(draft)
    }
}

/// The least common denominator of the places on the pack's levels that answers to these items have.
fn places_denominator(pack: &Pack, items: &[ItemIx]) -> Option<usize> {
    let places = items.iter().flat_map(|item| {
        let states = State::all(pack.option_count(*item)).map(|state| state.answer(pack, *item));
        states.filter_map(|answer| match score::item_state(pack, *item, answer.as_ref()) {
            ItemState::Rated(place) => Some(place),
            _ => None,
        })
    });
    usize::try_from(common_denominator(places)).ok()
}

/// The least common denominator of every level and bound.
fn levels_denominator(drafts: &[CompetencyDraft]) -> Option<u64> {
    let scores = drafts.iter().flat_map(|draft| draft.reached.values());
    let values = scores.flat_map(|(score, _)| score.level.into_iter().chain([score.bounds.0, score.bounds.1]));
    let unit = common_denominator(values);
    if unit <= LARGEST_SUM { u64::try_from(unit).ok() } else { None }
}

/// The place of every open gap that can arise, highest priority first, by competency and number of the score; and the
/// competency of each place.
fn ranks(drafts: &[CompetencyDraft]) -> (BTreeMap<(CompetencyIx, usize), u32>, Vec<CompetencyIx>) {
    let mut open: Vec<(&Gap, usize)> = drafts
        .iter()
        .flat_map(|draft| draft.reached.iter().filter_map(|(number, (_, gap))| Some((gap.as_ref()?, *number))))
        .filter(|(gap, _)| gap.status == GapStatus::Open)
        .collect();
    open.sort_by_cached_key(|(gap, _)| gap.priority());
    let by_rank = open.iter().map(|(gap, _)| gap.competency).collect();
    let ranks = open.iter().zip(0_u32..).map(|((gap, number), rank)| ((gap.competency, *number), rank)).collect();
    (ranks, by_rank)
}

/// What a competency adds, in units of one over the common denominator.
fn sums(pack: &Pack, score: &CompetencyScore, gap: &Gap, unit: u64) -> Option<Sums> {
    let importance = u32::try_from(gap.target.importance).ok()?;
    let needed = importance.checked_mul(u32::try_from(gap.target.level - pack.levels().min()).ok()?)?;
    let in_units = |value: Exact| u32::try_from((value * i128::from(importance) * i128::from(unit)).to_integer()).ok();
    let target = Exact::from(gap.target.level);
    let missing = |level: Exact| in_units((target - level).max(Exact::ZERO));
    let (shown, points, needed, lost) = match score.level {
        Some(level) => (importance, in_units(level)?, needed, missing(level)?),
        None => (0, 0, 0, 0),
    };
    let (low, high) = score.bounds;
    Some(Sums { shown, points, needed, lost, worst: missing(low)?, best: missing(high)? })
}

/// What a competency adds to the mean of a domain that the role does not need, in which all count alike.
fn plain_sums(score: &CompetencyScore, unit: u64) -> Option<Sums> {
    let Some(level) = score.level else { return Some(Sums::default()) };
    let points = u32::try_from((level * i128::from(unit)).to_integer()).ok()?;
    Some(Sums { shown: 1, points, ..Sums::default() })
}
