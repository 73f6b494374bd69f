//! What a page on a class states, and in which order.

mod agreed;
mod findings;
mod page;
mod people;
mod reasons;
mod shared;

use crate::clock::Date;
use crate::cohort::{
    self, Attempt, Change, CompetencyFigures, GroupResource, Joined, Need, Person, ProgrammeTarget, RoleGroup, Shift,
    Unsure,
};
use crate::diag::Code;
use crate::exact::Exact;
use crate::model::{Pack, RoleIx, TermTarget};

pub use agreed::{Agreed, AgreedStepGroup, Due, agreed, grouped};
pub use findings::{Findings, LISTED, LackedMust, Moved};
pub use page::Keys;
pub use people::{HeatCell, Row, rows};
pub use reasons::{Flag, MANY_FALLEN, ONE_IN_HIGH, Reason};
pub use shared::{Banded, FEWEST_SHARED, Shared, SharedCompetency, banded};

/// The most people that a page lists. Above it the page has the figures of all, and lists those who need attention.
pub const MOST_LISTED: usize = 5_000;

/// Records that were refused for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The reason.
    pub code: Code,
    /// In how many places.
    pub count: usize,
}

/// How a page on a class is made.
#[derive(Clone, Debug)]
pub struct ClassOptions {
    /// The day as of which steps are overdue and drafts stale.
    pub day: Date,
    /// How many people must share a need; by the size of the class where it is not given.
    pub at_least: Option<usize>,
    /// True when names are shown.
    pub show_names: bool,
    /// What the programme expects by term.
    pub targets: Vec<TermTarget>,
}

/// Everything that a page on a class states.
#[derive(Debug)]
pub struct Class<'a> {
    /// The pack that all were scored with.
    pub pack: &'a Pack,
    /// How the page is made.
    pub options: ClassOptions,
    /// The people.
    pub joined: &'a Joined,
    /// How many records were refused.
    pub refused: usize,
    /// Why.
    pub reasons_refused: Vec<Refused>,
    /// The places in [`Joined::people`] of those who answered. Figures count them, and name them by their place in this list.
    pub answered: Vec<usize>,
    /// For each of [`Joined::people`] what changed since the last attempt.
    pub changes: Vec<Option<Change>>,
    /// For each of [`Joined::people`] the address of their report beside the page, where one was made.
    pub reports: Vec<Option<String>>,
    /// The figures of each competency, in the pack's order.
    pub competencies: Vec<CompetencyFigures>,
    /// "Don't know" by domain, in the pack's order.
    pub unsure: Vec<Unsure>,
    /// How many people must share a need.
    pub at_least: usize,
    /// What many share, the heaviest first.
    pub needs: Vec<Need>,
    /// Who works towards which role next.
    pub groups: Vec<RoleGroup>,
    /// What would close most.
    pub resources: Vec<GroupResource>,
    /// Each competency then and now.
    pub shifts: Vec<Shift>,
    /// The programme's targets.
    pub programme: Vec<ProgrammeTarget>,
    /// The list of people in its order.
    pub rows: Vec<Row>,
    /// The groups that people belong to, in order.
    pub named_groups: Vec<&'a str>,
}

impl<'a> Class<'a> {
    /// The facts of a class; `reports` has the address of each person's report, in the order of the people.
    pub fn new(pack: &'a Pack, joined: &'a Joined, options: ClassOptions, reports: Vec<Option<String>>) -> Self {
        let people = &joined.people;
        let answered: Vec<usize> = (0..people.len()).filter(|place| people[*place].answered().is_some()).collect();
        let attempts: Vec<&Attempt> = people.iter().filter_map(Person::answered).collect();
        let changes: Vec<Option<Change>> = people.iter().map(|person| person.change(pack)).collect();
        let pairs: Vec<&Change> = changes.iter().flatten().collect();
        let at_least = options.at_least.unwrap_or_else(|| cohort::fewest(attempts.len()));
        Self {
            refused: 0,
            reasons_refused: Vec::new(),
            competencies: pack.competency_indices().map(|at| CompetencyFigures::new(pack, &attempts, at)).collect(),
            unsure: cohort::unsure(pack, &attempts),
            needs: cohort::needs(pack, &attempts, at_least),
            groups: cohort::role_groups(pack, &attempts),
            resources: cohort::resources(pack, &attempts),
            shifts: cohort::shifts(pack, &pairs),
            programme: cohort::programme(&attempts, &options.targets),
            rows: rows(pack, people, &changes, options.day),
            named_groups: named_groups(people),
            pack,
            options,
            joined,
            answered,
            at_least,
            changes,
            reports,
        }
    }

    /// The person at a place of [`answered`](Self::answered).
    pub fn person(&self, place: usize) -> &'a Person {
        &self.joined.people[self.answered[place]]
    }

    /// Their attempts, in the order of [`answered`](Self::answered).
    pub fn attempts(&self) -> impl Iterator<Item = &'a Attempt> + '_ {
        self.joined.people.iter().filter_map(Person::answered)
    }

    /// How many people have this status.
    pub fn count(&self, status: cohort::Status) -> usize {
        self.joined.people.iter().filter(|person| person.status == status).count()
    }

    /// The first and the last day on which someone who answered did so; `None` where nothing says it.
    pub fn days(&self) -> Option<(Date, Date)> {
        let days = || self.attempts().filter_map(Attempt::day);
        days().min().zip(days().max())
    }

    /// How many people have a change that can be shown.
    pub fn compared(&self) -> usize {
        self.changes.iter().flatten().count()
    }

    /// How many answered, and did before, and cannot be compared.
    pub fn not_compared(&self) -> usize {
        let both = self.joined.people.iter().filter(|person| person.answered().is_some() && person.before.is_some());
        both.count() - self.compared()
    }

    /// The goals of those who answered, each with how many have it, the most first, then the lowest.
    pub fn goals(&self) -> Vec<(RoleIx, usize)> {
        let count = |role: RoleIx| (role, self.attempts().filter(|attempt| attempt.goal == role).count());
        let mut goals: Vec<_> = self.pack.role_indices().map(count).filter(|(_, count)| *count > 0).collect();
        goals.sort_by_key(|(role, count)| (std::cmp::Reverse(*count), *role));
        goals
    }

    /// Importance times gap, over everyone who answered.
    pub fn lost(&self) -> Exact {
        self.attempts().map(|attempt| attempt.aim.lost).sum()
    }

    /// How many who answered have no role that comes next: they start at their goal or above it.
    pub fn arrived(&self) -> usize {
        self.groups.iter().map(|group| group.arrived).sum()
    }

    /// The rows that the page lists: all, or of more than [`MOST_LISTED`] the first of those who need attention.
    pub fn listed(&self) -> Vec<&Row> {
        if self.rows.len() <= MOST_LISTED {
            return self.rows.iter().collect();
        }
        self.rows.iter().filter(|row| row.is_call()).take(MOST_LISTED).collect()
    }
}

/// The groups that people belong to, in order.
fn named_groups(people: &[Person]) -> Vec<&str> {
    let mut groups: Vec<&str> = people.iter().filter_map(|person| person.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}
