//! Chromium without a window, driven over the `DevTools` protocol.
//!
//! `--remote-debugging-pipe` takes commands from file descriptor 3 and gives answers and events on 4, each a JSON text
//! that ends with a zero byte. Messages stay JSON on purpose: a driver with a type for each message drops the ones that
//! a newer Chromium has changed, and a dropped event is a complaint of the browser that no test hears.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

use super::driver::{Driver, Named, keys};
use crate::harness::Place;

/// How long the browser may take for one answer.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How long the browser must be silent after a page has loaded; what it complains of comes sooner.
pub const SILENCE: Duration = Duration::from_millis(200);

/// A browser with one open page. It ends with the test.
pub struct Browser {
    process: Child,
    commands: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: u64,
    /// The session of the tab that is driven; empty while the browser itself is spoken to.
    session: String,
    tabs: Vec<Tab>,
    /// What the browser has said about the open pages, in order.
    pub events: Vec<Value>,
    place: Place,
}

/// An open page.
struct Tab {
    target: String,
    session: String,
}

impl Browser {
    /// Starts Chromium with an empty page.
    pub fn start() -> Self {
        Self::start_in(Place::new())
    }

    /// The same, with pages that may not store anything: the setting that refuses all cookies.
    pub fn start_without_storage() -> Self {
        let place = Place::new();
        let settings = json!({"profile": {"default_content_setting_values": {"cookies": 2}}});
        place.write("profile/Default/Preferences", &settings.to_string());
        Self::start_in(place)
    }

    fn start_in(place: Place) -> Self {
        let mut process = Command::new("sh")
            .args(["-c", r#"exec chromium "$@" 3<&0 4>&1 0</dev/null 1>&2"#, "chromium"])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", place.path("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(place.path("chromium.log")).unwrap())
            .spawn()
            .unwrap();
        let commands = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for message in answers.split(0).map_while(Result::ok) {
                if sender.send(serde_json::from_slice(&message).expect("Chromium writes JSON")).is_err() {
                    break;
                }
            }
        });
        let (session, tabs) = (String::new(), Vec::new());
        let mut browser = Self { process, commands, messages, last_id: 0, session, tabs, events: vec![], place };
        browser.new_page();
        browser
    }

    /// Opens an empty page in the place of those before: nothing of them is left but what they have stored.
    fn new_page(&mut self) {
        let before = std::mem::take(&mut self.tabs);
        self.new_tab();
        let session = std::mem::take(&mut self.session);
        for tab in before {
            self.call("Target.closeTarget", json!({"targetId": tab.target}));
        }
        self.session = session;
        self.events.clear();
    }

