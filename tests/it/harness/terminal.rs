//! The quiz in a real pseudo-terminal, its screen read as a person would.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use super::Place;

pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pub screen: Arc<Mutex<vt100::Parser>>,
    /// The terminal's modes (echo, line editing and so on) before the program began, as text to compare.
    pub modes_before: String,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
}

impl Terminal {
    pub fn start(place: &Place, rows: u16, columns: u16, args: &[&str]) -> Self {
        Self::start_in(place, rows, columns, args, &[])
    }

    /// With more in the environment.
    pub fn start_in(place: &Place, rows: u16, columns: u16, args: &[&str], environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_skillgap"));
        command.args(args);
        command.cwd(place.folder.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let modes_before = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        let screen =
            Arc::new(Mutex::new(vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 200)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                shared.lock().unwrap().process(&buffer[..read]);
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { child, keys, screen, modes_before, master: pair.master, _slave: pair.slave }
    }

    pub fn shown(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |shown| shown.contains(text));
    }

    /// Waits until the question of this number takes keys: its list stands below its prompt.
    pub fn wait_for_question(&self, number: usize) {
        let place = format!("[{number} of ");
        self.wait_until(&place, |shown| {
            let prompt = shown.lines().rev().find(|line| line.contains("Your answer:"));
            let is_open = prompt.is_some_and(|line| line.starts_with('?'));
            shown.contains(&place) && is_open && shown.trim_end().ends_with(']')
        });
    }

    /// Waits until the screen is as wanted.
    pub fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !holds(&self.shown()) {
            assert!(begun.elapsed() < Duration::from_secs(20), "`{what}` did not come:\n{}", self.shown());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn exit_code(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it did not end:\n{}", self.shown());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The terminal's modes now.
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    /// Sends a signal by its name: `TERM`.
    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap();
        let sent = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status().unwrap();
        assert!(sent.success());
    }

    /// Gives the window another size.
    pub fn resize(&self, rows: u16, columns: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.lock().unwrap().screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
    }
}

/// Starts, skips the name, and waits for the first question.
pub fn begin(place: &Place, rows: u16, columns: u16, args: &[&str]) -> Terminal {
    let mut terminal = Terminal::start(place, rows, columns, args);
    terminal.wait_for("Ready?");
    terminal.press("a\r");
    terminal.wait_for("A name or code");
    terminal.press("\r");
    terminal.wait_for_question(1);
    terminal
}
