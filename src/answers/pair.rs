//! Two sheets side by side: two attempts of one person, or their own ratings and an observer's.
//!
//! Both are scored with the pack that is at hand. That says something only where a rating means what it meant when it
//! was given, so a pair is made only of sheets for which one of these holds, in this order:
//!
//! 1. The file names the [scoring fingerprint](Pack::scoring_fingerprint): it is that of the pack, by today's rule or by
//!    the one before it. Words, roles and resources may have changed; if anything else has, there is no pair.
//! 2. It names none, as older files do, and the pack is the very one that it names.
//! 3. It names none and the pack has changed; every rating is still offered; and either every rated question is asked
//!    as it was, or the first two numbers of the pack's version are the same. The pair says that this was assumed.

use super::{Answer, AnswerSheet, AskedAs, Rater};
use crate::model::{Pack, Version};

/// One of the two sheets of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The earlier attempt, or the person's own ratings.
    First,
    /// The later attempt, or the observer's ratings.
    Second,
}

/// Why the ratings of a sheet can be taken at the pack's levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparability {
    /// They were given to this very pack.
    SamePack,
    /// The pack has changed since, but not in what turns answers into levels.
    Reworded,
    /// The rule that makes levels of answers has changed since, and nothing else in them: today's rule is applied.
    EarlierRule,
    /// The file does not say how its answers became levels; every rated question is asked as it was.
    AskedAlike,
    /// The file does not say how its answers became levels; the version differs in its last number at most.
    NearVersion,
}

/// Why two sheets are no pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotComparable {
    /// Both are the same attempt.
    SameAttempt,
    /// An observer's ratings stand where the person's own belong.
    Observer(Side),
    /// The person's own ratings stand where an observer's belong.
    NotObserver,
    /// What turns answers into levels is not what it was; with the version that the answers were given to.
    OtherScoring(Side, Option<Version>),
    /// A rating is of an item that the pack no longer asks, or of a value that it no longer offers.
    NoLongerOffered(Side, String),
}

/// Two sheets whose ratings mean the same on the levels of a pack.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    first: &'a AnswerSheet,
    second: &'a AnswerSheet,
    footings: [Comparability; 2],
}

impl<'a> Pair<'a> {
    /// Two attempts at rating oneself.
    ///
    /// # Errors
    /// When both are the same attempt, one is an observer's, or their levels do not mean the same.
    pub fn of_attempts(pack: &Pack, before: &'a AnswerSheet, after: &'a AnswerSheet) -> Result<Self, NotComparable> {
        for (side, sheet) in [(Side::First, before), (Side::Second, after)] {
            if sheet.rater == Rater::Observer {
                return Err(NotComparable::Observer(side));
            }
        }
        if is_same_attempt(before, after) {
            return Err(NotComparable::SameAttempt);
        }
        Self::new(pack, before, after)
    }

    /// A person's own ratings and an observer's.
    ///
    /// # Errors
    /// When the first is an observer's, the second is not, or their levels do not mean the same.
    pub fn of_raters(pack: &Pack, own: &'a AnswerSheet, observer: &'a AnswerSheet) -> Result<Self, NotComparable> {
        match (own.rater, observer.rater) {
            (Rater::Observer, _) => Err(NotComparable::Observer(Side::First)),
            (_, Rater::Own) => Err(NotComparable::NotObserver),
            _ => Self::new(pack, own, observer),
        }
    }

    fn new(pack: &Pack, first: &'a AnswerSheet, second: &'a AnswerSheet) -> Result<Self, NotComparable> {
        let footings = [footing(pack, first, Side::First)?, footing(pack, second, Side::Second)?];
        Ok(Self { first, second, footings })
    }

    /// The earlier attempt, or the person's own ratings.
    pub fn first(&self) -> &'a AnswerSheet {
        self.first
    }

    /// The later attempt, or the observer's ratings.
    pub fn second(&self) -> &'a AnswerSheet {
        self.second
    }

    /// Both sheets, each with why its ratings can be taken at the pack's levels.
    pub fn sides(&self) -> [(&'a AnswerSheet, Comparability); 2] {
        [(self.first, self.footings[0]), (self.second, self.footings[1])]
    }

    /// True when both are dated and the first is the later one.
    pub fn is_reversed(&self) -> bool {
        self.first.is_later_than(self.second)
    }
}

/// The same answers; or the same person's, begun at the same moment and not finished at two.
fn is_same_attempt(a: &AnswerSheet, b: &AnswerSheet) -> bool {
    let begun_together = a.started.is_some() && a.started == b.started && a.respondent.id == b.respondent.id;
    let finished_twice = a.finished.is_some() && b.finished.is_some() && a.finished != b.finished;
    a == b || (begun_together && !finished_twice)
}

/// Why the ratings of a sheet can be taken at the pack's levels; `None` where they cannot.
pub fn comparability(pack: &Pack, sheet: &AnswerSheet) -> Option<Comparability> {
    footing(pack, sheet, Side::First).ok()
}

fn footing(pack: &Pack, sheet: &AnswerSheet, side: Side) -> Result<Comparability, NotComparable> {
    let other_scoring = || NotComparable::OtherScoring(side, sheet.pack.version);
    if let Some(scoring) = &sheet.pack.scoring
        && scoring != pack.scoring_fingerprint()
    {
        let is_earlier_rule = scoring == pack.earlier_scoring_fingerprint();
        return if is_earlier_rule { Ok(Comparability::EarlierRule) } else { Err(other_scoring()) };
    }
    if sheet.matches(pack) {
        return Ok(Comparability::SamePack);
    }
    if sheet.pack.scoring.is_some() {
        return Ok(Comparability::Reworded);
    }
    if let Some(kept) = sheet.kept.iter().find(|kept| sheet.kept_rating(&kept.item).is_some()) {
        return Err(NotComparable::NoLongerOffered(side, kept.item.clone()));
    }
    let mut rated = pack.form(sheet.form).items.iter().filter_map(|item| sheet.get(*item));
    let asked_alike =
        |recorded: &super::Recorded| !matches!(recorded.answer, Answer::Rated(_)) || recorded.asked == AskedAs::Now;
    if rated.all(asked_alike) {
        return Ok(Comparability::AskedAlike);
    }
    let Version(major, minor, _) = pack.version();
    match sheet.pack.version {
        Some(Version(a, b, _)) if (a, b) == (major, minor) => Ok(Comparability::NearVersion),
        _ => Err(other_scoring()),
    }
}
