//! The table of a published competency model: its parts, and the competencies that stand for them.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::language::frameworks as words;
use crate::model::{Framework, Pack};
use crate::report::text::{Breaks, Page};
use crate::sanitise;

/// The length of a line, in columns.
const WIDTH: usize = 80;

/// The width of the column of titles.
const TITLES: usize = 28;

/// All mappings of a pack.
pub(super) fn of_pack(pack: &Pack) -> String {
    let mut page = Page::new(Breaks::Spaces);
    page.paragraph(&words::heading(pack));
    for framework in pack.frameworks() {
        table(&mut page, pack, framework);
    }
    page.done()
}

/// The mapping to one framework.
pub(super) fn of_framework(pack: &Pack, framework: &Framework) -> String {
    let mut page = Page::new(Breaks::Spaces);
    table(&mut page, pack, framework);
    page.done()
}

fn table(page: &mut Page, pack: &Pack, framework: &Framework) {
    page.heading(&sanitise::one_line(&words::name(framework)), '-');
    page.line("", "", &words::source(framework));
    page.unwrapped(&sanitise::one_line(&framework.url));
    page.gap();
    if let Some(note) = &framework.note {
        page.paragraph(note);
    }
    page.paragraph(words::JUDGEMENT);
    let codes = framework.parts.iter().map(|part| display_width(&part.code.to_string()));
    let codes = codes.chain([words::COLUMNS[0].len()]).max().unwrap_or(0);
    let mut row = |code: &str, title: &str, competencies: &str| {
        let titles = wrapped(title, TITLES);
        let competencies = wrapped(competencies, WIDTH - codes - TITLES - 4);
        for at in 0..titles.len().max(competencies.len()) {
            let cell = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
            let (code, title, competencies) = (if at == 0 { code } else { "" }, cell(&titles), cell(&competencies));
            let (after_code, after_title) =
                (" ".repeat(codes - display_width(code)), " ".repeat(TITLES.saturating_sub(display_width(&title))));
            page.unwrapped(format!("{code}{after_code}  {title}{after_title}  {competencies}").trim_end());
        }
    };
    let [code, part, competencies] = words::COLUMNS;
    row(code, part, competencies);
    for part in &framework.parts {
        row(&part.code.to_string(), &part.title, &words::competencies(pack, part));
    }
    page.gap();
    page.paragraph(&words::coverage(framework));
    let open: Vec<_> = framework.parts.iter().filter(|part| part.competencies.is_empty()).collect();
    if !open.is_empty() {
        page.paragraph(words::NOT_COVERED);
        for part in open {
            page.line("  ", "    ", &format!("{}: {}", words::part(part), words::reason(part)));
        }
        page.gap();
    }
    for line in words::readings(framework) {
        page.line("", "  ", &line);
    }
    page.gap();
}

/// The lines of a cell; ids stay in one piece.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options =
        Options::new(width).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&sanitise::one_line(text), options).iter().map(ToString::to_string).collect()
}
