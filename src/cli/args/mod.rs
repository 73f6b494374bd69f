//! The arguments of the command line.

mod bulk;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::clock::Date;
use crate::export::Tool;
use crate::model::value_of;
use crate::report::view::Audience;

pub(super) use bulk::{CohortArgs, ScoreArgs};

/// Rate your competencies, see the gaps to a role, and find the courses that close them.
#[derive(Debug, Parser)]
#[command(name = "skillgap", version, arg_required_else_help = true, max_term_width = 100, after_help = after_help())]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) options: Options,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// What stands below the options in `--help`; the manual page has both parts as sections.
fn after_help() -> String {
    format!("Examples:\n{EXAMPLES}\n\nExit codes:\n{EXIT_CODES}")
}

/// A command and what it does on each line.
pub(super) const EXAMPLES: &str = "  skillgap quiz                          take the questionnaire
  skillgap quiz --plain                  the same as plain lines, for screen readers
  skillgap demo                          see a finished report without answering anything
  skillgap page -o quiz.html             the whole quiz as one file, for people with a browser
  skillgap template -o answers.yaml      an answer sheet to fill in with an editor
  skillgap report answers.yaml           a filled sheet becomes answers.html
  skillgap report answers.yaml --for advisor -o meeting.html
                                         the same with a part for the meeting
  skillgap compare spring.yaml autumn.yaml
                                         what changed between two attempts
  skillgap template --rater observer -o mentor.yaml
                                         a sheet for an advisor or mentor, for `report --observer`
  skillgap plan answers.yaml             what to do, when, and why
  skillgap step answers.yaml pmp agreed  note what was agreed, or done
  skillgap score answers/ -o scores.csv  everything that was saved, in one table
  skillgap cohort answers/ -o class.html  a whole class: whom to see first, what to teach
  skillgap check answers.yaml my-pack/   every problem, with its place and its fix
  skillgap explain pmp                   a competency, role, resource, item or error code";

/// A code and its meaning on each line.
pub(super) const EXIT_CODES: &str = "  0    done, or saved on purpose
  1    failed: something could not be read, written or used
  2    the command line was not understood, or a terminal was needed
  3    finished, but some inputs need attention
  130  interrupted; progress is saved";

/// What every command understands.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The questionnaire pack: an id that `skillgap packs` lists, or a folder with its files
    #[arg(long, global = true, value_name = "ID|DIR")]
    pub(super) pack: Option<PathBuf>,

    /// A folder with `overlay.yaml`: a programme's own courses, prices and targets, laid over the pack
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) overlay: Option<PathBuf>,

    /// No colours
    #[arg(long, global = true)]
    pub(super) no_color: bool,

    /// Never ask anything: fail instead
    #[arg(long, global = true)]
    pub(super) no_input: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take the questionnaire: gives an answers file and a report
    Quiz(QuizArgs),
    /// See the whole thing with a made-up student's answers; needs no terminal
    Demo(DemoArgs),
    /// Write the whole quiz, with report and plan, as one HTML file for any browser; it needs no network
    Page(PageArgs),
    /// Turn an answers file into one HTML page
    Report(ReportArgs),
    /// Show what changed between two attempts, as one HTML page
    Compare(CompareArgs),
    /// Plan the way to a role: what to do, when, for how much, and why
    Plan(PlanArgs),
    /// Note what was agreed, begun, done or is held, in the answers file
    Step(StepArgs),
    /// Score saved answers in bulk: files, folders, tables, JSON lines
    Score(ScoreArgs),
    /// Show a whole class on one page: whom to see first, and what to teach this term
    Cohort(CohortArgs),
    /// Print an empty answer sheet to fill in elsewhere
    Template(TemplateArgs),
    /// Write the questionnaire for the survey tool of an office: REDCap, LimeSurvey or any other
    Export(ExportArgs),
    /// Check packs and answers files: every problem, with its place and its fix
    Check(CheckArgs),
    /// List the packs inside this program, show how well a catalogue covers its competencies, or how they map to
    /// published models
    Packs(PacksArgs),
    /// Begin a pack of your own
    #[command(subcommand, disable_help_subcommand = true)]
    Pack(PackCommand),
    /// Explain a competency, a role, a resource, an item, a published model, or an error code
    Explain(ExplainArgs),
    /// Print a script that completes commands and options in a shell
    Completions(CompletionsArgs),
    /// Print a manual page
    Man(ManArgs),
}

