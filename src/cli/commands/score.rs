//! `skillgap score`: scores many respondents.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::answers::{TableOptions, Texts};
use crate::batch::{self, Batch, Codebook, MoreColumns, OutputFormat};
use crate::cli::args::{Options, ScoreArgs};
use crate::cli::batch::{
    BatchResult, Found, IndexDone, MOST_COMPARED, Mapped, Outputs, Progress, Rejects, Reports, Run, Sink, find, map,
    named_pack, run as run_batch,
};
use crate::cli::files::{self, Readers};
use crate::cli::signals::{self, LastWords, Leftovers};
use crate::cli::{Done, Failure, messages, packs};
use crate::facts::index::MOST_LISTED;
use crate::language::{self, grammar};
use crate::model::Pack;

pub(in crate::cli) fn run(args: &ScoreArgs, options: &Options) -> Result<Done, Failure> {
    let read = Arc::new(AtomicU64::new(0));
    // The first message comes before folders are searched and the pack is read.
    let mut progress = progress(args, &read);
    let inputs = inputs(args)?;
    fitting(args)?;
    if let Some(size) = inputs.iter().flatten().map(|input| input.size).sum() {
        progress.expect(size);
    }
    let named = || inputs.iter().flatten().find_map(|input| packs::embedded(&named_pack(input)?)).map(Path::new);
    let pack = packs::load_or(options, if options.pack.is_some() { None } else { named() })?;
    let more = MoreColumns { next: args.next, label: args.label };
    if args.schema {
        files::print(&format!("{:#}\n", batch::schema(&pack, more)))?;
        return Ok(Done::Well);
    }
    let role = packs::named_role(&pack, args.role.as_deref())?;
    if let (true, Some(path)) = (args.inputs.is_empty(), &args.codebook) {
        return give(
            Sink::open(Some(path), args.running.replace(), Readers::Usual)?,
            &describe(&pack, path, format(args), more),
        )
        .map(|()| Done::Well);
    }
    let mut tables = TableOptions { is_partial: args.reading.partial, ..TableOptions::default() };
    if let Some(path) = &args.map {
        match map(path, &inputs, &pack)? {
            Mapped::Read(map) => tables.map = Some(map),
            Mapped::Written(0) => return Ok(Done::Well),
            Mapped::Written(_) => return Ok(Done::NeedsAttention),
        }
    }
    let (last_words, leftovers) = (LastWords::default(), Leftovers::default());
    *last_words.lock() = stopped(args);
    signals::watch_and_tidy(&last_words, &leftovers);
    let Files { mut sink, codebook, mut rejects, mut reports } = Files::open(args, &pack, more, &leftovers)?;

    let texts = if reports.is_some() { Texts::Needed } else { Texts::Ignored };
    let batch = Batch::new(&pack, (format(args), more), role, texts);
    let result = run_batch(
        inputs,
        &Run {
            pack: &pack,
            batch: &batch,
            threads: args.running.thread_count(),
            options: &tables,
            counter: &read,
            gather: None,
        },
        Outputs {
            header: if args.no_header { String::new() } else { batch.header() },
            sink: &mut sink,
            rejects: &mut rejects,
            reports: &mut reports,
            progress: &mut progress,
            records: &mut Vec::new(),
        },
    );
    // From here on a signal waits, so that all files are in their places or none; one that has arrived ends the run.
    let mut locked = last_words.lock();
    drop(progress);
    let result = result?;
    let kept = if args.check { Vec::new() } else { rejects.map_or(Ok(Vec::new()), Rejects::keep)? };
    if result.scored > 0 || result.refused == 0 {
        sink.keep()?;
        if let (Some(codebook), Some(path)) = (codebook, &args.codebook) {
            give(codebook, &describe(&pack, path, format(args), more))?;
        }
    }
    let index =
        reports.as_mut().filter(|_| result.scored > 0).map(|all| all.index(&pack, result.scored)).transpose()?;
    locked.clear();
    drop(locked);
    say(args, &result, reports.as_ref().zip(index).as_ref(), &kept)
}

