//! The attempts of a made-up person: answers, times, notes and what was agreed.

use skillgap::answers::{AgreedStep, Answer, AnswerSheet, Invitation, Respondent, StepState, StepSubject};
use skillgap::clock::{Date, Timestamp};
use skillgap::model::{CompetencyIx, FormIx, Keying, Pack};

use super::student::{Autumn, Manner, Student};
use crate::harness::people::Numbers;

/// What stands as the fingerprint of a question that was asked in another way.
pub const EARLIER_QUESTION: &str = "0000000000";

/// What someone has to show.
const NOTES: [&str; 4] = [
    "Placement on the informatics team: I prepared the weekly extract, and my supervisor signed it off.",
    "I led the change of the discharge form on two wards; the error rate fell from 9 % to 4 %.",
    "Class project, graded A-: \"Safer alerts\" <draft 2>",
    "Fünf Jahre auf Station; I trained eleven colleagues before go-live.",
];

/// One attempt, and how its file is named.
pub struct Attempt {
    pub term: &'static str,
    /// What tells apart the files of one person in one term.
    pub suffix: &'static str,
    pub sheet: AnswerSheet,
    /// Texts that stand in the file in place of others, as a program of another day wrote it.
    pub changes: Vec<(String, String)>,
}

impl Attempt {
    fn new(term: &'static str, suffix: &'static str, sheet: AnswerSheet) -> Self {
        Self { term, suffix, sheet, changes: Vec::new() }
    }

    /// The text of the file with its changes.
    pub fn retold(&self, text: &str) -> String {
        let change = |text: String, (from, to): &(String, String)| {
            assert!(text.contains(from.as_str()), "{from}");
            text.replacen(from.as_str(), to, 1)
        };
        self.changes.iter().fold(text.to_owned(), change)
    }
}