#[derive(Args, Debug)]
pub(super) struct QuizArgs {
    /// The form to take [default: the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) form: Option<String>,

    /// The role to compare with [default: the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,

    /// Numbered lines instead of a moving list: for screen readers and pipes. The environment variable
    /// ACCESSIBLE=1 and TERM=dumb do the same
    #[arg(long)]
    pub(super) plain: bool,

    /// The answers file; the report is written beside it [default: skillgap-DATE-TIME.yaml]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,

    /// Begin a new attempt after this one: what it says about you is taken over and not asked again
    #[arg(long, value_name = "ANSWERS")]
    pub(super) after: Option<PathBuf>,

    /// Open the report in the browser at the end
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Args, Debug)]
pub(super) struct DemoArgs {
    /// The report; the made-up answers are written beside it. `-` prints the report alone
    #[arg(short, long, value_name = "FILE", default_value = "skillgap-demo.html")]
    pub(super) output: PathBuf,

    /// Replace files that are there; its own are replaced while nobody has changed them
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// One page for people to read
    Html,
    /// All of its facts for other programs; `--schema` describes it
    Json,
}

#[derive(Args, Debug)]
pub(super) struct PageArgs {
    /// The page; `-` for standard output
    #[arg(short, long, value_name = "FILE", default_value = "skillgap-quiz.html")]
    pub(super) output: PathBuf,

    /// Who asks, why, who will see the answers, until when, and where to send them
    #[arg(long, value_name = "FILE")]
    pub(super) invitation: Option<PathBuf>,

    /// The form to take [default: that of the invitation, else the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) form: Option<String>,

    /// The role to compare with [default: that of the invitation, else the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,

    /// The engine that runs the quiz in the browser, as `.wasm` or `.wasm.gz` [default: the one inside this program]
    #[arg(long, value_name = "FILE")]
    pub(super) engine: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Args, Debug)]
pub(super) struct ReportArgs {
    /// The answers file
    #[arg(value_name = "ANSWERS", required_unless_present = "schema")]
    pub(super) answers: Option<PathBuf>,

    /// The report; `-` for standard output [default: ANSWERS with the ending .html or .json]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// The role to compare with [default: the one in the answers file]
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,

    /// Whom the report is for: the advisor's copy has a part for the meeting and every note
    #[arg(long = "for", value_name = "READER", default_value = "student", value_parser = one_of(Audience::WORDS, Audience::about))]
    pub(super) reader: Audience,

    /// The format
    #[arg(long, value_enum, default_value = "html")]
    pub(super) format: ReportFormat,

    /// Print the JSON Schema of a report as JSON
    #[arg(long, conflicts_with_all = ["answers", "verify"])]
    pub(super) schema: bool,

    /// Make the report again from the answers and say whether this file is the same, byte for byte
    #[arg(long, value_name = "REPORT", conflicts_with_all = ["output", "role", "reader", "force", "format"])]
    pub(super) verify: Option<PathBuf>,

    /// Show what changed since this earlier attempt
    #[arg(long, value_name = "FILE")]
    pub(super) since: Option<PathBuf>,

    /// Show an observer's ratings beside the person's own; they change no number
    #[arg(long, value_name = "FILE")]
    pub(super) observer: Option<PathBuf>,

    /// Open everything in the page, so that all of it is printed
    #[arg(long, conflicts_with = "verify")]
    pub(super) full: bool,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    /// The answers file of the earlier attempt
    #[arg(value_name = "BEFORE")]
    pub(super) before: PathBuf,

    /// The answers file of the later attempt
    #[arg(value_name = "AFTER")]
    pub(super) after: PathBuf,

