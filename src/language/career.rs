//! What a pack says about the career as a whole.

use super::ages::age;
use super::grammar::{and, plural};
use super::{provenance, read_by};
use crate::facts::career::{Career, CitedSource, Point};
use crate::model::ProvenanceKind;

/// `source 1`, `derived from sources 1 and 3`, `our judgement`; with the age of what is older than a year.
pub fn mark(point: &Point) -> String {
    let numbers: Vec<String> = point.sources.iter().map(ToString::to_string).collect();
    let sources = || format!("{} {}", plural(numbers.len(), "source", "sources"), and(&numbers));
    let from = match point.kind {
        ProvenanceKind::Sourced if !numbers.is_empty() => sources(),
        ProvenanceKind::Derived if !numbers.is_empty() => format!("derived from {}", sources()),
        kind => provenance(kind).to_owned(),
    };
    match point.years {
        Some(years) => format!("{from}, {}", age(years)),
        None => from,
    }
}

/// What a source is, how it was read, and when or of when: with its age where that is more than a year.
pub fn source(source: &CitedSource) -> String {
    let age = source.years.map(|years| format!(", {}", age(years))).unwrap_or_default();
    format!("{} ({}, {}{age})", source.title, read_by(source.read), source.date)
}

/// How to read the marks, in a few sentences.
pub fn legend(career: &Career) -> String {
    let points = || career.sections.iter().flat_map(|section| &section.points);
    let mut said = vec!["Context only: nothing of this is scored."];
    if points().any(|point| !point.sources.is_empty()) {
        said.push("A source is told in our words; its number stands in the list at the end.");
    }
    if points().any(|point| point.kind == ProvenanceKind::Judgement) {
        said.push("What is our judgement says so.");
    }
    if points().any(|point| point.years.is_some()) {
        said.push("What is older than a year says its age: look for something newer before you rely on it.");
    }
    said.join(" ")
}
