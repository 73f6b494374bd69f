//! The arguments of the commands that read the answers of many people.

use std::path::PathBuf;

use clap::Args;

use super::{day, one_of, whole};
use crate::answers::InputFormat;
use crate::batch::OutputFormat;
use crate::cli::files::Replace;
use crate::clock::Date;
use crate::report::tables::TableFormat;
use crate::report::view::Audience;

/// The most threads by default: more of them wait for the one that reads and the one that writes.
const MOST_THREADS: usize = 16;

#[expect(clippy::struct_excessive_bools, reason = "each is an option that a person may give")]
#[derive(Args, Debug)]
pub(in crate::cli) struct ScoreArgs {
    /// Answers files, folders of them, tables of answers or result codes (.csv, .tsv, .txt), JSON lines (.ndjson, .jsonl),
    /// each also as .gz or .zst; spreadsheets (.xlsx); `-` for standard input
    #[arg(value_name = "INPUT", required_unless_present_any = ["schema", "codebook"])]
    pub(in crate::cli) inputs: Vec<PathBuf>,

    /// The output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// What the output is written as [default: csv, or what the name of the output says]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(OutputFormat::WORDS, OutputFormat::about))]
    pub(in crate::cli) format: Option<OutputFormat>,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    /// How the columns of a survey export are read: written where there is no such file, for you to settle, and else read
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) map: Option<PathBuf>,

    /// Score everyone against this role [default: the one that each record names, or the pack's]
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) role: Option<String>,

    /// Also the next role of each respondent: `next_role`, `next_readiness`, `next_unmet_must` and `next_gaps`
    #[arg(long)]
    pub(in crate::cli) next: bool,

    /// Also the label of each respondent, as the last column
    #[arg(long)]
    pub(in crate::cli) label: bool,

    /// Also write one report for each respondent into this folder, and an index of them
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) reports: Option<PathBuf>,

    /// Whom the reports are for
    #[arg(long = "for", value_name = "READER", default_value = "student", requires = "reports", value_parser = one_of(Audience::WORDS, Audience::about))]
    pub(in crate::cli) reader: Audience,

    /// Keep refused rows and lines as they came, to be mended and scored again
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rejects: Option<PathBuf>,

    /// Read and check everything, write nothing
    #[arg(long, conflicts_with_all = ["output", "reports", "rejects", "codebook"])]
    pub(in crate::cli) check: bool,

    /// Print the JSON Schema of a line of the output as JSON
    #[arg(long, conflicts_with_all = ["inputs", "check"])]
    pub(in crate::cli) schema: bool,

    /// Also describe every column of the output, as .csv or .json; `-` for standard output
    #[arg(long, value_name = "FILE", conflicts_with = "schema")]
    pub(in crate::cli) codebook: Option<PathBuf>,

    /// Leave out the header of a CSV output, to put parts together
    #[arg(long)]
    pub(in crate::cli) no_header: bool,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct CohortArgs {
    /// What `skillgap score` reads: answers files, folders of them, tables of answers or result codes, JSON lines,
    /// spreadsheets; `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(in crate::cli) inputs: Vec<PathBuf>,

    /// The page; `-` for standard output
    #[arg(short, long, value_name = "FILE", default_value = "skillgap-class.html")]
    pub(in crate::cli) output: PathBuf,

    /// Answers of an earlier term, to show what changed; can be given several times
    #[arg(long, value_name = "INPUT")]
    pub(in crate::cli) since: Vec<PathBuf>,

    /// Who was asked: a table with `respondent` or `label`, and `group`; shows who has not answered
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) invited: Option<PathBuf>,

    /// What the programme expects: a table with `competency`, `term` and `level` [default: the targets of the overlay]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) targets: Option<PathBuf>,

    /// The column of the tables that says which group a person belongs to [default: `group`]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::cli) group: Option<String>,

    /// Names in place of codes, on the page and in the tables: labels that people gave, such as their names
    #[arg(long)]
    pub(in crate::cli) show_names: bool,

    /// Instead of the advisor's page, one to hand on: figures of the whole class only, of at least 10 people
    #[arg(long, conflicts_with_all = ["tables", "reports", "show_names", "group"])]
    pub(in crate::cli) share: bool,

    /// Also write every table of the page into this folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) tables: Option<PathBuf>,

    /// What the tables are written as
    #[arg(long, value_name = "FORMAT", default_value = "csv", requires = "tables", value_parser = one_of(TableFormat::WORDS, TableFormat::about))]
    pub(in crate::cli) tables_as: TableFormat,

    /// Also write the advisor's copy of each person's report into this folder, linked from the page
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) reports: Option<PathBuf>,

    /// List a need for teaching when so many people share it [default: a tenth of those who answered, at least 3]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, u32::MAX))]
    pub(in crate::cli) at_least: Option<u32>,

    /// The goal that everyone is held against [default: the role that each record names, or the pack's]
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) role: Option<String>,

    /// The day as of which steps are overdue and drafts are stale, as 2027-06-30 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) on: Option<Date>,

    #[command(flatten)]
    pub(in crate::cli) reading: ReadingArgs,

    /// How the columns of a survey export are read, as `skillgap score --map` wrote it
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) map: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) running: RunningArgs,
}

/// How the answers of many people are read.
#[derive(Args, Debug)]
pub(in crate::cli) struct ReadingArgs {
    /// What the inputs are written as [default: by their names, or their first bytes]
    #[arg(long, value_name = "FORMAT", value_parser = one_of(InputFormat::WORDS, InputFormat::about))]
    pub(in crate::cli) from: Option<InputFormat>,

    /// Read a table in which fewer than half of the items of a form have a column
    #[arg(long)]
    pub(in crate::cli) partial: bool,
}

/// How a command on the answers of many people runs.
#[derive(Args, Debug)]
pub(in crate::cli) struct RunningArgs {
    /// How many threads score [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = whole::<u8>(1, 64))]
    pub(in crate::cli) threads: Option<u8>,

    /// Say nothing but problems
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,

    /// Replace files that are there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

impl RunningArgs {
    /// How many threads score: as many as are named, else one for each processor.
    pub(in crate::cli) fn thread_count(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST_THREADS);
        self.threads.map_or_else(all, usize::from)
    }

    /// What happens to files that are there.
    pub(in crate::cli) fn replace(&self) -> Replace {
        if self.force { Replace::Yes } else { Replace::Never }
    }
}
