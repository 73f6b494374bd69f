//! The quiz as pages: what is posted, what is recorded, and what every screen holds. No browser: the pages are read and
//! their forms are posted as a browser does it.

use skillgap::answers::{self, Answer, AnswerSheet, Respondent};
use skillgap::model::{Id, Pack};
use skillgap::pack::EMBEDDED;
use skillgap::quiz::{Ask, AttemptOrigin, Input, QuizState};
use skillgap::web::{Site, SiteSource};

use crate::harness::host::{Kept, NOW, Tab, site, source};
use crate::harness::page::{HOSTILE, all, attributes, count};
use crate::harness::people::Numbers;
use crate::harness::{Place, repository_file};

fn short() -> Site {
    site(&source(0, "short"))
}

/// The answers that the browser keeps.
fn sheet(kept: &Kept, pack: &Pack) -> AnswerSheet {
    let (sheet, problems) = answers::parse("kept", kept.as_deref().expect("an attempt is kept"), pack);
    assert!(problems.is_empty(), "{problems:?}");
    sheet.unwrap()
}

/// A tab at the first question.
fn at_first_question<'s>(site: &'s Site, kept: &mut Kept) -> Tab<'s> {
    let mut tab = Tab::open(site, kept);
    tab.press(kept, "start");
    tab.press(kept, "continue");
    assert!(tab.screen.starts_with("question:"), "{}", tab.screen);
    tab
}

#[test]
fn a02_continue_alone_records_nothing_and_says_what_to_do() {
    let (site, mut kept) = (short(), None);
    let mut tab = at_first_question(&site, &mut kept);
    let (before, screen) = (kept.clone(), tab.screen.clone());
    assert_eq!(count(&tab.html, "[checked]"), 0, "F06: nothing is chosen beforehand");
    tab.press(&mut kept, "continue");
    assert_eq!((&kept, &tab.screen), (&before, &screen));
    assert!(all(&tab.html, "[role=alert]")[0].contains("“Skip for now”"), "{}", tab.html);
    tab.take(&mut kept, |_| "skip".to_owned());
    let sheet = sheet(&kept, &site.pack);
    assert!(site.pack.form(site.form).items.iter().all(|item| sheet.answer(*item) == Some(&Answer::Skipped)));
}

#[test]
fn f06_a_form_that_is_posted_twice_counts_once_and_skips_nothing() {
    let (site, mut kept) = (short(), None);
    let mut tab = at_first_question(&site, &mut kept);
    let mut twice = tab.fields();
    twice.extend([("row", "rate-2"), ("go", "continue")].map(|(name, value)| (name.to_owned(), value.to_owned())));
    tab.ask(&mut kept, &serde_json::json!({ "post": twice }));
    let (second, after) = (tab.screen.clone(), kept.clone());
    tab.ask(&mut kept, &serde_json::json!({ "post": twice }));
    assert_eq!((&tab.screen, &kept), (&second, &after));
    assert_eq!(sheet(&kept, &site.pack).rated(&site.pack), 1);
}

#[test]
fn f06_two_tabs_and_the_browsers_back_lose_nothing() {
    let (site, mut kept) = (short(), None);
    let mut first = at_first_question(&site, &mut kept);
    let mut second = first.clone();
    let items = &site.pack.form(site.form).items;
    for row in ["rate-1", "rate-2", "rate-3"] {
        first.choose(&mut kept, row);
    }
    // The other tab still shows the first question; what it posts counts for that one.
    second.choose(&mut kept, "rate-5");
    if second.screen.starts_with("evidence:") {
        second.press(&mut kept, "continue");
    }
    first.choose(&mut kept, "rate-0");
    let now = sheet(&kept, &site.pack);
    let said: Vec<_> = items.iter().take(4).map(|item| now.answer(*item).cloned().unwrap()).collect();
    assert_eq!(said, [5, 2, 3, 0].map(Answer::Rated));
    // Back shows the answer that was given, and posting it again goes on from there.
    first.back(&mut kept);
    first.back(&mut kept);
    assert_eq!(attributes(&first.html, "[checked]", "value"), ["rate-3"]);
    first.choose(&mut kept, "rate-4");
    assert_eq!(sheet(&kept, &site.pack).answer(items[2]), Some(&Answer::Rated(4)));
}

