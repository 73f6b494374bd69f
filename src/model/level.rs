//! The pack's proficiency levels, and the response scales that people answer on.

/// One level of the pack's level scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The level's number.
    pub number: i64,
    /// One or two words: `Independent`.
    pub label: String,
    /// What it means for any competency, in the first person, where the pack says so.
    pub means: Option<String>,
    /// What would convince someone else, where the pack says so.
    pub evidence: Option<String>,
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

    /// The level from which a rating says that the person did the work alone: three fifths of the way up, 3 of 0 to 5 and of 1
    /// to 4. That it lies there is our judgement.
    pub fn high(&self) -> i64 {
        self.min() + ((self.max() - self.min()) * 3 + 4) / 5
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
    /// Other wordings of it that stand in answers of the author's own tools.
    pub also: Vec<String>,
}

impl ResponseOption {
    /// The option of this value and label.
    pub fn new(value: i64, label: String) -> Self {
        Self { value, label, also: Vec::new() }
    }
}

/// A list of choices with growing values, which items share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseScale {
    options: Vec<ResponseOption>,
    levels: Option<(i64, i64)>,
}

impl ResponseScale {
    /// At least two options whose values grow; `None` otherwise.
    pub fn new(options: Vec<ResponseOption>) -> Option<Self> {
        let grows = options.windows(2).all(|pair| pair[0].value < pair[1].value);
        (options.len() >= 2 && grows).then_some(Self { options, levels: None })
    }

    /// The same options for these levels of the pack alone: the lowest option stands for the first, the highest for the
    /// second.
    #[must_use]
    pub fn standing_for(self, levels: (i64, i64)) -> Self {
        Self { levels: Some(levels), ..self }
    }

    /// The levels that the lowest and the highest option stand for; `None` for the ends of the pack's scale.
    pub fn levels(&self) -> Option<(i64, i64)> {
        self.levels
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
