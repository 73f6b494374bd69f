//! An answer as one small number, for inputs with millions of answers.

use super::Answer;
use crate::model::{ItemIx, Pack};

/// The answer to one item without texts: unanswered, unsure, not applicable, or an option of its scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(u16);

impl State {
    /// Not answered, or skipped.
    pub const UNANSWERED: Self = Self(0);
    /// The person does not know.
    pub const UNSURE: Self = Self(1);
    /// The item does not apply to the person.
    pub const NOT_APPLICABLE: Self = Self(2);

    /// How many states there are before the first option.
    const BEFORE_OPTIONS: u16 = 3;

    /// The option at this position of the item's scale, lowest first; `None` past what a scale may have.
    pub fn option(at: usize) -> Option<Self> {
        u16::try_from(at).ok()?.checked_add(Self::BEFORE_OPTIONS).map(Self)
    }

    /// The position of the option that was chosen, from 0.
    pub fn chosen(self) -> Option<usize> {
        self.0.checked_sub(Self::BEFORE_OPTIONS).map(usize::from)
    }

    /// A number for tables: every state of an item with `n` options is below `n + 3`.
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// Every state of an item with this many options.
    pub fn all(options: usize) -> impl Iterator<Item = Self> {
        let chosen = (0..options).map_while(Self::option);
        [Self::UNANSWERED, Self::UNSURE, Self::NOT_APPLICABLE].into_iter().chain(chosen)
    }

    /// The state that an answer is.
    ///
    /// # Panics
    /// When the item does not offer the rating, which readers of answers exclude.
    pub fn of(pack: &Pack, item: ItemIx, answer: Option<&Answer>) -> Self {
        match answer {
            None | Some(Answer::Skipped) => Self::UNANSWERED,
            Some(Answer::Unsure) => Self::UNSURE,
            Some(Answer::NotApplicable(_)) => Self::NOT_APPLICABLE,
            Some(Answer::Rated(value)) => {
                let at = pack.option_position(item, *value).and_then(Self::option);
                at.expect("readers of answers refuse ratings that the item does not offer")
            }
        }
    }

    /// The answer that this is the state of; `None` when unanswered.
    pub fn answer(self, pack: &Pack, item: ItemIx) -> Option<Answer> {
        match self {
            Self::UNANSWERED => None,
            Self::UNSURE => Some(Answer::Unsure),
            Self::NOT_APPLICABLE => Some(Answer::NotApplicable(None)),
            _ => self.chosen().map(|at| Answer::Rated(pack.option_value(item, at))),
        }
    }
}