#[test]
fn a05_back_keeps_what_was_chosen_and_written() {
    let (site, mut kept) = (short(), None);
    let mut tab = at_first_question(&site, &mut kept);
    tab.choose(&mut kept, "rate-1");
    tab.post(&mut kept, &[("row", "rate-2"), ("note", "half a sentence"), ("go", "back")]);
    assert_eq!(attributes(&tab.html, "[checked]", "value"), ["rate-1"], "the first question again");
    tab.press(&mut kept, "continue");
    assert_eq!(attributes(&tab.html, "[checked]", "value"), ["rate-2"]);
    assert_eq!(tab.fields()["note"], "half a sentence");
    assert!(tab.html.contains("<details data-key=\"e\" open>"));
    tab.press(&mut kept, "back");
    tab.press(&mut kept, "back");
    assert_eq!(tab.screen, "leave");
    tab.press(&mut kept, "quit");
    assert!(all(&tab.html, "p")[0].contains("2 of 25 questions answered"), "{}", tab.html);
    tab.press(&mut kept, "keep");
    tab.press(&mut kept, "continue");
    assert!(all(&tab.html, "h1")[0].starts_with("Question 3 of 25"), "A09: {}", tab.html);
}

#[test]
fn a12_a_note_over_the_limit_is_refused_with_everything_kept() {
    let (site, mut kept) = (short(), None);
    let mut tab = at_first_question(&site, &mut kept);
    let (long, before) = ("é".repeat(501), kept.clone());
    tab.post(&mut kept, &[("row", "rate-4"), ("note", &long), ("go", "continue")]);
    assert_eq!(kept, before);
    assert!(all(&tab.html, "[role=alert]")[0].contains("at most 500 characters"));
    assert_eq!((tab.fields()["note"].as_str(), tab.fields()["row"].as_str()), (long.as_str(), "rate-4"));
    let fits = "é".repeat(500);
    tab.post(&mut kept, &[("note", &fits), ("go", "continue")]);
    let now = sheet(&kept, &site.pack);
    let recorded = now.get(site.pack.form(site.form).items[0]).unwrap();
    assert_eq!((&recorded.answer, recorded.note.as_deref()), (&Answer::Rated(4), Some(fits.as_str())));
}

#[test]
fn a13_f07_hostile_texts_are_stored_clean_and_shown_as_text() {
    let (site, mut kept) = (short(), None);
    let mut tab = Tab::open(&site, &mut kept);
    tab.press(&mut kept, "start");
    tab.post(&mut kept, &[("text", &format!("\u{1b}[2J{HOSTILE}\u{202e}")), ("go", "continue")]);
    let note = format!("{HOSTILE}\u{7}\u{2066}\r\nsecond line");
    tab.post(&mut kept, &[("row", "not-applicable"), ("note", &note), ("go", "continue")]);
    assert!(tab.screen.starts_with("reason:"));
    tab.post(&mut kept, &[("text", HOSTILE), ("go", "continue")]);
    tab.press(&mut kept, "back");
    let mut screens = vec![tab.html.clone()];
    assert_eq!(tab.fields()["note"], format!("{HOSTILE}\nsecond line"));
    tab.take(&mut kept, |_| "unsure".to_owned());
    screens.push(tab.html.clone());
    let report = tab.ask(&mut kept, &serde_json::json!("report"))["report"].as_str().unwrap().to_owned();
    assert!(report.contains("&lt;script&gt;") || report.contains("&#60;script"), "the name is in the report");
    screens.push(report);
    let text = kept.as_deref().unwrap();
    assert!(!text.chars().any(|c| c != '\n' && c.is_control() || ('\u{2066}'..='\u{2069}').contains(&c)), "{text:?}");
    for screen in screens {
        assert_eq!(count(&screen, "script, style, [onload]"), 0, "{screen}");
    }
}

/// Presses a key in the conversation of a terminal.
fn type_key(state: &mut QuizState<'_>, key: &str) {
    let screen = state.screen();
    let input = match &screen.ask {
        Ask::Menu(menu) => Input::Row(menu.chosen_by(key).unwrap().id()),
        Ask::Line(_) => Input::Text(key.to_owned()),
    };
    state.reply(&screen.reply(input, None));
}

