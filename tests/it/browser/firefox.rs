//! Firefox without a window, driven over `WebDriver BiDi`: <https://w3c.github.io/webdriver-bidi/>.
//!
//! Firefox itself listens for it on loopback; no other program stands between. Messages stay JSON, as with Chromium.

use std::fs::File;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::chromium::{PATIENCE, SILENCE};
use super::driver::{Driver, Named, keys};
use crate::harness::Place;

/// A browser with one open page. It ends with the test.
pub struct Firefox {
    process: Child,
    socket: WebSocket<TcpStream>,
    last_id: u64,
    /// The contexts of the open tabs, and the one that is driven.
    tabs: Vec<String>,
    tab: usize,
    /// What the browser has said about the open pages, in order.
    pub events: Vec<Value>,
    place: Place,
}

impl Firefox {
    /// Starts Firefox with an empty page.
    pub fn start() -> Self {
        Self::start_with("")
    }

    /// The same, with pages that may not store anything: the setting that refuses all cookies.
    pub fn start_without_storage() -> Self {
        Self::start_with("user_pref(\"network.cookie.cookieBehavior\", 2);\n")
    }

    /// Starts it with a fresh profile that has these settings.
    fn start_with(settings: &str) -> Self {
        let place = Place::new();
        let profile = place.path("profile");
        place.write("profile/user.js", settings);
        let mut process = Command::new("firefox-esr")
            .args(["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"])
            .arg(&profile)
            .env("HOME", place.folder.path())
            .env("MOZ_CRASHREPORTER_DISABLE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(place.path("firefox.log")).unwrap())
            .spawn()
            .unwrap();
        let port = port(&mut process, &place);
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://127.0.0.1:{port}/session"), stream).unwrap();
        let (tabs, tab, events) = (Vec::new(), 0, Vec::new());
        let mut browser = Self { process, socket, last_id: 0, tabs, tab, events, place };
        // Questions are answered here: a page that asks on leaving is never left by itself.
        let always = json!({"unhandledPromptBehavior": {"default": "ignore", "beforeUnload": "ignore"}});
        browser.call("session.new", json!({"capabilities": {"alwaysMatch": always}}));
        let kinds =
            ["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened", "browsingContext.load"];
        browser.call("session.subscribe", json!({"events": kinds}));
        let tree = browser.call("browsingContext.getTree", json!({}));
        browser.tabs = vec![text(&tree["contexts"][0]["context"])];
        browser
    }

    /// Sends a command and gives its result.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let Some(answer) = self.receive(PATIENCE) else { break };
            if answer["id"] == id {
                assert!(answer["type"] == "success", "{method}: {answer}");
                return answer["result"].clone();
            }
        }
        panic!("Firefox does not answer to {method}\n{}", self.place.read("firefox.log"))
    }

    /// Sends a command; gives its number, which its answer has too.
    fn send(&mut self, method: &str, params: Value) -> u64 {
        self.last_id += 1;
        let mut command = json!({"id": self.last_id, "method": method});
        command["params"] = params;
        // A browser that is gone shows when its answer does not come.
        let _ = self.socket.send(Message::text(command.to_string()));
        self.last_id
    }

    /// As [`call`](Self::call), for the tab that is driven.
    fn call_tab(&mut self, method: &str, mut params: Value) -> Value {
        params["context"] = json!(self.tabs[self.tab]);
        self.call(method, params)
    }

    /// The next message, if one comes in that time. Events are kept; a question, which holds up everything else, is answered
    /// with yes.
    fn receive(&mut self, patience: Duration) -> Option<Value> {
        self.socket.get_ref().set_read_timeout(Some(patience)).unwrap();
        let message = match self.socket.read() {
            Ok(message) => message,
            Err(tungstenite::Error::Io(problem))
                if matches!(problem.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
            {
                return None;
            }
            Err(problem) => panic!("Firefox is gone: {problem}\n{}", self.place.read("firefox.log")),
        };
        let message: Value = match message {
            Message::Text(text) => serde_json::from_str(&text).expect("Firefox writes JSON"),
            // Frames of the connection itself.
            _ => Value::Null,
        };
        if message["method"] == "browsingContext.userPromptOpened" {
            let context = &message["params"]["context"];
            self.send("browsingContext.handleUserPrompt", json!({"context": context, "accept": true}));
        }
        if message["type"] == "event" {
            self.events.push(message.clone());
        }
        Some(message)
    }

    /// Waits until the browser has nothing more to say.
    fn settle(&mut self) {
        while self.receive(SILENCE).is_some() {}
    }

    /// Loads the file in the tab that is driven.
    fn load(&mut self) {
        let address = self.page_address();
        self.call_tab("browsingContext.navigate", json!({"url": address, "wait": "complete"}));
        self.settle();
    }

    /// The address of the open page.
    pub fn page_address(&self) -> String {
        format!("file://{}", self.place.path("page.html").display())
    }
}

impl Driver for Firefox {
    fn open(&mut self, html: &str) {
        self.place.write("page.html", html);
        let created = self.call("browsingContext.create", json!({"type": "tab"}));
        for before in std::mem::replace(&mut self.tabs, vec![text(&created["context"])]) {
            self.call("browsingContext.close", json!({"context": before}));
        }
        self.tab = 0;
        self.settle();
        self.events.clear();
        self.load();
    }

