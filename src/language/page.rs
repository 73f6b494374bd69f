//! What the quiz says on a page of a browser.

use super::grammar::count;

/// The name of the page of a screen.
pub fn title(screen: &str, pack: &str) -> String {
    format!("{screen} · {pack}")
}

/// The position of a question.
pub fn position(at: usize, all: usize) -> String {
    format!("Question {at} of {all}")
}

/// The heading of a question.
pub fn question(position: &str, domain: &str, competency: &str) -> String {
    format!("{position}. {domain}: {competency}")
}

/// Said when `Continue` is pressed and nothing is chosen.
pub fn nothing_chosen(skip: &str) -> String {
    format!("Nothing is chosen yet. Choose an answer, or press “{skip}”.")
}

/// The heading of the questions about the person.
pub const ABOUT_YOU: &str = "About you";

/// The heading of the review.
pub const REVIEW: &str = "Your answers";

/// The heading of the choice to begin anew.
pub const NEW_ATTEMPT: &str = "A new attempt";

/// What a new attempt means for the answers that are there.
pub const NEW_ATTEMPT_MEANS: &str = "This page holds one attempt at a time. Save the answers of the earlier one to a file first if you want to keep them.";

/// The heading of the result.
pub const RESULT: &str = "Your result";

/// The heading after a stop.
pub const STOPPED: &str = "Stopped for now";

/// How far an attempt is that was stopped.
pub fn how_far(answered: usize, all: usize) -> String {
    let questions = count(all, "question", "questions");
    format!(
        "{answered} of {questions} answered. Save your answers to a file with the button at the top; open that file to go on."
    )
}

/// The heading of what could not be read.
pub const NOT_READ: &str = "These answers cannot be read";

/// What to do about answers in a file that cannot be read.
pub const FILE_NOT_READ: &str = "The file is unchanged, and so is what you had answered on this page.";

/// What to do about answers that the browser kept and that cannot be read.
pub const KEPT_NOT_READ: &str = "The browser kept answers that this page cannot read. They are still there: save them to a file before you \
    start again, and send it to whoever gave you this page.";

/// What stands in a result code.
pub const CODE: &str = "The code holds your answers, your role and what you said about yourself, but no notes, no steps and no name. \
    Where you are asked for it, paste it or type it; capitals and dashes do not matter.";

/// Said while the report is made.
pub const REPORT_IS_MADE: &str = "The report and your plan are being put together…";

/// Said once nothing of an attempt is in the answers file yet.
pub const NOTHING_YET: &str = "There is nothing to save yet.";

/// Said of a note that is too long.
pub fn long_note(length: usize, most: usize) -> String {
    format!("There is room for at most {most} characters in the note; this has {length}. Shorten it.")
}

/// What the note beside a question is for.
pub const NOTE: &str = "What shows it: a piece of work, a date, your part in it, the role of someone who can confirm it (“the team \
    lead”). Write no names of people.";

/// The length of a note.
pub fn at_most(most: usize) -> String {
    format!("At most {most} characters.")
}

/// The disclosure with the help on a question.
pub const HELP: &str = "What the levels and keys mean";

/// The keys of a question.
pub const KEYS: &str = "While the question has the focus, a number chooses that answer, ? is “I don’t know”, n “does not apply”, s \
    goes on without an answer, b goes back, e opens the note, h this help; Enter continues.";

/// The disclosure with the note on a question.
pub fn note(has_note: bool) -> &'static str {
    if has_note { "My note" } else { "Add a note" }
}

/// The heading above the files of a result.
pub const KEEP_RESULT: &str = "Keep it, and hand it in";

/// The button that gives a file to the device's own way of sharing.
pub const SHARE: &str = "Share the report…";

/// The button that prints.
pub const PRINT: &str = "Print";

/// The heading above the result code.
pub const CODE_HEADING: &str = "Result code";

/// The button that copies the result code.
pub const COPY: &str = "Copy the code";

/// Said once the result code is copied.
pub const COPIED: &str = "Copied.";

/// The button that goes back from the result to the review.
pub const CHANGE: &str = "Change an answer";

/// The button that begins anew.
pub const START_NEW: &str = "Start a new attempt";

/// The button that begins anew as the same person.
pub const AS_BEFORE: &str = "Start again as the same person";

/// The button that begins anew as another person.
pub const AS_OTHER: &str = "Start as another person";

/// The button that goes on with what is there.
pub const KEEP: &str = "Keep the answers that are here";

/// The button that saves answers.
pub const SAVE: &str = "Save answers";

/// The button that opens a file of answers.
pub const OPEN: &str = "Open answers";

/// Said while the last answers are in no file.
pub const UNSAVED: &str = "Not saved to a file yet.";

/// Said when the file has every answer.
pub const SAVED: &str = "Saved to a file.";

/// Said where the browser keeps nothing.
pub const REFUSED_STORAGE: &str = "This browser keeps nothing for this page: only a saved file keeps your answers.";

/// Asked before the answers of another file take the place of those on the page.
pub const REPLACE: &str = "The answers on this page are not saved to a file. Open the other file all the same?";

/// Said when the engine breaks off.
pub const TROUBLE: &str = "Something went wrong on this page. Your answers up to here are kept: save them to a file, then load the page \
    again.";

/// What a browser without scripts is told.
pub const NO_SCRIPT_HEADING: &str = "This page needs scripts";

/// What to do about it.
pub const NO_SCRIPT: &str = "The whole questionnaire is in this one file and runs in your browser, so scripts must be on. Previews in mail, \
    in a learning platform or in a file manager switch them off: save the file and open it in Firefox, Chrome, Edge or Safari. If that does \
    not help, ask whoever gave you this page for another way, such as a form to fill in.";

/// What a browser without WebAssembly is told.
pub const NO_ENGINE_HEADING: &str = "This browser cannot run the questionnaire";

/// What to do about it.
pub const NO_ENGINE: &str = "The page needs WebAssembly, which browsers from 2023 on have, and which some high-security settings switch off. \
    Open the file in another browser or on another device. Answers that you saved to a file open there too. If that does not help, ask \
    whoever gave you this page for another way, such as a form to fill in.";

/// The disclosure about what the page keeps and sends.
pub const PRIVACY_HEADING: &str = "What this page does with your answers";

/// What it says.
pub const PRIVACY: &str = "Nothing is sent: the page has no connection to anywhere, and its own rules forbid one. Your answers are kept by this \
    browser, on this device, only so that a reload or a phone call loses nothing; anyone who uses this browser can see them. A file that \
    you save is yours to send or to keep.";

/// The button that removes the answers from the browser.
pub const FORGET: &str = "Remove my answers from this browser";

/// The buttons that give files, each with the word that asks for it.
pub const FILES: [(&str, &str); 5] = [
    ("report", "Save the report"),
    ("answers", "Save the answers"),
    ("plan", "Save the plan as text"),
    ("calendar", "Save the plan as a calendar"),
    ("scores", "Save the scores as a table"),
];

/// The button that goes on.
pub const GO_ON: &str = "Go on";

/// Said of a file without content, such as a calendar without steps.
pub const NOTHING_IN_FILE: &str = "There is nothing to put into this file.";

/// Said while the engine starts.
pub const LOADING: &str = "The questionnaire is starting…";

/// Asked before answers that are in no file are removed.
pub const FORGET_ASKED: &str =
    "The answers on this page are not saved to a file, and will be gone. Remove them all the same?";
