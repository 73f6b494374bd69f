//! Checks a logo: PNG by its header and chunks, SVG element by element. What is not known to only draw is refused.
//!
//! A page shows the logo as a picture, in which browsers run no script and load nothing. The check does not rely on that.

use std::collections::BTreeSet;

use base64::Engine as _;
use roxmltree::{Document, Error, Node, ParsingOptions};

use super::LARGEST_LOGO;
use crate::model::Logo;

/// The namespaces of SVG and of its links.
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The elements that only draw.
const DRAWING: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "style",
];

/// The most elements and texts, the deepest nesting, and the most `use`, each of which may repeat others.
const MOST_NODES: u32 = 5_000;
const DEEPEST: usize = 64;
const MOST_USES: usize = 8;

/// The largest width and height of a PNG, in pixels.
const MOST_PIXELS: u32 = 2_048;

/// The first bytes of every PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The logo as an address, or everything that is wrong with it: each the end of a sentence that begins with its name.
pub(super) fn check(bytes: &[u8]) -> Result<Logo, Vec<String>> {
    if bytes.len() > LARGEST_LOGO {
        return Err(vec![format!("has more than {} KiB", LARGEST_LOGO / 1024)]);
    }
    let media = if bytes.starts_with(PNG) {
        png(bytes).map_err(|why| vec![why])?;
        "image/png"
    } else {
        svg(bytes)?;
        "image/svg+xml"
    };
    let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
    Ok(Logo { address: format!("data:{media};base64,{encoded}") })
}

/// Chunk by chunk: the header first, the end last, and nothing behind it.
fn png(bytes: &[u8]) -> Result<(), String> {
    let mut rest = &bytes[PNG.len()..];
    let mut is_first = true;
    loop {
        let broken = || "is not a whole PNG".to_owned();
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
        let (kind, after) = after.split_first_chunk::<4>().ok_or_else(broken)?;
        let length = u32::from_be_bytes(*length) as usize;
        let data = after.get(..length).ok_or_else(broken)?;
        rest = after.get(length + 4..).ok_or_else(broken)?;
        if is_first {
            let (true, Some((width, height))) = (kind == b"IHDR" && length == 13, size(data)) else {
                return Err(broken());
            };
            if !(1..=MOST_PIXELS).contains(&width) || !(1..=MOST_PIXELS).contains(&height) {
                return Err(format!("is {width} by {height} pixels: more than {MOST_PIXELS}, or none"));
            }
        }
        is_first = false;
        if kind == b"IEND" {
            return if rest.is_empty() { Ok(()) } else { Err("has something behind its picture".to_owned()) };
        }
    }
}

/// The width and the height in the header of a PNG.
fn size(header: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = header.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk::<4>()?)))
}

fn svg(bytes: &[u8]) -> Result<(), Vec<String>> {
    let one = |why: &str| vec![why.to_owned()];
    let text = std::str::from_utf8(bytes).map_err(|_| one("is neither PNG nor SVG as UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The words that begin a DTD stand in no drawing; without a DTD there is no entity but the five of XML.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        vec![match error {
            Error::DtdDetected => "has a DTD".to_owned(),
            Error::NodesLimitReached => format!("has more than {MOST_NODES} elements"),
            error => format!("is not SVG that can be read: {error}"),
        }]
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(one("is no SVG: its first element is not `svg` of the namespace of SVG"));
    }
    let mut found = BTreeSet::new();
    let mut uses = 0;
    let mut depth = 0;
    let mut next = Some(document.root());
    // Without recursion: the file decides how deep it goes.
    while let Some(node) = next {
        look_at(&node, &mut found);
        uses += usize::from(node.has_tag_name((SVG, "use")));
        if depth > DEEPEST {
            found.insert(format!("is nested more than {DEEPEST} deep"));
            break;
        }
        next = node.first_child().inspect(|_| depth += 1).or_else(|| {
            let mut at = node;
            loop {
                if let Some(sibling) = at.next_sibling() {
                    return Some(sibling);
                }
                at = at.parent()?;
                depth -= 1;
            }
        });
    }
    if uses > MOST_USES {
        found.insert(format!("repeats parts with more than {MOST_USES} `use`"));
    }
    if found.is_empty() { Ok(()) } else { Err(found.into_iter().collect()) }
}

/// Notes what a node has that does more than draw.
fn look_at(node: &Node<'_, '_>, found: &mut BTreeSet<String>) {
    if node.is_pi() {
        found.insert("has a processing instruction, such as a link to a style sheet".to_owned());
    }
    if !node.is_element() {
        return;
    }
    let (tag, is_svg) = (node.tag_name(), node.tag_name().namespace() == Some(SVG));
    if !is_svg || !DRAWING.contains(&tag.name()) {
        let more = if is_svg { "" } else { " of another namespace" };
        found.insert(format!("has the element `{}`{more}, which is not one that only draws", shown(tag.name())));
    }
    if tag.name() == "style" {
        let text: String = node.descendants().filter_map(|inner| inner.text().filter(|_| inner.is_text())).collect();
        if reaches_out(&text) {
            found.insert("has a style that loads something or cannot be looked through".to_owned());
        }
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let shown = shown(name);
        let is_link = name == "href" && [None, Some(XLINK)].contains(&attribute.namespace());
        if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            found.insert(format!("has the event attribute `{shown}`"));
        } else if is_link && !value.starts_with('#') {
            found.insert(format!("has a link in `{shown}` that leads out of the picture"));
        } else if name == "src" || (name == "base" && attribute.namespace() == Some(XML)) {
            found.insert(format!("has the attribute `{shown}`, which names another file"));
        } else if reaches_out(value) {
            found.insert(format!("has the attribute `{shown}`, which loads something"));
        }
    }
}