/// The outputs of a run, while they are incomplete.
struct Files<'p> {
    sink: Sink<'p>,
    codebook: Option<Sink<'p>>,
    rejects: Option<Rejects>,
    reports: Option<Reports>,
}

impl<'p> Files<'p> {
    /// Opens all of them, so that a failure is known before a long run. Adds what a signal has to remove to `leftovers`.
    fn open(args: &ScoreArgs, pack: &'p Pack, more: MoreColumns, leftovers: &Leftovers) -> Result<Self, Failure> {
        let replace = args.running.replace();
        let needed = || args.inputs.iter().chain(&args.output).chain(&args.codebook).cloned().collect();
        let rejects = args.rejects.as_deref().map(|path| Rejects::new(path, replace, needed(), leftovers));
        let rejects = rejects.transpose()?;
        let mut leftovers = leftovers.lock();
        let sink = match &args.output {
            _ if args.check => Sink::Nowhere,
            Some(path) if format(args) == OutputFormat::Xlsx => Sink::sheet(pack, more, path, replace)?,
            path => Sink::open(path.as_deref(), replace, Readers::Owner)?,
        };
        leftovers.extend(sink.draft());
        let codebook =
            args.codebook.as_deref().map(|path| Sink::open(Some(path), replace, Readers::Usual)).transpose()?;
        leftovers.extend(codebook.as_ref().and_then(Sink::draft));
        let reports = args.reports.as_deref().map(|folder| Reports::new(folder, replace, args.reader)).transpose()?;
        leftovers.extend(reports.as_ref().map(Reports::hidden));
        Ok(Self { sink, codebook, rejects, reports })
    }
}

/// Writes a whole text.
fn give(mut sink: Sink<'_>, text: &str) -> Result<(), Failure> {
    sink.write(text.as_bytes())?;
    sink.keep()
}

/// Prints the summary.
fn say(
    args: &ScoreArgs,
    result: &BatchResult,
    reports: Option<&(&Reports, IndexDone)>,
    kept: &[PathBuf],
) -> Result<Done, Failure> {
    if !result.problems.is_empty() {
        messages::text(&(result.problems.render() + "\n"));
    }
    for file in kept {
        messages::line(&format!("refused records: {}", files::absolute(file)));
    }
    let all = result.scored + result.refused;
    if result.scored == 0 && result.refused > 0 {
        return Err(Failure::NothingScored(result.refused));
    }
    let left_out = reports.map_or(0, |(reports, _)| result.scored - reports.written);
    let attention = result.refused + left_out;
    let no_index = matches!(reports, Some((_, IndexDone::There(_))));
    if !args.running.quiet || attention > 0 {
        let done = if args.check { "checked" } else { "scored" };
        let needs = grammar::count(attention, "needs attention", "need attention");
        let rest = if attention > 0 { format!("; {needs}") } else { String::new() };
        messages::line(&format!("{done} {} of {all}{rest}", result.scored));
        if result.is_beyond_compared {
            let most = language::thousands(MOST_COMPARED as u64);
            messages::line(&format!(
                "ids that stand more than once were looked for among the first {most} records only"
            ));
        }
        if let (Some((reports, _)), Some(folder)) = (reports, &args.reports) {
            let count = grammar::count(reports.written, "report", "reports");
            messages::line(&format!("{count}: {}", files::absolute(folder)));
        }
    }
    if let Some((_, index)) = reports {
        say_index(index, args.running.quiet);
    }
    Ok(if attention > 0 || no_index { Done::NeedsAttention } else { Done::Well })
}

/// Says what became of the index.
fn say_index(index: &IndexDone, quiet: bool) {
    match index {
        IndexDone::Written(path) if !quiet => messages::line(&format!("index: {}", files::absolute(path))),
        IndexDone::Written(_) => {}
        IndexDone::There(path) => messages::line(&format!(
            "no index: `{}` is another page; choose another folder, or replace it with `--force`",
            path.display()
        )),
        IndexDone::TooMany => messages::line(&format!(
            "no index: it lists at most {} reports; the score output has a row for each",
            language::thousands(MOST_LISTED as u64)
        )),
        IndexDone::LeftOut => messages::line("no index: some reports were left out"),
    }
}

