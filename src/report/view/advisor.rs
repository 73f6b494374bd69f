//! The advisor's copy: the student's report with a page for the meeting before it.

use super::method::Audience;
use super::pair::Beside;
use super::student::{Reporter, StudentReport};
use crate::answers::{Answer, AnswerSheet};
use crate::assess::Assessment;
use crate::exact::Exact;
use crate::facts::answering::stands_out;
use crate::language::sheets::notes as notes_on;
use crate::language::{answering, grammar, rating};
use crate::model::{ItemIx, ItemScale, Pack};

/// How many competencies that could not be rated are asked about.
const UNKNOWN_ASKED: usize = 2;

/// The advisor's copy.
#[derive(Clone, Debug)]
pub struct AdvisorReport<'a> {
    /// The report as the student has it.
    pub student: StudentReport<'a>,
    /// The numbers that a meeting needs, a line each.
    pub numbers: Vec<String>,
    /// Questions to open the meeting with.
    pub open_with: Vec<String>,
    /// High ratings with nothing written to show them.
    pub prompts: Vec<Prompt>,
    /// What stands out in how the questions were answered, a line each.
    pub pattern: Vec<String>,
    /// What was looked at for the pattern, in a sentence.
    pub pattern_rule: &'static str,
    /// Everything that the student wrote, in the order of the form.
    pub notes: Vec<Note>,
    /// The competencies whose level could still change, and between what, a line each.
    pub bounds: Vec<String>,
}

/// A high rating with nothing written to show it.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The competency.
    pub title: String,
    /// What was said, in words.
    pub said: String,
    /// A question to ask.
    pub ask: String,
}

/// A text that the student wrote.
#[derive(Clone, Debug)]
pub struct Note {
    /// The competency.
    pub title: String,
    /// The question.
    pub stem: String,
    /// What was answered.
    pub said: String,
    /// The text.
    pub text: String,
}

/// The advisor's copy of the report on one person's answers, with what stands beside them. `tool` names the program and its version.
pub fn advisor_report<'a>(assessment: &Assessment<'_>, beside: Beside<'a>, tool: &str) -> AdvisorReport<'a> {
    let student = Reporter::new(assessment.pack, tool).report(Audience::Advisor, assessment, beside);
    with_meeting(assessment, student)
}

impl Reporter<'_> {
    /// The advisor's copy of one of many.
    pub fn advisor(&mut self, assessment: &Assessment<'_>) -> AdvisorReport<'static> {
        with_meeting(assessment, self.report(Audience::Advisor, assessment, Beside::default()))
    }
}

/// Adds what a meeting needs.
fn with_meeting<'a>(assessment: &Assessment<'_>, student: StudentReport<'a>) -> AdvisorReport<'a> {
    let (pack, sheet) = (assessment.pack, assessment.sheet);
    let (found, pattern) = stands_out(assessment);
    AdvisorReport {
        numbers: numbers(&student),
        open_with: open_with(&student, pack, sheet),
        prompts: prompts(pack, sheet),
        pattern: found.iter().map(answering::stands_out).collect(),
        pattern_rule: answering::rule(&pattern),
        notes: notes(pack, sheet),
        bounds: bounds(assessment, &student),
        student,
    }
}

/// Readiness for the role, what it comes from, and the next role.
fn numbers(report: &StudentReport<'_>) -> Vec<String> {
    if !report.has_roles {
        return vec![report.profile_takeaway.clone()];
    }
    let mut lines = Vec::new();
    if let Some(chosen) = report.ladder.iter().find(|rung| rung.chosen) {
        let readiness = match (chosen.mark.dot.is_some(), chosen.is_range) {
            (false, _) => "not known yet".to_owned(),
            (true, false) => chosen.readiness.clone(),
            (true, true) => format!("{} (range {})", chosen.readiness, chosen.range),
        };
        lines.push(format!("{}: readiness {readiness}; musts met: {}.", chosen.title, chosen.musts));
    }
    lines.push(report.readiness_trace.answer.clone());
    lines.push(report.ladder_takeaway.clone());
    lines
}

