//! x
pub mod clock;
pub mod diag;
pub mod exact;
pub mod answers;
pub mod model;
pub mod pack;
pub mod score;
pub mod words;
pub mod yaml;
