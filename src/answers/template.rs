//! Empty answer sheets to fill in elsewhere.

use std::fmt::Write as _;

use crate::model::{BackgroundFact, Education, FormIx, Licence, Pack, Region};
use crate::words;

/// A YAML answers file with every item of the form, its choices as comments, and no rating yet. It reads as a
/// sheet on which nothing is answered.
pub fn yaml_template(pack: &Pack, form: FormIx) -> String {
    let mut out = format!(
        "# {}: answers of one person. {}.\n\
         # Fill in `respondent`, then put a number behind each `rating:`. An empty rating counts as unanswered.\n\
         # Instead of `rating: 3` a line may say `state: unsure` or `state: not-applicable`.\n\
         # A note is optional: add a line `note: \"what shows it\"` below a rating. Name no other people.\n\
         # Then run: skillgap report THIS-FILE\n\
         format: 1\n\
         pack: {{id: {}, version: {}}}\n\
         form: {}\n\
         role: {}\n\
         respondent: {{id: s-0001}}  # a code, not a name\n\
         {}\
         # finished: 2026-11-23T09:00:00Z  # without this line the report says Draft\n\
         answers:\n",
        pack.title(),
        pack.form(form).title,
        pack.id(),
        pack.version(),
        pack.form(form).id,
        pack.role(pack.default_role()).id,
        background(pack),
    );
    for item in &pack.form(form).items {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "\n  # {}", words::one_line(&pack.item(*item).stem));
        for option in pack.options(*item) {
            let _ = writeln!(out, "  #   {}  {}", option.value, words::one_line(&option.label));
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
    for fact in facts {
        let (line, example) = match fact {
            BackgroundFact::Education => (format!("education: {}", known(Education::WORDS)), "education: bachelor"),
            BackgroundFact::Experience => (
                format!("experience-years: whole years of paid work in {}", pack.experience_in()),
                "experience-years: 1",
            ),
            BackgroundFact::Licence => {
                (format!("licences: [] for none, or a list of {}", known(Licence::WORDS)), "licences: []")
            }
            BackgroundFact::Region => (format!("region: {}", known(Region::WORDS)), "region: us"),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "#   {line}");
        examples.push(example);
    }
    format!(
        "# Optional; it decides which courses are open to you and is never scored:\n\
         {lines}background: {{}}  # such as {{{}}}\n",
        examples.join(", ")
    )
}

/// The words that a field takes.
fn known<T>(words: &[(&str, T)]) -> String {
    words::join(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "or")
}

/// The header of the wide CSV: one column for each item of the form, after the columns about the person.
pub fn csv_header(pack: &Pack, form: FormIx) -> String {
    let mut columns: Vec<String> =
        ["respondent", "role", "education", "experience-years", "licences", "region"].map(str::to_owned).to_vec();
    columns.extend(pack.form(form).items.iter().map(|item| pack.item(*item).id.to_string()));
    columns.join(",") + "\n"
}
