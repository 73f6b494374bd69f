//! One file for each command.

pub(super) mod check;
mod check_facts;
pub(super) mod cohort;
pub(super) mod compare;
pub(super) mod completions;
pub(super) mod demo;
pub(super) mod explain;
pub(super) mod export;
mod frameworks;
pub(super) mod man;
pub(super) mod pack;
pub(super) mod packs;
pub(super) mod page;
pub(super) mod plan;
pub(super) mod quiz;
pub(super) mod report;
pub(super) mod score;
pub(super) mod step;
pub(super) mod template;
