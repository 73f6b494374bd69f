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

use serde_json::{Value, json};

use crate::harness::Place;

/// How long the browser may take for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long the browser must be silent after a page has loaded; what it complains of comes sooner.
const SILENCE: Duration = Duration::from_millis(200);

/// A browser with one open page. It ends with the test.
pub struct Browser {
    process: Child,
    commands: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: u64,
    /// The open page's target and session.
    target: String,
    session: String,
    /// What the browser has said about the open page, in order.
    pub events: Vec<Value>,
    place: Place,
}

impl Browser {
    /// Starts Chromium with an empty page.
    pub fn start() -> Self {
        let place = Place::new();
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
        let (target, session) = (String::new(), String::new());
        let mut browser = Self { process, commands, messages, last_id: 0, target, session, events: vec![], place };
        browser.new_page();
        browser
    }

    /// Opens an empty page in the place of the one before: nothing of that one is left.
    fn new_page(&mut self) {
        let before = std::mem::take(&mut self.target);
        self.session.clear();
        let text = |answer: &Value, key: &str| answer[key].as_str().unwrap().to_owned();
        let target = text(&self.call("Target.createTarget", json!({"url": "about:blank"})), "targetId");
        let attached = self.call("Target.attachToTarget", json!({"targetId": target, "flatten": true}));
        if !before.is_empty() {
            self.call("Target.closeTarget", json!({"targetId": before}));
        }
        self.session = text(&attached, "sessionId");
        self.target = target;
        self.events.clear();
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            self.call(&format!("{domain}.enable"), json!({}));
        }
    }

    /// Opens a page, given as text, from a file, and waits until the browser has nothing more to say.
    pub fn open(&mut self, html: &str) {
        self.new_page();
        self.load(html);
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
        let file = self.place.write("page.html", html);
        self.call("Page.navigate", json!({"url": Self::address(&file)}));
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
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

    /// Sends a command to the open page and gives its result.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let mut command = json!({"id": self.last_id, "method": method});
        command["params"] = params;
        if !self.session.is_empty() {
            command["sessionId"] = json!(self.session);
        }
        let commands = self.commands.as_mut().unwrap();
        // A browser that is gone shows when its answer does not come.
        let _ = write!(commands, "{command}\0").and_then(|()| commands.flush());
        loop {
            let answer = self.receive();
            if answer["id"] == self.last_id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// The value of a script, or of its promise, in the open page. The page's policy does not reach it.
    pub fn evaluate(&mut self, script: &str) -> Value {
        let params = json!({"expression": script, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].take()
    }

    /// The same, for a script that gives a list of texts.
    pub fn texts(&mut self, script: &str) -> Vec<String> {
        serde_json::from_value(self.evaluate(script)).expect("the script gives a list of texts")
    }

    /// Gives the window a size, in CSS pixels.
    pub fn resize(&mut self, width: u32, height: u32) {
        let params = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", params);
    }

    /// Shows the page as on this medium, with these preferences.
    pub fn emulate(&mut self, medium: &str, preferences: &[(&str, &str)]) {
        let features: Vec<Value> =
            preferences.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.call("Emulation.setEmulatedMedia", json!({"media": medium, "features": features}));
    }

    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|problem| {
            panic!(
                "Chromium does not answer: {problem}\n{}",
                self.place.read("chromium.log")
            )
        });
        self.keep(message.clone());
        message
    }

    fn keep(&mut self, message: Value) {
        if message["sessionId"] == self.session.as_str() && message["method"].is_string() {
            self.events.push(message);
        }
    }
}

impl Drop for Browser {
    /// Chromium ends by itself when its commands end; its folder can go only after that.
    fn drop(&mut self) {
        self.commands = None;
        let begun = Instant::now();
        while let Ok(None) = self.process.try_wait() {
            if begun.elapsed() > Duration::from_secs(10) {
                let _ = self.process.kill();
                let _ = self.process.wait();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
