//! Scoring of many respondents on one form, against one role.

use super::details::{self, Detail};
use super::tables::{Contribution, NO_GAP, Sums, Tables};
use super::{Decimal, Figures};
use crate::answers::{Row, State};
use crate::gap::{self, TOP_GAPS};
use crate::model::{CompetencyIx, FormIx, Pack, RoleIx};
use crate::score::{self, CompetencyScore};

/// Scores rows of one form against one role from precomputed tables, without allocating. The results are those of
/// [`score::score`] and [`gap::analyse`] to the last digit.
#[derive(Debug)]
pub struct Scorer<'p> {
    pack: &'p Pack,
    form: FormIx,
    role: RoleIx,
    /// `None` for a form whose numbers are too many or too large for tables.
    tables: Option<Tables>,
    /// The pack's threshold for readiness, in ten-thousandths.
    readiness_coverage: u64,
}

impl<'p> Scorer<'p> {
    /// A scorer for this form and role.
    pub fn new(pack: &'p Pack, form: FormIx, role: RoleIx) -> Self {
        Self {
            pack,
            form,
            role,
            tables: Tables::new(pack, form, role),
            readiness_coverage: u64::from(pack.scoring().readiness_coverage),
        }
    }

    /// The role.
    pub fn role(&self) -> RoleIx {
        self.role
    }

    /// True when it scores from tables; else it scores the exact way, which is slower and gives the same results.
    pub fn is_tabulated(&self) -> bool {
        self.tables.is_some()
    }

    /// Scores a row of this form, whatever role it names itself.
    pub fn score(&self, row: &Row, figures: &mut Figures) {
        if let Some(tables) = &self.tables {
            self.look_up(tables, &row.states, figures);
        } else {
            let mut sheet = row.to_sheet(self.pack);
            sheet.form = self.form;
            let card = score::score(self.pack, &sheet);
            *figures = Figures::of(self.pack, &card, &gap::analyse(self.pack, &card, self.role));
        }
    }

    /// What is known of a row of this form in every competency, in the pack's order.
    pub fn details(&self, row: &Row, details: &mut Vec<Detail>) {
        if let Some(tables) = &self.tables {
            return details::look_up(tables, &row.states, details);
        }
        let mut sheet = row.to_sheet(self.pack);
        sheet.form = self.form;
        let card = score::score(self.pack, &sheet);
        let analysis = gap::analyse(self.pack, &card, self.role);
        details.clear();
        let detail = |score: &CompetencyScore| Detail::of(self.pack, score, analysis.gap(score.competency));
        details.extend(card.competencies.iter().map(detail));
    }

    fn look_up(&self, tables: &Tables, states: &[State], figures: &mut Figures) {
        figures.domains.clear();
        figures.unmet_must.clear();
        figures.levels.resize(tables.competencies.len(), Decimal::NONE);
        let (mut sums, mut rated) = (Sums::default(), 0_u64);
        let mut top = [NO_GAP; TOP_GAPS];
        let mut items = tables.items.iter();
        let mut competencies = tables.competencies.iter().zip(&mut figures.levels).enumerate();
        for domain in &tables.domains {
            let mut own = Sums::default();
            for (at, (competency, level)) in competencies.by_ref().take(domain.competencies) {
                let mut all = Contribution::default();
                for item in items.by_ref().take(competency.items) {
                    all += tables.contributions[item.contributions + states[item.item.get()].number()];
                }
                rated += u64::from(all.rated);
                let score = &tables.scores[competency.scores + all.number as usize];
                own += &score.sums;
                keep_lowest(&mut top, score.rank);
                *level = score.level;
                if score.unmet_must {
                    figures.unmet_must.push(CompetencyIx::new(at));
                }
            }
            figures.domains.push(Decimal::ratio(own.points.into(), u64::from(own.shown) * tables.unit));
            if domain.is_needed {
                sums += &own;
            }
        }
        figures.top_gaps.clear();
        let gaps = top.iter().filter(|rank| **rank != NO_GAP);
        figures.top_gaps.extend(gaps.map(|rank| tables.by_rank[*rank as usize]));
        figures.answered = usize::try_from(rated).unwrap_or(usize::MAX);
        figures.items = self.pack.form(self.form).items.len();
        figures.coverage = Decimal::ratio(rated, figures.items as u64);
        self.readiness(&sums, tables, figures);
    }

    /// Readiness and its bounds; see [`crate::gap`].
    fn readiness(&self, sums: &Sums, tables: &Tables, figures: &mut Figures) {
        // 1 - lost / needed, where `lost` is in units.
        let remaining = |lost: u32, needed: u32| {
            let needed = u64::from(needed) * tables.unit;
            (needed - u64::from(lost), needed)
        };
        let (shown, importance) = (u64::from(sums.shown), u64::from(tables.importance));
        let given = shown > 0 && shown * 10_000 >= self.readiness_coverage * importance;
        let readiness = remaining(sums.lost, sums.needed);
        figures.readiness = if given { Decimal::ratio(readiness.0, readiness.1) } else { Decimal::NONE };
        if tables.whole == 0 {
            (figures.readiness, figures.low, figures.high) = (Decimal::NONE, Decimal::NONE, Decimal::NONE);
            return;
        }
        let (mut low, mut high) = (remaining(sums.worst, tables.whole), remaining(sums.best, tables.whole));
        if given && readiness.1 > 0 {
            // A competency too thinly answered to be shown must not push the bounds past readiness itself.
            let below =
                |a: (u64, u64), b: (u64, u64)| u128::from(a.0) * u128::from(b.1) < u128::from(b.0) * u128::from(a.1);
            if below(readiness, low) {
                low = readiness;
            }
            if below(high, readiness) {
                high = readiness;
            }
        }
        figures.low = Decimal::ratio(low.0, low.1);
        figures.high = Decimal::ratio(high.0, high.1);
    }
}

/// Keeps the lowest ranks, in order; without a branch that the processor would have to guess.
fn keep_lowest(top: &mut [u32; TOP_GAPS], rank: u32) {
    let mut rank = rank;
    for kept in top {
        (*kept, rank) = ((*kept).min(rank), (*kept).max(rank));
    }
}