    /// Opens an empty page in a further tab, which is driven from now on.
    fn new_tab(&mut self) {
        self.session.clear();
        let text = |answer: &Value, key: &str| answer[key].as_str().unwrap().to_owned();
        let target = text(&self.call("Target.createTarget", json!({"url": "about:blank"})), "targetId");
        let attached = self.call("Target.attachToTarget", json!({"targetId": target, "flatten": true}));
        self.session = text(&attached, "sessionId");
        self.tabs.push(Tab { target, session: self.session.clone() });
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            self.call(&format!("{domain}.enable"), json!({}));
        }
    }

    /// The same without a network and without scripts.
    pub fn open_cut_off(&mut self, html: &str) {
        self.new_page();
        let offline = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
        self.call("Network.emulateNetworkConditions", offline);
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
        self.load(html);
    }

    fn load(&mut self, html: &str) {
        self.place.write("page.html", html);
        self.navigate();
    }

    /// Loads the file in the tab that is driven.
    fn navigate(&mut self) {
        let address = self.page_address();
        let from = self.events.len();
        self.call("Page.navigate", json!({"url": address}));
        self.wait_for(from, &["Page.loadEventFired"]);
    }

    /// Waits until the tab that is driven has said one of these since an event, and then until the browser has nothing more
    /// to say.
    fn wait_for(&mut self, from: usize, methods: &[&str]) {
        let session = self.session.clone();
        let is_it = |event: &Value| {
            event["sessionId"] == session.as_str() && methods.iter().any(|method| event["method"] == *method)
        };
        while !self.events[from..].iter().any(is_it) {
            self.receive();
        }
        while let Ok(message) = self.messages.recv_timeout(SILENCE) {
            self.keep(message);
        }
    }

    fn address(file: &Path) -> String {
        format!("file://{}", file.display())
    }

    /// The address of the open page.
    pub fn page_address(&self) -> String {
        Self::address(&self.place.path("page.html"))
    }

    /// Sends a command to the tab that is driven and gives its result.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let session = self.session.clone();
        let id = self.send(&session, method, params);
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// Sends a command; gives its number, which its answer has too.
    fn send(&mut self, session: &str, method: &str, params: Value) -> u64 {
        self.last_id += 1;
        let mut command = json!({"id": self.last_id, "method": method});
        command["params"] = params;
        if !session.is_empty() {
            command["sessionId"] = json!(session);
        }
        let commands = self.commands.as_mut().unwrap();
        // A browser that is gone shows when its answer does not come.
        let _ = write!(commands, "{command}\0").and_then(|()| commands.flush());
        self.last_id
    }

    /// Shows the page as on this medium, with these preferences.
    pub fn emulate(&mut self, medium: &str, preferences: &[(&str, &str)]) {
        let features: Vec<Value> =
            preferences.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.call("Emulation.setEmulatedMedia", json!({"media": medium, "features": features}));
    }

    /// Makes the processor as many times slower for the page; 1 is its own speed.
    pub fn slow_down(&mut self, times: u32) {
        self.call("Emulation.setCPUThrottlingRate", json!({"rate": times}));
    }

    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|problem| {
            panic!("Chromium does not answer: {problem}\n{}", self.place.read("chromium.log"))
        });
        self.keep(message.clone());
        message
    }

    /// Keeps what is said about an open page; a question, which holds up everything else, is answered with yes.
    fn keep(&mut self, message: Value) {
        let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
        let is_of_page = session == self.session || self.tabs.iter().any(|tab| tab.session == session);
        if !is_of_page || !message["method"].is_string() {
            return;
        }
        if message["method"] == "Page.javascriptDialogOpening" {
            self.send(&session, "Page.handleJavaScriptDialog", json!({"accept": true}));
        }
        self.events.push(message);
    }
}

impl Driver for Browser {
    fn open(&mut self, html: &str) {
        self.new_page();
        self.load(html);
    }

    fn reload(&mut self) {
        let from = self.events.len();
        self.call("Page.reload", json!({}));
        self.wait_for(from, &["Page.loadEventFired"]);
    }

    fn back(&mut self) {
        let history = self.call("Page.getNavigationHistory", json!({}));
        let before = history["currentIndex"].as_u64().and_then(|at| at.checked_sub(1)).expect("a step to go back");
        let entry = &history["entries"][usize::try_from(before).unwrap()]["id"];
        let from = self.events.len();
        self.call("Page.navigateToHistoryEntry", json!({"entryId": entry}));
        self.wait_for(from, &["Page.navigatedWithinDocument", "Page.loadEventFired"]);
    }

    fn open_tab(&mut self) {
        self.new_tab();
        self.navigate();
    }

    fn go_to_tab(&mut self, tab: usize) {
        self.session.clone_from(&self.tabs[tab].session);
        self.call("Page.bringToFront", json!({}));
    }

