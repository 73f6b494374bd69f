//! The parts of a page on a class: what it shows at once, and the keys by which its list is sorted and filtered.

use std::cmp::Reverse;

use super::{Agreed, AgreedStepGroup, Class, Due, Flag, HeatCell, Row, agreed, grouped};
use crate::cohort::{Attempt, Change, CompetencyFigures, GroupResource, Need, Shift, Status};
use crate::exact::{Exact, decimals, nearest};
use crate::model::CompetencyIx;

/// How many needs and resources a page shows, and how many steps beside those that are due.
const NEEDS: usize = 6;
const RESOURCES: usize = 6;
const STEPS: usize = 6;

/// The values by which the row of a person is sorted and filtered. Numbers are empty where they are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The number of the status.
    pub status: usize,
    /// The number of the next role.
    pub next: String,
    /// The numbers of the flags.
    pub flags: String,
    /// The numbers of the domains in which a must of the next role is not met.
    pub domains: String,
    /// The number of the group among those of the class.
    pub group: String,
    /// Readiness in ten-thousandths.
    pub readiness: String,
    /// The largest gap in levels.
    pub gap: String,
    /// How many items are not rated.
    pub not_rated: usize,
    /// In how many more competencies the level rose than fell.
    pub moved: String,
}

fn joined(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}

