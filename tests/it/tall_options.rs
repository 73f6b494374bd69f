//! A question whose choices differ in height, in the terminal: as many of them are shown as the window holds.

use crate::harness::terminal::{Terminal, begin};
use crate::harness::{CompetencySpec, ItemSpec, PLAIN, Place, small_files};

/// The lines that the text of a choice fills in a window, below a key of this width: its first line has two columns more than
/// the others.
fn height(text: &str, columns: usize, widest: usize) -> usize {
    let (mut lines, mut width) = (1, 0);
    for word in text.split(' ').map(str::len) {
        let most = columns - widest - if lines == 1 { 5 } else { 7 };
        if width > 0 && width + 1 + word > most {
            (lines, width) = (lines + 1, word);
        } else {
            width += word + usize::from(width > 0);
        }
    }
    lines
}

/// A question with these options in a window of this size.
struct Case {
    rows: usize,
    columns: usize,
    /// What stands behind the mark of each choice, from its key to the end of its text.
    choices: Vec<String>,
    /// The width of the keys.
    widest: usize,
    place: Place,
}

impl Case {
    /// With options that fill these numbers of lines.
    fn new(rows: usize, columns: usize, heights: &[usize]) -> Self {
        let widest = (heights.len() - 1).to_string().len();
        let words = "I plan the rota with two others and say what changed when people ask about it".split(' ').cycle();
        let mut words = words.enumerate();
        let mut label = |lines: usize| {
            let mut text = "I".to_owned();
            let mut next = text.clone();
            while height(&next, columns, widest) <= lines {
                text.clone_from(&next);
                // The same words in another order each time, so that no two lines are alike.
                let (at, word) = words.next().unwrap();
                next = if at % 5 == 0 { format!("{text} {at}") } else { format!("{text} {word}") };
            }
            assert_eq!(height(&text, columns, widest), lines);
            text
        };
        let options: Vec<String> = heights.iter().map(|lines| label(*lines)).collect();
        let item = ItemSpec { max: i64::try_from(heights.len()).unwrap() - 1, ..PLAIN };
        let mut files = small_files(&vec![CompetencySpec { items: vec![item], ..CompetencySpec::new(3, 2) }; 2]);
        for (value, option) in options.iter().enumerate() {
            let short = format!("{{value: {value}, label: option {value}}}");
            let long = format!("{{value: {value}, label: {option}}}");
            files.questionnaire.text = files.questionnaire.text.replace(&short, &long);
        }
        let place = Place::new();
        for file in [files.questionnaire, files.roles, files.resources] {
            place.write(&format!("mine/{}", file.name), &file.text);
        }
        let mut choices = vec!["s  Skip for now".to_owned()];
        choices.extend(options.iter().enumerate().map(|(value, option)| format!("{value}  {option}")));
        choices.extend(["?  I don't know", "n  Does not apply to me", "b  Back", "e  Add a note"].map(str::to_owned));
        choices.extend(["h  Help: what the levels and keys mean", "q  Save and quit"].map(str::to_owned));
        Self { rows, columns, choices, widest, place }
    }

    fn begin(&self) -> Terminal {
        let size = [self.rows, self.columns].map(|lines| u16::try_from(lines).unwrap());
        begin(&self.place, size[0], size[1], &["quiz", "--pack", "mine", "--out", "a.yaml"])
    }

    /// The lines of a choice.
    fn height(&self, at: usize) -> usize {
        let (_, text) = self.choices[at].split_once("  ").unwrap();
        height(text, self.columns, self.widest)
    }

