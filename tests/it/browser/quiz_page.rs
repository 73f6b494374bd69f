//! The quiz as one file, in Chromium and in Firefox: as people use it, with keys and with taps, against what goes wrong in
//! browsers.
//!
//! The engine is the one that `SKILLGAP_ENGINE_FILE` names; `.ci/engine` builds it.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use super::chromium::Browser;
use super::driver::Driver;
use super::firefox::Firefox;
use super::reading::reading_order;
use crate::harness::page::HOSTILE;
use crate::harness::{Place, repository_file};

/// How long a page may take for something, in a test.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page that the program writes with these options.
fn page(options: &[&str]) -> String {
    page_in(&Place::new(), options)
}

fn page_in(place: &Place, options: &[&str]) -> String {
    let engine = std::env::var("SKILLGAP_ENGINE_FILE").expect("SKILLGAP_ENGINE_FILE names what `.ci/engine` built");
    let ran = place.run(&[&["page", "--engine", &engine, "-o", "-"], options].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

/// A browser and its name.
type Named = (&'static str, Box<dyn Driver>);

fn browsers() -> [Named; 2] {
    [("Chromium", Box::new(Browser::start())), ("Firefox", Box::new(Firefox::start()))]
}

/// What the browser says against the page, without what it says of presses that a script made, which are no presses of a
/// person, and of texts within the browser itself.
fn complaints(browser: &mut dyn Driver) -> Vec<String> {
    let others = ["NavigationEntryMarkedSkippable", "never had a user gesture", "Throttling navigation", "\"data:"];
    let is_about_page = |said: &String| !others.iter().any(|other| said.contains(other));
    browser.complaints().into_iter().filter(is_about_page).collect()
}

/// Waits until a script gives true.
fn until(browser: &mut dyn Driver, script: &str) {
    let begun = Instant::now();
    while browser.evaluate(&format!("Boolean({script})")) != true {
        if begun.elapsed() > PATIENCE {
            let seen = browser.evaluate("document.querySelector('main').innerText.slice(0, 500)");
            panic!("waiting for {script}; the page shows {seen}");
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// Waits until the engine has started.
fn ready(browser: &mut dyn Driver) {
    until(browser, "!document.querySelector('#loading') && document.querySelector('main form [name=screen]')");
}

/// The id of the screen that is shown.
fn screen(browser: &mut dyn Driver) -> String {
    ready(browser);
    text(browser, "document.querySelector('[name=screen]').value")
}

fn text(browser: &mut dyn Driver, script: &str) -> String {
    let value = browser.evaluate(script);
    value.as_str().unwrap_or_else(|| panic!("{script}: {value}")).to_owned()
}

fn state(browser: &mut dyn Driver) -> String {
    text(browser, "document.querySelector('#state').textContent")
}

/// Presses a button as a script does, for what is not about pressing.
fn click(browser: &mut dyn Driver, selector: &str) {
    browser.evaluate(&format!("(document.querySelector({}).click(), null)", json!(selector)));
}

/// Skips a question about the person.
fn skip(browser: &mut dyn Driver) {
    browser.evaluate("((document.querySelector('[value=skip]') ?? document.querySelector('.main')).click(), null)");
}

/// Taps as a person does, who looks at a screen first.
fn tap(browser: &mut dyn Driver, selector: &str, times: usize) {
    std::thread::sleep(Duration::from_secs(1));
    browser.tap(selector, times);
}

/// What the browser keeps of the answers.
fn kept(browser: &mut dyn Driver) -> String {
    text(browser, "localStorage.getItem(document.querySelector('main').dataset.key) ?? ''")
}

/// The text of a file that the page gives for a button.
fn file(browser: &mut dyn Driver, selector: &str) -> String {
    browser.evaluate(
        "(() => {
            const real = URL.createObjectURL.real ?? URL.createObjectURL;
            URL.createObjectURL = made => { window.made = made; return real.call(URL, made); };
            URL.createObjectURL.real = real;
            window.made = null;
        })()",
    );
    click(browser, selector);
    until(browser, "window.made");
    text(browser, "window.made.text()")
}

/// Opens a file of answers.
fn open_file(browser: &mut dyn Driver, answers: &str) {
    browser.evaluate(&format!(
        "(() => {{
            const chosen = new DataTransfer();
            chosen.items.add(new File([{}], 'answers.yaml'));
            document.querySelector('#pick').files = chosen.files;
            document.querySelector('#pick').dispatchEvent(new Event('change'));
        }})()",
        json!(answers)
    ));
}

/// Goes from the start to the first question.
fn begin(browser: &mut dyn Driver) {
    assert_eq!(screen(browser), "start");
    click(browser, "button[value=start]");
    click(browser, "[value=continue]");
    assert!(screen(browser).starts_with("question:"));
}

/// Goes on from the present screen to the result; each question gets the answer at this position, or is skipped.
fn finish(browser: &mut dyn Driver, mut answer: impl FnMut(usize) -> Option<usize>) {
    let mut at = 0;
    loop {
        let shown = screen(browser);
        match shown.split(':').next().unwrap() {
            "question" => {
                let row = answer(at);
                at += 1;
                if let Some(row) = row {
                    browser.evaluate(&format!("(document.querySelectorAll('[type=radio]')[{row}].click(), null)"));
                }
                click(browser, if row.is_some() { "[value=continue]" } else { "[value=skip]" });
            }
            "about" => skip(browser),
            "review" => click(browser, "[value=finish]"),
            "end" => break,
            _ => click(browser, "[value=continue]"),
        }
    }
    until(browser, "document.querySelector('#report h2')");
}

/// What the program gives for these arguments, with the answers in `a.yaml`.
fn program(answers: &str, arguments: &[&str]) -> String {
    let place = Place::new();
    place.write("a.yaml", answers);
    let ran = place.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
    ran.stdout
}

/// Every file of the result is that of the program.
fn assert_golden(browser: &mut dyn Driver, pack: &str) {
    let answers = file(browser, "[data-file=answers]");
    assert_eq!(answers, kept(browser));
    let day =
        answers.lines().find_map(|line| line.strip_prefix("finished: ")).unwrap().trim_matches('\'')[..10].to_owned();
    let report = program(&answers, &["report", "a.yaml", "-o", "-"]);
    assert!(file(browser, "[data-file=report]") == report, "the report differs");
    let shown = text(browser, "document.querySelector('#report').innerText");
    assert!(shown.contains("In short") && shown.contains("Build next"), "{shown}");
    assert_eq!(file(browser, "[data-file=plan]"), program(&answers, &["plan", "a.yaml", "--start", &day]));
    let calendar = program(&answers, &["plan", "a.yaml", "--start", &day, "--format", "ics"]);
    assert_eq!(file(browser, "[data-file=calendar]"), calendar);
    assert_eq!(file(browser, "[data-file=scores]"), program(&answers, &["score", "a.yaml", "--pack", pack]));
    // The code that the page shows stands for the same scores.
    let code = text(browser, "document.querySelector('#code').textContent");
    let scored = |table: String| table.lines().nth(1).unwrap().split_once(',').unwrap().1.to_owned();
    let place = Place::new();
    place.write("codes.csv", &format!("respondent,code\nx,{code}\n"));
    let ran = place.run(&["score", "codes.csv", "--pack", pack]);
    assert_eq!(scored(ran.stdout), scored(file(browser, "[data-file=scores]")), "{}", ran.stderr);
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f01_f02_f05_the_whole_quiz_by_keyboard_gives_the_files_of_the_program_and_nothing_is_requested() {
    let page = page(&[]);
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        assert_eq!(screen(browser), "start", "{name}");
        // To the button by Tab alone, from where the page puts the focus.
        browser.press("Tab");
        browser.press("Enter");
        assert_eq!(screen(browser), "about:name");
        browser.press("Tab");
        browser.type_text("Zoë");
        browser.press("Enter");
        let keys = ["3", "4", "?", "n", "s", "0", "1", "2", "5"];
        let mut at = 0;
        loop {
            let shown = screen(browser);
            match shown.split(':').next().unwrap() {
                "question" => {
                    let key = keys[at % keys.len()];
                    at += 1;
                    if at == 2 {
                        browser.press("e");
                        browser.type_text("A placement: 3 weeks, s and n");
                        browser.press("Shift+Tab");
                    }
                    browser.press(key);
                    if key != "s" {
                        browser.press("Enter");
                    }
                }
                "reason" | "evidence" => {
                    browser.press("Tab");
                    browser.press("Tab");
                    browser.press("Enter");
                }
                "about" => {
                    if browser.evaluate("Boolean(document.querySelector('[type=radio]'))") == true {
                        browser.press("1");
                    } else {
                        browser.press("Tab");
                    }
                    browser.press("Enter");
                }
                "review" => {
                    browser.press("Tab");
                    browser.press("Enter");
                }
                _ => break,
            }
            until(browser, &format!("document.querySelector('[name=screen]').value !== {}", json!(shown)));
        }
        assert_eq!(at, 25, "{name}");
        until(browser, "document.querySelector('#report h2')");
        let answers = kept(browser);
        assert!(answers.contains("label: Zoë") && answers.contains("A placement: 3 weeks, s and n"), "{answers}");
        assert!(answers.contains("state: skipped") && answers.contains("state: unsure"), "{answers}");
        assert_golden(browser, "clinical-informatics-director");
        assert_eq!(complaints(browser), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f02_every_form_of_every_pack_gives_the_files_of_the_program() {
    let mut chromium: Box<dyn Driver> = Box::new(Browser::start());
    for (pack, form) in [("clinical-informatics-director", "full"), ("volunteer-coordinator", "quick")] {
        let browser = &mut *chromium;
        browser.open(&page(&["--pack", pack, "--form", form]));
        begin(browser);
        finish(browser, |at| [Some(2), Some(1), None, Some(3), Some(0), Some(4)][at % 6]);
        assert_golden(browser, pack);
        assert_eq!(complaints(browser), [""; 0], "{pack} {form}");
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f03_the_file_is_the_truth_and_leaving_without_it_is_asked_about() {
    let page = page(&[]);
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        begin(browser);
        browser.press("3");
        browser.press("Enter");
        assert_eq!(state(browser), "Not saved to a file yet.");
        let asked = browser.questions_on_leaving();
        browser.reload();
        ready(browser);
        assert_eq!(browser.questions_on_leaving(), asked + 1, "{name}: the browser asks");
        assert!(text(browser, "document.querySelector('h1').textContent").starts_with("Question 2 of 25"), "{name}");
        let saved = file(browser, "#save");
        assert_eq!(state(browser), "Saved to a file.");
        browser.reload();
        ready(browser);
        assert_eq!(browser.questions_on_leaving(), asked + 1, "{name}: all is in the file");
        assert_eq!(state(browser), "Saved to a file.", "{name}: a reload knows it");
        // On another day the browser has forgotten all, and the file goes on at the same question.
        browser.evaluate("(localStorage.clear(), history.replaceState(null, ''))");
        browser.reload();
        assert_eq!(screen(browser), "start");
        open_file(browser, &saved);
        until(browser, "document.querySelector('main').innerText.includes('1 of 25 answered')");
        click(browser, ".main");
        assert!(text(browser, "document.querySelector('h1').textContent").starts_with("Question 2 of 25"), "F04");
        open_file(browser, "no: answers\n");
        until(browser, "document.querySelector('main').innerText.includes('cannot be read')");
        assert_eq!(kept(browser), saved, "{name}: what was there stays");
        assert_eq!(complaints(browser), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f03_where_the_browser_keeps_nothing_the_page_says_so_and_works() {
    let page = page(&[]);
    let refusing: [Named; 2] = [
        ("Chromium", Box::new(Browser::start_without_storage())),
        ("Firefox", Box::new(Firefox::start_without_storage())),
    ];
    for (name, mut browser) in refusing {
        let browser = &mut *browser;
        browser.open(&page);
        begin(browser);
        assert!(state(browser).contains("This browser keeps nothing"), "{name}: {}", state(browser));
        finish(browser, |at| Some(at % 6));
        let answers = file(browser, "[data-file=answers]");
        assert_eq!(answers.matches("  rating: ").count(), 25, "{name}");
    }
    // A store that is full.
    let mut chromium: Box<dyn Driver> = Box::new(Browser::start());
    let browser = &mut *chromium;
    browser.open(&page);
    ready(browser);
    browser.evaluate(
        "(() => { for (let size = 1 << 22; size >= 1; size >>= 1)
            try { for (let n = 0; ; n += 1) localStorage.setItem(`x${size}.${n}`, 'x'.repeat(size)); } catch {} })()",
    );
    begin(browser);
    assert!(state(browser).contains("This browser keeps nothing"), "{}", state(browser));
    browser.press("2");
    browser.press("Enter");
    assert_eq!(file(browser, "#save").matches("  rating: 2").count(), 1);
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f06_a_double_tap_back_reload_and_two_tabs_lose_nothing_and_skip_nothing() {
    let page = page(&[]);
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        browser.resize(320, 700);
        begin(browser);
        let heading = |browser: &mut dyn Driver| text(browser, "document.querySelector('h1').textContent.slice(0, 16)");
        tap(browser, "[value=skip]", 2);
        assert_eq!(heading(browser), "Question 2 of 25", "{name}: a double tap skips one question");
        assert_eq!(browser.evaluate("document.querySelectorAll(':checked').length"), 0, "{name}: F06");
        tap(browser, "[type=radio]", 1);
        tap(browser, "details summary", 1);
        browser.evaluate("document.querySelector('#note').focus()");
        browser.type_text("half a note");
        browser.reload();
        ready(browser);
        assert_eq!(heading(browser), "Question 2 of 25", "{name}");
        let draft = "[document.querySelector(':checked')?.value, document.querySelector('#note').value].join()";
        assert_eq!(text(browser, draft), "rate-0,half a note", "{name}: what was not confirmed is there again");
        tap(browser, "[value=continue]", 2);
        assert_eq!(heading(browser), "Question 3 of 25", "{name}");
        browser.back();
        until(browser, "document.querySelector('h1').textContent.startsWith('Question 2')");
        assert_eq!(text(browser, draft), "rate-0,half a note", "{name}");
        tap(browser, "[value=continue]", 1);
        until(browser, "document.querySelector('h1').textContent.startsWith('Question 3')");
        // A second tab goes on where the answers are; what both record is kept.
        browser.open_tab();
        assert_eq!(screen(browser), "start");
        click(browser, "[value=continue]");
        until(browser, "document.querySelector('h1').textContent.startsWith('Question 3')");
        tap(browser, "[value=rate-5]", 1);
        tap(browser, ".main", 1);
        until(
            browser,
            "!document.querySelector('h1').textContent.startsWith('Question 3') || document.querySelector('#text')",
        );
        browser.go_to_tab(0);
        // A file has what every tab recorded.
        let saved = file(browser, "#save");
        assert_eq!((&saved, saved.matches("rating:").count()), (&kept(browser), 2), "{name}");
        tap(browser, "[value=rate-1]", 1);
        tap(browser, ".main", 1);
        until(browser, "document.querySelector('h1').textContent.startsWith('Question 4')");
        tap(browser, "[value=rate-2]", 1);
        tap(browser, ".main", 1);
        until(browser, "document.querySelector('h1').textContent.startsWith('Question 5')");
        let answers = kept(browser);
        for said in ["rating: 0", "rating: 1", "rating: 2", "half a note"] {
            assert_eq!(answers.matches(said).count(), 1, "{name}: {said}\n{answers}");
        }
        assert_eq!(complaints(browser), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f06_links_within_the_report_and_the_way_back_keep_the_result() {
    let page = page(&[]);
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        begin(browser);
        finish(browser, |at| Some(at % 4));
        let target = text(browser, "document.querySelector('#report a[href^=\"#\"]').getAttribute('href')");
        click(browser, "#report a[href^=\"#\"]");
        until(browser, &format!("location.hash === {}", json!(target)));
        assert_eq!(screen(browser), "end", "{name}");
        assert_eq!(browser.evaluate("Boolean(document.querySelector('#report h2'))"), true, "{name}: the report stays");
        browser.back();
        until(browser, "location.hash === ''");
        assert_eq!(browser.evaluate("Boolean(document.querySelector('#report h2'))"), true, "{name}");
        browser.back();
        until(browser, "document.querySelector('[name=screen]').value === 'review'");
        assert!(kept(browser).contains("finished:"), "{name}: looking changes nothing");
        browser.reload();
        assert_eq!(screen(browser), "review", "{name}");
        assert_eq!(complaints(browser), [""; 0], "{name}");
    }
}

/// Each kind of screen, shown one after another; `look` sees each.
fn through_every_screen(browser: &mut dyn Driver, mut look: impl FnMut(&mut dyn Driver, &str)) {
    assert_eq!(screen(browser), "start");
    look(browser, "start");
    click(browser, "button[value=start]");
    look(browser, "name");
    click(browser, "[value=continue]");
    look(browser, "question");
    click(browser, "[value=continue]");
    look(browser, "question with a notice");
    browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
    look(browser, "question with note and help");
    click(browser, "[value=back]");
    look(browser, "before the first question");
    click(browser, "[value=quit]");
    look(browser, "stopped");
    click(browser, "[value=keep]");
    look(browser, "start of an unfinished attempt");
    click(browser, "[value=start-new]");
    look(browser, "new attempt");
    click(browser, "[value=keep]");
    click(browser, "[value=continue]");
    click(browser, "[value=continue]");
    click(browser, "[value=not-applicable]");
    click(browser, ".main");
    look(browser, "reason");
    click(browser, ".main");
    click(browser, "[value=rate-5]");
    click(browser, ".main");
    look(browser, "evidence");
    let mut facts = 0;
    loop {
        let shown = screen(browser);
        match shown.split(':').next().unwrap() {
            "review" => break,
            "about" => {
                facts += 1;
                look(browser, &shown);
                skip(browser);
            }
            "question" => {
                click(browser, "[value=rate-2]");
                click(browser, ".main");
            }
            _ => click(browser, ".main"),
        }
    }
    assert!(facts > 4, "{facts}");
    look(browser, "review");
    click(browser, "[value=finish]");
    until(browser, "document.querySelector('#report h2')");
    look(browser, "result");
    open_file(browser, "no: answers");
    until(browser, "document.querySelector('main').innerText.includes('cannot be read')");
    look(browser, "not read");
}

#[test]
#[ignore = "needs Chromium"]
fn f05_axe_finds_nothing_of_any_level_on_any_screen() {
    let axe = repository_file("tests/fixtures/axe/axe.min.js");
    let mut browser = Browser::start();
    let views = [
        (1280, "prefers-color-scheme", "light"),
        (320, "prefers-color-scheme", "dark"),
        (768, "forced-colors", "active"),
    ];
    browser.open(&page(&[]));
    ready(&mut browser);
    browser.evaluate(&format!("{axe}; null"));
    let mut found = Vec::new();
    // The pictures of a view need the browser itself, so the views are gone through one after another.
    for (width, preference, value) in views {
        browser.resize(width, 800);
        browser.emulate("screen", &[(preference, value)]);
        through_every_screen(&mut browser, |browser, name| {
            let problems = browser.texts(
                "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
                    .map(one => `${one.impact} ${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`))",
            );
            found.extend(problems.into_iter().map(|problem| format!("{name}, {width} px, {value}: {problem}")));
        });
        browser.evaluate("(localStorage.clear(), history.replaceState(null, ''))");
        browser.reload();
        ready(&mut browser);
        browser.evaluate(&format!("{axe}; null"));
    }
    assert_eq!(found, [""; 0]);
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f05_no_screen_scrolls_sideways_and_every_target_is_44_px_high() {
    let page = page(&[]);
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        browser.resize(320, 700);
        through_every_screen(browser, |browser, screen| {
            let wide = browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assert_eq!(wide, 0, "{name}: {screen} scrolls sideways");
            let small = browser.texts(
                "[...document.querySelectorAll('header.bar button, main form button, .choice, form summary, form [type=text], textarea')]
                    .filter(one => one.offsetParent && Math.round(one.getBoundingClientRect().height) < 44)
                    .map(one => one.outerHTML.slice(0, 100))",
            );
            assert_eq!(small, [""; 0], "{name}: {screen}");
            let focused = browser.evaluate("document.activeElement.tagName");
            assert!(focused != "BODY" || screen.contains("note and help"), "{name}: {screen}: the focus is lost");
        });
    }
}

#[test]
#[ignore = "needs Chromium"]
fn f05_a_screen_reader_is_given_each_question_in_order() {
    let mut browser = Browser::start();
    browser.open(&page(&[]));
    begin(&mut browser);
    let read = reading_order(&mut browser);
    let place = |begin: &str| {
        read.iter().position(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("{begin}: {read:#?}"))
    };
    let order = [
        "heading: Question 1 of 25. Technical",
        "radio: 0",
        "radio: 5",
        "radio: I don't know",
        "radio: Does not apply",
        "button: Continue",
        "button: Skip for now",
        "button: Back",
    ];
    let places = order.map(place);
    assert!(places.is_sorted(), "{read:#?}");
    assert!(
        read.iter().any(|line| line.starts_with("group: Question 1 of 25.") && line.contains("How far")),
        "{read:#?}"
    );
    finish(&mut browser, |at| Some(at % 5));
    let read = reading_order(&mut browser);
    let headings: Vec<&String> = read.iter().filter(|line| line.starts_with("heading:")).collect();
    assert!(headings[0].contains("Your result") && headings[0].contains("level: 1"), "{headings:#?}");
    assert_eq!(headings.iter().filter(|heading| heading.contains("level: 1")).count(), 1, "{headings:#?}");
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn f07_hostile_texts_of_pack_invitation_and_answers_stay_text_under_the_strictest_policy() {
    let place = Place::new();
    let hostile = format!("{HOSTILE}</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>");
    for name in ["questionnaire.yaml", "roles.yaml", "resources.yaml"] {
        let text = repository_file(&format!("questionnaires/volunteer-coordinator/{name}"));
        // Each title and stem of one line carries the hostile text behind its own.
        let lines = text.lines().map(|line| match line.split_once(": ") {
            Some((key, value))
                if ["title", "stem", "label", "definition", "why"].contains(&key.trim().trim_start_matches("- "))
                    && !value.starts_with(['"', '\'', '>', '|', '{']) =>
            {
                format!("{key}: {}\n", json!(format!("{value} {hostile}")))
            }
            _ => format!("{line}\n"),
        });
        place.write(&format!("pack/{name}"), &lines.collect::<String>());
    }
    let invitation =
        ["from", "why", "who-sees", "until", "send-to", "group"].map(|key| format!("{key}: {}\n", json!(HOSTILE)));
    place.write("invitation.yaml", &invitation.concat());
    let page = page_in(&place, &["--pack", "pack", "--invitation", "invitation.yaml"]);
    let policy = "default-src 'none'; script-src 'sha256-";
    assert!(page.contains(policy) && !page.contains("unsafe-inline") && !page.contains("'unsafe-eval'"));
    assert!(!page.contains("<script>window.hacked"));
    for (name, mut browser) in browsers() {
        let browser = &mut *browser;
        browser.open(&page);
        assert_eq!(screen(browser), "start");
        let shown = text(browser, "document.querySelector('.invitation').innerText");
        assert_eq!(shown.matches("<script>alert(1)</script>").count(), 6, "{name}: F10: {shown}");
        click(browser, "button[value=start]");
        browser.evaluate(&format!("document.querySelector('#text').value = {}", json!(HOSTILE)));
        click(browser, "[value=continue]");
        browser.evaluate(&format!("document.querySelector('#note').value = {}", json!(hostile)));
        finish(browser, |at| Some(at % 3));
        assert_eq!(
            browser.evaluate("[window.hacked ?? 0, document.querySelectorAll('img, main script').length].join()"),
            "0,0",
            "{name}"
        );
        let answers = kept(browser);
        assert!(answers.contains("invitation:") && answers.contains("window.hacked=1"), "{name}: {answers}");
        open_file(browser, &answers.replace("format: 1", "format: 1 # </script><script>window.hacked=3</script>"));
        until(browser, "document.querySelector('[name=screen]')");
        assert_eq!(browser.evaluate("window.hacked ?? 0"), 0, "{name}");
        assert_eq!(complaints(browser), [""; 0], "{name}");
    }
}

#[test]
#[ignore = "needs an engine"]
fn f08_the_page_can_be_mailed() {
    let page = page(&["--form", "full"]);
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(page.as_bytes()).unwrap();
    let packed = packed.finish().unwrap().len();
    assert!(page.len() <= 3_000_000 && packed <= 1_200_000, "{} bytes, {packed} compressed", page.len());
    // Beside it, one that is not the engine's: the limit on our script.
    let script = repository_file("templates/web/page.js");
    assert!(script.lines().count() <= 200, "{} lines", script.lines().count());
}

#[test]
#[ignore = "needs Chromium"]
fn f11_without_script_or_webassembly_the_page_says_what_to_do() {
    let page = page(&[]);
    let mut browser = Browser::start();
    browser.open_cut_off(&page);
    let shown = |browser: &mut Browser| text(browser, "document.querySelector('main').innerText");
    assert!(shown(&mut browser).contains("save the file and open it in"), "{}", shown(&mut browser));
    let mut browser = Browser::start();
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": "delete window.WebAssembly"}));
    let file = Place::new();
    let file = file.write("quiz.html", &page);
    browser.call("Page.navigate", json!({"url": format!("file://{}", file.display())}));
    until(&mut browser, "document.querySelector('#without') && !document.querySelector('#without').hidden");
    assert!(shown(&mut browser).contains("another browser"), "{}", shown(&mut browser));
    assert_eq!(browser.evaluate("document.querySelector('#buttons').hidden"), Value::Bool(true));
}