    fn reload(&mut self) {
        self.call_tab("browsingContext.reload", json!({"wait": "complete"}));
        self.settle();
    }

    fn back(&mut self) {
        self.call_tab("browsingContext.traverseHistory", json!({"delta": -1}));
        self.settle();
    }

    fn open_tab(&mut self) {
        let created = self.call("browsingContext.create", json!({"type": "tab"}));
        self.tabs.push(text(&created["context"]));
        self.tab = self.tabs.len() - 1;
        self.load();
    }

    fn go_to_tab(&mut self, tab: usize) {
        self.tab = tab;
        self.call_tab("browsingContext.activate", json!({}));
    }

    fn evaluate(&mut self, script: &str) -> Value {
        let target = json!({"context": self.tabs[self.tab]});
        let params = json!({"expression": script, "target": target, "awaitPromise": true});
        let answer = self.call("script.evaluate", params);
        assert!(answer["type"] == "success", "{}", answer["exceptionDetails"]);
        plain(&answer["result"])
    }

    fn press(&mut self, key: &str) {
        let values: Vec<String> = keys(key)
            .into_iter()
            .map(|key| match key {
                Named::Character(letter) => letter.to_string(),
                Named::Key(key) => key.webdriver.to_string(),
            })
            .collect();
        let down = values.iter().map(|value| json!({"type": "keyDown", "value": value}));
        let up = values.iter().rev().map(|value| json!({"type": "keyUp", "value": value}));
        let actions: Vec<Value> = down.chain(up).collect();
        let source = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.call_tab("input.performActions", json!({"actions": [source]}));
    }

    fn tap_at(&mut self, (x, y): (f64, f64), times: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "a place in the window")]
        let (x, y) = (x as i64, y as i64);
        let mut actions = vec![json!({"type": "pointerMove", "x": x, "y": y})];
        for _ in 0..times {
            actions.push(json!({"type": "pointerDown", "button": 0}));
            actions.push(json!({"type": "pointerUp", "button": 0}));
            actions.push(json!({"type": "pause", "duration": 50}));
        }
        let touch = json!({"pointerType": "touch"});
        let source = json!({"type": "pointer", "id": "finger", "parameters": touch, "actions": actions});
        self.call_tab("input.performActions", json!({"actions": [source]}));
    }

    fn resize(&mut self, width: u32, height: u32) {
        self.call_tab("browsingContext.setViewport", json!({"viewport": {"width": width, "height": height}}));
    }

    fn screenshot(&mut self) -> Vec<u8> {
        let shot = self.call_tab("browsingContext.captureScreenshot", json!({}));
        base64::engine::general_purpose::STANDARD.decode(text(&shot["data"])).unwrap()
    }

    fn complaints(&self) -> Vec<String> {
        let address = self.page_address();
        let complaint = |event: &Value| {
            let params = &event["params"];
            match event["method"].as_str().unwrap() {
                "log.entryAdded" => Some(format!("{}: {}", params["type"].as_str().unwrap(), params["text"])),
                "network.beforeRequestSent" if params["request"]["url"] != address.as_str() => {
                    Some(format!("request: {}", params["request"]["url"]))
                }
                _ => None,
            }
        };
        self.events.iter().filter_map(complaint).collect()
    }

    fn questions_on_leaving(&self) -> usize {
        let is_question = |event: &&Value| {
            event["method"] == "browsingContext.userPromptOpened" && event["params"]["type"] == "beforeunload"
        };
        self.events.iter().filter(is_question).count()
    }
}

impl Drop for Firefox {
    /// Firefox ends by itself when it is told; its folder can go only after that.
    fn drop(&mut self) {
        self.send("browser.close", json!({}));
        super::chromium::wait_for_end(&mut self.process);
    }
}

/// The port that Firefox writes into its profile once it listens there.
fn port(process: &mut Child, place: &Place) -> u16 {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE && process.try_wait().is_ok_and(|ended| ended.is_none()) {
        let written = std::fs::read_to_string(place.path("profile/WebDriverBiDiServer.json"));
        let server: Option<Value> = written.ok().and_then(|written| serde_json::from_str(&written).ok());
        if let Some(port) = server.and_then(|server| server["ws_port"].as_u64()) {
            return u16::try_from(port).unwrap();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    super::chromium::wait_for_end(process);
    panic!("Firefox does not start\n{}", place.read("firefox.log"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}

/// A value of a script as plain JSON; what JSON does not have is `null`.
fn plain(value: &Value) -> Value {
    let inner = &value["value"];
    match value["type"].as_str().unwrap_or_default() {
        "string" | "boolean" => inner.clone(),
        "number" if inner.is_number() => inner.clone(),
        "array" => inner.as_array().into_iter().flatten().map(plain).collect(),
        "object" => {
            let entries = inner.as_array().into_iter().flatten();
            Value::Object(entries.map(|entry| (text(&entry[0]), plain(&entry[1]))).collect())
        }
        _ => Value::Null,
    }
}
