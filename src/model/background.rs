//! The background of a person: education, experience, licences, region, studies, post, time and money. Each fact may be
//! unknown; none is scored.

use super::{ResourceIx, RoleIx};

/// The highest education finished so far, in rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Education {
    /// No certificate yet.
    None,
    /// High school or its equal.
    HighSchool,
    /// A two-year college degree.
    Associate,
    /// A bachelor's degree.
    Bachelor,
    /// A master's degree.
    Master,
    /// A doctorate.
    Doctorate,
}

impl Education {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Self::None),
        ("high-school", Self::HighSchool),
        ("associate", Self::Associate),
        ("bachelor", Self::Bachelor),
        ("master", Self::Master),
        ("doctorate", Self::Doctorate),
    ];
}

/// A licence to practise that some resources ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Licence {
    /// Registered nurse.
    Rn,
    /// Physician.
    Physician,
    /// Another health profession.
    Other,
}

impl Licence {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("rn", Self::Rn), ("physician", Self::Physician), ("other", Self::Other)];
}

/// Where a person studies or works, as far as resources depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// The United States.
    Us,
    /// Canada.
    Canada,
    /// The United Kingdom.
    Uk,
    /// The European Union.
    Eu,
    /// Australia or New Zealand.
    Australia,
    /// Anywhere else.
    Other,
}

impl Region {
    /// Each value with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("us", Self::Us),
        ("canada", Self::Canada),
        ("uk", Self::Uk),
        ("eu", Self::Eu),
        ("australia", Self::Australia),
        ("other", Self::Other),
    ];
}

/// The most years of experience that are accepted.
pub const MOST_YEARS: i64 = 60;

/// The most hours a week that are accepted: all that a week has.
pub const MOST_HOURS: i64 = 168;

/// The largest budget that is accepted, in whole units of the plan's currency.
pub const MOST_BUDGET: i64 = 1_000_000;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year, from 0 to 9999.
    pub year: u16,
    /// The month of the year, from 1 to 12.
    pub month: u8,
}

impl Month {
    /// Reads `2029-05`; `None` when it is not a month of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        let (year, month) = (digits(year)?, digits(month)?);
        (1..=12).contains(&month).then_some(Self { year, month: u8::try_from(month).ok()? })
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What a person studies now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Degree {
    /// Some degree of this level.
    Level(Education),
    /// A degree of the catalogue.
    Resource(ResourceIx),
}

/// The paid work that a person does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Post {
    /// A role of the ladder.
    Role(RoleIx),
    /// Clinical work, such as that of a nurse or a physician.
    Clinical,
    /// Other work.
    Other,
    /// None.
    None,
}

impl Post {
    /// Each value that is no role with its word in files.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("clinical", Self::Clinical), ("other", Self::Other), ("none", Self::None)];

    /// The role of the ladder, where it is one.
    pub fn role(self) -> Option<RoleIx> {
        if let Self::Role(role) = self { Some(role) } else { None }
    }
}

/// A fact about a person that a plan may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BackgroundFact {
    /// The highest education finished.
    Education,
    /// Years of experience.
    Experience,
    /// Licences held.
    Licence,
    /// Where the person studies or works.
    Region,
    /// The degree that the person studies for.
    Studying,
    /// The month in which that degree is expected.
    StudyingUntil,
    /// The post that the person holds.
    Post,
    /// Hours a week for learning.
    HoursPerWeek,
    /// Money for learning.
    Budget,
}

impl BackgroundFact {
    /// Every fact, in the order of files and questions.
    pub const ALL: [Self; 9] = [
        Self::Education,
        Self::Experience,
        Self::Licence,
        Self::Region,
        Self::Studying,
        Self::StudyingUntil,
        Self::Post,
        Self::HoursPerWeek,
        Self::Budget,
    ];
}

/// The facts that a person gave, which decide where they start and which resources are open to them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Background {
    /// The highest education finished; `None` when not given.
    pub education: Option<Education>,
    /// Whole years of paid work in the pack's field; `None` when not given.
    pub experience_years: Option<u32>,
    /// The licences held; `None` when not given, empty when the person has none.
    pub licences: Option<Vec<Licence>>,
    /// The region; `None` when not given.
    pub region: Option<Region>,
    /// The degree that the person studies for; `None` when not given, or when there is none.
    pub studying: Option<Degree>,
    /// The month in which that degree is expected; `None` when not given.
    pub studying_until: Option<Month>,
    /// The post that the person holds; `None` when not given.
    pub post: Option<Post>,
    /// Hours a week for learning, at least 1; `None` when not given.
    pub hours_per_week: Option<u32>,
    /// The most that a plan may cost, in whole units of its currency; `None` when not given.
    pub budget: Option<u32>,
}
