//! `skillgap cohort`: a class on one page.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::answers::{
    InputFormat, Invitee, LARGEST_FILE, TableOptions, Texts, parse_invited, parse_map, parse_targets,
};
use crate::batch::{Batch, MoreColumns, OutputFormat};
use crate::cli::args::{CohortArgs, Options};
use crate::cli::batch::{
    BatchResult, Found, Gather, Outputs, Progress, Reports, Run, Sink, advisors_copies, find, named_pack,
    run as run_batch,
};
use crate::cli::files::{self, Readers};
use crate::cli::signals::{self, LastWords, Leftovers};
use crate::cli::{Done, Failure, TOOL, messages, packs};
use crate::clock::Timestamp;
use crate::cohort::{Joined, Record, Term, join};
use crate::diag::{Diagnostic, any_error};
use crate::facts::cohort::{Class, ClassOptions, FEWEST_SHARED, Refused};
use crate::language::grammar;
use crate::model::{Pack, RoleIx, TermTarget};
use crate::report::tables::{self, TableFormat};
use crate::report::view::Audience;
use crate::report::{html, xlsx};

/// The largest list of invited people, and of targets.
const LARGEST_LIST: usize = 1024 * 1024;

/// The name of the spreadsheet of tables.
const WORKBOOK: &str = "class.xlsx";

pub(in crate::cli) fn run(args: &CohortArgs, options: &Options) -> Result<Done, Failure> {
    let outputs = outputs(args)?;
    let sought: Vec<&Path> = outputs.iter().map(PathBuf::as_path).collect();
    let inputs = find(&args.inputs, args.reading.from, &sought);
    let earlier = find(&args.since, args.reading.from, &sought);
    let named = || inputs.iter().flatten().find_map(|input| packs::embedded(&named_pack(input)?)).map(Path::new);
    let pack = packs::load_or(options, if options.pack.is_some() { None } else { named() })?;
    packs::needs_roles(&pack, "no next role, on which the page of a class is built")?;
    let role = packs::named_role(&pack, args.role.as_deref())?;
    let day = args.on.unwrap_or_else(|| Timestamp::now().day());
    let mut lists = Lists::read(args, &pack)?;
    let (last_words, leftovers) = (LastWords::default(), Leftovers::default());
    "stopped: no page was written".clone_into(&mut last_words.lock());
    signals::watch_and_tidy(&last_words, &leftovers);

    let reading = Reading { pack: &pack, args, role };
    let (mut records, mut result) = reading.term(inputs, Term::Now)?;
    if result.scored > 0 && !earlier.is_empty() {
        let (before, of_before) = reading.term(earlier, Term::Earlier)?;
        records.extend(before);
        result.problems.append(&of_before.problems, 0);
        result.scored += of_before.scored;
        result.refused += of_before.refused;
    }
    if result.scored == 0 {
        return say_problems(&result, &lists);
    }
    let reasons_refused = refused(&result);
    let mut joined = join(records, lists.invited.as_deref(), day);
    let reports = reports(args, &pack, &mut joined, &leftovers, &mut result)?;
    let targets =
        lists.targets.take().unwrap_or_else(|| pack.overlay().map_or_else(Vec::new, |own| own.targets.clone()));
    let at_least = args.at_least.map(|least| least as usize);
    let how = ClassOptions { day, at_least, show_names: args.show_names, targets };
    let mut class = Class::new(&pack, &joined, how, reports);
    class.refused = result.refused;
    class.reasons_refused = reasons_refused;
    let done = say_problems(&result, &lists)?;
    say_ambiguous(args, &joined);
    let locked = last_words.lock();
    write(args, &class)?;
    drop(locked);
    if !args.running.quiet {
        let people = grammar::count(joined.people.len(), "person", "people");
        messages::line(&format!("{people}, {} answered", class.answered.len()));
    }
    Ok(done)
}

/// Where the run writes, which must not be what it reads.
fn outputs(args: &CohortArgs) -> Result<Vec<PathBuf>, Failure> {
    let files: Vec<PathBuf> =
        [Some(&args.output), args.tables.as_ref(), args.reports.as_ref()].into_iter().flatten().cloned().collect();
    let read = args.inputs.iter().chain(&args.since).chain(&args.invited).chain(&args.targets).chain(&args.map);
    for output in files.iter().filter(|path| *path != Path::new("-")) {
        if read.clone().any(|input| files::is_same(input, output) || is_answers_in(output, input)) {
            return Err(Failure::SameFile(output.clone()));
        }
    }
    Ok(files)
}

