//! `skillgap step`: what was agreed with a person and what happened to it, kept in their answers file.

use std::path::Path;

use crate::answers::{self, AgreedStep, AnswerSheet, LONGEST_STEP, StepState, StepSubject, set_step};
use crate::cli::args::{Options, StepArgs};
use crate::cli::files::{self, Replace};
use crate::cli::{Done, Failure, messages, packs, sheets};
use crate::clock::Timestamp;
use crate::diag::did_you_mean;
use crate::language::grammar;
use crate::model::{Id, Pack};
use crate::sanitise;

/// What a command line asks for.
enum Request<'a> {
    /// The list of the steps.
    List,
    /// A step to this state.
    Set(Named<'a>, StepState),
}

/// How a command line names a step.
enum Named<'a> {
    Resource(&'a str),
    Text(&'a str),
}

pub(in crate::cli) fn run(args: &StepArgs, options: &Options) -> Result<Done, Failure> {
    let path = args.answers.as_path();
    let request = request(args)?;
    let pack = packs::load_for(options.pack.as_deref(), &[path])?;
    let mut sheet = sheets::read_own(path, &pack)?;
    let Request::Set(named, state) = request else {
        files::print(&list(&sheet, &pack))?;
        return Ok(Done::Well);
    };
    let what = subject(&named, &sheet, &pack)?;
    let on = args.on.unwrap_or_else(|| Timestamp::now().day());
    let step = AgreedStep { what, state, by: args.by, on: Some(on) };
    let said = step.title(&pack).to_owned();
    set_step(&mut sheet.steps, step);
    save(path, &sheet, &pack)?;
    messages::line(&format!("{}: {said}", state.word()));
    messages::line(&format!("answers: {}", files::absolute(path)));
    Ok(Done::Well)
}

/// Without `--text` the words are a resource and a state, with it a state alone.
fn request(args: &StepArgs) -> Result<Request<'_>, Failure> {
    let usage = |message: &str| Failure::Usage {
        message: message.to_owned(),
        hint: "write `skillgap step ANSWERS RESOURCE STATE`, or `skillgap step ANSWERS STATE --text \"...\"`"
            .to_owned(),
    };
    match (args.text.as_deref(), args.resource.as_deref(), args.state.as_deref()) {
        (None, None, None) if args.by.is_some() || args.on.is_some() => Err(usage("a date needs a step")),
        (None, None, None) => Ok(Request::List),
        (None, Some(resource), Some(word)) => Ok(Request::Set(Named::Resource(resource), state(word)?)),
        (Some(text), Some(word), None) => Ok(Request::Set(Named::Text(text), state(word)?)),
        (None, Some(_), None) | (Some(_), None, None) => Err(usage("the state of the step is not given")),
        (Some(_), ..) => Err(usage("a step is a resource or a text, not both")),
        (None, None, Some(_)) => Err(usage("the step is not named")),
    }
}

fn state(word: &str) -> Result<StepState, Failure> {
    let known = || StepState::WORDS.iter().map(|(known, _)| *known);
    StepState::WORDS.iter().find(|(known, _)| *known == word).map(|(_, state)| *state).ok_or_else(|| Failure::Usage {
        message: format!("unknown state: `{word}`"),
        hint: match did_you_mean(word, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", grammar::or(&known().map(|word| format!("`{word}`")).collect::<Vec<_>>())),
        },
    })
}

/// The step that is named: a resource of the catalogue, one that the file has from an earlier catalogue, or a text.
fn subject(named: &Named<'_>, sheet: &AnswerSheet, pack: &Pack) -> Result<StepSubject, Failure> {
    match named {
        Named::Resource(id) => {
            let gone = StepSubject::Gone((*id).to_owned());
            if sheet.steps.iter().any(|step| step.what == gone) {
                return Ok(gone);
            }
            let found = packs::resources(pack, &[(*id).to_owned()])?;
            Ok(StepSubject::Resource(found[0]))
        }
        Named::Text(text) => {
            let text = sanitise::one_line(text).trim().to_owned();
            let length = text.chars().count();
            if length == 0 || length > LONGEST_STEP {
                let message = if length == 0 {
                    "the text of the step is empty".to_owned()
                } else {
                    format!("the text of the step has {length} characters")
                };
                let hint = format!("say it in 1 to {LONGEST_STEP} characters");
                return Err(Failure::Usage { message, hint });
            }
            Ok(StepSubject::Text(text))
        }
    }
}

/// Writes the sheet to its file, whole or not at all.
fn save(path: &Path, sheet: &AnswerSheet, pack: &Pack) -> Result<(), Failure> {
    let text = answers::to_yaml(sheet, pack);
    files::write(path, &text, Replace::Yes)
}

/// A line for each step: state, dates, title, id.
fn list(sheet: &AnswerSheet, pack: &Pack) -> String {
    let mut text = String::new();
    for step in &sheet.steps {
        let mut parts = vec![step.state.word().to_owned()];
        parts.extend(step.on.map(|day| format!("on {day}")));
        parts.extend(step.by.map(|day| format!("by {day}")));
        let id = step.resource().map(|at| format!(" ({})", pack.resource(at).id.as_str())).unwrap_or_default();
        let line = format!("{}: {}{id}", parts.join(", "), step.title(pack));
        text.push_str(&sanitise::one_line(&line));
        text.push('\n');
    }
    if text.is_empty() {
        messages::line("no step is noted yet");
    }
    text
}