/// True for a style or value that names something outside the file, or that has marks in which that could hide.
fn reaches_out(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let only_inside = compact.split("url(").skip(1).all(|after| after.trim_start_matches(['"', '\'']).starts_with('#'));
    !only_inside
        || ["@", "\\", "/*", "image(", "image-set(", "src(", "javascript:", "data:", "expression("]
            .iter()
            .any(|mark| compact.contains(mark))
}

/// A name from the file, short enough for a message.
fn shown(name: &str) -> String {
    crate::sanitise::one_line(name).chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg_with(inner: &str) -> Result<Logo, Vec<String>> {
        check(format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" viewBox=\"0 0 9 9\">{inner}</svg>").as_bytes())
    }

    #[test]
    fn what_only_draws_passes() {
        for inner in [
            "<title>Example</title><path d='M0 0h9v9z' fill='#123'/>",
            "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs><rect fill='url(#a)' width='9' height='9'/>",
            "<style>.a{fill:red}</style><circle class='a' r='3'/><!-- a remark -->",
            "<symbol id='s'><path d='M0 0'/></symbol><use href='#s'/><use xlink:href='#s'/>",
        ] {
            assert!(svg_with(inner).unwrap().address.starts_with("data:image/svg+xml;base64,"), "{inner}");
        }
    }

    #[test]
    fn what_does_more_than_draw_is_refused() {
        for (inner, why) in [
            ("<script>alert(1)</script>", "`script`"),
            ("<script><![CDATA[alert(1)]]></script>", "`script`"),
            ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>", "`script`"),
            ("<g onload='alert(1)'/>", "`onload`"),
            ("<g ONCLICK='alert(1)'/>", "`ONCLICK`"),
            ("<use xlink:href='https://e.org/a.svg#x'/>", "leads out"),
            ("<use href='//e.org/a.svg#x'/>", "leads out"),
            ("<use href='data:image/svg+xml,x'/>", "leads out"),
            ("<a href='javascript:alert(1)'><path d='M0 0'/></a>", "`a`"),
            ("<image href='https://e.org/a.png'/>", "`image`"),
            ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "`foreignObject`"),
            ("<animate attributeName='href' to='javascript:1'/>", "`animate`"),
            ("<set attributeName='onload' to='1'/>", "`set`"),
            ("<style>@import 'https://e.org/a.css';</style>", "style"),
            ("<style>.a{background:url(https://e.org/a)}</style>", "style"),
            ("<style>.a{background:u\\72l(https://e.org/a)}</style>", "style"),
            ("<style><![CDATA[.a{fill:url(//e.org/a)}]]></style>", "style"),
            ("<rect fill='url( https://e.org/a#b )'/>", "`fill`"),
            ("<rect style='background:URL(\"//e.org\")'/>", "`style`"),
            ("<g xml:base='https://e.org/'><use href='#a'/></g>", "`base`"),
            ("<?xml-stylesheet href='https://e.org/a.css'?>", "processing"),
            ("<iframe src='https://e.org'/>", "`iframe`"),
        ] {
            let found = svg_with(inner).unwrap_err().join("; ");
            assert!(found.contains(why), "{inner}: {found}");
        }
    }

    #[test]
    fn bombs_are_refused_at_once() {
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><svg>&b;</svg>";
        assert_eq!(check(bomb.as_bytes()).unwrap_err(), ["has a DTD"]);
        let outside = "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'><svg/>";
        assert_eq!(check(outside.as_bytes()).unwrap_err(), ["has a DTD"]);
        let deep = "<g>".repeat(2_000) + &"</g>".repeat(2_000);
        assert!(svg_with(&deep).unwrap_err()[0].contains("64 deep"));
        assert!(svg_with(&"<g/>".repeat(6_000)).unwrap_err()[0].contains("more than 5000"));
        assert!(svg_with(&"<use href='#a'/>".repeat(9)).unwrap_err()[0].contains("`use`"));
        assert!(check(&vec![b' '; LARGEST_LOGO + 1]).unwrap_err()[0].contains("64 KiB"));
        assert!(check(b"<html><body>hello</body></html>").unwrap_err()[0].contains("no SVG"));
        assert!(check(b"<svg/>").unwrap_err()[0].contains("namespace"));
        assert!(check(b"\xff\xfe<").is_err() && check(b"").is_err() && check(b"GIF89a").is_err());
    }

    #[test]
    fn a_png_is_whole_small_and_nothing_else() {
        let chunk = |kind: &[u8; 4], data: &[u8]| {
            [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], kind, data, &[0; 4]].concat()
        };
        let header = |width: u32, height: u32| {
            chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat())
        };
        let png = |parts: &[Vec<u8>]| [PNG, &parts.concat()].concat();
        let (body, end) = (chunk(b"IDAT", &[1, 2, 3]), chunk(b"IEND", &[]));
        let good = png(&[header(60, 20), body.clone(), end.clone()]);
        assert!(check(&good).unwrap().address.starts_with("data:image/png;base64,"));
        let trailing = [&good[..], b"<script>"].concat();
        for bad in [
            png(&[header(90_000, 20), end.clone()]),
            png(&[header(0, 20), end.clone()]),
            png(&[body, end.clone()]),
            png(&[header(60, 20)]),
            png(&[vec![255; 8], end]),
            trailing,
            PNG.to_vec(),
        ] {
            assert!(check(&bad).is_err());
        }
    }
}