    /// What is wrong with the list when this choice is under the cursor.
    fn fault(&self, screen: &Shown, cursor: usize) -> Option<String> {
        let Some((first, _)) = screen.choices.first() else { return Some("no list".to_owned()) };
        let key = |text: &str| text.split(' ').next().unwrap().to_owned();
        let start = self.choices.iter().position(|choice| key(choice) == key(first)).unwrap_or(usize::MAX / 2);
        let end = start + screen.choices.len();
        let room = self.rows - screen.question - screen.own;
        let lines: usize = screen.choices.iter().map(|(_, lines)| lines).sum();
        let hidden = [start.checked_sub(1), Some(end).filter(|end| *end < self.choices.len())];
        let fits = |at: &usize| lines + self.height(*at) <= room;
        let texts: Vec<&str> = screen.choices.iter().map(|(text, _)| text.as_str()).collect();
        if screen.marked != Some(cursor.wrapping_sub(start)) {
            return Some("another choice is under the cursor".to_owned());
        }
        if self.height(cursor) > room {
            // What the window has no place for is cut, and alone.
            return (lines != room || texts.len() != 1).then(|| "it is not cut to the window".to_owned());
        }
        if self.choices.get(start..end).is_none_or(|choices| choices != texts) {
            return Some("a choice is not whole".to_owned());
        }
        hidden.into_iter().flatten().find(fits).map(|at| format!("{} would fit as well", self.choices[at]))
    }
}

/// The list on a screen and what stands around it.
#[derive(Debug, Default)]
struct Shown {
    /// The lines above the prompt.
    above: Vec<String>,
    /// How many lines of them are the question.
    question: usize,
    /// The lines of the prompt and the help.
    own: usize,
    /// The choices from key to end, and their lines.
    choices: Vec<(String, usize)>,
    /// Which of them has the mark of the cursor.
    marked: Option<usize>,
}

fn shown(terminal: &Terminal, case: &Case) -> Shown {
    let parser = terminal.screen.lock().unwrap();
    let lines: Vec<String> = parser.screen().rows(0, u16::try_from(case.columns).unwrap()).collect();
    let mut shown = Shown::default();
    let Some(prompt) = lines.iter().rposition(|line| line.starts_with("? ")) else { return shown };
    shown.above = lines[..prompt].to_vec();
    shown.question = lines[..prompt].iter().rposition(|line| line.starts_with("[1 of")).map_or(0, |at| prompt - at);
    let mut in_help = false;
    for line in &lines[prompt..] {
        let in_list = shown.own > 0 && !in_help;
        let key: String = line.chars().skip(2).take(case.widest).collect();
        in_help |= line.starts_with('[');
        if line.trim().is_empty() {
            break;
        } else if !in_list || in_help || line.starts_with("  Your answer") {
            shown.own += 1;
        } else if key.trim().is_empty() {
            let Some((text, lines)) = shown.choices.last_mut() else { return Shown::default() };
            text.extend([" ", line.trim()]);
            *lines += 1;
        } else {
            shown.marked = if line.starts_with('>') { Some(shown.choices.len()) } else { shown.marked };
            shown.choices.push((line[2..].trim().to_owned(), 1));
        }
    }
    shown
}

/// The lines that have scrolled away.
fn scrolled(terminal: &Terminal) -> usize {
    let mut parser = terminal.screen.lock().unwrap();
    parser.screen_mut().set_scrollback(usize::MAX);
    let lines = parser.screen().scrollback();
    parser.screen_mut().set_scrollback(0);
    lines
}