fn inputs(args: &ScoreArgs) -> Result<Vec<Found>, Failure> {
    let outputs: Vec<&Path> = [&args.output, &args.rejects, &args.reports, &args.codebook]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    let files = outputs.iter().filter(|path| **path != Path::new("-"));
    for (at, output) in files.clone().enumerate() {
        let again = files.clone().skip(at + 1).any(|other| files::is_same(other, output));
        if again || args.inputs.iter().any(|input| files::is_same(input, output)) {
            return Err(Failure::SameFile(output.to_path_buf()));
        }
    }
    Ok(find(&args.inputs, args.reading.from, &outputs))
}

/// Refuses options that do not go together.
fn fitting(args: &ScoreArgs) -> Result<(), Failure> {
    let to_stdout = |path: &Option<PathBuf>| path.as_deref().is_none_or(|path| path == Path::new("-"));
    let scores = !args.inputs.is_empty() && !args.check;
    let format = format(args);
    let (message, hint) = match () {
        () if format == OutputFormat::Xlsx && scores && to_stdout(&args.output) => {
            ("a spreadsheet is kept in a file, not printed", "name the file: `-o scores.xlsx`")
        }
        () if format == OutputFormat::Xlsx && args.no_header => {
            ("`--no-header` is for tables of text, and a spreadsheet is none", "leave it out, or write `--format csv`")
        }
        () if format == OutputFormat::Long && args.next => (
            "`--next` adds columns about people, and `--format long` has a row for each competency",
            "leave it out, or name the next role with `--role`",
        ),
        () if args.codebook.as_deref().is_some_and(|path| codebook_ending(path).is_none()) => {
            ("a codebook is a table or JSON", "end its name in `.csv` or `.json`")
        }
        () if args.codebook.is_some() && to_stdout(&args.codebook) && scores && to_stdout(&args.output) => (
            "the scores and the codebook cannot both go to standard output",
            "name a file for one of them: `-o FILE` or `--codebook FILE`",
        ),
        () => return Ok(()),
    };
    Err(Failure::Options { message, hint })
}

/// The codebook as text: JSON for a file of that ending, else a table.
fn describe(pack: &Pack, path: &Path, format: OutputFormat, more: MoreColumns) -> String {
    let codebook = Codebook::new(pack, format, more);
    match codebook_ending(path) {
        Some("json") => format!("{:#}\n", codebook.json()),
        _ => codebook.csv(),
    }
}

/// `csv` or `json`, by the name of the codebook; a table on standard output.
fn codebook_ending(path: &Path) -> Option<&'static str> {
    let is = |ending: &&str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    if path == Path::new("-") { Some("csv") } else { ["csv", "json"].into_iter().find(is) }
}

/// The format of the option, else of the output's name, else CSV.
fn format(args: &ScoreArgs) -> OutputFormat {
    let of_name = || args.output.as_deref().and_then(OutputFormat::of_name);
    args.format.or_else(of_name).unwrap_or(OutputFormat::Csv)
}

/// No progress with `--quiet`, or where the output goes to the same terminal.
fn progress(args: &ScoreArgs, read: &Arc<AtomicU64>) -> Progress {
    let to_terminal = args.output.is_none() && !args.check && std::io::stdout().is_terminal();
    if args.running.quiet || args.schema || to_terminal {
        return Progress::Quiet;
    }
    Progress::new(std::io::stderr().is_terminal(), read)
}

/// The message when a signal ends the run.
fn stopped(args: &ScoreArgs) -> String {
    match &args.reports {
        Some(folder) => {
            format!("stopped: no file was written but reports, each of them whole: {}", files::absolute(folder))
        }
        None => "stopped: no file was written".to_owned(),
    }
}