#[test]
fn f04_a_file_of_the_terminal_goes_on_in_the_page_at_the_same_question_and_back() {
    let (site, mut kept) = (short(), None);
    let pack = &site.pack;
    let respondent = Respondent { id: "p-terminal".to_owned(), label: None };
    let mut terminal = QuizState::new(pack, AnswerSheet::new(pack, site.form, respondent), AttemptOrigin::New);
    for key in ["a", "Kim", "2", "?", "n", "no ward", "s", "1"] {
        type_key(&mut terminal, key);
    }
    let file = answers::to_yaml(terminal.sheet(), pack);
    let mut tab = Tab::open(&site, &mut kept);
    tab.ask(&mut kept, &serde_json::json!({ "open": file }));
    assert!(all(&tab.html, "p").iter().any(|text| text.contains("4 of 25 answered")), "{}", tab.html);
    tab.press(&mut kept, "continue");
    assert_eq!(tab.screen, terminal.screen().id);
    tab.choose(&mut kept, "rate-3");
    let again = sheet(&kept, pack);
    let mut terminal = QuizState::new(pack, again, AttemptOrigin::Resumed);
    type_key(&mut terminal, "c");
    assert_eq!(terminal.screen().id, tab.screen);
}

#[test]
fn f03_what_cannot_be_read_is_said_with_its_place_and_replaces_nothing() {
    let (site, mut kept) = (short(), None);
    let mut tab = at_first_question(&site, &mut kept);
    tab.choose(&mut kept, "rate-3");
    let (before, screen) = (kept.clone(), tab.screen.clone());
    for (text, said) in [("a: [", "answers.yaml:"), ("", "answers.yaml"), ("format: 1\npack: {id: other}\n", "`other`")]
    {
        tab.ask(&mut kept, &serde_json::json!({ "open": text }));
        assert_eq!(kept, before, "{text:?}");
        assert!(tab.html.contains(said) || all(&tab.html, "p").concat().contains(said), "{text:?}: {}", tab.html);
        tab.press(&mut kept, "keep");
        assert_eq!(tab.screen, screen);
    }
    // What the browser itself kept and cannot be read stays until the person begins anew.
    let mut damaged = Some("format: 1\nrubbish".to_owned());
    let mut tab = Tab::open(&site, &mut damaged);
    assert_eq!(damaged.as_deref(), Some("format: 1\nrubbish"));
    tab.press(&mut damaged, "as-other");
    assert_eq!(tab.screen, "start");
}

#[test]
fn f03_what_is_doubtful_in_an_opened_file_is_said() {
    let (site, mut kept) = (short(), None);
    let mut tab = Tab::open(&site, &mut kept);
    tab.take(&mut kept, |_| "rate-1".to_owned());
    let finished = kept.clone().unwrap();
    let doubtful = finished.replacen("rating: 1", "rating: 1\n  note: placement on ward #3", 1);
    let lines: Vec<&str> = doubtful.lines().filter(|line| !line.starts_with("finished:")).collect();
    let draft = lines.join("\n");
    for (file, screen) in [(doubtful, "end"), (draft, "start")] {
        tab.ask(&mut kept, &serde_json::json!({ "open": file }));
        let said = all(&tab.html, "form > .notice").concat();
        assert!(said.contains("SK342") && said.contains("answers.yaml:"), "{screen}: {said}");
        assert_eq!(tab.screen, screen);
    }
    tab.ask(&mut kept, &serde_json::json!({ "open": finished }));
    assert_eq!(all(&tab.html, "form > .notice"), [""; 0]);
}

