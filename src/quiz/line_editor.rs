//! A line of text that is typed in a terminal, with the editing keys of a shell. The only file of the quiz that names
//! `crossterm`.
//!
//! `inquire` has a prompt for text as well, in which Ctrl-A, E, K, U and W write the letters a, e, k, u and w, and which
//! gives the second line of a pasted text to the next question.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::{QueueableCommand as _, cursor, terminal};
use textwrap::core::display_width;

use crate::sanitise;

/// How soon the next key follows in a pasted text: nobody types so fast.
const PASTED_WITHIN: Duration = Duration::from_millis(40);

/// How a line was left.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Confirmed with Enter.
    Confirmed {
        /// The text.
        text: String,
        /// True when more came behind Enter than a person types, which was dropped.
        dropped: bool,
    },
    /// Left with Esc, with the text so far.
    Escaped(String),
    /// Ctrl-C.
    Interrupted,
}

/// A text and the place of the cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    text: Vec<char>,
    /// Before this letter.
    cursor: usize,
}

impl Line {
    fn new(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        Self { cursor: text.len(), text }
    }

    fn insert(&mut self, letters: impl IntoIterator<Item = char>) {
        for letter in letters {
            self.text.insert(self.cursor, letter);
            self.cursor += 1;
        }
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.drain(from..to);
        self.cursor = from;
    }

    /// The start of the word at or before the cursor.
    fn word_start(&self) -> usize {
        let blanks = self.text[..self.cursor].iter().rev().take_while(|letter| letter.is_whitespace()).count();
        let word = self.text[..self.cursor - blanks].iter().rev().take_while(|letter| !letter.is_whitespace()).count();
        self.cursor - blanks - word
    }

    /// The end of the word at or behind the cursor.
    fn word_end(&self) -> usize {
        let blanks = self.text[self.cursor..].iter().take_while(|letter| letter.is_whitespace()).count();
        let word = self.text[self.cursor + blanks..].iter().take_while(|letter| !letter.is_whitespace()).count();
        self.cursor + blanks + word
    }

    /// Carries out a key; false for one that means nothing here.
    fn edit(&mut self, code: KeyCode, modifiers: KeyModifiers) -> bool {
        let end = self.text.len();
        let control = modifiers.contains(KeyModifiers::CONTROL);
        let by_word = control || modifiers.contains(KeyModifiers::ALT);
        match code {
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::Char('e') if control => self.cursor = end,
            KeyCode::Char('k') if control => self.delete(self.cursor, end),
            KeyCode::Char('u') if control => self.delete(0, self.cursor),
            KeyCode::Char('w') if control => self.delete(self.word_start(), self.cursor),
            KeyCode::Char('b') if by_word => {
                self.cursor = if control { self.cursor.saturating_sub(1) } else { self.word_start() }
            }
            KeyCode::Char('f') if by_word => {
                self.cursor = if control { end.min(self.cursor + 1) } else { self.word_end() }
            }
            KeyCode::Backspace if by_word => self.delete(self.word_start(), self.cursor),
            KeyCode::Char('h') if control => self.delete(self.cursor.saturating_sub(1), self.cursor),
            KeyCode::Backspace => self.delete(self.cursor.saturating_sub(1), self.cursor),
            KeyCode::Delete if self.cursor < end => self.delete(self.cursor, self.cursor + 1),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = end,
            KeyCode::Left if by_word => self.cursor = self.word_start(),
            KeyCode::Right if by_word => self.cursor = self.word_end(),
            KeyCode::Left => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Right => self.cursor = end.min(self.cursor + 1),
            KeyCode::Char(letter) if !control => self.insert([letter]),
            _ => return false,
        }
        true
    }
}

/// The lines of a window that the text fills behind its prompt, and the row and column of the cursor in them. Lines break
/// at blanks, of which one may stand in the column behind the last; a word longer than a line breaks anywhere.
fn laid_out(prompt: &str, line: &Line, columns: usize) -> (Vec<String>, (usize, usize)) {
    let letters: Vec<char> = prompt.chars().chain(line.text.iter().copied()).chain([' ']).collect();
    let cursor = letters.len() - 1 - line.text.len() + line.cursor;
    let (mut rows, mut width, mut place) = (vec![String::new()], 0, (0, 0));
    for (at, letter) in letters.iter().enumerate() {
        let own = width_of(&[*letter]);
        let is_blank = letter.is_whitespace();
        let begins_word = !is_blank && (at == 0 || letters[at - 1].is_whitespace());
        let needed = if begins_word { word_width(&letters[at..]) } else { own };
        let room = if is_blank { columns + 1 } else { columns };
        let fits_a_line = needed <= columns;
        if width + if fits_a_line { needed } else { own } > room && width > 0 {
            rows.push(String::new());
            width = 0;
        }
        if at == cursor {
            place = (rows.len() - 1, width);
        }
        rows.last_mut().expect("there is a row").push(*letter);
        width += own;
    }
    (rows, place)
}

