//! Empty answer sheets to fill in elsewhere.

use std::fmt::Write as _;

use super::{FactAccess, FactField, MONTH_AS_WRITTEN, Rater};
use crate::language::grammar;
use crate::model::{FormIx, Pack};
use crate::sanitise;

/// A YAML answers file with every item of the form, its choices as comments, and no rating yet. It reads as a
/// sheet on which nothing is answered. An observer gets the same questions, and another word on how to answer them.
pub fn yaml_template(pack: &Pack, form: FormIx, rater: Rater) -> String {
    let (title, form_title) = (pack.title(), &pack.form(form).title);
    let head = match rater {
        Rater::Own => format!(
            "# {title}: answers of one person. {form_title}.\n\
             # Fill in `respondent`, then put a number behind each `rating:`. An empty rating counts as unanswered.\n\
             # Instead of `rating: 3` a line may say `state: unsure` or `state: not-applicable`.\n\
             # A note is optional: add a line `note: \"what shows it\"` below a rating. Name no other people.\n\
             # Then run: skillgap report THIS-FILE\n"
        ),
        Rater::Observer => format!(
            "# {title}: an observer's view of one person. {form_title}.\n\
             # For an advisor, a mentor or a colleague. Read \"I\" and \"you\" as the person you rate.\n\
             # Put a number behind a `rating:` only where you have seen their work, and leave the others empty.\n\
             # Fill in `respondent` with a code for yourself, not for the person you rate.\n\
             # A note helps most: add a line `note: \"what I saw\"` below a rating. The person will read it.\n\
             # Then run: skillgap report THEIR-ANSWERS --observer THIS-FILE\n"
        ),
    };
    let (whose, who, about) = match rater {
        Rater::Own => (String::new(), "s-0001", background(pack)),
        Rater::Observer => ("rater: observer\n".to_owned(), "o-0001", String::new()),
    };
    let mut out = format!(
        "{head}\
         format: 1\n\
         pack: {{id: {}, version: {}, scoring: \"{}\"}}\n\
         {whose}\
         form: {}\n\
         role: {}\n\
         respondent: {{id: {who}}}  # a code, not a name\n\
         {about}\
         # finished: 2026-11-23T09:00:00Z  # without this line the report says Draft\n\
         answers:\n",
        pack.id(),
        pack.version(),
        pack.scoring_fingerprint(),
        pack.form(form).id,
        pack.role(pack.default_role()).id,
    );
    for item in &pack.form(form).items {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n  # {}", sanitise::one_line(&pack.item(*item).stem));
        for option in pack.options(*item) {
            let _ = writeln!(out, "  #   {}  {}", option.value, sanitise::one_line(&option.label));
        }
        let _ = writeln!(out, "  - item: {}\n    rating:", pack.item(*item).id);
    }
    out
}

/// The facts about the person that the pack's catalogue depends on, each with what it takes.
fn background(pack: &Pack) -> String {
    let facts = pack.background_facts();
    if facts.is_empty() {
        return String::new();
    }
    let (mut lines, mut examples) = (String::new(), Vec::new());
    for fact in facts.into_iter().map(FactField::of) {
        let words = grammar::or(&fact.words(pack));
        let takes = match fact.access {
            FactAccess::Word { .. } | FactAccess::Id { .. } => words,
            FactAccess::Month { .. } => MONTH_AS_WRITTEN.to_owned(),
            FactAccess::List { .. } => format!("[] for none, or a list of {words}"),
            FactAccess::Number { .. } => grammar::inner_case(&(fact.question)(pack)),
        };
        // Writing to a String cannot fail.
        let place = fact.part.map_or(String::new(), |part| format!(".{part}"));
        let _ = writeln!(lines, "#   {}{place}: {takes}", fact.shape.name);
        if fact.begins_field() {
            examples.push(format!("{}: {}", fact.shape.name, fact.example));
        }
    }
    format!(
        "# Optional; it decides which courses are open to you and is never scored:\n\
         {lines}background: {{}}  # such as {{{}}}\n",
        examples.join(", ")
    )
}

/// The header of the wide CSV: one column for each item of the form, after the columns about the person.
pub fn csv_header(pack: &Pack, form: FormIx) -> String {
    let mut columns: Vec<String> = ["respondent", "label", "role"].map(str::to_owned).to_vec();
    let facts = pack.background_facts();
    columns.extend(facts.into_iter().map(|fact| FactField::of(fact).name().to_owned()));
    columns.push("holds".to_owned());
    columns.extend(pack.form(form).items.iter().map(|item| pack.item(*item).id.to_string()));
    columns.join(",") + "\n"
}
