//! `skillgap demo`: a made-up student's answers go through the quiz, the answers file, scoring and the report.

use std::path::{Path, PathBuf};

use crate::answers::{self, AnswerSheet, Respondent};
use crate::assess::Assessment;
use crate::cli::args::{DemoArgs, Options};
use crate::cli::files::{self, Replace};
use crate::cli::{Done, Failure, TOOL, messages, packs};
use crate::clock::Timestamp;
use crate::model::{BackgroundFact, Id, Pack};
use crate::quiz::{AttemptOrigin, Interruption, QuizState, ScriptPrompter, Stopped, run as run_quiz};
use crate::report::{html, view};

/// Begun and finished at fixed times, so that the demonstration gives the same bytes every day.
const STARTED: &str = "2026-11-23T09:00:00Z";
const FINISHED: &str = "2026-11-23T09:09:00Z";

/// Sam has a degree in computing, spent a summer in a hospital's IT department, and leads a student club.
const SAM: &[(&str, &str, &str)] = &[
    ("health-it-systems", "2", "Summer placement: traced orders from ward to laboratory with the integration team."),
    ("data-management", "2", "Database course: designed tables for a made-up clinic; the teacher checked them."),
    ("system-implementation", "1", ""),
    ("interoperability", "2", "Class project: read patient records from a public test server."),
    ("cybersecurity", "2", ""),
    ("data-governance", "1", ""),
    ("healthcare-practices", "1", ""),
    ("patient-care-alignment", "1", ""),
    ("clinical-decision-support", "0", ""),
    ("evidence-based-guidelines", "?", ""),
    ("telehealth-patient-engagement", "n", "My placement had no remote care."),
    ("team-leadership", "2", "Led the university coding club for a year, 30 members."),
    ("project-management", "2", ""),
    ("strategic-planning", "1", ""),
    ("regulatory-compliance", "1", ""),
    ("innovation-emerging-tech", "2", ""),
    ("budget-vendor-management", "0", ""),
    ("stakeholder-communication", "2", ""),
    ("training-support", "2", "Helped a tutor run weekly computing sessions for first-year students."),
    ("change-adoption", "1", ""),
    ("executive-influence", "0", ""),
    ("data-analysis", "3", "Thesis on waiting times in open data: my own analysis; my supervisor checked it."),
    ("problem-solving", "3", "Placement: traced and fixed small faults in forms; the team lead approved each fix."),
    ("predictive-analytics-ai", "2", ""),
    ("process-improvement", "s", ""),
];

pub(in crate::cli) fn run(args: &DemoArgs, options: &Options) -> Result<Done, Failure> {
    let to_stdout = args.output == Path::new("-");
    let answers_file = if to_stdout { PathBuf::from("skillgap-demo.yaml") } else { args.output.with_extension("yaml") };
    if files::is_same(&args.output, &answers_file) {
        return Err(Failure::SameFile(args.output.clone()));
    }
    let pack = packs::load(options)?;
    let respondent = Respondent { id: "s-demo".to_owned(), label: None };
    let mut sheet = AnswerSheet::new(&pack, pack.default_form(), respondent);
    sheet.started = Timestamp::parse(STARTED);
    let mut state = QuizState::new(&pack, sheet, AttemptOrigin::New);
    let mut prompter = ScriptPrompter::new(script(&pack), 14);
    let ended = run_quiz(&mut state, &mut prompter, |_| Ok::<(), std::convert::Infallible>(()));
    match ended {
        Ok(_) => {}
        Err(Stopped::Prompter(Interruption::Terminal(why))) => return Err(Failure::Terminal(why)),
        Err(_) => return Err(Failure::Terminal("the script of the demonstration ended early".to_owned())),
    }
    let mut sheet = state.into_sheet();
    sheet.finished = Timestamp::parse(FINISHED);

    // Through the file, as a student's own answers go.
    let text = answers::to_yaml(&sheet, &pack);
    let name = answers_file.display().to_string();
    let sheet = packs::usable(answers::parse(&name, &text, &pack), &name)?;
    let assessment = Assessment::new(&pack, &sheet);
    let plan = super::report::plan(&assessment);
    let beside = view::Beside { plan: Some(&plan), ..view::Beside::default() };
    let report = view::student_report_beside(&assessment, beside, TOOL);
    if to_stdout {
        files::print(&html::student_page(&report))?;
        return Ok(Done::Well);
    }
    let replace = if args.force { Replace::Yes } else { Replace::Never };
    files::write(&answers_file, &text, replace)?;
    files::write(&args.output, &html::student_page(&report), replace)?;

    messages::say(&format!(
        "Sam, a made-up student, went through {} questions. The report says:\n\n{} {}\nFirst step: {}\n",
        pack.form(sheet.form).items.len(),
        report.front.goal,
        report.front.next,
        report.front.first_step
    ));
    messages::line(&format!("report:  {}", files::absolute(&args.output)));
    messages::line(&format!("answers: {}", files::absolute(&answers_file)));
    messages::line("Open the report in a browser. To take the questionnaire yourself:");
    messages::line(&format!("  {} quiz{}", messages::program(), packs::flag(options)));
    Ok(Done::Well)
}

/// Sam's reply to the question about a fact: a bachelor's degree, one year, no licence, the United States, no degree under
/// way, no post. `None` for what is not asked.
fn about_sam(fact: BackgroundFact) -> Option<&'static str> {
    match fact {
        BackgroundFact::Education => Some("4"),
        BackgroundFact::Experience | BackgroundFact::Licence | BackgroundFact::Region | BackgroundFact::Studying => {
            Some("1")
        }
        BackgroundFact::Post => Some("3"),
        BackgroundFact::StudyingUntil | BackgroundFact::HoursPerWeek | BackgroundFact::Budget => None,
    }
}

/// The keys and texts of Sam's replies, in the order of the default form. A pack that Sam does not know gets the
/// second choice of every question.
fn script(pack: &Pack) -> Vec<String> {
    let mut replies: Vec<String> = ["a", "Sam, a made-up student"].map(str::to_owned).to_vec();
    for item in &pack.form(pack.default_form()).items {
        let options = pack.options(*item);
        let known = SAM.iter().find(|(id, ..)| *id == pack.item(*item).id.as_str());
        match known {
            Some((_, "n", reason)) => replies.extend(["n".to_owned(), (*reason).to_owned()]),
            Some((_, key, note)) => {
                if !note.is_empty() {
                    replies.extend(["e".to_owned(), (*note).to_owned()]);
                }
                replies.push((*key).to_owned());
            }
            None => replies.push(options[1].value.to_string()),
        }
    }
    replies.extend(pack.background_facts().into_iter().filter_map(about_sam).map(str::to_owned));
    replies.push("f".to_owned());
    replies
}