/// True for a file in a folder of answers that has the name of one, so that the page would stand in its place.
fn is_answers_in(file: &Path, folder: &Path) -> bool {
    let is_below = || Path::new(&files::absolute(file)).starts_with(files::absolute(folder));
    folder.is_dir() && file.is_file() && InputFormat::of_name(file).is_some() && is_below()
}

/// The short tables beside the answers.
struct Lists {
    invited: Option<Vec<Invitee>>,
    targets: Option<Vec<TermTarget>>,
    problems: Vec<Diagnostic>,
}

impl Lists {
    fn read(args: &CohortArgs, pack: &Pack) -> Result<Self, Failure> {
        let mut lists = Self { invited: None, targets: None, problems: Vec::new() };
        if let Some(path) = &args.invited {
            let bytes = files::read_bytes(path, LARGEST_LIST)?;
            lists.invited = Some(lists.usable(parse_invited(&path.display().to_string(), &bytes), path)?);
        }
        if let Some(path) = &args.targets {
            let bytes = files::read_bytes(path, LARGEST_LIST)?;
            lists.targets = Some(lists.usable(parse_targets(&path.display().to_string(), &bytes, pack), path)?);
        }
        Ok(lists)
    }

    /// What could be read; fails where nothing could.
    fn usable<T>(&mut self, (list, problems): (Option<T>, Vec<Diagnostic>), path: &Path) -> Result<T, Failure> {
        let Some(list) = list else { return packs::usable((None, problems), &path.display().to_string()) };
        self.problems.extend(problems);
        Ok(list)
    }
}

/// How the inputs are read.
struct Reading<'a> {
    pack: &'a Pack,
    args: &'a CohortArgs,
    role: Option<RoleIx>,
}

impl Reading<'_> {
    /// The records of a term.
    fn term(&self, inputs: Vec<Found>, term: Term) -> Result<(Vec<Record>, BatchResult), Failure> {
        let Self { pack, args, role } = *self;
        let mut options =
            TableOptions { is_partial: args.reading.partial, group: args.group.clone(), ..TableOptions::default() };
        if let Some(path) = &args.map {
            let name = path.display().to_string();
            let map = parse_map(&name, &files::read(path, LARGEST_FILE)?, pack);
            options.map = Some(Arc::new(packs::usable(map, &name)?));
        }
        let counter = Arc::new(AtomicU64::new(0));
        let mut progress =
            if args.running.quiet { Progress::Quiet } else { Progress::new(std::io::stderr().is_terminal(), &counter) };
        if let Some(size) = inputs.iter().flatten().map(|input| input.size).sum() {
            progress.expect(size);
        }
        let batch = Batch::new(pack, (OutputFormat::Csv, MoreColumns::default()), role, Texts::Needed);
        let gather = Gather { term, keep_sheets: term == Term::Now && args.reports.is_some() };
        let mut records = Vec::new();
        let result = run_batch(
            inputs,
            &Run {
                pack,
                batch: &batch,
                threads: args.running.thread_count(),
                options: &options,
                counter: &counter,
                gather: Some(gather),
            },
            Outputs {
                header: String::new(),
                sink: &mut Sink::Nowhere,
                rejects: &mut None,
                reports: &mut None,
                progress: &mut progress,
                records: &mut records,
            },
        )?;
        Ok((records, result))
    }
}

/// Writes the advisor's copy for each person with answers; the address of each, seen from the page.
fn reports(
    args: &CohortArgs,
    pack: &Pack,
    joined: &mut Joined,
    leftovers: &Leftovers,
    result: &mut BatchResult,
) -> Result<Vec<Option<String>>, Failure> {
    let mut addresses = vec![None; joined.people.len()];
    let Some(folder) = &args.reports else { return Ok(addresses) };
    let mut created = leftovers.lock();
    let mut reports = Reports::new(folder, args.running.replace(), Audience::Advisor)?;
    created.push(reports.hidden());
    drop(created);
    let (mut places, mut sheets) = (Vec::new(), Vec::new());
    for (place, person) in joined.people.iter_mut().enumerate() {
        if let Some(sheet) = person.sheet.take() {
            places.push(place);
            sheets.push(sheet);
        }
    }
    let all = sheets.len();
    let files = advisors_copies(&mut reports, pack, sheets, args.running.thread_count(), result)?;
    let way = files::address_from(&args.output, folder);
    for (place, file) in places.into_iter().zip(files) {
        addresses[place] = file.map(|file| format!("{way}{file}"));
    }
    reports.index(pack, all)?;
    if !args.running.quiet {
        let count = grammar::count(reports.written, "report", "reports");
        messages::line(&format!("{count}: {}", files::absolute(folder)));
    }
    Ok(addresses)
}

