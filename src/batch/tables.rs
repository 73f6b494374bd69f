//! Everything that can become of a competency, worked out once.
//!
//! What a competency adds to the results depends on its answers only through three sums: the weight that is rated, the
//! weight that is missing, and the points of what is rated. The three together number an [`Entry`]; each state of an
//! item is a step in that number, so scoring a competency is adding steps and looking up one entry. Entries are worked
//! out by the same functions that score a single person ([`score::competency`], [`gap::gap`]), and brought to one
//! denominator, so that sums over competencies are sums of machine words.

use std::collections::BTreeMap;

use super::Decimal;
use crate::answers::State;
use crate::exact::Exact;
use crate::gap::{self, Gap, Standing};
use crate::model::{CompetencyIx, FormIx, ItemIx, Need, Pack, RoleIx};
use crate::score::{self, CompetencyScore, ItemScore, ItemState};

/// The most entries of all competencies of a form together; beyond it a form is scored the exact way. The short and the
/// full form of the shipped packs have a few thousand.
const MOST_ENTRIES: usize = 1 << 16;

/// The largest sum that may arise: it fits half a word, and ten thousand times it a whole one.
const LARGEST_SUM: i128 = u32::MAX as i128;

/// The rank of what is no open gap.
pub(super) const NO_GAP: u32 = u32::MAX;

/// What competencies add to the results of a person: eight sums, two in a word, so that four additions add all of them.
/// Shares of levels are in units of one over the common denominator.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums([u64; 4]);

macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $name:ident = $at:literal;)+) => {
        impl Sums {
            fn new(parts: [u32; 8]) -> Self {
                let half = |at: usize| u64::from(parts[at]);
                Self(std::array::from_fn(|word| half(2 * word) | half(2 * word + 1) << 32))
            }

            $(
                $(#[doc = $doc])+
                pub(super) fn $name(&self) -> u64 {
                    self.0[$at / 2] >> ($at % 2 * 32) & 0xffff_ffff
                }
            )+
        }
    };
}

parts! {
    /// Importance, unless nothing of it applies to the person.
    applicable = 0;
    /// Importance, where the level is shown.
    shown = 1;
    /// Importance times level, where it is shown, in units.
    points = 2;
    /// Importance times the way to the target, where the level is shown.
    needed = 3;
    /// Importance times gap, where the level is shown, in units.
    lost = 4;
    /// Importance times the way to the target, where anything applies.
    bounds_needed = 5;
    /// Importance times gap with everything missing at its worst, in units.
    worst = 6;
    /// Importance times gap with everything missing at its best, in units.
    best = 7;
}

impl std::ops::AddAssign<&Sums> for Sums {
    fn add_assign(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }
}

/// One thing that can become of a competency. It fills one line of the processor's cache, and does not lie across two.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Entry {
    pub sums: Sums,
    /// Its level.
    pub level: Decimal,
    /// The place of its gap among all gaps of this form and role, highest priority first; [`NO_GAP`] for none.
    pub rank: u32,
    /// True for a must below its target.
    pub unmet_must: bool,
}

/// An item of a competency, and what its states add to the number of the entry.
#[derive(Debug)]
pub(super) struct TabulatedItem {
    pub item: ItemIx,
    /// The first of its steps.
    pub steps: usize,
}

/// A competency: how many items it has in the form, and the first of its entries.
#[derive(Debug)]
pub(super) struct TabulatedCompetency {
    pub items: usize,
    pub entries: usize,
}

/// All that can become of all competencies in one form, for one role.
#[derive(Debug)]
pub(super) struct Tables {
    /// How many competencies each domain has.
    pub domains: Vec<usize>,
    /// Domain by domain, in the pack's order.
    pub competencies: Vec<TabulatedCompetency>,
    /// Competency by competency.
    pub items: Vec<TabulatedItem>,
    pub steps: Vec<Step>,
    pub entries: Vec<Entry>,
    /// The competency of each rank.
    pub by_rank: Vec<CompetencyIx>,
    /// One over this is the unit of shares of levels.
    pub unit: u64,
}

/// What a state adds: to the number of the entry in the lower half; to the counts of rated and of missing items in the
/// quarters above it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Step(pub u64);

impl Step {
    const RATED: u64 = 1 << 32;
    const MISSING: u64 = 1 << 48;

    /// The number of the entry.
    pub(super) fn entry(self) -> usize {
        (self.0 & 0xffff_ffff) as usize
    }

    /// The counts alone.
    pub(super) fn without_entry(self) -> Self {
        Self(self.0 & !0xffff_ffff)
    }

