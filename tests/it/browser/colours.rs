//! The marks of the charts as people with other colour vision see them, from the picture on the screen.

use base64::Engine as _;
use serde_json::json;

use super::chromium::Browser;
use super::driver::Driver;
use super::pages::{broken, demonstration};

/// Kinds of colour vision that Chromium can show. The last one is what a grey print gives.
const VISIONS: [&str; 5] = ["none", "protanopia", "deuteranopia", "tritanopia", "achromatopsia"];

/// Screen pixels for one unit of a chart.
const SCALE: u32 = 4;

/// Red, green and blue, 0 to 255.
type Colour = [u8; 3];

/// A part of the screen.
struct Picture {
    width: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> Colour {
        self.pixels[y * self.width + x]
    }

    /// How far the pixels that look like the one at this point go on, across and down, in pixels.
    fn extent(&self, x: usize, y: usize) -> (usize, usize) {
        let height = self.pixels.len() / self.width;
        let alike = |x: usize, y: usize, to: Colour| contrast(self.at(x, y), to) < 1.2;
        let mark = self.at(x, y);
        let run = |from: usize, end: usize, alike: &dyn Fn(usize) -> bool| {
            (from..end).take_while(|n| alike(*n)).count() + (0..from).rev().take_while(|n| alike(*n)).count()
        };
        (run(x, self.width, &|x| alike(x, y, mark)), run(y, height, &|y| alike(x, y, mark)))
    }
}

/// Contrast of two colours by WCAG 2.2, 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
fn contrast(a: Colour, b: Colour) -> f64 {
    let luminance = |colour: Colour| {
        let linear = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The first chart with both marks, a dot and a tick, well apart from each other.
const CHART: &str = "[...document.querySelectorAll('svg[role=img]')].find(chart => {
    const place = shape => chart.querySelector(`use[href='#${shape}']`)?.x.baseVal.value;
    return Math.abs(place('now') - place('target')) > 40;
})";

/// The chart as it looks to this kind of vision, and the middles of its two marks: dot, then tick.
fn chart(browser: &mut Browser, vision: &str) -> (Picture, [(usize, usize); 2]) {
    browser.call("Emulation.setEmulatedVisionDeficiency", json!({"type": vision}));
    let places: Vec<f64> = serde_json::from_value(browser.evaluate(&format!(
        "(() => {{
            const chart = {CHART}, box = chart.getBoundingClientRect();
            const middle = mark => {{
                const edges = mark.getBoundingClientRect();
                return [(edges.left + edges.right) / 2 - box.left, (edges.top + edges.bottom) / 2 - box.top];
            }};
            return [box.left + scrollX, box.top + scrollY, box.width, box.height,
                ...middle(chart.querySelector(\"use[href='#now']\")), ...middle(chart.querySelector(\"use[href='#target']\"))];
        }})()"
    )))
    .unwrap();
    let [x, y, width, height, marks @ ..] = places.as_slice() else { panic!("four numbers and the marks") };
    let clip = json!({"x": x, "y": y, "width": width, "height": height, "scale": SCALE});
    let shot = browser.call("Page.captureScreenshot", json!({"clip": clip, "captureBeyondViewport": true}));
    let bytes = base64::engine::general_purpose::STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the picture")]
    let pixel = |place: f64| (place * f64::from(SCALE)) as usize;
    (decode(&bytes), [(pixel(marks[0]), pixel(marks[1])), (pixel(marks[2]), pixel(marks[3]))])
}

fn decode(bytes: &[u8]) -> Picture {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    let pixels = data.chunks_exact(info.color_type.samples()).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Picture { width: info.width as usize, pixels }
}

/// What keeps the two marks from being read: too little contrast with the ground beside them, or the same shape.
fn confusions(browser: &mut Browser, vision: &str) -> Vec<String> {
    let (picture, [dot, tick]) = chart(browser, vision);
    let mut found = Vec::new();
    let unit = SCALE as usize;
    // The ground is looked at above the line that joins the marks at half height.
    for (name, (x, y), aside) in [("dot", dot, 8), ("tick", tick, 4)] {
        for ground in [x - aside * unit, x + aside * unit] {
            let contrast = contrast(picture.at(x, y), picture.at(ground, y - 5 * unit));
            if contrast < 3.0 {
                found.push(format!("the {name} has a contrast of {contrast:.2} with its ground"));
            }
        }
    }
    let (dot, tick) = (picture.extent(dot.0, dot.1 - unit * 3), picture.extent(tick.0, tick.1 - unit * 5));
    if dot.1 >= 2 * dot.0 {
        found.push(format!("the dot is not round: {dot:?}"));
    }
    if tick.1 < 4 * tick.0 {
        found.push(format!("the tick is not a line: {tick:?}"));
    }
    found
}

#[test]
#[ignore = "needs Chromium"]
fn b09_the_marks_differ_by_shape_and_stand_out_for_every_kind_of_colour_vision() {
    let mut browser = Browser::start();
    browser.open(&demonstration());
    browser.resize(1280, 800);
    for scheme in ["light", "dark"] {
        browser.emulate("screen", &[("prefers-color-scheme", scheme)]);
        for vision in VISIONS {
            assert_eq!(confusions(&mut browser, vision), [""; 0], "{scheme}, {vision}");
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn b09_marks_that_cannot_be_told_apart_would_be_seen() {
    let mut browser = Browser::start();
    let lawless = broken(&demonstration(), "http-equiv=\"Content-Security-Policy\"", "name=\"none\"");
    let mut seen = |style: &str, vision: &str| {
        browser.open(&broken(&lawless, "</style>", &format!("{style}</style>")));
        browser.resize(1280, 800);
        browser.emulate("screen", &[("prefers-color-scheme", "dark")]);
        confusions(&mut browser, vision).join("; ")
    };
    let red = ".dot { fill: #ff2020 }";
    assert_eq!(seen(red, "none"), "");
    assert!(seen(red, "protanopia").starts_with("the dot has a contrast of 2."), "red is dark to an eye without red");
    assert!(seen(".tick { stroke: #334 }", "none").starts_with("the tick has a contrast of 1."));
    assert!(seen(".tick { stroke-width: 12 }", "none").contains("the tick is not a line"));
}
