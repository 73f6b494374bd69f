//! The quiz in a terminal. The only file that names `inquire`.
//!
//! Each row starts with its key. What is typed narrows the list to the row of that key and never empties
//! it; Enter takes the row under the cursor. Headings are printed above the prompt, since the library
//! drops blank lines inside it.

use std::io::Write;
use std::time::Instant;

use ::inquire::error::InquireError;
use ::inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use ::inquire::{Select, Text};
use textwrap::core::display_width;

use super::{Ask, Interruption, Menu, Prompter, Replied, Reply, Screen, TextLine};
use crate::words;

/// The help below a list.
const LIST_HELP: &str = "type a key, then Enter; or use the arrows; Esc goes back";

/// What the library puts before each row, in columns.
const ROW_INDENT: usize = 2;

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// A few.
    On,
    /// None.
    Off,
}

/// Shows screens with the library `inquire`, headings on `output`.
pub struct InquirePrompter<W> {
    output: W,
    size: fn() -> (u16, u16),
    colour: Colour,
}

impl<W: Write> InquirePrompter<W> {
    /// `size` gives the terminal's columns and rows at any time.
    pub fn new(output: W, size: fn() -> (u16, u16), colour: Colour) -> Self {
        Self { output, size, colour }
    }

    fn config(&self) -> RenderConfig<'static> {
        let base = match self.colour {
            Colour::On => RenderConfig::default_colored(),
            Colour::Off => RenderConfig::empty(),
        };
        let highlighted = match self.colour {
            Colour::On => Some(StyleSheet::new().with_fg(Color::LightCyan).with_attr(Attributes::BOLD)),
            Colour::Off => None,
        };
        base.with_prompt_prefix(Styled::new("?"))
            .with_answered_prompt_prefix(Styled::new(">"))
            .with_highlighted_option_prefix(Styled::new(">"))
            .with_scroll_up_prefix(Styled::new("^"))
            .with_scroll_down_prefix(Styled::new("v"))
            .with_selected_option(highlighted)
            .with_canceled_prompt_indicator(Styled::new("back"))
    }

    fn print(&mut self, paragraphs: &[String], width: usize) -> Result<(), Interruption> {
        let mut text = String::new();
        for paragraph in paragraphs {
            text.push('\n');
            for line in textwrap::wrap(&words::clean(paragraph), width) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        self.output.write_all(text.as_bytes()).map_err(|error| Interruption::Terminal(error.to_string()))
    }

    fn menu(&self, menu: &Menu, columns: usize, rows: usize) -> Result<Reply, Interruption> {
        let widest = menu.rows.iter().map(|row| row.key.len()).max().unwrap_or(1);
        let labels: Vec<String> =
            menu.rows.iter().map(|row| format!("{:>widest$}  {}", row.key, words::one_line(&row.label))).collect();
        let page = page_size(&labels, &menu.prompt, columns, rows);
        let scorer = |typed: &str, _: &String, _: &str, at: usize| match menu.row_typed(typed) {
            Some(row) => (row == at).then_some(0),
            None => Some(0),
        };
        let formatter = |chosen: ::inquire::list_option::ListOption<&String>| menu.rows[chosen.index].chosen.clone();
        let answer = Select::new(&menu.prompt, labels)
            .with_starting_cursor(menu.cursor)
            .with_page_size(page)
            .with_scorer(&scorer)
            .with_sorter(&|_| {})
            .with_formatter(&formatter)
            .with_help_message(LIST_HELP)
            .with_render_config(self.config())
            .raw_prompt();
        answer.map_or_else(stopped, |chosen| Ok(Reply::Row(chosen.index)))
    }

    fn text(&self, line: &TextLine) -> Result<Reply, Interruption> {
        let answer = Text::new(&line.prompt)
            .with_initial_value(&words::one_line(&line.initial))
            .with_help_message(&line.help)
            .with_render_config(self.config())
            .prompt();
        answer.map_or_else(stopped, |text| Ok(Reply::Text(text)))
    }
}

/// Esc goes back; everything else ends the quiz.
fn stopped(error: InquireError) -> Result<Reply, Interruption> {
    match error {
        InquireError::OperationCanceled => Ok(Reply::Escape),
        InquireError::OperationInterrupted => Err(Interruption::Interrupted),
        other => Err(Interruption::Terminal(other.to_string())),
    }
}

/// How many rows of the list fit below the prompt, however they wrap: at least one.
fn page_size(labels: &[String], prompt: &str, columns: usize, rows: usize) -> usize {
    let lines = |text: &str, indent: usize| (display_width(text) + indent).div_ceil(columns.max(1)).max(1);
    // The prompt with its mark and what is typed, and the help line in its brackets.
    let taken = lines(prompt, 8) + lines(LIST_HELP, 2) + 1;
    let room = rows.saturating_sub(taken).max(1);
    let heights: Vec<usize> = labels.iter().map(|label| lines(label, ROW_INDENT)).collect();
    let fits = |page: usize| heights.windows(page).all(|shown| shown.iter().sum::<usize>() <= room);
    (1..=labels.len()).rev().find(|page| fits(*page)).unwrap_or(1)
}

impl<W: Write> Prompter for InquirePrompter<W> {
    fn ask(&mut self, screen: &Screen) -> Result<Replied, Interruption> {
        let (columns, rows) = (self.size)();
        let (columns, rows) = (usize::from(columns.max(20)), usize::from(rows.max(5)));
        self.print(&screen.notices, columns - 1)?;
        self.print(&screen.heading, columns - 1)?;
        let begun = Instant::now();
        let reply = match &screen.ask {
            Ask::Menu(menu) => self.menu(menu, columns, rows)?,
            Ask::Line(line) => self.text(line)?,
        };
        Ok(Replied { reply, seconds: u32::try_from(begun.elapsed().as_secs()).ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a14_the_list_never_outgrows_the_window() {
        let labels: Vec<String> = (0..13).map(|n| "word ".repeat(if n < 6 { 24 } else { 3 })).collect();
        for (columns, rows) in [(80, 24), (40, 12), (40, 24), (120, 50), (20, 5)] {
            let page = page_size(&labels, &"p".repeat(90), columns, rows);
            let tallest = (display_width(&labels[0]) + ROW_INDENT).div_ceil(columns) * page.min(6);
            assert!(page == 1 || tallest < rows, "{columns}x{rows}: {page} rows");
        }
        assert_eq!(page_size(&labels, "short", 200, 60), 13);
    }
}