/// Waits until the list is as it must be with this choice under the cursor.
fn wait_for_cursor(terminal: &Terminal, case: &Case, cursor: usize) {
    let begun = std::time::Instant::now();
    while let Some(fault) = case.fault(&shown(terminal, case), cursor) {
        assert!(
            begun.elapsed().as_secs() < 10,
            "{}x{}, choice {cursor}: {fault}\n{:#?}\n{}",
            case.columns,
            case.rows,
            shown(terminal, case),
            terminal.shown()
        );
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
}

const SHORT_AND_TALL: [usize; 6] = [1, 5, 8, 5, 5, 2];

const MANY: [usize; 18] = [1, 3, 8, 1, 1, 6, 2, 7, 7, 1, 4, 5, 1, 2, 8, 8, 3, 1];

#[test]
fn a14_as_many_choices_are_shown_as_fit_wherever_the_cursor_is() {
    let sizes = [(24, 80), (12, 40), (30, 100), (16, 60), (8, 40), (40, 44)];
    for ((rows, columns), heights) in
        sizes.into_iter().flat_map(|size| [(size, &SHORT_AND_TALL[..]), (size, &MANY[..])])
    {
        let case = Case::new(rows, columns, heights);
        let mut terminal = case.begin();
        wait_for_cursor(&terminal, &case, 0);
        let (above, before) = (shown(&terminal, &case).above, scrolled(&terminal));
        let last = case.choices.len() - 1;
        // Down to the end and over it, and up again.
        let down = (1..=last).chain([0]).map(|at| ("\u{1b}[B", at));
        let up = (0..=last).rev().map(|at| ("\u{1b}[A", at));
        let ends = [("\u{1b}[F", last), ("\u{1b}[H", 0)];
        for (key, cursor) in down.chain(up).chain(ends) {
            terminal.press(key);
            wait_for_cursor(&terminal, &case, cursor);
            let now = shown(&terminal, &case);
            assert_eq!(now.above, above, "{columns}x{rows}, choice {cursor}:\n{}", terminal.shown());
            assert_eq!(scrolled(&terminal), before, "{columns}x{rows}, choice {cursor}:\n{}", terminal.shown());
        }
        terminal.press("\u{3}");
        assert_eq!(terminal.exit_code(), 130);
        assert_eq!(terminal.modes(), terminal.modes_before);
    }
}

#[test]
fn a03_the_keys_of_a_list_of_tall_choices_are_those_of_every_list() {
    for (rows, columns) in [(24, 80), (12, 40)] {
        let case = Case::new(rows, columns, &MANY);
        let mut terminal = case.begin();
        wait_for_cursor(&terminal, &case, 0);
        let before = scrolled(&terminal);
        let narrowed = |terminal: &Terminal, at: usize| {
            let is_alone = |_: &str| {
                let shown = shown(terminal, &case);
                let texts: Vec<&str> = shown.choices.iter().map(|(text, _)| text.as_str()).collect();
                texts == [case.choices[at].as_str()] && shown.marked == Some(0)
            };
            terminal.wait_until(&case.choices[at], is_alone);
        };
        // A key narrows the list to its row, as often as it is changed; without it the list is whole again.
        terminal.press("1");
        narrowed(&terminal, 2);
        terminal.press("7");
        narrowed(&terminal, 18);
        terminal.press("\u{7f}\u{7f}?");
        narrowed(&terminal, 19);
        terminal.press("\u{7f}");
        wait_for_cursor(&terminal, &case, 0);
        // What is typed beside the keys narrows nothing, and a prompt that grows with it takes lines of the list alone.
        terminal.press(&"z".repeat(50));
        terminal.wait_until("the typed text", |shown| shown.matches('z').count() == 50 && shown.ends_with(']'));
        assert_eq!(scrolled(&terminal), before, "{}", terminal.shown());
        terminal.press("\r");
        let is_asked_again = |shown: &str| shown.contains("one of the keys.") && shown.ends_with(']');
        terminal.wait_until("the question again", is_asked_again);
        // The arrows and Enter, then back with Esc and the letter.
        terminal.press("\u{1b}[B\u{1b}[B\r");
        terminal.wait_for_question(2);
        terminal.press("\u{1b}");
        terminal.wait_for_question(1);
        terminal.press("?\r");
        terminal.wait_for_question(2);
        terminal.press("b\r");
        terminal.wait_for_question(1);
        terminal.press("17\r");
        terminal.wait_for("Note:");
        terminal.press("\r");
        terminal.wait_for_question(2);
        terminal.press("q\r");
        assert_eq!(terminal.exit_code(), 0);
        assert!(case.place.read("a.yaml").contains("17"), "{}", case.place.read("a.yaml"));
    }
}

/// The list of the next question has the size that the window then has.
#[test]
fn a14_a_window_that_changes_between_questions_is_filled() {
    let mut case = Case::new(24, 80, &SHORT_AND_TALL);
    let mut terminal = case.begin();
    wait_for_cursor(&terminal, &case, 0);
    terminal.press("e\r");
    terminal.wait_for("Note:");
    terminal.resize(36, 80);
    std::thread::sleep(std::time::Duration::from_millis(200));
    case.rows = 36;
    terminal.press("\r");
    terminal.wait_for_question(1);
    for cursor in 0..case.choices.len() {
        wait_for_cursor(&terminal, &case, cursor);
        terminal.press("\u{1b}[B");
    }
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
}
