//! The quiz in a terminal. The only file that names `inquire`.
//!
//! Each row starts with its key. Typed text narrows the list to the row of that key and never empties
//! it; Enter takes the row under the cursor. Headings are printed above the prompt, since the library
//! drops blank lines inside it.
//!
//! The library shows pages with a fixed number of rows: as many as fit where the tallest are. Elsewhere there is room for
//! more. The first and the last row of a page write these with themselves: the library asks a row for its text whenever it
//! shows it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io::Write;
use std::time::Instant;

use ::inquire::Select;
use ::inquire::error::InquireError;
use ::inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use textwrap::core::display_width;

use super::line_editor::{self, Left};
use super::rows::Rows;
use super::{Ask, Input, Interruption, Menu, Prompter, Reply, Row, Screen, TextLine};
use crate::language::quiz;
use crate::sanitise;

/// The help below a list, and a shorter one for narrow windows.
const LIST_HELP: [&str; 2] =
    ["type a key, then Enter; or use the arrows; Esc goes back", "a key or arrows, Enter; Esc: back"];

/// The fewest rows of a list for which the question stays in sight.
const FEWEST_ROWS: usize = 3;

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

/// A list while it is shown.
struct List<'a> {
    menu: &'a Menu,
    prompt: &'a str,
    columns: usize,
    rows: Rows,
    /// How many lines the rows have.
    room: usize,
    /// How many rows the library shows.
    page: usize,
    /// The code behind which text has no colour.
    reset: &'static str,
    typed: RefCell<String>,
    /// How many rows of the page the library has asked for.
    asked: Cell<usize>,
}

impl List<'_> {
    /// Takes a note of what is typed: before the library first shows the list, and whenever that changes.
    fn type_text(&self, typed: &str) {
        self.typed.replace(typed.to_owned());
        self.asked.set(0);
    }

    /// The row that the typed text narrows the list to.
    fn narrowed(&self) -> Option<usize> {
        self.menu.row_of(&self.typed.borrow().trim().to_lowercase())
    }

    /// The row that Enter chooses with this one under the cursor. The library takes that one whatever was typed; a text that
    /// is no key must choose nothing.
    fn chosen(&self, cursor: usize) -> Option<&Row> {
        let typed = self.typed.borrow();
        if typed.trim().is_empty() { self.menu.rows.get(cursor) } else { self.menu.chosen_by(&typed) }
    }

    /// The text of a row; the library asks for those of a page in their order.
    fn text(&self, at: usize) -> String {
        // A prompt that grows with what is typed takes lines of the list.
        let typed = format!("{} {}", self.prompt, self.typed.borrow());
        let grown = lines(&typed, ROW_INDENT + 1, self.columns).saturating_sub(prompt_lines(self.prompt, self.columns));
        let room = self.room.saturating_sub(grown).max(1);
        if self.narrowed().is_some() {
            return self.rows.drawn(at, &(at..at + 1), &(at..at + 1), room, self.reset);
        }
        let asked = self.asked.get() % self.page;
        self.asked.set(asked + 1);
        // Before it shows any page, it asks for all rows once.
        let first = at.saturating_sub(asked).min(self.rows.len() - self.page);
        let page = first..first + self.page;
        self.rows.drawn(at, &page, &self.rows.around(page.clone(), room), room, self.reset)
    }
}

/// A row of a list as the library has it.
struct ListRow<'a> {
    list: &'a List<'a>,
    at: usize,
}