/// Why records were refused, the codes that are errors only.
fn refused(result: &BatchResult) -> Vec<Refused> {
    let counts = result.problems.counts().into_iter();
    let errors = counts.filter(|(code, _)| code.severity() == crate::diag::Severity::Error);
    errors.map(|(code, count)| Refused { code, count }).collect()
}

/// Says that labels joined nobody; which ones only where names are shown.
fn say_ambiguous(args: &CohortArgs, joined: &Joined) {
    let labels = &joined.ambiguous;
    if labels.is_empty() {
        return;
    }
    let count = grammar::count(labels.len(), "label stands", "labels stand");
    let named = if args.show_names { format!(": {}", labels.join("; ")) } else { String::new() };
    let them = grammar::plural(labels.len(), "it", "them");
    messages::say(&format!("warning: {count} for several ids, so that nobody was joined by {them}{named}"));
}

/// Shows every problem; fails where nothing could be read.
fn say_problems(result: &BatchResult, lists: &Lists) -> Result<Done, Failure> {
    messages::problems(&lists.problems);
    if !result.problems.is_empty() {
        messages::text(&(result.problems.render() + "\n"));
    }
    if result.scored == 0 {
        return Err(Failure::NothingScored(result.refused));
    }
    let attention = result.refused > 0 || any_error(&lists.problems);
    Ok(if attention { Done::NeedsAttention } else { Done::Well })
}

/// Writes the page and the tables.
fn write(args: &CohortArgs, class: &Class<'_>) -> Result<(), Failure> {
    let page = if args.share {
        let shared = class.shared().ok_or(Failure::TooFewToShare(class.answered.len(), FEWEST_SHARED))?;
        html::share_page(class, &shared, TOOL)
    } else {
        html::cohort_page(class, TOOL)
    };
    // Figures that are shared name nobody.
    let readers = if args.share { Readers::Usual } else { Readers::Owner };
    if args.running.quiet && args.output != Path::new("-") {
        files::write(&args.output, &page, args.running.replace(), readers)?;
    } else {
        let name = if args.share { "figures" } else { "class" };
        files::give(&args.output, &page, args.running.force, readers, name)?;
    }
    args.tables.as_deref().map_or(Ok(()), |folder| write_tables(args, class, folder))
}

fn write_tables(args: &CohortArgs, class: &Class<'_>, folder: &Path) -> Result<(), Failure> {
    files::create_folder(folder, Readers::Owner)?;
    let all = tables::of_class(class);
    let give = |name: String, bytes: &[u8]| {
        files::write_bytes(&folder.join(name), bytes, args.running.replace(), Readers::Owner)
    };
    match args.tables_as {
        TableFormat::Csv => {
            all.iter().try_for_each(|table| give(format!("{}.csv", table.name()), tables::csv(table).as_bytes()))?;
        }
        TableFormat::Ndjson => {
            all.iter()
                .try_for_each(|table| give(format!("{}.ndjson", table.name()), tables::ndjson(table).as_bytes()))?;
        }
        TableFormat::Xlsx => {
            let title = format!("{} {}", class.pack.id(), class.pack.version());
            let book = xlsx::tables(&all, &title).map_err(|error| unwritable(folder, error))?;
            give(WORKBOOK.to_owned(), &book)?;
        }
    }
    if !args.running.quiet {
        messages::line(&format!("tables: {}", files::absolute(folder)));
    }
    Ok(())
}

fn unwritable(folder: &Path, error: xlsx::Unwritable) -> Failure {
    match error {
        xlsx::Unwritable::TooManyPeople => Failure::TooManyForSheet(folder.join(WORKBOOK)),
        xlsx::Unwritable::File(error) => Failure::Write(folder.join(WORKBOOK), error),
    }
}
