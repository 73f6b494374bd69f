//! `skillgap step`: what was agreed and what happened, kept in the answers file.

use crate::answers::{self, AgreedStep, AnswerSheet, LONGEST_STEP, StepState, StepSubject, set_step};
use crate::cli::args::{Options, StepArgs};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::{Done, Failure, messages, packs, sheets};
use crate::clock::Timestamp;
use crate::language::steps;
use crate::model::{Pack, value_of};
use crate::sanitise;

pub(in crate::cli) fn run(args: &StepArgs, options: &Options) -> Result<Done, Failure> {
    let pack = packs::load_for(options, &[&args.answers])?;
    // Read once: the text that is changed is the one that was understood.
    let before = files::read(&args.answers, answers::LARGEST_FILE)?;
    let name = args.answers.display().to_string();
    let mut sheet = packs::usable(answers::parse(&name, &before, &pack), &name)?;
    sheets::own(&sheet, &args.answers)?;
    // With a text, the only word behind the answers is the state.
    let (what, state) = match (&args.text, &args.resource, &args.state) {
        (None, None, _) => return list(&pack, &sheet),
        (None, Some(id), state) => {
            (StepSubject::Resource(packs::resources(&pack, std::slice::from_ref(id))?[0]), state.as_ref())
        }
        (Some(text), word, _) => (StepSubject::Text(words(text)?), word.as_ref()),
    };
    let state = state_of(state)?;
    let on = args.on.unwrap_or_else(|| Timestamp::now().day());
    set_step(&mut sheet.steps, AgreedStep { what: what.clone(), state, by: args.by, on: Some(on) });
    files::write(&args.answers, &answers::with_steps(&before, &sheet, &pack), Replace::Yes, Readers::Owner)?;
    let set = sheet.steps.iter().find(|step| step.what == what).expect("it was just set");
    messages::line(&steps::agreed(&pack, set, None));
    messages::line(&format!("answers: {}", files::absolute(&args.answers)));
    Ok(Done::Well)
}

/// Prints the steps of the answers.
fn list(pack: &Pack, sheet: &AnswerSheet) -> Result<Done, Failure> {
    if sheet.steps.is_empty() {
        messages::say("Nothing is agreed yet. To note a step: `skillgap step ANSWERS RESOURCE agreed`.");
    }
    let day = Timestamp::now().day();
    let lines: Vec<String> = sheet.steps.iter().map(|step| steps::agreed(pack, step, Some(day)) + "\n").collect();
    files::print(&lines.concat())?;
    Ok(Done::Well)
}

/// The words of a step that is no resource of the catalogue.
fn words(text: &str) -> Result<String, Failure> {
    let text = sanitise::one_line(text);
    let length = text.chars().count();
    if (1..=LONGEST_STEP).contains(&length) {
        return Ok(text);
    }
    let hint = format!("say in 1 to {LONGEST_STEP} characters what was agreed; this has {length}");
    Err(Failure::Unknown { kind: "step", name: text.chars().take(40).collect(), hint })
}

fn state_of(word: Option<&String>) -> Result<StepState, Failure> {
    let hint = "say how far it has come behind the step: agreed, doing, done or held";
    let Some(word) = word else { return Err(Failure::Options { message: "the state of the step is missing", hint }) };
    value_of(StepState::WORDS, word).ok_or_else(|| Failure::Unknown {
        kind: "state",
        name: word.clone(),
        hint: hint.to_owned(),
    })
}