fn open_with(report: &StudentReport<'_>, pack: &Pack, sheet: &AnswerSheet) -> Vec<String> {
    let mut questions = Vec::new();
    if let Some(strength) = report.strengths.first() {
        questions.push(match notes_on(pack, pack.competency(strength.competency), sheet).first() {
            Some(note) => format!(
                "On {} you wrote: “{note}” Who has seen this work, and what did you decide yourself?",
                strength.title
            ),
            None => format!("You are furthest along in {}. Tell me about the last time you did this.", strength.title),
        });
    }
    let titles: Vec<&str> = report.front.next_gaps.iter().map(|gap| gap.title.as_str()).collect();
    match titles[..] {
        [] => {}
        [one] => questions.push(format!("What would help you most with {one}?")),
        _ => questions.push(format!("Which of {} would you like to work on first, and why?", grammar::and(&titles))),
    }
    if report.has_roles {
        questions.push(format!("The first step is: “{}” What could get in the way?", report.front.first_step));
    }
    if let Some(role) = &report.front.next_role {
        questions.push(format!("What do you know about the work of a {role}? What would you like or dislike in it?"));
    }
    let unsure = pack.form(sheet.form).items.iter().filter(|item| sheet.answer(**item) == Some(&Answer::Unsure));
    let mut unsure: Vec<&str> = unsure.map(|item| title(pack, *item)).collect();
    unsure.dedup();
    questions.extend(
        unsure
            .into_iter()
            .take(UNKNOWN_ASKED)
            .map(|title| format!("You could not say where you stand in {title}. What have you seen of it so far?")),
    );
    questions
}

fn title(pack: &Pack, item: ItemIx) -> &str {
    &pack.competency(pack.item(item).competency).title
}

/// What was answered, in words.
fn said(pack: &Pack, item: ItemIx, answer: &Answer) -> String {
    match answer {
        Answer::Rated(value) => rating(pack, item, *value),
        Answer::NotApplicable(_) => "Does not apply".to_owned(),
        Answer::Unsure => "Does not know".to_owned(),
        Answer::Skipped => "Skipped".to_owned(),
    }
}

fn prompts(pack: &Pack, sheet: &AnswerSheet) -> Vec<Prompt> {
    let high = pack.form(sheet.form).items.iter().filter_map(|item| {
        let recorded = sheet.get(*item)?;
        let Answer::Rated(value) = recorded.answer else { return None };
        (recorded.note.is_none() && pack.wants_evidence(*item, value)).then_some((*item, &recorded.answer))
    });
    let prompt = |(item, answer): (ItemIx, &Answer)| {
        let own = pack.competency(pack.item(item).competency);
        let statement = match (&pack.item(item).scale, answer) {
            (ItemScale::Levels, Answer::Rated(value)) => {
                pack.statement(pack.item(item).competency, *value).unwrap_or(&pack.item(item).stem)
            }
            _ => &pack.item(item).stem,
        };
        Prompt {
            title: own.title.clone(),
            said: said(pack, item, answer),
            ask: format!("“{statement}” Can you tell me about a time when that was so, and who saw it?"),
        }
    };
    high.map(prompt).collect()
}

fn notes(pack: &Pack, sheet: &AnswerSheet) -> Vec<Note> {
    let mut notes = Vec::new();
    for item in &pack.form(sheet.form).items {
        let Some(recorded) = sheet.get(*item) else { continue };
        let reason = match &recorded.answer {
            Answer::NotApplicable(reason) => reason.clone(),
            _ => None,
        };
        for text in [recorded.note.clone(), reason].into_iter().flatten() {
            notes.push(Note {
                title: title(pack, *item).to_owned(),
                stem: pack.item(*item).stem.clone(),
                said: said(pack, *item, &recorded.answer),
                text,
            });
        }
    }
    notes
}

fn bounds(assessment: &Assessment<'_>, report: &StudentReport<'_>) -> Vec<String> {
    let levels = assessment.pack.levels();
    let whole = (Exact::from(levels.min()), Exact::from(levels.max()));
    let (mut lines, mut unknown, mut does_not_apply) = (Vec::new(), Vec::new(), Vec::new());
    for score in &assessment.card.competencies {
        let title = assessment.pack.competency(score.competency).title.as_str();
        if score.bounds.0 == score.bounds.1 || score.items.is_empty() {
            continue;
        }
        if score.is_not_applicable() {
            does_not_apply.push(title);
        } else if score.level.is_none() && score.bounds == whole {
            unknown.push(title);
        } else {
            lines.push(answering::open_level(title, score.level, score.bounds));
        }
    }
    lines.extend((!unknown.is_empty()).then(|| answering::without_level(&unknown, whole)));
    lines.extend((!does_not_apply.is_empty()).then(|| answering::does_not_apply(&does_not_apply)));
    if let Some(chosen) = report.ladder.iter().find(|rung| rung.chosen && report.has_roles && !lines.is_empty()) {
        lines.push(format!("All together: readiness for {} from {}.", chosen.title, chosen.range));
    }
    lines
}