    /// How many items are rated, and how many are unsure or unanswered.
    pub(super) fn counts(self) -> (usize, usize) {
        ((self.0 >> 32 & 0xffff) as usize, (self.0 >> 48) as usize)
    }
}

impl std::ops::AddAssign for Step {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// One competency while the tables are made.
struct Draft {
    competency: CompetencyIx,
    /// For each item, the step of each of its states.
    items: Vec<(ItemIx, Vec<Step>)>,
    /// How many numbers there are for entries.
    size: usize,
    /// What can become of it, by number.
    reached: BTreeMap<usize, (CompetencyScore, Gap)>,
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
            let draft = Draft::new(pack, role, at, &items, MOST_ENTRIES - size)?;
            size += draft.size;
            drafts.push(draft);
        }
        let unit = common_denominator(&drafts)?;
        let (ranks, by_rank) = ranks(&drafts);
        let mut tables = Self {
            domains: pack.domains().iter().map(|domain| domain.competencies.len()).collect(),
            competencies: Vec::new(),
            items: Vec::new(),
            steps: Vec::new(),
            entries: Vec::new(),
            by_rank,
            unit: u64::try_from(unit).ok()?,
        };
        for at in pack.domains().iter().flat_map(|domain| &domain.competencies) {
            tables.competency(pack, &drafts[at.get()], &ranks)?;
        }
        tables.stays_small(&drafts).then_some(tables)
    }

    /// Adds the entries and steps of a competency.
    fn competency(&mut self, pack: &Pack, draft: &Draft, ranks: &BTreeMap<(CompetencyIx, usize), u32>) -> Option<()> {
        let entries = self.entries.len();
        let nothing = Entry { sums: Sums::default(), level: Decimal::NONE, rank: NO_GAP, unmet_must: false };
        self.entries.resize(entries + draft.size, nothing);
        for (number, (score, gap)) in &draft.reached {
            let rank = ranks.get(&(draft.competency, *number)).copied().unwrap_or(NO_GAP);
            let unmet_must = gap.standing == Standing::Open && gap.target.need == Need::Must;
            let sums = sums(pack, score, gap, self.unit)?;
            self.entries[entries + number] = Entry { sums, level: Decimal::of(score.level), rank, unmet_must };
        }
        for (item, steps) in &draft.items {
            self.items.push(TabulatedItem { item: *item, steps: self.steps.len() });
            self.steps.extend(steps);
        }
        self.competencies.push(TabulatedCompetency { items: draft.items.len(), entries });
        Some(())
    }

    /// True when no sum over all competencies can grow too large.
    fn stays_small(&self, drafts: &[Draft]) -> bool {
        let mut most = 0_i128;
        let mut at = 0;
        for draft in drafts {
            let own = &self.entries[at..at + draft.size];
            at += draft.size;
            let largest = |entry: &Entry| {
                let sums = &entry.sums;
                let whole = sums.needed().max(sums.bounds_needed()).max(sums.shown()).max(sums.applicable());
                let in_units = sums.points().max(sums.lost()).max(sums.worst()).max(sums.best());
                i128::from(in_units) + i128::from(whole) * i128::from(self.unit)
            };
            most += own.iter().map(largest).max().unwrap_or(0);
        }
        most <= LARGEST_SUM
    }
}

impl Draft {
    /// A competency with one item: its states are its entries, which leaves no gap between them.
    fn of_one_item(pack: &Pack, role: RoleIx, at: CompetencyIx, item: ItemIx) -> Option<Self> {
        let mut draft = Self { competency: at, items: Vec::new(), size: 0, reached: BTreeMap::new() };
        let mut steps = Vec::new();
        for (number, state) in State::all(pack.option_count(item)).enumerate() {
            let became = score::item_state(pack, item, state.answer(pack, item).as_ref());
            steps.push(Step(u64::try_from(number).ok()? + count(became)));
            draft.reach(pack, role, number, vec![ItemScore { item, state: became }]);
        }
        draft.size = steps.len();
        draft.items.push((item, steps));
        Some(draft)
    }

    /// Notes what becomes of the competency in these states of its items.
    fn reach(&mut self, pack: &Pack, role: RoleIx, number: usize, states: Vec<ItemScore>) {
        let score = score::competency(pack, self.competency, states);
        let gap = gap::gap(&score, pack.role(role).target(self.competency).clone());
        self.reached.insert(number, (score, gap));
    }

