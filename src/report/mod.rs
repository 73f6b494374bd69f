//! Reports: words and numbers ([`view`]), and their forms ([`html`], [`text`], [`json`], [`ics`], [`tables`], [`xlsx`]).

pub mod html;
pub mod ics;
pub mod json;
pub mod tables;
pub mod text;
pub mod view;
#[cfg(not(target_family = "wasm"))]
pub mod xlsx;

/// The program's name and version, as reports name it.
pub const TOOL: &str = concat!("skillgap ", env!("CARGO_PKG_VERSION"));