impl fmt::Display for ListRow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.list.text(self.at))
    }
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
            for line in textwrap::wrap(&sanitise::clean(paragraph), width) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        Ok(self.output.write_all(text.as_bytes())?)
    }

    /// Asks for a row of a list that fits the window below `above` lines, which must stay in sight.
    ///
    /// The inner error is the typed text when it is not a key.
    fn menu(
        &mut self,
        menu: &Menu,
        above: usize,
        columns: usize,
        rows: usize,
    ) -> Result<Result<Input, String>, Interruption> {
        let widest = menu.rows.iter().map(|row| row.key.len()).max().unwrap_or(1);
        let indent = " ".repeat(ROW_INDENT + widest + 2);
        let wrapping = textwrap::Options::new(columns - ROW_INDENT - 1).subsequent_indent(&indent);
        let labels: Vec<String> = menu
            .rows
            .iter()
            .map(|row| format!("{:>widest$}  {}", row.key, sanitise::one_line(&row.label)))
            .map(|label| textwrap::fill(&label, &wrapping))
            .collect();
        let help = LIST_HELP.into_iter().find(|help| help.len() + 2 < columns).unwrap_or(LIST_HELP[1]);
        let own = |prompt: &str| prompt_lines(prompt, columns) + lines(help, 2, columns);
        let room_below = |above: usize, prompt: &str| rows.saturating_sub(above + own(prompt)).max(1);
        let listed = Rows::new(labels);
        let mut prompt = wrapped_prompt(&menu.prompt, columns);
        let mut room = room_below(above, &prompt);
        // The question about a fact is the prompt itself; what stands above it is an introduction.
        let fewest = if menu.is_fact() { listed.len() } else { FEWEST_ROWS.min(listed.len()) };
        let seen = listed.fewest_shown(room);
        if seen < fewest {
            // In a small window the answers count for more than the question, which is just above them.
            let place = if menu.place.is_empty() { String::new() } else { format!("{} ", menu.place) };
            let short = wrapped_prompt(&format!("{place}{}", menu.prompt), columns);
            let larger = room_below(0, &short);
            if seen == 0 || listed.fewest_shown(larger) > seen {
                (prompt, room) = (short, larger);
            }
        }
        self.reserve((own(&prompt) + listed.most_lines(room)).min(rows))?;
        let list = List {
            menu,
            prompt: &prompt,
            columns,
            page: listed.page(room),
            rows: listed,
            room,
            reset: if self.colour == Colour::On { "\u{1b}[0m" } else { "" },
            typed: RefCell::default(),
            asked: Cell::default(),
        };
        let scorer = |typed: &str, _: &ListRow<'_>, _: &str, at: usize| {
            list.type_text(typed);
            list.narrowed().is_none_or(|row| row == at).then_some(0)
        };
        let formatter = |under_cursor: ::inquire::list_option::ListOption<&ListRow<'_>>| {
            list.chosen(under_cursor.index).map_or("none", |row| &row.chosen).to_owned()
        };
        let answer = Select::new(&prompt, (0..menu.rows.len()).map(|at| ListRow { list: &list, at }).collect())
            .with_starting_cursor(menu.cursor)
            .with_page_size(list.page)
            .with_scorer(&scorer)
            .with_sorter(&|_| {})
            .with_formatter(&formatter)
            .with_help_message(help)
            .with_render_config(self.config())
            .raw_prompt();
        let under_cursor = match answer {
            Ok(chosen) => chosen.index,
            Err(error) => return self.stopped(error).map(Ok),
        };
        let Some(row) = list.chosen(under_cursor) else {
            return Ok(Err(sanitise::one_line(&list.typed.borrow()).chars().take(20).collect()));
        };
        // The choice alone stays on the screen.
        let rested = lines(&format!("> {prompt} {}", row.chosen), 0, columns);
        let rest = format!("\u{1b}[{rested}A\r\u{1b}[J> {}\n", row.chosen);
        self.output.write_all(rest.as_bytes())?;
        Ok(Ok(Input::Row(row.id())))
    }

    /// Reserves this number of lines below, so that a list that grows as the cursor moves never scrolls the window.
    fn reserve(&mut self, lines: usize) -> Result<(), Interruption> {
        let down = lines.saturating_sub(1);
        if down == 0 {
            return Ok(());
        }
        let text = format!("{}\u{1b}[{down}A", "\n".repeat(down));
        Ok(self.output.write_all(text.as_bytes())?)
    }

    fn text(&mut self, line: &TextLine) -> Result<Input, Interruption> {
        let initial = sanitise::one_line(&line.initial);
        let help = format!("{}; Esc goes back", line.help);
        let left = line_editor::ask(&mut self.output, (&line.prompt, &help), &initial, self.size);
        match left? {
            Left::Confirmed { text, dropped } => {
                if dropped {
                    self.say_dropped()?;
                }
                Ok(Input::Text(text))
            }
            Left::Escaped(typed) if typed != initial && !typed.trim().is_empty() => Ok(Input::Left(typed)),
            Left::Escaped(_) => Ok(Input::Escape),
            Left::Interrupted => Err(Interruption::Interrupted),
        }
    }

    /// Says that a pasted text was cut at the end of its first line.
    fn say_dropped(&mut self) -> Result<(), Interruption> {
        let width = usize::from((self.size)().0.max(20)) - 1;
        self.print(&[quiz::PASTED_LEFT_OUT.to_owned()], width)
    }

    /// The input or the interruption that an error of the library means.
    fn stopped(&mut self, error: InquireError) -> Result<Input, Interruption> {
        match error {
            InquireError::OperationCanceled => Ok(Input::Escape),
            InquireError::OperationInterrupted => {
                // What is left of the prompt below the cursor would run into the last words.
                self.output.write_all(b"\x1b[J")?;
                Err(Interruption::Interrupted)
            }
            other => Err(Interruption::Terminal(other.to_string())),
        }
    }
}

