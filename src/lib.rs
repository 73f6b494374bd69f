//! x
pub mod cli;
pub mod clock;
pub mod diag;
pub mod exact;
pub mod answers;
pub mod gap;
pub mod model;
pub mod pack;
pub mod plan;
pub mod quiz;
pub mod report;
pub mod score;
pub mod words;
pub mod yaml;