fn width_of(letters: &[char]) -> usize {
    letters.iter().map(|letter| display_width(letter.encode_utf8(&mut [0; 4]))).sum()
}

/// The columns of the word that begins here.
fn word_width(letters: &[char]) -> usize {
    width_of(letters.split(|letter| letter.is_whitespace()).next().unwrap_or_default())
}

/// Asks for a line: `initial` can be changed, `help` stands below while it is typed. Afterwards the prompt and the text
/// stay.
pub(super) fn ask(
    output: &mut impl Write,
    (prompt, help): (&str, &str),
    initial: &str,
    size: fn() -> (u16, u16),
) -> io::Result<Left> {
    terminal::enable_raw_mode()?;
    let left = with_pasting_told_apart(output, |output| typed(output, (prompt, help), Line::new(initial), size));
    terminal::disable_raw_mode()?;
    left
}

/// Does something while the terminal says what is pasted.
fn with_pasting_told_apart<W: Write>(output: &mut W, run: impl FnOnce(&mut W) -> io::Result<Left>) -> io::Result<Left> {
    output.queue(EnableBracketedPaste)?;
    let left = run(output);
    output.queue(DisableBracketedPaste)?.flush()?;
    left
}

fn typed(
    output: &mut impl Write,
    (prompt, help): (&str, &str),
    mut line: Line,
    size: fn() -> (u16, u16),
) -> io::Result<Left> {
    // The row of the cursor, below that of the prompt.
    let mut above = 0;
    loop {
        above = draw(output, (&format!("? {prompt} "), Some(help)), &line, size(), above)?;
        let event = event::read()?;
        let left = match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => None,
            Event::Key(key) => match (key.code, key.modifiers) {
                (KeyCode::Char('c'), KeyModifiers::CONTROL) => Some(Left::Interrupted),
                (KeyCode::Char('d' | 'g'), KeyModifiers::CONTROL) | (KeyCode::Esc, _) => {
                    Some(Left::Escaped(line.text.iter().collect()))
                }
                (KeyCode::Enter, _) | (KeyCode::Char('j' | 'm'), KeyModifiers::CONTROL) => {
                    Some(Left::Confirmed { text: line.text.iter().collect(), dropped: drop_pasted()? })
                }
                (code, modifiers) => {
                    line.edit(code, modifiers);
                    None
                }
            },
            // The lines of a pasted text become one.
            Event::Paste(text) => {
                line.insert(sanitise::one_line(&text).chars());
                None
            }
            _ => None,
        };
        if let Some(left) = left {
            let mark = if matches!(left, Left::Confirmed { .. }) { ">" } else { "<" };
            line.cursor = line.text.len();
            draw(output, (&format!("{mark} {prompt} "), None), &line, size(), above)?;
            output.write_all(b"\r\n")?;
            output.flush()?;
            return Ok(left);
        }
    }
}

/// Drops what comes faster than a person types; true when something did.
pub(super) fn drop_pasted() -> io::Result<bool> {
    let mut dropped = false;
    while event::poll(PASTED_WITHIN)? {
        dropped |= match event::read()? {
            Event::Key(key) => key.kind != KeyEventKind::Release,
            Event::Paste(_) => true,
            _ => false,
        };
    }
    Ok(dropped)
}

/// As [`drop_pasted`], outside of a line.
pub(super) fn drop_pasted_outside() -> io::Result<bool> {
    terminal::enable_raw_mode()?;
    let dropped = drop_pasted();
    terminal::disable_raw_mode()?;
    dropped
}

