//! The neutral record that every input format is decoded into.

use super::{AgreedStep, AnswerSheet, Respondent, State};
use crate::clock::Timestamp;
use crate::model::{Background, FormIx, ItemIx, Pack, RoleIx};

/// The answers of one respondent. Reading the next respondent into it allocates nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The pseudonym.
    pub respondent: String,
    /// A name or a student number for people to read; empty where none was given.
    pub label: String,
    /// The group of the person, such as a class; empty where none was given. No score depends on it.
    pub group: String,
    /// The form.
    pub form: FormIx,
    /// The role that the row names.
    pub role: Option<RoleIx>,
    /// What the person said about themselves.
    pub background: Background,
    /// When the attempt began.
    pub started: Option<Timestamp>,
    /// When it ended; `None` for a draft.
    pub finished: Option<Timestamp>,
    /// What was agreed with the person, and what they hold.
    pub steps: Vec<AgreedStep>,
    /// The notes on answers.
    pub notes: Vec<(ItemIx, String)>,
    /// The state of every item of the pack.
    pub states: Vec<State>,
}

impl Row {
    /// An empty row for answers to this pack.
    pub fn new(pack: &Pack) -> Self {
        Self {
            respondent: String::new(),
            label: String::new(),
            group: String::new(),
            form: pack.default_form(),
            role: None,
            background: Background::default(),
            started: None,
            finished: None,
            steps: Vec::new(),
            notes: Vec::new(),
            states: vec![State::UNANSWERED; pack.items().len()],
        }
    }

    /// Empties the row for the next respondent.
    pub(super) fn clear(&mut self, pack: &Pack) {
        self.respondent.clear();
        self.label.clear();
        self.group.clear();
        self.steps.clear();
        self.notes.clear();
        self.form = pack.default_form();
        self.role = None;
        self.background = Background::default();
        (self.started, self.finished) = (None, None);
        self.states.fill(State::UNANSWERED);
    }

    /// Replaces the row by the answers of a sheet.
    pub fn set(&mut self, pack: &Pack, sheet: &AnswerSheet) {
        self.clear(pack);
        self.respondent.push_str(&sheet.respondent.id);
        self.label.push_str(sheet.respondent.label.as_deref().unwrap_or_default());
        self.group.push_str(sheet.group().unwrap_or_default());
        self.steps.extend_from_slice(&sheet.steps);
        self.form = sheet.form;
        self.role = Some(sheet.role);
        self.background = sheet.background.clone();
        (self.started, self.finished) = (sheet.started, sheet.finished);
        for (at, state) in self.states.iter_mut().enumerate() {
            let item = ItemIx::new(at);
            *state = State::of(pack, item, sheet.answer(item));
        }
    }

    /// The row as a sheet, for a report.
    pub fn to_sheet(&self, pack: &Pack) -> AnswerSheet {
        let label = (!self.label.is_empty()).then(|| self.label.clone());
        let respondent = Respondent { id: self.respondent.clone(), label };
        let mut sheet = AnswerSheet::new(pack, self.form, respondent);
        sheet.set_group(&self.group);
        sheet.role = self.role.unwrap_or(pack.default_role());
        sheet.background = self.background.clone();
        sheet.steps.clone_from(&self.steps);
        (sheet.started, sheet.finished) = (self.started, self.finished);
        for (at, state) in self.states.iter().enumerate() {
            let item = ItemIx::new(at);
            if let Some(answer) = state.answer(pack, item) {
                sheet.set(item, answer, None);
            }
        }
        for (item, note) in &self.notes {
            sheet.set_note(*item, Some(note.clone()));
        }
        sheet
    }
}