#[test]
fn f02_every_file_is_that_of_the_program() {
    for (pack, form) in [(0, "short"), (0, "full"), (1, "quick")] {
        let (site, mut kept) = (site(&source(pack, form)), None);
        let mut tab = Tab::open(&site, &mut kept);
        let options = |at: usize| site.pack.options(site.pack.form(site.form).items[at]);
        tab.take(&mut kept, |at| match at % 7 {
            5 => "unsure".to_owned(),
            6 => "skip".to_owned(),
            n => format!("rate-{}", options(at)[n % options(at).len()].value),
        });
        let place = Place::new();
        place.write("a.yaml", kept.as_deref().unwrap());
        let run = |arguments: &[&str]| {
            let ran = place.run(arguments);
            assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
            ran.stdout
        };
        let day = &NOW[..10];
        assert_eq!(tab.file(&mut kept, "answers"), kept.clone().unwrap());
        assert_eq!(tab.file(&mut kept, "report"), run(&["report", "a.yaml", "-o", "-"]));
        assert_eq!(tab.file(&mut kept, "plan"), run(&["plan", "a.yaml", "--start", day]));
        assert_eq!(tab.file(&mut kept, "calendar"), run(&["plan", "a.yaml", "--start", day, "--format", "ics"]));
        assert_eq!(tab.file(&mut kept, "scores"), run(&["score", "a.yaml", "--pack", EMBEDDED[pack].id]));
    }
}

#[test]
fn f02_with_an_overlay_the_report_is_that_of_the_program_with_it() {
    use base64::Engine as _;
    let fixture = |name: &str| repository_file(&format!("tests/fixtures/overlays/example-college/{name}"));
    let logo = base64::engine::general_purpose::STANDARD.encode(fixture("logo.svg"));
    let overlay = Some(("overlay.yaml".to_owned(), fixture("overlay.yaml"), Some(logo)));
    let (site, mut kept) = (site(&SiteSource { overlay, ..source(0, "short") }), None);
    let mut tab = Tab::open(&site, &mut kept);
    tab.take(&mut kept, |_| "rate-1".to_owned());
    let place = Place::new();
    place.write("a.yaml", kept.as_deref().unwrap());
    for name in ["overlay.yaml", "logo.svg"] {
        place.write(&format!("college/{name}"), &fixture(name));
    }
    let report = place.run(&["report", "a.yaml", "--overlay", "college", "-o", "-"]).stdout;
    assert!(report.contains("offered by your programme") && tab.file(&mut kept, "report") == report);
}

#[test]
fn f10_the_invitation_is_shown_first_stays_in_the_file_and_says_where_to_hand_in() {
    let invitation =
        Some("from: Dr Ada\nuntil: 2026-12-18\nsend-to: ada@example.edu\nrole: health-it-analyst\n".to_owned());
    let (site, mut kept) = (site(&SiteSource { invitation, ..source(0, "short") }), None);
    let mut tab = Tab::open(&site, &mut kept);
    assert_eq!(all(&tab.html, ".invitation dd"), ["Dr Ada", "18 December 2026", "ada@example.edu"]);
    assert!(tab.html.contains("compared with the role “Health IT Analyst”"), "{}", tab.html);
    tab.take(&mut kept, |_| "rate-2".to_owned());
    let shown = all(&tab.html, "section p");
    assert!(
        shown.contains(&"Until: 18 December 2026".to_owned()) && shown.contains(&"Send to: ada@example.edu".to_owned())
    );
    let sheet = sheet(&kept, &site.pack);
    assert_eq!(sheet.invitation.as_ref().and_then(|said| said.from.as_deref()), Some("Dr Ada"));
    assert_eq!(site.pack.role(sheet.role).id.as_str(), "health-it-analyst");
    // The terminal shows it as well when the quiz goes on there.
    let screen = QuizState::new(&site.pack, sheet, AttemptOrigin::Resumed).screen();
    assert_eq!(screen.heading[1], "From: Dr Ada\nUntil: 18 December 2026\nSend to: ada@example.edu");
}

