//! **skillgap** asks a person to rate their competencies, scores the ratings against a role profile, and
//! writes a report that says where the gaps are and which courses and certifications close them.
//!
//! This page is the map of the code. The program's own manual is `README.md`.
//!
//! # The flow is one way
//!
//! ```text
//! questionnaires/<pack>/*.yaml        answers: YAML (one);      keys in a terminal
//!         | text                      tables, JSON (many)            | replies
//!         v                              v                           v
//!   pack::parse -> model::Pack -> answers::parse -> AnswerSheet <- quiz::QuizState
//!         (read, checked)  \             /
//!                           v           v
//!                      score::score -> ScoreCard                 levels, without a role
//!                           |
//!                      gap::analyse, gap::ladder                 held against roles
//!                           |
//!                      assess::Assessment                        one person, scored once: sheet, card, ladder
//!                      assess::Comparison                        two of them, side by side
//!                           |
//!                      plan::choices                             what fits each gap, open now or later
//!                      plan::develop                             the best set of steps, phase by phase
//!                           |
//!                      facts                                     what a page states: enums, exact numbers, order
//!                           |
//!                      language                                  sentences, lists, dates, money
//!                           |
//!                      report::view                              the text of a page, rounded and sorted; charts
//!                           |
//!                      report::{html, text, json, ics, tables}   placed in a page, a text, a file
//! ```
//!
//! Batch scoring takes a shorter way: `batch` precomputes every possible score of a competency with `score` and `gap`, and
//! looks it up for each row; `report::view::Reporter` makes the texts that many reports share once.
//!
//! `export` takes the other way round: a form of a pack becomes a questionnaire in the survey tool of an office, whose exports
//! are then answers.
//!
//! A tour in code, from the embedded pack to a page:
//!
//! ```
//! use skillgap::answers::{Answer, AnswerSheet, Respondent};
//! use skillgap::assess::Assessment;
//! use skillgap::{pack, report};
//!
//! let (checked, problems) = pack::parse(&pack::EMBEDDED[0].files());
//! let pack = checked.expect("the embedded pack is correct");
//! assert!(problems.is_empty());
//!
//! let respondent = Respondent { id: "s-0001".to_owned(), label: None };
//! let mut sheet = AnswerSheet::new(&pack, pack.default_form(), respondent);
//! let item = pack.find_item("data-analysis").expect("the pack asks about it");
//! sheet.set(item, Answer::Rated(3), None);
//!
//! let view = report::view::student_report(&Assessment::new(&pack, &sheet), "an example");
//! assert!(report::html::student_page(&view).contains("Data analysis"));
//! ```
//!
//! # Layers
//!
//! A module may use the modules that its row names, and nothing else of this crate. A package may be
//! named only in the rows that list it. `tests/it/architecture.rs` reads this table and the code.
//!
//! | layer | may use | packages |
//! |---|---|---|
//! | `sanitise` | - | - |
//! | `clock` | - | chrono |
//! | `exact` | - | `num_rational`, `num_traits` |
//! | `language::grammar` | - | - |
//! | `diag` | `language::grammar`, sanitise | strsim, textwrap |
//! | `model` | - | - |
//! | `yaml` | diag, `language::grammar`, sanitise | `granit_parser`, serde, `serde_json`, `serde_yaml` |
//! | `pack` | model, yaml, diag, exact, clock, `language::grammar`, sanitise | base64, roxmltree, sha2, `serde_json` |
//! | `export::codes` | model | - |
//! | `answers` | `export::codes`, model, yaml, diag, clock, language, `language::grammar`, sanitise | serde, `serde_json`, `csv_core`, calamine, zip, sha2, strsim |
//! | `score` | model, answers, exact | - |
//! | `gap` | model, score, exact | - |
//! | `assess` | model, answers, score, gap, exact | - |
//! | `batch` | assess, model, answers, score, gap, exact, diag, sanitise, facts, language | `rustc_hash`, `serde_json` |
//! | `plan` | assess, model, answers, score, gap, clock, exact | - |
//! | `cohort` | assess, model, answers, `facts::answering`, gap, plan, clock, exact | - |
//! | `facts::answering` | assess, model, answers, score, exact | - |
//! | `facts` | cohort, diag, `facts::answering`, assess, model, answers, score, gap, plan, clock, exact | - |
//! | `language` | cohort, diag, facts, `facts::answering`, assess, model, answers, score, gap, plan, clock, exact, `language::grammar` | - |
//! | `export` | `export::codes`, model, answers, language, `language::grammar`, sanitise | - |
//! | `quiz` | model, answers, clock, diag, language, `language::grammar`, sanitise | crossterm, inquire, serde, textwrap |
//! | `report::view` | facts, `facts::answering`, assess, model, answers, score, gap, plan, clock, exact, language, `language::grammar` | `rustc_hash` |
//! | `report::html` | cohort, facts, language, `report::view` | askama, sha2, base64 |
//! | `report::text` | `report::view`, language | textwrap |
//! | `report::json` | `report::view`, exact, language, facts, assess, model, answers, score, gap, plan, clock | `serde_json` |
//! | `report::ics` | `report::view` | sha2 |
//! | `report::tables` | batch, clock, cohort, exact, facts, language, model, plan, `report::json`, sanitise | - |
//! | `report::xlsx` | answers, batch, facts, language, model, `report::tables` | `rust_xlsxwriter` |
//! | `web` | answers, assess, batch, clock, diag, facts, language, `language::grammar`, model, pack, plan, quiz, report, sanitise, yaml | askama, base64, serde, `serde_json`, sha2 |
//! | `golden` | assess, model, yaml, diag, answers, gap, exact | - |
//! | `cli` | answers, assess, batch, cohort, clock, diag, export, facts, golden, language, `language::grammar`, model, pack, plan, quiz, report, sanitise, web | clap, `clap_complete`, `clap_mangen`, crossterm, ctor, ctrlc, dunce, flate2, getrandom, indicatif, open, rustix, ruzstd, `signal_hook`, tempfile, textwrap, `encoding_rs_io`, `unicode_normalization` |
//! | `engine` | diag, web | - |
//! | `main` | cli | mimalloc |
//!
//! The core (`model`, `score`, `gap`, `assess`, `batch`, `plan`, `facts`, `language`, `report::view` and the state of `quiz`) does no input or
//! output, reads no clock and prints nothing. Only `cli` touches files. `engine` is `web` as WebAssembly, for one page in a
//! browser; what that has no use for, as `cli` and the formats of bulk scoring, is left out of it. `serde_yaml`, `chrono`, `inquire`
//! and `askama` are each named in one file or two, so that each can be replaced.
//!
//! # Habits
//!
//! - **Parse, don't validate.** What comes out of `pack::parse` and `answers::parse` is checked; nothing
//!   checks it again. Inside a pack, things refer to each other by dense index.
//! - **Declared once.** What a record may hold is a [`yaml::Shape`]: the reader reads by it, and
//!   [`yaml::schema()`] prints it for editors. Rules that a shape cannot hold are errors of the reader; advice to
//!   authors is in [`pack::lint`].
//! - **Every problem at once.** A reader gives a value or problems, each with code, place, what was expected
//!   and a fix: [`diag::Diagnostic`].
//! - **Exact until the view.** Scores are ratios of whole numbers ([`exact::Exact`]); [`exact::decimals`]
//!   rounds, once, half to even.
//! - **Facts, words, page.** [`facts`] decides what a page states, and in which order: enums, exact numbers and indices.
//!   Functions of [`language`] turn facts into text. The template loops over the facts and calls these functions itself;
//!   a text that never varies stands in the template. No struct of texts stands between, so that each value is declared
//!   once. The page on two attempts is made so; other pages still have a view struct of texts. Code compares values,
//!   never phrases. A test lists the files that still make sentences elsewhere; the list only gets shorter.
//! - **Templates place text.** They neither compute, round, sort nor choose a plural; a call of a function of [`language`]
//!   places text. A path of one name is a method of the template struct to askama, so functions are called by module.
//! - **Shared texts.** What thousands of reports say alike is put into words once, in a view struct, and held by each of
//!   them. There `concat` stands in place of `format!`: it takes fewer instructions.
//!
//! # Deliberately absent
//!
//! Network access, accounts, norms and ranks of people, guesses for missing answers, a single pass or fail.

#![warn(clippy::unwrap_used)]

pub mod answers;
pub mod assess;
pub mod batch;
#[cfg(not(target_family = "wasm"))]
pub mod cli;
pub mod clock;
pub mod cohort;
pub mod diag;
#[cfg(target_family = "wasm")]
mod engine;
pub mod exact;
pub mod export;
pub mod facts;
pub mod gap;
pub mod golden;
pub mod language;
pub mod model;
pub mod pack;
pub mod plan;
pub mod quiz;
pub mod report;
pub mod sanitise;
pub mod score;
pub mod web;
pub mod yaml;
