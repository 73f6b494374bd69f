//! The quiz as plain numbered lines: for screen readers, simple terminals and pipes.
//!
//! No escape codes, no redrawing, no boxes. One question at a time, the current answer and the chosen one in words. Keys
//! that navigate are listed on the first screen that has them, and again after the help.
//!
//! Of several lines that are pasted at a terminal, the first is the text and the others are dropped, so that they answer no
//! question.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::time::Instant;

use super::line_editor;
use super::{Action, Ask, Input, Interruption, Menu, Prompter, Reply, Row, Screen, TextLine};
use crate::language::{grammar, quiz};
use crate::sanitise;

/// The refusals after which a fact about the person is skipped: whoever pipes lines must not lose the next ones to it.
const MOST_REFUSALS: usize = 2;

/// The longest line that is read, in bytes.
const LONGEST_LINE: u64 = 64 * 1024;

/// Reads replies as lines and writes questions as lines.
#[derive(Debug)]
pub struct PlainPrompter<R, W> {
    input: R,
    output: W,
    /// The keys that were listed so far.
    listed: BTreeSet<String>,
    /// True at a terminal, into which people paste.
    is_terminal: bool,
}

impl<R: BufRead, W: Write> PlainPrompter<R, W> {
    /// From an input and an output.
    pub fn new(input: R, output: W) -> Self {
        Self { input, output, listed: BTreeSet::new(), is_terminal: false }
    }

    /// At the terminal of this process: what comes faster than a person types is dropped after a text, and after a text that
    /// is no key, so that what was pasted answers no question.
    #[must_use]
    pub fn at_terminal(self) -> Self {
        Self { is_terminal: true, ..self }
    }

    fn line(&mut self) -> Result<String, Interruption> {
        let mut bytes = Vec::new();
        let mut limited = std::io::Read::take(&mut self.input, LONGEST_LINE);
        match limited.read_until(b'\n', &mut bytes) {
            Ok(0) => Err(Interruption::EndOfInput),
            Ok(_) => Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()),
            Err(error) => Err(error.into()),
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Interruption> {
        let text = sanitise::clean(text);
        Ok(writeln!(self.output, "{text}")?)
    }

    /// Drops the lines that were pasted behind the one that was just read, and says so.
    fn drop_pasted(&mut self) -> Result<(), Interruption> {
        // A terminal that cannot be asked has its lines read as they come.
        if self.is_terminal && line_editor::drop_pasted_outside().unwrap_or(false) {
            // The terminal has written what was pasted, which need not end with its line.
            self.say("")?;
            self.say(quiz::PASTED_LEFT_OUT)?;
        }
        Ok(())
    }

    fn menu(&mut self, menu: &Menu) -> Result<Input, Interruption> {
        self.say(&menu.prompt)?;
        let has_answers = menu.rows.iter().any(Row::is_answer);
        for row in &menu.rows {
            let new = row.is_answer() || self.listed.insert(row.key.clone());
            if new || !has_answers {
                self.say(&format!("{}. {}", row.key, row.label))?;
            }
        }
        if let Some(current) = &menu.current {
            self.say(&format!("Your answer so far: {current}."))?;
        }
        let mut refused = 0;
        loop {
            self.say(&format!("Type a key and press Enter. Enter alone: {}.", menu.rows[menu.cursor].chosen))?;
            let typed = self.line()?;
            if let Some(row) = menu.chosen_by(&typed) {
                if row.action == Action::Help {
                    self.listed.clear();
                }
                self.say(&format!("Chosen: {}.", row.chosen))?;
                return Ok(Input::Row(row.id()));
            }
            let keys: Vec<&str> = menu.rows.iter().map(|row| row.key.as_str()).collect();
            let typed: String = sanitise::one_line(&typed).chars().take(20).collect();
            self.say(&format!("{typed} is not one of the keys. The keys are {}.", grammar::and(&keys)))?;
            self.drop_pasted()?;
            refused += 1;
            if refused == MOST_REFUSALS
                && let Some(skip) = menu.rows.iter().find(|row| menu.is_fact() && row.action == Action::Skip)
            {
                self.say("Skipped after two answers that are not among the keys.")?;
                return Ok(Input::Row(skip.id()));
            }
        }
    }

    fn text(&mut self, line: &TextLine) -> Result<Input, Interruption> {
        self.say(&line.prompt)?;
        self.say(&format!("({}; a single b goes back)", line.help))?;
        if !line.initial.is_empty() {
            self.say(&format!("So far: {}. Enter alone keeps it; a single - removes it.", line.initial))?;
        }
        let typed = self.line()?;
        self.drop_pasted()?;
        if typed.trim() == "b" {
            self.say("Chosen: Back.")?;
            return Ok(Input::Escape);
        }
        let text = match typed.trim() {
            "" => line.initial.clone(),
            "-" => String::new(),
            _ => typed,
        };
        self.say(&if text.trim().is_empty() { "Left empty.".to_owned() } else { format!("Written: {}", text.trim()) })?;
        Ok(Input::Text(text))
    }
}

impl<R: BufRead, W: Write> Prompter for PlainPrompter<R, W> {
    fn ask(&mut self, screen: &Screen) -> Result<Reply, Interruption> {
        self.say("")?;
        if let Ask::Line(line) = &screen.ask
            && line.refusals == MOST_REFUSALS
        {
            self.say("Skipped after two answers that could not be read.")?;
            // What was recorded before stays.
            return Ok(screen.reply(Input::Text(line.initial.clone()), None));
        }
        for text in screen.notices.iter().chain(&screen.heading) {
            self.say(text)?;
        }
        let begun = Instant::now();
        let input = match &screen.ask {
            Ask::Menu(menu) => self.menu(menu)?,
            Ask::Line(line) => self.text(line)?,
        };
        Ok(screen.reply(input, u32::try_from(begun.elapsed().as_secs()).ok()))
    }
}
