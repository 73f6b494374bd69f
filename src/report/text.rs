//! Reports as plain text for terminals and files.

use super::view::{OpenView, PhaseView, PlanView, StepView};

/// The width of a line, in columns.
const WIDTH: usize = 80;

/// A development plan as text.
pub fn plan(view: &PlanView) -> String {
    let mut page = Page::default();
    page.heading(&view.title, '=');
    page.paragraph(&format!("For {}, from {}. Pack: {}.", view.respondent, view.start.in_words(), view.pack));
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
    if let [first, rest @ ..] = view.sensitivity.as_slice() {
        page.heading("How much hangs on the importances", '-');
        page.paragraph(first);
        for line in rest {
            page.point("- ", line);
        }
    }
    page.done()
}

fn plan_phase(page: &mut Page, phase: &PhaseView) {
    page.heading(&phase.title, '-');
    page.paragraph(&format!("{} {}", phase.when, phase.result));
    if !phase.way_in.is_empty() {
        page.paragraph("Usual ways in:");
        for way_in in &phase.way_in {
            page.point("- ", way_in);
        }
    }
    if phase.steps.is_empty() && phase.open.is_empty() {
        page.paragraph("No step is needed here.");
    } else if phase.steps.is_empty() {
        page.paragraph("There is no step for you here. What stays open, and why, is below.");
    } else {
        page.paragraph(&format!("{}. {}", phase.effort, phase.proof));
    }
    for step in &phase.steps {
        plan_step(page, step);
    }
    if !phase.runner_up.is_empty() {
        page.paragraph(&format!("The next best plan with other steps. {}", phase.runner_up));
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
    page.paragraph(&format!("Readiness at the end: {}.", phase.readiness_line));
}

fn plan_step(page: &mut Page, step: &StepView) {
    page.line(&format!("{}. ", step.number), &format!("{} [{}], {} ({})", step.title, step.id, step.when, step.months));
    page.line("   ", &format!("{}.", step.facts));
    if !step.check.is_empty() {
        page.line("   ", &format!("Check first: {}.", step.check.trim_end_matches('.')));
    }
    for reason in &step.reasons {
        page.line("   ", reason);
    }
    page.gap();
}

fn plan_gap(page: &mut Page, gap: &OpenView) {
    let must = if gap.must { ", a must" } else { "" };
    page.point("- ", &format!("{}, {}{must}. {} {}", gap.title, gap.standing, gap.why, gap.experience));
}

/// Text in wrapped paragraphs.
#[derive(Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, text: &str, rule: char) {
        let lines = textwrap::wrap(text, WIDTH);
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        self.0.push_str(&lines.join("\n"));
        self.0.push('\n');
        self.0.extend(std::iter::repeat_n(rule, width));
        self.0.push_str("\n\n");
    }

    fn paragraph(&mut self, text: &str) {
        self.line("", text);
        self.gap();
    }

    fn point(&mut self, mark: &str, text: &str) {
        self.line(mark, text);
        self.gap();
    }

    /// A line behind a mark; what does not fit goes on below the text.
    fn line(&mut self, mark: &str, text: &str) {
        let space = " ".repeat(mark.chars().count());
        // Ids stay in one piece.
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(mark)
            .subsequent_indent(&space)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        self.0.push_str(&textwrap::fill(text, options));
        self.0.push('\n');
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }

    fn done(mut self) -> String {
        self.0.truncate(self.0.trim_end().len());
        self.0.push('\n');
        self.0
    }
}
