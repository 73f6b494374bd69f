//! `skillgap demo`: a made-up student's answers go through the quiz, the answers file, scoring and the report.

use std::path::{Path, PathBuf};

use crate::answers::{self, AnswerSheet, LARGEST_FILE, Respondent};
use crate::assess::Assessment;
use crate::cli::args::{DemoArgs, Options};
use crate::cli::files::{self, Readers, Replace};
use crate::cli::verification::LARGEST_REPORT;
use crate::cli::{Done, Failure, TOOL, messages, packs};
use crate::clock::Timestamp;
use crate::model::{BackgroundFact, Id, Pack};
use crate::pack;
use crate::quiz::{AttemptOrigin, Interruption, QuizState, ScriptPrompter, Stopped, run as run_quiz};
use crate::report::{html, view};

/// Begun and finished at fixed times, so that the demonstration gives the same bytes every day.
const STARTED: &str = "2026-11-23T09:00:00Z";
const FINISHED: &str = "2026-11-23T09:09:00Z";

/// The id of the made-up student.
const RESPONDENT: &str = "s-demo";

/// Their name.
const NAME: &str = "Sam, a made-up student";

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
    let respondent = Respondent { id: RESPONDENT.to_owned(), label: None };
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
    let beside = view::Beside { plan: plan.as_ref(), ..view::Beside::default() };
    let report = view::student_report_beside(&assessment, beside, TOOL);
    if to_stdout {
        files::print(&html::student_page(&report))?;
        return Ok(Done::Well);
    }
    let page = html::student_page(&report);
    // Both are looked at before either is written.
    let replace = if args.force || is_own(&answers_file, &args.output) { Replace::Yes } else { Replace::Never };
    let is_there =
        |path: &Path, text: &str| path.exists() && !std::fs::read(path).is_ok_and(|there| there == text.as_bytes());
    if replace == Replace::Never && is_there(&args.output, &page) {
        return Err(Failure::Exists(args.output.clone()));
    }
    let text = format!("{text}{}", mark(&text, &page));
    files::write(&answers_file, &text, replace, Readers::Usual)?;
    files::write(&args.output, &page, replace, Readers::Usual)?;

    let asked = pack.form(sheet.form).items.len();
    let [goal, next] = [&report.front.goal, &report.front.next];
    let says =
        if pack.has_roles() { format!("{goal} {next}\nFirst step: {}", report.front.first_step) } else { goal.clone() };
    messages::say(&format!("Sam, a made-up student, went through {asked} questions. The report says:\n\n{says}\n"));
    messages::line(&format!("report:  {}", files::absolute(&args.output)));
    messages::line(&format!("answers: {}", files::absolute(&answers_file)));
    messages::line("Open the report in a browser. To take the questionnaire yourself:");
    messages::line(&format!("  {} quiz{}", messages::program(), packs::flag(options)));
    Ok(Done::Well)
}

/// The comment at the end of the made-up answers, by which they and the report beside them are known again.
fn mark(answers: &str, page: &str) -> String {
    let [answers, page] = [answers, page].map(pack::short_fingerprint);
    format!(
        "# Made up by `skillgap demo`, which replaces this file and its report while both are unchanged: {answers} {page}\n"
    )
}

/// True for answers and a report that this command wrote, and that nobody has changed since.
fn is_own(answers: &Path, page: &Path) -> bool {
    let read = |path: &Path, limit| path.is_file().then(|| files::read(path, limit).ok()).flatten();
    let (Some(answers), Some(page)) = (read(answers, LARGEST_FILE), read(page, LARGEST_REPORT)) else { return false };
    let begin = answers.rfind("# Made up by").unwrap_or(answers.len());
    let (text, found) = answers.split_at(begin);
    !found.is_empty() && found == mark(text, &page)
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

/// The keys and texts of Sam's replies, in the order of the default form. A pack that Sam does not know gets the second choice
/// of every question, or the first where the second is a high one, which would be asked about.
fn script(pack: &Pack) -> Vec<String> {
    let mut replies: Vec<String> = ["a", NAME].map(str::to_owned).to_vec();
    let is_known = SAM.iter().all(|(id, key, _)| {
        let item = pack.find_item(id);
        item.is_some_and(|item| key.parse().is_ok_and(|value| pack.offers(item, value)) || key.parse::<i64>().is_err())
    });
    for item in &pack.form(pack.default_form()).items {
        let known = SAM.iter().find(|(id, ..)| is_known && *id == pack.item(*item).id.as_str());
        match known {
            Some((_, "n", reason)) => replies.extend(["n".to_owned(), (*reason).to_owned()]),
            Some((_, key, note)) => {
                if !note.is_empty() {
                    replies.extend(["e".to_owned(), (*note).to_owned()]);
                }
                replies.push((*key).to_owned());
            }
            None => {
                let second = pack.option_value(*item, 1);
                let value = if pack.wants_evidence(*item, second) { pack.option_value(*item, 0) } else { second };
                replies.push(value.to_string());
            }
        }
    }
    replies.extend(pack.background_facts().into_iter().filter_map(about_sam).map(str::to_owned));
    replies.push("f".to_owned());
    replies
}
