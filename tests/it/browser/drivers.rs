//! The drivers of the browsers, on a page of their own: each thing that other tests rely on happens, in each browser.

use serde_json::json;

use super::chromium::Browser;
use super::driver::Driver;
use super::firefox::Firefox;
use super::reading::reading_order;

const PAGE: &str =
    "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>A page</title></head><body>
    <h1>Tea</h1>
    <fieldset><legend>With milk?</legend>
        <label><input type=\"radio\" name=\"milk\" value=\"yes\"> Yes</label>
        <label><input type=\"radio\" name=\"milk\" value=\"no\"> No</label>
    </fieldset>
    <label>Note <input id=\"note\"></label>
    <button id=\"more\">More</button> <p>It is <b>hot</b>.</p>
    <script>
        window.heard = [];
        const hear = event => heard.push(event.type + ' ' + (event.pointerType || event.key) + ' ' + event.isTrusted);
        for (const kind of ['click', 'keydown']) document.querySelector('#more').addEventListener(kind, hear);
        try {
            window.visits = Number(localStorage.getItem('visits')) + 1;
            localStorage.setItem('visits', visits);
        } catch (problem) {
            window.visits = problem.name;
        }
    </script></body></html>";

/// Runs a test in each browser, on the page.
fn in_each(test: impl Fn(&mut dyn Driver)) {
    let browsers: [fn() -> Box<dyn Driver>; 2] = [|| Box::new(Browser::start()), || Box::new(Firefox::start())];
    for start in browsers {
        let mut browser = start();
        browser.open(PAGE);
        test(&mut *browser);
        assert_eq!(browser.complaints(), [""; 0]);
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn scripts_give_plain_values() {
    in_each(|browser| {
        let value = json!({"a": [1, "x", null, true, 1.5, {"b": []}], "none": null});
        assert_eq!(browser.evaluate("({a: [1, 'x', null, true, 1.5, {b: []}], none: null})"), value);
        assert_eq!(browser.evaluate("Promise.resolve(5)"), 5);
        assert_eq!(browser.evaluate("let two = 2; two + 1"), 3);
        assert_eq!(browser.evaluate("undefined"), json!(null));
        assert_eq!(browser.texts("['a', document.title]"), ["a", "A page"]);
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn keys_are_those_of_a_person() {
    in_each(|browser| {
        browser.press("Tab");
        browser.press(" ");
        let chosen = "document.querySelector(':checked')?.value ?? 'none'";
        assert_eq!(browser.evaluate(chosen), "yes");
        browser.press("ArrowDown");
        assert_eq!(browser.evaluate(chosen), "no");
        browser.press("Tab");
        browser.type_text("Zo\u{eb}+<b>&7");
        browser.press("ArrowLeft");
        browser.press("Backspace");
        let note = "document.querySelector('#note').value";
        assert_eq!(browser.evaluate(note), "Zo\u{eb}+<b>7");
        browser.press("Control+a");
        browser.press("Delete");
        assert_eq!(browser.evaluate(note), "");
        browser.press("Tab");
        browser.press("Enter");
        browser.press("Shift+Tab");
        assert_eq!(browser.evaluate("document.activeElement.id"), "note");
        let heard = browser.texts("heard");
        assert_eq!(heard[0], "keydown Enter true", "{heard:?}");
        assert!(heard[1].starts_with("click ") && heard[1].ends_with(" true"), "Enter presses a button: {heard:?}");
        assert!(heard.contains(&"keydown Shift true".to_owned()), "{heard:?}");
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn taps_are_those_of_a_finger() {
    in_each(|browser| {
        browser.tap("#more", 1);
        browser.evaluate("new Promise(done => setTimeout(done, 400))");
        assert_eq!(browser.texts("heard"), ["click touch true"]);
        browser.evaluate("heard.length = 0");
        // What stands below goes when it is tapped: the second tap meets what comes in its place.
        browser.evaluate(
            "(() => {
                window.tapped = [];
                const cover = document.createElement('button');
                cover.style = 'position: fixed; inset: 0; width: 100%; height: 100%';
                cover.id = 'cover';
                cover.onclick = () => { tapped.push('cover'); cover.remove() };
                const below = document.querySelector('#more');
                below.style = 'position: fixed; inset: 0; width: 100%; height: 100%';
                below.onclick = () => tapped.push('more');
                document.body.append(cover);
            })()",
        );
        browser.tap("#cover", 2);
        browser.evaluate("new Promise(done => setTimeout(done, 400))");
        assert_eq!(browser.texts("tapped"), ["cover", "more"]);
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn pages_are_loaded_again_and_share_what_they_store() {
    in_each(|browser| {
        assert_eq!(browser.evaluate("visits"), 1);
        browser.reload();
        assert_eq!(browser.evaluate("visits"), 2);
        browser.open_tab();
        assert_eq!(browser.evaluate("visits"), 3);
        browser.go_to_tab(0);
        assert_eq!(browser.evaluate("visits"), 2, "the first tab is as it was");
        assert_eq!(browser.evaluate("localStorage.getItem('visits')"), "3");
        browser.evaluate("history.pushState(null, '', '#two'); history.pushState(null, '', '#three')");
        browser.back();
        assert_eq!(browser.evaluate("location.hash"), "#two");
        browser.back();
        assert_eq!(browser.evaluate("location.hash"), "");
        browser.open(PAGE);
        assert_eq!(browser.evaluate("visits"), 4, "what is stored stays");
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn a_browser_can_refuse_to_store() {
    let browsers: [Box<dyn Driver>; 2] =
        [Box::new(Browser::start_without_storage()), Box::new(Firefox::start_without_storage())];
    for mut browser in browsers {
        browser.open(PAGE);
        assert_eq!(browser.evaluate("visits"), "SecurityError");
    }
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn each_kind_of_complaint_is_heard() {
    let page = |head: &str, body: &str| {
        format!("<!DOCTYPE html><html lang=\"en\"><head><title>A page</title>{head}</head><body>{body}</body></html>")
    };
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
    // Not a port that Firefox refuses to ask, such as 9.
    let image = "<img src=\"http://127.0.0.1:54321/pixel.png\" alt=\"\">";
    in_each(|browser| {
        for (page, expected) in [
            (page(policy, "<p style=\"color: red\">"), "inline style"),
            (page(policy, image), "http://127.0.0.1:54321/pixel.png"),
            (page(policy, "<script>1</script>"), "script"),
            (page("", image), "request: \"http://127.0.0.1:54321/pixel.png\""),
            (page("", "<script>console.debug('hello')</script>"), "hello"),
            (page("", "<script>nothing.at.all</script>"), "nothing is not defined"),
        ] {
            browser.open(&page);
            let heard = browser.complaints();
            assert!(heard.iter().any(|one| one.contains(expected)), "`{expected}` is not among: {heard:#?}");
        }
        browser.open(PAGE);
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn questions_on_leaving_are_counted_and_answered_with_yes() {
    in_each(|browser| {
        browser.press("Tab");
        browser.reload();
        assert_eq!(browser.questions_on_leaving(), 0);
        browser.evaluate("window.kept = 1; addEventListener('beforeunload', event => event.preventDefault())");
        browser.press("Tab");
        browser.reload();
        assert_eq!(browser.questions_on_leaving(), 1);
        assert_eq!(browser.evaluate("window.kept"), json!(null), "the page was left");
    });
}

#[test]
#[ignore = "needs Chromium and Firefox"]
fn windows_have_the_size_and_the_picture_that_is_asked_for() {
    in_each(|browser| {
        browser.resize(320, 500);
        assert_eq!(browser.evaluate("[innerWidth, innerHeight]"), json!([320, 500]));
        browser.evaluate("document.body.style.background = 'rgb(200, 0, 0)'");
        let shot = browser.screenshot();
        let mut reader = png::Decoder::new(std::io::Cursor::new(shot)).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        assert_eq!((info.width, info.height), (320, 500));
        assert_eq!(&data[data.len() - info.color_type.samples()..][..3], [200, 0, 0], "the last pixel");
    });
}

#[test]
#[ignore = "needs Chromium"]
fn the_processor_can_be_made_slower() {
    let mut browser = Browser::start();
    browser.open(PAGE);
    let mut milliseconds = |times: u32| {
        browser.slow_down(times);
        let script = "(() => {
            const from = performance.now();
            let sum = 0;
            for (let n = 0; n < 3e7; n++) sum += n % 7;
            return performance.now() - from + 0 * sum;
        })()";
        browser.evaluate(script).as_f64().unwrap()
    };
    milliseconds(1);
    let (own, slow) = (milliseconds(1), milliseconds(10));
    assert!(slow > 3.0 * own, "{own} ms, then {slow} ms");
}

#[test]
#[ignore = "needs Chromium"]
fn a_page_is_read_in_its_order_with_roles_and_states() {
    let mut browser = Browser::start();
    browser.open(PAGE);
    browser.press("Tab");
    browser.press(" ");
    assert_eq!(
        reading_order(&mut browser),
        [
            "RootWebArea: A page",
            "heading: Tea (level: 1)",
            "group: With milk?",
            "radio: Yes (checked: true) (focused: true)",
            "radio: No (checked: false)",
            "text: Note",
            "textbox: Note",
            "button: More",
            "text: It is",
            "text: hot",
            "text: .",
        ]
    );
}