    fn evaluate(&mut self, script: &str) -> Value {
        let params = json!({"expression": script, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].take()
    }

    fn press(&mut self, key: &str) {
        let keys = keys(key);
        let mut held = 0;
        for key in &keys {
            held |= modifier(*key);
            let text = text(*key).filter(|_| held & !SHIFT == 0);
            self.call("Input.dispatchKeyEvent", key_event(*key, "keyDown", text.as_deref(), held));
        }
        for key in keys.iter().rev() {
            held &= !modifier(*key);
            self.call("Input.dispatchKeyEvent", key_event(*key, "keyUp", None, held));
        }
    }

    fn tap_at(&mut self, (x, y): (f64, f64), times: usize) {
        self.call("Emulation.setTouchEmulationEnabled", json!({"enabled": true}));
        for _ in 0..times {
            self.call("Input.dispatchTouchEvent", json!({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}));
            self.call("Input.dispatchTouchEvent", json!({"type": "touchEnd", "touchPoints": []}));
        }
    }

    fn resize(&mut self, width: u32, height: u32) {
        let params = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", params);
    }

    fn screenshot(&mut self) -> Vec<u8> {
        let shot = self.call("Page.captureScreenshot", json!({}));
        base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap()
    }

    fn complaints(&self) -> Vec<String> {
        let address = self.page_address();
        let complaint = |event: &Value| {
            let params = &event["params"];
            match event["method"].as_str().unwrap() {
                "Log.entryAdded" => Some(format!("log: {}", params["entry"]["text"])),
                "Runtime.consoleAPICalled" => Some(format!("console: {}", params["args"])),
                "Runtime.exceptionThrown" => Some(format!("exception: {}", params["exceptionDetails"])),
                "Audits.issueAdded" => Some(format!("issue: {}", params["issue"])),
                "Network.requestWillBeSent" if params["request"]["url"] != address.as_str() => {
                    Some(format!("request: {}", params["request"]["url"]))
                }
                _ => None,
            }
        };
        self.events.iter().filter_map(complaint).collect()
    }

    fn questions_on_leaving(&self) -> usize {
        let is_question = |event: &&Value| {
            event["method"] == "Page.javascriptDialogOpening" && event["params"]["type"] == "beforeunload"
        };
        self.events.iter().filter(is_question).count()
    }
}

/// The bit of Shift among the keys that are held down.
const SHIFT: u32 = 8;

/// The bit of a key that is held down with others.
fn modifier(key: Named) -> u32 {
    match key {
        Named::Key(key) => match key.name {
            "Alt" => 1,
            "Control" => 2,
            "Shift" => SHIFT,
            _ => 0,
        },
        Named::Character(_) => 0,
    }
}

/// What a key puts into a text.
fn text(key: Named) -> Option<String> {
    match key {
        Named::Character(letter) => Some(letter.to_string()),
        Named::Key(key) => (key.name == "Enter").then(|| "\r".to_owned()),
    }
}

fn key_event(key: Named, kind: &str, text: Option<&str>, held: u32) -> Value {
    let (name, number) = match key {
        Named::Key(key) => (key.name.to_owned(), key.number),
        Named::Character(letter) if letter.is_ascii_alphanumeric() || letter == ' ' => {
            (letter.to_string(), u32::from(letter.to_ascii_uppercase()))
        }
        Named::Character(letter) => (letter.to_string(), 0),
    };
    let code = match key {
        Named::Character(' ') => "Space".to_owned(),
        Named::Character(letter) if letter.is_ascii_alphabetic() => format!("Key{}", letter.to_ascii_uppercase()),
        Named::Character(letter) if letter.is_ascii_digit() => format!("Digit{letter}"),
        Named::Character(_) => String::new(),
        Named::Key(key) if matches!(key.name, "Shift" | "Control" | "Alt") => format!("{}Left", key.name),
        Named::Key(key) => key.name.to_owned(),
    };
    let mut event =
        json!({"type": kind, "key": name, "code": code, "windowsVirtualKeyCode": number, "modifiers": held});
    if let Some(text) = text {
        event["text"] = json!(text);
    }
    event
}

/// Waits until a browser that was told to end has ended.
pub fn wait_for_end(process: &mut Child) {
    let begun = Instant::now();
    while let Ok(None) = process.try_wait() {
        if begun.elapsed() > Duration::from_secs(10) {
            let _ = process.kill();
            let _ = process.wait();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Drop for Browser {
    /// Chromium ends by itself when its commands end; its folder can go only after that.
    fn drop(&mut self) {
        self.commands = None;
        wait_for_end(&mut self.process);
    }
}