#[test]
fn a_change_after_the_end_makes_the_attempt_a_draft_until_it_is_finished_again() {
    let (site, mut kept) = (short(), None);
    let mut tab = Tab::open(&site, &mut kept);
    tab.take(&mut kept, |_| "rate-2".to_owned());
    assert_eq!(sheet(&kept, &site.pack).finished.map(|time| time.to_string()).as_deref(), Some(NOW));
    let finished = kept.clone();
    // Opened again, as after a reload in another week, it is the result.
    assert_eq!(Tab::open(&site, &mut kept).screen, "end");
    tab.press(&mut kept, "review");
    assert_eq!(kept, finished, "looking changes nothing");
    tab.press(&mut kept, "item:data-analysis");
    tab.choose(&mut kept, "rate-1");
    assert_eq!(tab.screen, "review");
    assert_eq!(sheet(&kept, &site.pack).finished, None);
    tab.press(&mut kept, "finish");
    tab.press(&mut kept, "new");
    tab.press(&mut kept, "keep");
    assert_eq!(tab.screen, "end");
    let person = sheet(&kept, &site.pack).respondent;
    for (button, is_same) in [("as-before", true), ("as-other", true)] {
        let mut kept = kept.clone();
        let mut tab = tab.clone();
        tab.press(&mut kept, "new");
        tab.press(&mut kept, button);
        assert_eq!(tab.screen, "start");
        tab.press(&mut kept, "start");
        let new = sheet(&kept, &site.pack);
        // The random bytes of this host are always the same ones, so is the id.
        assert_eq!((new.rated(&site.pack), new.finished, new.respondent == person), (0, None, is_same), "{button}");
    }
}

/// Whatever is pressed, chosen and written, the answers can be read, the number of questions stays, and no screen lacks its
/// heading or holds two.
#[test]
fn f06_any_way_through_the_pages_keeps_the_answers_readable() {
    for pack in 0..2 {
        let site = site(&source(pack, ["short", "quick"][pack]));
        let questions = site.pack.form(site.form).items.len();
        let mut random = Numbers(20 + pack as u64);
        for _ in 0..5 {
            let (mut kept, mut tabs) = (None, Vec::new());
            for _ in 0..2 {
                tabs.push(Tab::open(&site, &mut kept));
            }
            for _ in 0..60 {
                let which = usize::try_from(random.below(2)).unwrap();
                let tab = &mut tabs[which];
                if random.below(12) == 0 && !tab.before.is_empty() {
                    tab.back(&mut kept);
                    continue;
                }
                let (buttons, choices) = (tab.buttons(), tab.choices());
                let mut one = |from: &[String]| {
                    from[usize::try_from(random.below(i64::try_from(from.len()).unwrap())).unwrap()].clone()
                };
                let mut filled = vec![("go", if choices.is_empty() { one(&buttons) } else { "continue".to_owned() })];
                if !choices.is_empty() {
                    filled.push(("row", one(&choices)));
                }
                let texts =
                    [String::new(), "a note".to_owned(), HOSTILE.to_owned(), "x".repeat(600), "2029-05".to_owned()];
                if tab.fields().contains_key("note") {
                    filled.push(("note", one(&texts)));
                }
                if tab.fields().contains_key("text") {
                    filled.push(("text", one(&texts)));
                }
                let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
                tab.post(&mut kept, &filled);
                assert_eq!(count(&tab.html, "h1[tabindex='-1']"), 1, "{}", tab.html);
                if tab.screen.starts_with("question:") {
                    assert!(all(&tab.html, "h1")[0].contains(&format!(" of {questions}. ")), "A04: {}", tab.html);
                }
                if kept.is_some() {
                    let sheet = sheet(&kept, &site.pack);
                    assert_eq!(answers::to_yaml(&sheet, &site.pack), kept.clone().unwrap());
                }
            }
        }
    }
}

#[test]
fn a_position_of_another_pack_or_form_or_out_of_range_begins_at_the_start() {
    let (short, full, mut kept) = (short(), site(&source(0, "full")), None);
    let mut tab = Tab::open(&full, &mut kept);
    tab.take(&mut kept, |_| "rate-1".to_owned());
    tab.press(&mut kept, "review");
    tab.press(&mut kept, "item:process-improvement.practice");
    let at = tab.at.as_str().unwrap().to_owned();
    let mut other = Tab::open(&short, &mut None);
    for at in [at.clone(), at.replace("full", "short"), "{}".to_owned(), "[[[[".to_owned(), at.replace("74", "99999")] {
        other.at = at.into();
        other.ask(&mut None, &serde_json::json!("screen"));
        assert_eq!(other.screen, "start");
    }
    assert_eq!(short.pack.form(short.form).id.as_str(), "short");
}
