//! What a test asks of a browser, whichever it is.

use serde_json::Value;

/// A browser with a page, driven from outside of it: keys and taps are those of a person, and no policy of the page
/// reaches its scripts.
///
/// It answers each question of the browser on leaving a page with yes.
pub trait Driver {
    /// Opens a page, given as text, from a file, and waits until the browser has nothing more to say. All other tabs are
    /// closed; what pages have stored stays.
    fn open(&mut self, html: &str);

    /// Loads the page of this tab again.
    fn reload(&mut self);

    /// Goes back by one step in the history of this tab.
    fn back(&mut self);

    /// Opens the same file in one more tab, and goes on there.
    fn open_tab(&mut self);

    /// Goes on in another tab, counted from 0.
    fn go_to_tab(&mut self, tab: usize);

    /// The value of a script, or of its promise. The page's policy does not reach it.
    fn evaluate(&mut self, script: &str) -> Value;

    /// The same, for a script that gives a list of texts.
    fn texts(&mut self, script: &str) -> Vec<String> {
        serde_json::from_value(self.evaluate(script)).expect("the script gives a list of texts")
    }

    /// Presses a key and lets it go: a character, or a name of [`KEYS`], with what is held down before it: `Shift+Tab`.
    fn press(&mut self, key: &str);

    /// Types a text, character by character.
    fn type_text(&mut self, text: &str) {
        let mut buffer = [0; 4];
        for letter in text.chars() {
            self.press(if letter == '\n' { "Enter" } else { &*letter.encode_utf8(&mut buffer) });
        }
    }

    /// Taps a place of the window, in CSS pixels, so many times as quickly as a person would.
    fn tap_at(&mut self, place: (f64, f64), times: usize);

    /// Taps the middle of the first element that fits, which is brought into view. A second tap is on the same place,
    /// whatever stands there then.
    fn tap(&mut self, selector: &str, times: usize) {
        let script = format!(
            "(() => {{
                const element = document.querySelector({});
                element.scrollIntoView({{block: 'center', behavior: 'instant'}});
                const box = element.getBoundingClientRect();
                return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
            }})()",
            Value::from(selector)
        );
        let place = serde_json::from_value(self.evaluate(&script)).expect("two numbers");
        self.tap_at(place, times);
    }

    /// Gives the window a size, in CSS pixels.
    fn resize(&mut self, width: u32, height: u32);

    /// What the window shows, as a PNG.
    fn screenshot(&mut self) -> Vec<u8>;

    /// Everything that the browser has said against the pages since they were opened: messages, exceptions, violations of
    /// the policy, other issues, and requests for anything but the file itself.
    fn complaints(&self) -> Vec<String>;

    /// How often the browser has asked whether the person wants to leave the page.
    fn questions_on_leaving(&self) -> usize;
}

/// A key that is no character.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in `KeyboardEvent.key`.
    pub name: &'static str,
    /// Its number in `KeyboardEvent.keyCode`.
    pub number: u32,
    /// Its character in the `WebDriver` standard.
    pub webdriver: char,
}

const fn key(name: &'static str, number: u32, webdriver: char) -> Key {
    Key { name, number, webdriver }
}

/// Keys by name.
pub const KEYS: [Key; 16] = [
    key("Backspace", 8, '\u{e003}'),
    key("Tab", 9, '\u{e004}'),
    key("Enter", 13, '\u{e007}'),
    key("Shift", 16, '\u{e008}'),
    key("Control", 17, '\u{e009}'),
    key("Alt", 18, '\u{e00a}'),
    key("Escape", 27, '\u{e00c}'),
    key("PageUp", 33, '\u{e00e}'),
    key("PageDown", 34, '\u{e00f}'),
    key("End", 35, '\u{e010}'),
    key("Home", 36, '\u{e011}'),
    key("ArrowLeft", 37, '\u{e012}'),
    key("ArrowUp", 38, '\u{e013}'),
    key("ArrowRight", 39, '\u{e014}'),
    key("ArrowDown", 40, '\u{e015}'),
    key("Delete", 46, '\u{e017}'),
];

/// One key as a test names it.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// A character.
    Character(char),
    /// A key of [`KEYS`].
    Key(Key),
}

/// The keys of a text such as `Shift+Tab`, the one that is pressed last.
pub fn keys(text: &str) -> Vec<Named> {
    let named = |name: &str| {
        let mut letters = name.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Named::Character(letter),
            _ => Named::Key(*KEYS.iter().find(|key| key.name == name).unwrap_or_else(|| panic!("the key `{name}`"))),
        }
    };
    if text.chars().count() == 1 { vec![named(text)] } else { text.split('+').map(named).collect() }
}
