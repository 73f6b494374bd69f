//! The background of a person: education, experience, licences, region. Each fact may be unknown; none is scored.

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

/// A fact about a person that the eligibility for a resource may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackgroundFact {
    /// The highest education finished.
    Education,
    /// Years of experience.
    Experience,
    /// Licences held.
    Licence,
    /// Where the person studies or works.
    Region,
}

impl BackgroundFact {
    /// Every fact, in the order of files and questions.
    pub const ALL: [Self; 4] = [Self::Education, Self::Experience, Self::Licence, Self::Region];
}

/// The facts that a person gave, which decide which resources are open to them.
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
}
