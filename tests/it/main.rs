//! All tests of the library and the program, a module for each topic.
//!
//! Plain `cargo test` needs only Rust. Tests that need Chromium, Firefox, GNU parallel, Spark, strace or a small disk and tests that take long are marked
//! as ignored with the reason: `cargo test -- --include-ignored` runs them too, `cargo test -- --ignored browser` those in
//! the browser alone.

#![expect(unreachable_pub, reason = "a test program has no outside")]

mod advisor_report;
mod ages;
mod architecture;
mod authors;
#[cfg(unix)]
mod bad_days;
mod browser;
mod calendar;
mod career;
mod cohort_figures;
mod cohort_lists;
mod cohort_page;
mod cohort_tables;
mod commands;
mod compare;
mod containers;
mod dates;
mod diagnostics;
mod director_pack;
mod duplicates;
#[cfg(unix)]
mod durability;
mod eight_people;
mod export;
mod frameworks;
mod front;
mod fuzz_corpora;
mod guide_coverage;
mod hand_edits;
mod harness;
mod hostile;
mod imports;
mod installed;
mod instruments;
mod invitation;
mod message_style;
mod next_step;
mod overlay;
mod overlay_check;
mod pack_authors;
mod page_command;
mod pairs;
mod peers;
mod plan;
mod plan_background;
mod plan_cases;
mod plan_command;
mod plan_people;
mod plan_small;
mod plan_solver;
#[cfg(unix)]
mod quiz_about;
mod quiz_state;
mod raters;
#[cfg(unix)]
mod readme;
mod release;
mod released;
mod report_json;
mod report_trace;
mod result_codes;
mod result_tables;
#[cfg(unix)]
mod scale_out;
mod schema;
mod score_command;
mod score_formats;
mod score_guard;
mod score_hostile;
mod score_inputs;
mod score_laws;
mod score_next;
#[cfg(unix)]
mod score_pipes;
mod score_reports;
mod scoring;
#[cfg(unix)]
mod screens;
mod sentences;
#[cfg(unix)]
mod step_command;
mod student_report;
mod survey_map;
mod survey_round_trip;
mod surveys;
mod tables;
mod tables_damaged;
#[cfg(unix)]
mod tall_options;
#[cfg(unix)]
mod terminal;
mod values;
mod verify;
mod web_quiz;
#[cfg(windows)]
mod windows;
mod xlsx;
mod yaml_input;
