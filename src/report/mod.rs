//! Reports: words and numbers ([`view`]), and their forms ([`html`]).

pub mod html;
pub mod view;