    /// The page; `-` for standard output [default: AFTER with the ending .changes.html]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// The role to hold both against [default: the one in AFTER]
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PlanFormat {
    /// For people to read
    Text,
    /// For other programs; `--schema` describes it
    Json,
    /// For a calendar: one event for each step, which a later export replaces
    Ics,
}

#[derive(Args, Debug)]
#[command(
    override_usage = "skillgap step ANSWERS [RESOURCE STATE] [OPTIONS]\n       skillgap step ANSWERS --text TEXT STATE"
)]
pub(super) struct StepArgs {
    /// The answers file
    #[arg(value_name = "ANSWERS")]
    pub(super) answers: PathBuf,

    /// The id of a course, certification, degree or practice; without it, the steps are listed
    #[arg(value_name = "RESOURCE")]
    pub(super) resource: Option<String>,

    /// How far it has come: agreed, doing, done or held
    #[arg(value_name = "STATE", value_parser = PossibleValuesParser::new(["agreed", "doing", "done", "held"]))]
    pub(super) state: Option<String>,

    /// What was agreed, in words, where the catalogue does not have it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) text: Option<String>,

    /// The day by which it is to be done, as 2027-06-30
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) by: Option<Date>,

    /// The day on which that was so [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) on: Option<Date>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is an option that a person may give")]
#[derive(Args, Debug)]
pub(super) struct PlanArgs {
    /// The answers file
    #[arg(value_name = "ANSWERS", required_unless_present = "schema")]
    pub(super) answers: Option<PathBuf>,

    /// The role to come to [default: the one in the answers file]
    #[arg(long, value_name = "ID")]
    pub(super) role: Option<String>,

    /// The most that everything may cost together, in dollars or in the currency of the pack's prices. What has no
    /// known price is left out [default: the budget in the answers file]
    #[arg(long, value_name = "AMOUNT", value_parser = amount, allow_negative_numbers = true)]
    pub(super) budget: Option<u64>,

    /// Hours a week for learning [default: those in the answers file, else 6]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, 168))]
    pub(super) hours_per_week: Option<u32>,

    /// The day by which everything is to be done, as 2027-06-30. What has no known length is left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) deadline: Option<Date>,

    /// Never choose this course, certification, degree or practice; can be given several times
    #[arg(long, value_name = "ID")]
    pub(super) exclude: Vec<String>,

    /// You have done this or hold it: it opens what builds on it; can be given several times
    #[arg(long, value_name = "ID")]
    pub(super) have: Vec<String>,

    /// Choose only what is known to be free, on no condition
    #[arg(long)]
    pub(super) free_only: bool,

    /// Let the plan choose degrees
    #[arg(long)]
    pub(super) degrees: bool,

    /// The day on which the plan begins [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) start: Option<Date>,

    /// The format
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: PlanFormat,

    /// Print the JSON Schema of a plan as JSON
    #[arg(long, conflicts_with = "answers")]
    pub(super) schema: bool,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

/// An amount of money as it is written on a command line.
fn amount(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "an amount is a whole number without a sign, as 500".to_owned())
}

/// A parser of whole numbers from `least` to `most`.
pub(super) fn whole<T: TryFrom<u32>>(least: u32, most: u32) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |text| {
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| match most {
            u32::MAX => format!("it is a whole number from {least}"),
            _ => format!("it is a whole number from {least} to {most}"),
        })
    }
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is written as 2027-06-30".to_owned())
}

/// A parser of the words of a closed list, with a help text for each value. An enum that has such a list needs no copy of
/// itself here.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
    about: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let values = words.iter().map(|(word, value)| PossibleValue::new(*word).help(about(*value)));
    PossibleValuesParser::new(values).try_map(|text| value_of(words, &text).ok_or("an unknown word"))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum TemplateFormat {
    /// One person: a YAML answers file with the statements as comments
    Yaml,
    /// Many people: the header of a table with one row each
    Csv,
    /// Many people: such a table as a spreadsheet, which offers the values of each question
    Xlsx,
}

#[derive(Args, Debug)]
pub(super) struct TemplateArgs {
    /// The form [default: the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) form: Option<String>,

    /// The format
    #[arg(long, value_enum, default_value = "yaml")]
    pub(super) format: TemplateFormat,