impl Class<'_> {
    /// The keys of a row.
    pub fn keys(&self, row: &Row) -> Keys {
        let person = &self.joined.people[row.place];
        let attempt = person.current.as_ref();
        let group = person.group.as_deref().and_then(|own| self.named_groups.binary_search(&own).ok());
        let domains = self.pack.domains().iter().enumerate().filter(|(_, domain)| {
            attempt.is_some_and(|attempt| domain.competencies.iter().any(|at| attempt.lacks_must(*at)))
        });
        let mut flags: Vec<usize> = row.reasons.iter().map(|reason| reason.flag() as usize).collect();
        flags.dedup();
        let gap = attempt.and_then(|attempt| attempt.gap(self.pack, *attempt.aim.gaps.first()?));
        let moved = self.change(row.place).map(|change| {
            let count = |sign| i128::try_from(change.notable(sign).count()).unwrap_or(0);
            count(1) - count(-1)
        });
        Keys {
            status: person.status as usize,
            next: attempt.map_or_else(String::new, |attempt| attempt.aim.role.get().to_string()),
            flags: joined(flags.into_iter()),
            domains: joined(domains.map(|(at, _)| at)),
            group: group.map_or_else(String::new, |group| group.to_string()),
            readiness: attempt
                .and_then(|attempt| attempt.aim.readiness)
                .map_or_else(String::new, |share| nearest(share, 10_000).to_string()),
            gap: gap.map_or_else(String::new, |gap| decimals(gap, 2)),
            not_rated: attempt.map_or(0, |attempt| attempt.items - attempt.rated),
            moved: moved.map_or_else(String::new, |moved| moved.to_string()),
        }
    }

    /// What was agreed with everyone.
    pub fn agreed(&self) -> Vec<Agreed<'_>> {
        agreed(&self.joined.people, self.options.day)
    }

    /// The same, each step with everyone for whom it is due on one day.
    pub fn agreed_groups(&self) -> Vec<AgreedStepGroup<'_>> {
        grouped(&self.agreed(), self.options.day)
    }

    /// The steps that are shown at once, with all that are overdue or due today; and the others.
    pub fn agreed_parts<'s, 'a>(
        &self,
        groups: &'s [AgreedStepGroup<'a>],
    ) -> (&'s [AgreedStepGroup<'a>], &'s [AgreedStepGroup<'a>]) {
        let due = groups.iter().take_while(|group| group.due <= Due::Today).count();
        groups.split_at(groups.len().min(due + STEPS))
    }

    /// The resources that are shown.
    pub fn closing(&self) -> &[GroupResource] {
        &self.resources[..self.resources.len().min(RESOURCES)]
    }

    /// How many of these people belong to each group of the class; empty where there are no groups.
    pub fn by_group(&self, places: &[usize]) -> Vec<(&str, usize)> {
        let count =
            |group: &str| places.iter().filter(|place| self.person(**place).group.as_deref() == Some(group)).count();
        self.named_groups.iter().map(|group| (*group, count(group))).collect()
    }

    /// The competencies then and now, those in which most rose less those who fell first.
    pub fn by_rise(&self) -> Vec<&Shift> {
        let mut shifts: Vec<&Shift> = self.shifts.iter().collect();
        shifts.sort_by_key(|shift| {
            let [rose, fell, _] = shift.moved;
            (Reverse(rose + shift.both - fell), shift.competency)
        });
        shifts
    }

    /// The needs that are shown.
    pub fn taught(&self) -> &[Need] {
        &self.needs[..self.needs.len().min(NEEDS)]
    }

    /// The figures of a competency.
    pub fn figures(&self, at: CompetencyIx) -> &CompetencyFigures {
        &self.competencies[at.get()]
    }

    /// How many columns the table of competencies has.
    pub fn width_of_levels(&self) -> usize {
        self.pack.levels().levels().len() + 9
    }

    /// The statuses that someone has, each with its number in [`Keys`], in order.
    pub fn statuses(&self) -> Vec<(usize, Status)> {
        let mut all: Vec<Status> = self.joined.people.iter().map(|person| person.status).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|status| (status as usize, status)).collect()
    }

    /// The flags that someone has, each with its number in [`Keys`], in order.
    pub fn flags(&self) -> Vec<(usize, Flag)> {
        let has = |flag: &Flag| self.rows.iter().flat_map(|row| &row.reasons).any(|reason| reason.flag() == *flag);
        Flag::WORDS.iter().map(|(_, flag)| *flag).filter(has).map(|flag| (flag as usize, flag)).collect()
    }

    /// The address of a person's report, where one was made.
    pub fn report(&self, place: usize) -> Option<&str> {
        self.reports.get(place)?.as_deref()
    }

    /// What changed for a person since the last attempt.
    pub fn change(&self, place: usize) -> Option<&Change> {
        self.changes[place].as_ref()
    }

    /// The competencies by domain.
    pub fn by_domain(&self) -> Vec<CompetencyIx> {
        self.pack.domains().iter().flat_map(|domain| domain.competencies.iter().copied()).collect()
    }

    /// The places of [`by_domain`](Self::by_domain) with the largest sum of importance times gap first, as numbers.
    pub fn columns_by_gap(&self) -> String {
        let weighted = |at: CompetencyIx| -> Exact {
            self.attempts().filter_map(|attempt| attempt.weighted_gap(self.pack, at)).sum()
        };
        let mut columns: Vec<(Reverse<Exact>, usize)> =
            self.by_domain().into_iter().enumerate().map(|(place, at)| (Reverse(weighted(at)), place)).collect();
        columns.sort_unstable();
        joined(columns.into_iter().map(|(_, place)| place))
    }

    /// The people of the list who have answered something, those with the largest gap by importance first.
    pub fn heat_rows(&self) -> Vec<(usize, &Attempt)> {
        let places = self.listed().into_iter().map(|row| row.place);
        let own = places.filter_map(|place| Some((place, self.joined.people[place].current.as_ref()?)));
        let mut rows: Vec<(usize, &Attempt)> = own.filter(|(_, attempt)| attempt.answered > 0).collect();
        rows.sort_by_key(|(place, attempt)| (Reverse(attempt.aim.lost), *place));
        rows
    }

    /// A cell of the heat map.
    pub fn heat_cell(&self, attempt: &Attempt, at: CompetencyIx) -> HeatCell {
        HeatCell::new(self.pack, attempt, at)
    }
}
