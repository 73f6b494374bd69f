//! A part that stands in many reports.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A part that several reports say alike: made once, held by each of them, and placed on a page once.
pub struct Shared<T>(Arc<(T, OnceLock<String>)>);

impl<T> Shared<T> {
    /// A part that no report has yet.
    pub fn new(part: T) -> Self {
        Self(Arc::new((part, OnceLock::new())))
    }

    /// The part in the markup of the page; `place` gives it the first time that it is wanted.
    pub fn placed(&self, place: impl FnOnce(&T) -> String) -> &str {
        let (part, markup) = &*self.0;
        markup.get_or_init(|| place(part))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