impl Student {
    /// The attempts in both terms.
    pub fn attempts(&self, pack: &Pack) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        if self.was_there() {
            attempts.push(self.spring(pack));
        }
        let mut autumn = Attempt::new("autumn", "", self.sheet(pack, "autumn", 0));
        match self.autumn() {
            Autumn::Nothing => return attempts,
            Autumn::Answered => {}
            Autumn::Draft(day) => {
                begin(&mut autumn.sheet, &format!("2026-11-{day:02}T18:20:00Z"), None);
                keep_first(pack, &mut autumn.sheet, 9);
            }
            Autumn::Skipped => keep_first(pack, &mut autumn.sheet, 0),
            Autumn::Opened => {
                begin(&mut autumn.sheet, "2026-11-24T07:00:00Z", None);
                keep_first(pack, &mut autumn.sheet, 0);
            }
        }
        if self.number % 60 == 17 {
            (autumn.sheet.started, autumn.sheet.finished) = (None, None);
        }
        attempts.extend(self.more_in_autumn(pack));
        attempts.push(autumn);
        attempts
    }

    /// A draft of a new attempt after a finished one; an earlier attempt of the same term; two of one second.
    fn more_in_autumn(&self, pack: &Pack) -> Option<Attempt> {
        let mut sheet = self.sheet(pack, "autumn", 7);
        let suffix = match self.number % 60 {
            4 => {
                begin(&mut sheet, "2026-11-28T20:00:00Z", None);
                keep_first(pack, &mut sheet, 5);
                "-again"
            }
            16 => {
                begin(&mut sheet, "2026-10-02T08:00:00Z", Some("2026-10-02T08:12:00Z"));
                "-early"
            }
            // The same attempt, sent before its last questions.
            19 => {
                let sent = self.sheet(pack, "autumn", 0);
                (sheet.started, sheet.finished) = (sent.started, sent.finished);
                keep_first(pack, &mut sheet, 12);
                "-twice"
            }
            _ => return None,
        };
        Some(Attempt::new("autumn", suffix, sheet))
    }

    fn spring(&self, pack: &Pack) -> Attempt {
        let mut attempt = Attempt::new("spring", "", self.sheet(pack, "spring", 0));
        let change = |from: String, to: &str| (from, to.to_owned());
        let version = change(format!("version: {}", pack.version()), "version: 1.1.0");
        match self.number % 60 {
            // Another questionnaire made levels of these answers.
            14 => {
                let scoring = change(format!("scoring: {}", pack.scoring_fingerprint()), "scoring: ffffffffff");
                attempt.changes = vec![version, scoring];
            }
            // The same rule, and one competency that measured something else.
            15 => {
                let item = pack.find_item("healthcare-practices").unwrap();
                let asked = change(format!("asked: {}", pack.question_fingerprint(item)), EARLIER_QUESTION);
                attempt.changes = vec![version, (asked.0, format!("asked: '{EARLIER_QUESTION}'"))];
            }
            18 => (attempt.sheet.started, attempt.sheet.finished) = (None, None),
            _ => {}
        }
        attempt
    }

    /// A finished attempt. `again` tells apart attempts of one term.
    fn sheet(&self, pack: &Pack, term: &str, again: u64) -> AnswerSheet {
        let is_autumn = term == "autumn";
        let is_long = self.number % 6 == 3 || (is_autumn && self.number % 12 == 4);
        // What is told of an earlier pack is told of the short form's questions.
        let is_told = !is_autumn && matches!(self.number % 60, 14 | 15);
        let form = if is_long && !is_told { FormIx::new(1) } else { pack.default_form() };
        let respondent = Respondent { id: self.id(term), label: self.label(term) };
        let mut sheet = AnswerSheet::new(pack, form, respondent);
        sheet.role = self.goal(pack);
        sheet.background = self.background(pack, term);
        sheet.invitation = self.group().map(|group| Invitation {
            from: Some("Dr. Ada Example, Health Informatics".to_owned()),
            group: Some(group.to_owned()),
            ..Invitation::default()
        });
        let mut random = self.numbers(2 + u64::from(is_autumn) + again);
        let day = if is_autumn { 9 + random.below(14) } else { 13 + random.below(10) };
        let (month, hour, minute) = (if is_autumn { 11 } else { 4 }, 7 + random.below(13), random.below(40));
        let time = |minute: i64| format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:30Z");
        begin(&mut sheet, &time(minute), Some(&time(minute + 11)));
        self.answer(pack, &mut sheet, is_autumn, &mut random);
        sheet.steps = self.steps(pack, is_autumn);
        sheet
    }

    /// Rates every competency around what the person can do in its domain, which grew between the terms.
    fn answer(&self, pack: &Pack, sheet: &mut AnswerSheet, is_autumn: bool, random: &mut Numbers) {
        let mut able = self.numbers(9);
        let usual = able.below(3) + i64::from(self.number.is_multiple_of(7)) + i64::from(self.number % 10 == 6);
        let domains: Vec<i64> = pack.domains().iter().map(|_| usual + able.below(3) - 1).collect();
        let grown: Vec<bool> = pack.domains().iter().map(|_| able.below(2) == 0).collect();
        let manner = self.manner();
        for (at, competency) in pack.competencies().iter().enumerate() {
            let own = CompetencyIx::new(at);
            let domain = pack.domains().iter().position(|domain| domain.competencies.contains(&own)).unwrap();
            let talent = able.below(3) - 1;
            let fell = is_autumn && random.below(14) == 0;
            let level = domains[domain] + talent + i64::from(is_autumn && grown[domain]) - 2 * i64::from(fell);
            let form = pack.form(sheet.form);
            let items = competency.items.iter().filter(|item| form.items.contains(item));
            for item in items {
                let value = match manner {
                    Manner::Same => 3,
                    Manner::High => 4 + random.below(4) / 3,
                    _ => (level + (random.below(5) - 2) / 2).clamp(0, 5),
                };
                let value = if pack.item(*item).keying == Keying::Reversed { 5 - value } else { value };
                let doubt = if manner == Manner::Doubting { 3 } else { 33 };
                let answer = match random.below(100) {
                    _ if manner == Manner::Same => Answer::Rated(value),
                    0 | 1 => Answer::NotApplicable(Some("There is no such work where I am.".to_owned())),
                    2 => Answer::NotApplicable(None),
                    3 => Answer::Skipped,
                    _ if random.below(doubt) == 0 => Answer::Unsure,
                    _ => Answer::Rated(value),
                };
                let seconds = if manner == Manner::Fast { 1 } else { 5 + random.below(50) };
                let is_high = matches!(answer, Answer::Rated(4..=5));
                sheet.set(*item, answer, u32::try_from(seconds).ok());
                if is_high && manner != Manner::High && random.below(3) == 0 {
                    sheet.set_note(*item, Some(random.pick(&NOTES).to_owned()));
                }
            }
        }
    }

    /// What was agreed with every third person, and what happened to it.
    fn steps(&self, pack: &Pack, is_autumn: bool) -> Vec<AgreedStep> {
        if !self.number.is_multiple_of(3) {
            return Vec::new();
        }
        let resource = |id: &str| StepSubject::Resource(pack.find_resource(id).unwrap());
        let day = |text: &str| Date::parse(text);
        let step = |what, state, by: &str, on: &str| AgreedStep { what, state, by: day(by), on: day(on) };
        let first = if is_autumn {
            let state = [StepState::Done, StepState::Doing, StepState::Agreed][(self.number / 3) % 3];
            let by = if self.number.is_multiple_of(2) { "2026-10-31" } else { "2026-12-15" };
            step(resource("ihi-open-school"), state, by, "2026-10-01")
        } else {
            step(resource("ihi-open-school"), StepState::Agreed, "2026-10-31", "2026-04-28")
        };
        let mut steps = vec![first];
        if self.number.is_multiple_of(9) {
            let words = "=Shadow the ward’s super user, \"one\" morning".to_owned();
            steps.push(step(StepSubject::Text(words), StepState::Agreed, "2026-11-29", "2026-11-05"));
            steps.push(step(resource("cahims"), StepState::Held, "", ""));
        }
        if self.number.is_multiple_of(12) {
            // Due on the very day: not overdue yet.
            steps.push(step(resource("ahrq-teamstepps"), StepState::Doing, "2026-11-30", ""));
            steps.push(step(resource("hhs-hipaa"), StepState::Agreed, "", ""));
        }
        steps
    }
}

fn begin(sheet: &mut AnswerSheet, started: &str, finished: Option<&str>) {
    sheet.started = Some(Timestamp::parse(started).unwrap());
    sheet.finished = finished.map(|time| Timestamp::parse(time).unwrap());
}

/// Leaves only the answers to the first questions of the form.
fn keep_first(pack: &Pack, sheet: &mut AnswerSheet, count: usize) {
    let mut kept = AnswerSheet::new(pack, sheet.form, sheet.respondent.clone());
    for item in pack.form(sheet.form).items.iter().take(count) {
        if let Some(recorded) = sheet.get(*item).cloned() {
            kept.set(*item, recorded.answer, recorded.seconds);
            kept.set_note(*item, recorded.note);
        }
    }
    (kept.role, kept.background, kept.invitation) = (sheet.role, sheet.background.clone(), sheet.invitation.clone());
    (kept.started, kept.finished, kept.steps) = (sheet.started, sheet.finished, sheet.steps.clone());
    *sheet = kept;
}