    /// Who will fill it in
    #[arg(long, value_enum, default_value = "self")]
    pub(super) rater: RaterName,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Args, Debug)]
pub(super) struct ExportArgs {
    /// The tool that the file is for
    #[arg(long, value_name = "TOOL", value_parser = one_of(Tool::WORDS, Tool::about))]
    pub(super) to: Tool,

    /// The form [default: the pack's]
    #[arg(long, value_name = "ID")]
    pub(super) form: Option<String>,

    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

/// Whose view an answer sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RaterName {
    /// The person, about themselves
    #[value(name = "self")]
    Own,
    /// An advisor, mentor or colleague, about the person
    Observer,
}

/// The file that a schema is of.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SchemaOf {
    /// All three of a pack: one object with the schemas by the names of the files
    All,
    /// questionnaire.yaml
    Questionnaire,
    /// roles.yaml
    Roles,
    /// resources.yaml
    Resources,
    /// overlay.yaml, which a programme lays over a pack
    Overlay,
    /// invitation.yaml, which people are shown before the first question
    Invitation,
}

#[expect(clippy::struct_excessive_bools, reason = "each is an option that a person may give")]
#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    /// Pack folders, overlay folders, answers files, invitations, or folders of them
    #[arg(value_name = "PATH", required_unless_present = "schema", conflicts_with = "schema")]
    pub(super) paths: Vec<PathBuf>,

    /// Fail on warnings too: for automatic checks of a pack
    #[arg(long)]
    pub(super) strict: bool,

    /// List every problem, and not the first five of each kind in a file
    #[arg(long)]
    pub(super) all: bool,

    /// Print what is older than a year in each pack, the oldest first, and the pages that nobody has read yet
    #[arg(long, conflicts_with = "schema")]
    pub(super) facts: bool,

    /// Write the expected results of golden answers that have none yet: what the program finds now
    #[arg(long)]
    pub(super) write_expected: bool,

    /// Print the JSON Schema of a file, for editors; of all three of a pack when none is named
    #[arg(long, value_name = "FILE", value_enum, num_args = 0..=1, default_missing_value = "all")]
    pub(super) schema: Option<SchemaOf>,
}

#[derive(Args, Debug)]
pub(super) struct PacksArgs {
    /// For each competency, how many resources lift people over each step
    #[arg(long)]
    pub(super) coverage: bool,

    /// Which parts of published competency models the competencies stand for, and which they do not
    #[arg(long, conflicts_with = "coverage")]
    pub(super) frameworks: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum PackCommand {
    /// Write the files of a small pack, or a copy of another one, into a new folder
    New(NewPackArgs),
}

#[derive(Args, Debug)]
pub(super) struct NewPackArgs {
    /// The folder of the pack; its name becomes the pack's id
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// Copy this pack: an id that `skillgap packs` lists, or a folder
    #[arg(long, value_name = "ID|DIR")]
    pub(super) from: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// An id such as `pmp` or `data-analysis`, `career` for what the pack says of it, or a code such as `SK202`
    #[arg(value_name = "ID|CODE")]
    pub(super) what: String,
}

const COMPLETIONS_HELP: &str = "\
Where the script belongs:
  bash        ~/.local/share/bash-completion/completions/skillgap
  zsh         a file _skillgap in a folder of $fpath
  fish        ~/.config/fish/completions/skillgap.fish
  powershell  add this line to the file that $PROFILE names:
              skillgap completions powershell | Out-String | Invoke-Expression
  elvish      add this line to ~/.config/elvish/rc.elv:
              eval (skillgap completions elvish | slurp)";

#[derive(Args, Debug)]
#[command(after_help = COMPLETIONS_HELP)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: Shell,
}

#[derive(Args, Debug)]
pub(super) struct ManArgs {
    /// The command that the page is about [default: the program]
    #[arg(value_name = "COMMAND")]
    pub(super) command: Option<String>,

    /// Write all pages into this folder, as skillgap.1, skillgap-quiz.1 and so on
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    pub(super) output: Option<PathBuf>,

    /// Replace pages that are there
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}