    fn new(pack: &Pack, role: RoleIx, at: CompetencyIx, items: &[ItemIx], most: usize) -> Option<Self> {
        // A weight of 0 would let a competency apply to a person without any weight to show for it.
        let weights = items.iter().map(|item| pack.item(*item).weight as usize).collect::<Vec<_>>();
        if weights.contains(&0) {
            return None;
        }
        if let [item] = items {
            return Self::of_one_item(pack, role, at, *item);
        }
        let scale = positions_denominator(pack, items)?;
        let total: usize = weights.iter().sum();
        let points = total.checked_mul(scale)? + 1;
        let size = (total + 1).checked_mul(total + 1)?.checked_mul(points)?;
        if size > most || items.len() > usize::from(u16::MAX / 2) {
            return None;
        }
        let mut draft = Self { competency: at, items: Vec::new(), size, reached: BTreeMap::new() };
        // Each number that can be reached, with states that reach it; whichever they are, the score is the same.
        let mut reached: BTreeMap<usize, Vec<ItemScore>> = BTreeMap::from([(0, Vec::new())]);
        for (item, weight) in items.iter().zip(weights) {
            let mut steps = Vec::new();
            let mut after = BTreeMap::new();
            for state in State::all(pack.option_count(*item)) {
                let became = score::item_state(pack, *item, state.answer(pack, *item).as_ref());
                let number = match became {
                    ItemState::Rated(position) => {
                        let position = (position * scale as i128).to_integer();
                        weight * usize::try_from(position).ok()? + weight * points
                    }
                    ItemState::Unsure | ItemState::Unanswered => weight * points * (total + 1),
                    ItemState::NotApplicable => 0,
                };
                let step = Step(number as u64 + count(became));
                steps.push(step);
                for (number, states) in &reached {
                    after.entry(number + step.entry()).or_insert_with(|| {
                        let mut states = states.clone();
                        states.push(ItemScore { item: *item, state: became });
                        states
                    });
                }
            }
            draft.items.push((*item, steps));
            reached = after;
        }
        for (number, states) in reached {
            draft.reach(pack, role, number, states);
        }
        Some(draft)
    }
}

/// What a state of an item adds to the counts.
fn count(became: ItemState) -> u64 {
    match became {
        ItemState::Rated(_) => Step::RATED,
        ItemState::Unsure | ItemState::Unanswered => Step::MISSING,
        ItemState::NotApplicable => 0,
    }
}

/// The common denominator of the positions on the scales of these items.
fn positions_denominator(pack: &Pack, items: &[ItemIx]) -> Option<usize> {
    let mut common = 1_usize;
    for item in items {
        let (min, max) = pack.value_range(*item);
        let span = usize::try_from(max - min).ok()?;
        common = least_common_multiple(common as u128, span as u128)?.try_into().ok()?;
    }
    Some(common)
}

/// A denominator for every level and bound.
fn common_denominator(drafts: &[Draft]) -> Option<u128> {
    let mut common = 1;
    for (score, _) in drafts.iter().flat_map(|draft| draft.reached.values()) {
        let bounds = score.bounds.into_iter().flat_map(|(low, high)| [low, high]);
        for value in score.level.into_iter().chain(bounds) {
            common = least_common_multiple(common, u128::try_from(value.denom()).ok()?)?;
        }
    }
    Some(common)
}

fn least_common_multiple(a: u128, b: u128) -> Option<u128> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    let multiple = (a / x).checked_mul(b)?;
    (multiple <= u128::from(u32::MAX)).then_some(multiple)
}

/// The place of every open gap that can arise, highest priority first, by competency and number of the entry; and the
/// competency of each place.
fn ranks(drafts: &[Draft]) -> (BTreeMap<(CompetencyIx, usize), u32>, Vec<CompetencyIx>) {
    let mut open: Vec<(&Gap, usize)> = drafts
        .iter()
        .flat_map(|draft| draft.reached.iter().map(|(number, (_, gap))| (gap, *number)))
        .filter(|(gap, _)| gap.standing == Standing::Open)
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
    let applicable = if score.is_not_applicable() { 0 } else { importance };
    let (shown, points, needed_shown, lost) = match score.level {
        Some(level) => (importance, in_units(level)?, needed, missing(level)?),
        None => (0, 0, 0, 0),
    };
    let (bounds_needed, worst, best) = match score.bounds {
        Some((low, high)) => (needed, missing(low)?, missing(high)?),
        None => (0, 0, 0),
    };
    Some(Sums::new([applicable, shown, points, needed_shown, lost, bounds_needed, worst, best]))
}
