//! Reports as plain text for terminals and files.

use textwrap::{Options, WordSeparator, WordSplitter};

use super::view::{OpenView, PhaseView, PlanView, StepView};
use crate::language::{date, plain_spaces};

/// The length of a line, in columns.
const WIDTH: usize = 80;

/// A development plan as text.
pub fn plan(view: &PlanView) -> String {
    let mut page = Page::new(Breaks::Spaces);
    page.heading(&view.title, '=');
    page.paragraph(&format!("For {}, from {}. Pack: {}.", view.who, date(view.start), view.pack));
    if let Some(programme) = &view.programme {
        page.paragraph(&programme.contact);
        for row in &programme.expected {
            page.line("- ", "  ", &row.line);
        }
        if !programme.expected.is_empty() {
            page.gap();
        }
    }
    for line in view.summary.iter().chain(&view.cautions) {
        page.paragraph(line);
    }
    for phase in &view.phases {
        plan_phase(&mut page, phase);
    }
    page.heading("How this was made", '-');
    for line in &view.rules {
        page.paragraph(line);
    }
    if let Some(programme) = &view.programme {
        page.paragraph(&programme.stamp);
    }
    page.done()
}

fn plan_phase(page: &mut Page, phase: &PhaseView) {
    page.heading(&phase.title, '-');
    page.paragraph(&format!("{} {}", phase.when, phase.result));
    if !phase.way_in.is_empty() {
        page.paragraph("Usual ways in:");
        for way_in in &phase.way_in {
            page.point(way_in);
        }
    }
    if phase.steps.is_empty() && phase.open.is_empty() {
        page.paragraph("No step is planned here.");
    } else if phase.steps.is_empty() {
        page.paragraph("There is no step for you here. What stays open, and why, is below.");
    } else {
        page.paragraph(&format!("{}. {}", phase.effort, phase.proof));
    }
    for step in &phase.steps {
        plan_step(page, step);
    }
    if !phase.open.is_empty() {
        page.paragraph("What stays open:");
        for gap in &phase.open {
            plan_gap(page, gap);
        }
    }
    if !phase.opens.is_empty() {
        page.paragraph(&phase.opens);
    }
    if !phase.optional.is_empty() {
        page.paragraph("Optional, in no sum above:");
        for step in &phase.optional {
            page.point(&format!("{} [{}]: {}.", step.title, step.id, step.facts));
        }
    }
    page.paragraph(&format!("Readiness at the end: {}.", phase.readiness_line));
}

fn plan_step(page: &mut Page, step: &StepView) {
    let mark = format!("{}. ", step.number);
    page.line(
        &mark,
        &" ".repeat(mark.len()),
        &format!("{} [{}], {} ({})", step.title, step.id, step.when, step.months),
    );
    page.line("   ", "   ", &format!("{}.", step.facts));
    if !step.check.is_empty() {
        page.line("   ", "   ", &format!("Check first: {}.", step.check.trim_end_matches('.')));
    }
    for reason in &step.reasons {
        page.line("   ", "   ", reason);
    }
    page.gap();
}

fn plan_gap(page: &mut Page, gap: &OpenView) {
    let must = if gap.must { ", a must" } else { "" };
    page.point(&format!("{}, {}{must}. {} {}", gap.title, gap.standing, gap.why, gap.experience));
}

/// Where a line may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// At spaces only, so that ids stay in one piece.
    Spaces,
    /// At spaces, hyphens and wherever else Unicode allows it.
    Anywhere,
}

/// A page under construction. Texts are in one line and without control characters.
#[derive(Clone, Debug)]
pub struct Page {
    text: String,
    breaks: Breaks,
}

impl Page {
    /// An empty page.
    pub fn new(breaks: Breaks) -> Self {
        Self { text: String::new(), breaks }
    }

    /// A heading, underlined with this character.
    pub fn heading(&mut self, text: &str, rule: char) {
        let lines = textwrap::wrap(text, WIDTH);
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        self.text.push_str(&lines.join("\n"));
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(rule, width));
        self.text.push_str("\n\n");
    }

    /// A paragraph, followed by an empty line.
    pub fn paragraph(&mut self, text: &str) {
        self.line("", "", text);
        self.gap();
    }

    /// A point of a list, followed by an empty line.
    pub fn point(&mut self, text: &str) {
        self.line("- ", "  ", text);
        self.gap();
    }

    /// A text behind a mark; its further lines are indented by `below`.
    pub fn line(&mut self, mark: &str, below: &str, text: &str) {
        let mut options = Options::new(WIDTH).initial_indent(mark).subsequent_indent(below);
        if self.breaks == Breaks::Spaces {
            options = options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
        }
        self.unwrapped(&textwrap::fill(text, options));
    }

    /// A line in one piece, whatever its length.
    pub fn unwrapped(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// The text of the page, ended by one newline.
    pub fn done(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        plain_spaces(&self.text)
    }
}