/// Draws the line where it was drawn before, `above` rows above the cursor; gives the row of the cursor. Of a text higher
/// than the window the rows around the cursor are shown.
fn draw(
    output: &mut impl Write,
    (prompt, help): (&str, Option<&str>),
    line: &Line,
    (columns, window): (u16, u16),
    above: u16,
) -> io::Result<u16> {
    let (columns, window) = (usize::from(columns.max(2)) - 1, usize::from(window.max(3)));
    let (rows, (row, column)) = laid_out(prompt, line, columns);
    let help = help.map(|help| format!("[{help}]")).unwrap_or_default();
    let mut help = textwrap::wrap(&help, columns);
    help.retain(|row| !row.is_empty());
    let room = window.saturating_sub(help.len() + 1).max(1);
    let first = row.saturating_sub(room - 1).min(rows.len().saturating_sub(room));
    let shown = &rows[first..rows.len().min(first + room)];
    if above > 0 {
        output.queue(cursor::MoveUp(above))?;
    }
    output.queue(cursor::MoveToColumn(0))?.queue(terminal::Clear(terminal::ClearType::FromCursorDown))?;
    let rows: Vec<&str> = shown.iter().map(String::as_str).chain(help.iter().map(AsRef::as_ref)).collect();
    output.write_all(rows.join("\r\n").as_bytes())?;
    let below = u16::try_from(shown.len() + help.len() - 1 - (row - first)).unwrap_or(0);
    if below > 0 {
        output.queue(cursor::MoveUp(below))?;
    }
    output.queue(cursor::MoveToColumn(u16::try_from(column).unwrap_or(u16::MAX)))?.flush()?;
    Ok(u16::try_from(row - first).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, keys: &[(KeyCode, KeyModifiers)]) -> (String, usize) {
        let mut line = Line::new(text);
        for (code, modifiers) in keys {
            line.edit(*code, *modifiers);
        }
        (line.text.iter().collect(), line.cursor)
    }

    fn control(letter: char) -> (KeyCode, KeyModifiers) {
        (KeyCode::Char(letter), KeyModifiers::CONTROL)
    }

    #[test]
    fn the_editing_keys_of_a_shell_edit() {
        let plain = |code| (code, KeyModifiers::NONE);
        let left = plain(KeyCode::Left);
        assert_eq!(edited("led a team", &[control('a'), plain(KeyCode::Char('I'))]), ("Iled a team".to_owned(), 1));
        assert_eq!(edited("ab", &[control('a'), control('e'), plain(KeyCode::Char('c'))]), ("abc".to_owned(), 3));
        assert_eq!(edited("abcd", &[left, left, control('k')]), ("ab".to_owned(), 2));
        assert_eq!(edited("abcd", &[left, left, control('u')]), ("cd".to_owned(), 0));
        assert_eq!(edited("led a  team ", &[control('w')]), ("led a  ".to_owned(), 7));
        assert_eq!(edited("", &[control('w'), control('u'), control('k'), left]), (String::new(), 0));
        assert_eq!(edited("äöü", &[left, plain(KeyCode::Backspace)]), ("äü".to_owned(), 1));
        assert_eq!(edited("a", &[control('x'), control('q')]), ("a".to_owned(), 1), "other keys write nothing");
    }

    #[test]
    fn a_long_text_is_laid_out_in_rows_with_the_cursor_in_them() {
        let line = Line::new("0123456789");
        let (rows, place) = laid_out("? ", &line, 5);
        assert_eq!(rows, ["? 012", "34567", "89 "]);
        assert_eq!(place, (2, 2));
        let (rows, place) = laid_out("? ", &Line { cursor: 3, ..line }, 5);
        assert_eq!((rows.len(), place), (3, (1, 0)), "the letter under the cursor begins the second row");
        assert_eq!(laid_out("? ", &Line::new("日本語"), 5).0, ["? 日", "本語 "]);
    }

    #[test]
    fn lines_break_at_blanks() {
        let text = |prompt, text, columns| laid_out(prompt, &Line::new(text), columns);
        assert_eq!(text("? ab cdef: ", "x", 8), (vec!["? ab ".to_owned(), "cdef: x ".to_owned()], (1, 7)));
        // A blank hangs in the column behind the last, a second one does not.
        assert_eq!(text("? ", "abc  de", 5).0, ["? abc ", " de "]);
        // The cursor behind a word that fills its line.
        assert_eq!(text("? ", "abc", 5), (vec!["? abc ".to_owned()], (0, 5)));
        for columns in 1..12 {
            let line = Line::new("one two  three fourteen-letters 日本語 x");
            for cursor in 0..=line.text.len() {
                let (rows, (row, column)) = laid_out("? a name: ", &Line { cursor, ..line.clone() }, columns);
                assert_eq!(rows.concat(), format!("? a name: {} ", line.text.iter().collect::<String>()));
                assert!(rows.iter().all(|row| display_width(row.trim_end()) <= columns.max(2)), "{columns}: {rows:?}");
                let before: usize = rows[..row].iter().map(|row| row.chars().count()).sum();
                let left: String = rows[row].chars().take(cursor + 10 - before).collect();
                assert_eq!(display_width(&left), column, "{columns} columns, letter {cursor}");
            }
        }
    }
}
