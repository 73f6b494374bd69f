//! What differs between systems, as functions of the system: tests on one system hold all of them.

use std::io;
use std::thread;
use std::time::Duration;

/// How long a file that another program holds is waited for before each further try, in milliseconds.
const PAUSES: [u64; 5] = [20, 40, 80, 160, 320];

/// A family of systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// Linux, macOS and others with the interfaces of Unix.
    Unix,
    /// Windows.
    Windows,
}

impl System {
    /// The one that this program runs on.
    pub(super) const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };
}

/// True where `A.csv` and `a.csv` are one file, as is usual on Windows and macOS.
pub(super) const IGNORES_CASE: bool = cfg!(any(windows, target_os = "macos"));

/// True when two absolute paths are of one file, as far as their names tell.
pub(super) fn is_same_path(a: &str, b: &str, ignores_case: bool) -> bool {
    a == b || ignores_case && a.to_lowercase() == b.to_lowercase()
}

/// Names that Windows reserves for devices, in any case and with any ending; `com` and `lpt` also with a digit.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// True for the name of a file that Windows takes for a device.
pub(super) fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// A word quoted for the shells of a system where that is needed.
pub(super) fn quoted(word: &str, system: System) -> String {
    // A name that begins with a hyphen would be read as an option.
    let here = if system == System::Windows { ".\\" } else { "./" };
    let word = if word.starts_with('-') { format!("{here}{word}") } else { word.to_owned() };
    let marks = match system {
        System::Unix => "/._-+:,@",
        // PowerShell reads a comma as a list and `@` as a variable.
        System::Windows => "\\/._-+:~",
    };
    let is_plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c));
    match system {
        _ if is_plain => word,
        System::Unix => format!("'{}'", word.replace('\'', "'\\''")),
        // `cmd` knows no single quotes. In double quotes PowerShell has commands and variables, and ends at other quotes,
        // unless a backtick stands before; `cmd` takes the backtick as a letter, and so finds no such file, but runs nothing.
        System::Windows => {
            let special = |c: char| matches!(c, '$' | '`' | '\u{201c}' | '\u{201d}' | '\u{201e}');
            let escaped = word.chars().flat_map(|c| special(c).then_some('`').into_iter().chain([c]));
            format!("\"{}\"", escaped.collect::<String>())
        }
    }
}

/// True when a file cannot be opened or replaced because another program holds it, which only Windows knows: a virus
/// scanner or a synchronised folder for a moment, a spreadsheet for as long as it shows the file.
pub(super) fn is_held(error: &io::Error, system: System) -> bool {
    /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`.
    const HELD: [i32; 2] = [32, 33];
    system == System::Windows && error.raw_os_error().is_some_and(|code| HELD.contains(&code))
}

/// True when replacing a file failed in a way that may be over in a moment. Windows calls it a denied access when the file
/// that would be replaced is open.
pub(super) fn may_pass(error: &io::Error, system: System) -> bool {
    is_held(error, system) || system == System::Windows && error.kind() == io::ErrorKind::PermissionDenied
}

/// The columns and rows of the terminal; those of the smallest usual one where there is none.
pub(super) fn terminal_size() -> (u16, u16) {
    // Elsewhere than on Windows `size` starts the program `tput` where there is no terminal.
    let size = if cfg!(windows) {
        crossterm::terminal::size()
    } else {
        crossterm::terminal::window_size().map(|size| (size.columns, size.rows))
    };
    size.ok().filter(|(columns, rows)| *columns > 0 && *rows > 0).unwrap_or((80, 24))
}

/// Tries again, for about half a second, what fails because another program holds a file for a moment.
pub(super) fn patiently<T>(mut action: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for pause in PAUSES {
        match action() {
            Err(error) if may_pass(&error, System::HERE) => thread::sleep(Duration::from_millis(pause)),
            done => return done,
        }
    }
    action()
}

/// True when a terminal can be redrawn. On Windows this turns escape sequences on; consoles before Windows 10 have none.
#[cfg(windows)]
pub(super) fn can_redraw() -> bool {
    crossterm::ansi_support::supports_ansi()
}

/// True when a terminal can be redrawn. One that cannot says so by `TERM=dumb`.
#[cfg(not(windows))]
pub(super) fn can_redraw() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_the_shells_of_the_system() {
        for (word, unix, windows) in [
            ("a.yaml", "a.yaml", "a.yaml"),
            ("my answers.yaml", "'my answers.yaml'", "\"my answers.yaml\""),
            ("C:\\Users\\ann\\a.yaml", "'C:\\Users\\ann\\a.yaml'", "C:\\Users\\ann\\a.yaml"),
            ("C:\\Ann Lee\\a.yaml", "'C:\\Ann Lee\\a.yaml'", "\"C:\\Ann Lee\\a.yaml\""),
            ("C:\\Users\\ANNLEE~1\\a.yaml", "'C:\\Users\\ANNLEE~1\\a.yaml'", "C:\\Users\\ANNLEE~1\\a.yaml"),
            ("O'Brien.yaml", "'O'\\''Brien.yaml'", "\"O'Brien.yaml\""),
            ("a,b.yaml", "a,b.yaml", "\"a,b.yaml\""),
            ("@home.yaml", "@home.yaml", "\"@home.yaml\""),
            ("$(calc) & calc.yaml", "'$(calc) & calc.yaml'", "\"`$(calc) & calc.yaml\""),
            ("a`b\u{201d}c.yaml", "'a`b\u{201d}c.yaml'", "\"a``b`\u{201d}c.yaml\""),
            ("-o", "./-o", ".\\-o"),
            ("", "''", "\"\""),
            ("ü.yaml", "'ü.yaml'", "\"ü.yaml\""),
        ] {
            assert_eq!(quoted(word, System::Unix), unix, "{word}");
            assert_eq!(quoted(word, System::Windows), windows, "{word}");
        }
    }

    #[test]
    fn paths_that_differ_in_case_are_one_where_the_system_ignores_it() {
        for (a, b, same, same_without_case) in [
            ("C:\\x\\a.csv", "C:\\x\\a.csv", true, true),
            ("C:\\x\\A.csv", "c:\\X\\a.CSV", false, true),
            ("/x/É.csv", "/x/é.csv", false, true),
            ("/x/a.csv", "/x/b.csv", false, false),
        ] {
            assert_eq!(is_same_path(a, b, false), same, "{a} {b}");
            assert_eq!(is_same_path(a, b, true), same_without_case, "{a} {b}");
        }
    }

    #[test]
    fn a_file_that_another_program_holds_is_told_on_windows_alone() {
        for (code, held, passes) in [(32, true, true), (33, true, true), (2, false, false), (28, false, false)] {
            let error = io::Error::from_raw_os_error(code);
            assert_eq!((is_held(&error, System::Windows), may_pass(&error, System::Windows)), (held, passes), "{code}");
            assert!(!is_held(&error, System::Unix) && !may_pass(&error, System::Unix), "{code}");
        }
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(may_pass(&denied, System::Windows) && !is_held(&denied, System::Windows));
        assert!(!may_pass(&denied, System::Unix));
    }

    #[test]
    fn devices_are_known_in_any_case_and_with_any_ending() {
        for name in ["nul", "NUL", "con.txt", "Com1", "LPT9.csv", "aux .yaml", "prn.tar.gz"] {
            assert!(is_device_name(name), "{name}");
        }
        for name in ["", "null", "console", "com-1", "a.nul", "comb.csv"] {
            assert!(!is_device_name(name), "{name}");
        }
    }
}
