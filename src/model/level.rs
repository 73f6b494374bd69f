//! The pack's proficiency levels, and the response scales that people answer on.

/// One level of the pack's level scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The level's number.
    pub number: i64,
    /// One or two words: `Independent`.
    pub label: String,
    /// What it means for any competency, in the first person.
    pub means: String,
    /// What would convince someone else.
    pub evidence: String,
}

/// The levels of a pack, lowest first; their numbers count up by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelScale {
    levels: Vec<Level>,
}

impl LevelScale {
    /// At least two levels whose numbers count up by one; `None` otherwise.
    pub fn new(levels: Vec<Level>) -> Option<Self> {
        let counts_up = levels.windows(2).all(|pair| pair[1].number == pair[0].number + 1);
        (levels.len() >= 2 && counts_up).then_some(Self { levels })
    }

    /// The levels, lowest first.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The number of the lowest level.
    pub fn min(&self) -> i64 {
        self.levels[0].number
    }

    /// The number of the highest level.
    pub fn max(&self) -> i64 {
        self.levels[self.levels.len() - 1].number
    }

    /// The position of a level in the list, from 0; `None` off the scale.
    pub fn position(&self, number: i64) -> Option<usize> {
        let at = usize::try_from(number - self.min()).ok()?;
        (at < self.levels.len()).then_some(at)
    }

    /// The level of this number.
    pub fn level(&self, number: i64) -> Option<&Level> {
        self.position(number).map(|at| &self.levels[at])
    }
}

/// One choice of a response scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseOption {
    /// The value that is stored; also the key that chooses it.
    pub value: i64,
    /// What the person reads.
    pub label: String,
}

/// A list of choices with growing values, which items share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseScale {
    options: Vec<ResponseOption>,
}

impl ResponseScale {
    /// At least two options whose values grow; `None` otherwise.
    pub fn new(options: Vec<ResponseOption>) -> Option<Self> {
        let grows = options.windows(2).all(|pair| pair[0].value < pair[1].value);
        (options.len() >= 2 && grows).then_some(Self { options })
    }

    /// The options, lowest value first.
    pub fn options(&self) -> &[ResponseOption] {
        &self.options
    }

    /// The lowest value.
    pub fn min(&self) -> i64 {
        self.options[0].value
    }

    /// The highest value.
    pub fn max(&self) -> i64 {
        self.options[self.options.len() - 1].value
    }

    /// The option with this value.
    pub fn option(&self, value: i64) -> Option<&ResponseOption> {
        self.options.iter().find(|option| option.value == value)
    }
}