/// The number of lines that a text fills whose last line goes on for `indent` columns.
fn lines(text: &str, indent: usize, columns: usize) -> usize {
    let lines: Vec<&str> = text.split('\n').collect();
    let line = |(at, line): (usize, &&str)| {
        let more = if at + 1 == lines.len() { indent } else { 0 };
        (display_width(line) + more).div_ceil(columns.max(1)).max(1)
    };
    lines.iter().enumerate().map(line).sum()
}

/// The number of lines that a prompt fills with its mark and place for what is typed.
fn prompt_lines(prompt: &str, columns: usize) -> usize {
    lines(prompt, 8, columns)
}

/// A prompt in lines that break at blanks; the library puts [`ROW_INDENT`] columns of its own before the first.
fn wrapped_prompt(prompt: &str, columns: usize) -> String {
    let indent = " ".repeat(ROW_INDENT);
    let options = textwrap::Options::new(columns - 1).initial_indent(&indent).subsequent_indent(&indent);
    textwrap::fill(prompt, options).trim_start().to_owned()
}

impl<W: Write> Prompter for InquirePrompter<W> {
    fn ask(&mut self, screen: &Screen) -> Result<Reply, Interruption> {
        let (columns, rows) = (self.size)();
        let (columns, rows) = (usize::from(columns.max(20)), usize::from(rows.max(5)));
        self.print(&screen.notices, columns - 1)?;
        self.print(&screen.heading, columns - 1)?;
        let begun = Instant::now();
        let input = match &screen.ask {
            Ask::Menu(menu) => {
                let question = screen.heading.last().map_or(0, |text| textwrap::wrap(text, columns - 1).len());
                // A long introduction may scroll away; a question must stay in sight.
                let above = if question <= rows / 2 { question } else { 0 };
                let mut asked = menu.clone();
                loop {
                    match self.menu(&asked, above, columns, rows)? {
                        Ok(input) => break input,
                        Err(typed) => asked.prompt = format!("{typed} is not one of the keys. {}", menu.prompt),
                    }
                    if line_editor::drop_pasted_outside()? {
                        self.say_dropped()?;
                    }
                    self.print(&screen.heading, columns - 1)?;
                }
            }
            Ask::Line(line) => self.text(line)?,
        };
        Ok(screen.reply(input, u32::try_from(begun.elapsed().as_secs()).ok()))
    }
}
