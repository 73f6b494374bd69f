//! A host of the web layer as a browser is: it keeps the texts that responses give, and posts the forms of their pages.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use skillgap::pack::EMBEDDED;
use skillgap::web::{Site, SiteSource, respond};

/// The site of an embedded pack and one of its forms.
pub fn source(pack: usize, form: &str) -> SiteSource {
    let files = EMBEDDED[pack].files();
    SiteSource {
        pack: [files.questionnaire, files.roles, files.resources].map(|file| (file.name, file.text)),
        overlay: None,
        form: Some(form.to_owned()),
        role: None,
        invitation: None,
    }
}

/// A checked site.
pub fn site(source: &SiteSource) -> Site {
    source
        .check()
        .unwrap_or_else(|problems| panic!("{}", skillgap::diag::render_list(&problems, skillgap::diag::Listing::First)))
}

/// The time of all requests.
pub const NOW: &str = "2026-11-29T10:00:00+01:00";

/// A tab of a browser. What all tabs share, the attempt, is handed to each call.
#[derive(Clone)]
pub struct Tab<'s> {
    pub site: &'s Site,
    pub at: Value,
    pub screen: String,
    pub title: String,
    pub html: String,
    /// Where it was before, for the browser's own Back.
    pub before: Vec<Value>,
}

/// What the browser keeps for all tabs.
pub type Kept = Option<String>;

impl<'s> Tab<'s> {
    /// Opens the page.
    pub fn open(site: &'s Site, kept: &mut Kept) -> Self {
        let none = String::new;
        let mut tab = Self { site, at: Value::Null, screen: none(), title: none(), html: none(), before: Vec::new() };
        tab.ask(kept, &json!("screen"));
        tab
    }

    /// Hands over a request and puts the screen in place.
    pub fn ask(&mut self, kept: &mut Kept, want: &Value) -> Value {
        let random: Vec<u8> = (0..10).collect();
        let request = json!({
            "attempt": kept, "at": self.at, "now": NOW, "random": random, "seconds": 7, "want": want,
        });
        let answer: Value = serde_json::from_str(&respond(self.site, &request.to_string())).unwrap();
        if let Some(part) = answer.get("screen") {
            *kept = part["attempt"].as_str().map(str::to_owned);
            let screen = part["screen"].as_str().unwrap();
            if screen != self.screen && !self.screen.is_empty() {
                self.before.push(self.at.clone());
            }
            self.at = part["at"].clone();
            screen.clone_into(&mut self.screen);
            part["html"].as_str().unwrap().clone_into(&mut self.html);
            part["title"].as_str().unwrap().clone_into(&mut self.title);
        }
        answer
    }

    /// The fields that the form has as it stands.
    pub fn fields(&self) -> BTreeMap<String, String> {
        let page = Html::parse_fragment(&self.html);
        let all = Selector::parse("form input, form textarea").unwrap();
        let value = |field: ElementRef<'_>| {
            let name = field.value().attr("name")?.to_owned();
            let is_off = field.value().attr("type") == Some("radio") && field.value().attr("checked").is_none();
            let text = match field.value().name() {
                "textarea" => field.text().collect(),
                _ => field.value().attr("value").unwrap_or_default().to_owned(),
            };
            (!is_off).then_some((name, text))
        };
        page.select(&all).filter_map(value).collect()
    }

    /// The buttons of the form that post it.
    pub fn buttons(&self) -> Vec<String> {
        super::page::attributes(&self.html, "form button[name=go]", "value")
    }

    /// The radio buttons of the form.
    pub fn choices(&self) -> Vec<String> {
        super::page::attributes(&self.html, "form input[type=radio]", "value")
    }

    /// Posts the form with these fields filled in.
    pub fn post(&mut self, kept: &mut Kept, filled: &[(&str, &str)]) {
        let mut fields = self.fields();
        fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.ask(kept, &json!({ "post": fields }));
    }

    /// Presses a button.
    pub fn press(&mut self, kept: &mut Kept, button: &str) {
        assert!(self.buttons().iter().any(|known| known == button), "{button}: {}", self.html);
        self.post(kept, &[("go", button)]);
    }

    /// Chooses an answer and continues.
    pub fn choose(&mut self, kept: &mut Kept, row: &str) {
        assert!(self.choices().iter().any(|known| known == row), "{row}: {}", self.html);
        self.post(kept, &[("row", row), ("go", "continue")]);
    }

    /// The browser's Back.
    pub fn back(&mut self, kept: &mut Kept) {
        self.at = self.before.pop().expect("there is a screen before");
        let before = self.before.clone();
        self.ask(kept, &json!("screen"));
        self.before = before;
    }

    /// From the start to the result: each question gets the answer that `choose` gives for its position.
    pub fn take(&mut self, kept: &mut Kept, mut choose: impl FnMut(usize) -> String) {
        self.take_by(kept, |at, _| choose(at));
    }

    /// As [`Tab::take`], by the choices that each question has.
    pub fn take_by(&mut self, kept: &mut Kept, mut choose: impl FnMut(usize, &[String]) -> String) {
        let mut at = 0;
        while self.screen != "end" {
            match self.screen.split(':').next().unwrap() {
                "start" => self.press(kept, "start"),
                "question" => {
                    let row = choose(at, &self.choices());
                    at += 1;
                    if row == "skip" { self.press(kept, "skip") } else { self.choose(kept, &row) }
                }
                "about" if !self.choices().is_empty() => self.press(kept, "skip"),
                "review" => self.press(kept, "finish"),
                _ => self.press(kept, "continue"),
            }
        }
    }

    /// The text of a file that the page gives.
    pub fn file(&mut self, kept: &mut Kept, kind: &str) -> String {
        let answer = self.ask(kept, &json!({ "file": kind }));
        answer["file"]["text"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}
