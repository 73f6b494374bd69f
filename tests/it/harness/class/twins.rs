//! The same answers as one wide table and as files, of those parts that both can say.

use std::fmt::Write as _;

use skillgap::answers::{Answer, AnswerSheet, FACTS, FactValue};
use skillgap::model::Pack;

use super::{Student, quoted};

fn fact(value: &FactValue<'_>) -> String {
    match value {
        FactValue::Word(word) => (*word).to_owned(),
        FactValue::List(words) if words.is_empty() => "none".to_owned(),
        FactValue::List(words) => words.join(";"),
        FactValue::Number(number) => number.to_string(),
        FactValue::Month(month) => month.to_string(),
    }
}

fn row(pack: &Pack, header: &[&str], sheet: &AnswerSheet) -> String {
    let cell = |column: &&str| match *column {
        "respondent" => sheet.respondent.id.clone(),
        "label" => sheet.respondent.label.clone().unwrap_or_default(),
        "group" => sheet.invitation.as_ref().and_then(|own| own.group.clone()).unwrap_or_default(),
        "role" => pack.role(sheet.role).id.to_string(),
        "holds" => String::new(),
        other if pack.find_item(other).is_some() => match sheet.answer(pack.find_item(other).unwrap()) {
            Some(Answer::Rated(value)) => value.to_string(),
            Some(Answer::Unsure) => "?".to_owned(),
            Some(Answer::NotApplicable(_)) => "NA".to_owned(),
            Some(Answer::Skipped) | None => String::new(),
        },
        fact_of => {
            let field = FACTS.iter().find(|field| field.name() == fact_of).unwrap_or_else(|| panic!("{fact_of}"));
            field.value(&sheet.background, pack).as_ref().map_or_else(String::new, fact)
        }
    };
    header.iter().map(|column| quoted(&cell(column))).collect::<Vec<_>>().join(",")
}

/// Those of a term who finished the short form, as one table and as files.
pub fn of_term(pack: &Pack, header: &str, seed: u64, size: usize, term: &str) -> (String, Vec<(String, String)>) {
    let header = format!("{header},group");
    let columns: Vec<&str> = header.split(',').collect();
    let (mut table, mut files) = (format!("{header}\n"), Vec::new());
    for number in 0..size {
        for attempt in Student::new(seed, number).attempts(pack) {
            let mut sheet = attempt.sheet;
            let is_usual = attempt.term == term && attempt.suffix.is_empty();
            if !is_usual || sheet.finished.is_none() || sheet.form != pack.default_form() || sheet.answered(pack) == 0 {
                continue;
            }
            sheet = bare(pack, &sheet);
            let _ = writeln!(table, "{}", row(pack, &columns, &sheet));
            files.push((format!("{term}/{number:04}.yaml"), skillgap::answers::to_yaml(&sheet, pack)));
        }
    }
    (table, files)
}

/// The sheet without what a table has no columns for: dates, steps, notes, reasons and times.
fn bare(pack: &Pack, sheet: &AnswerSheet) -> AnswerSheet {
    let mut bare = AnswerSheet::new(pack, sheet.form, sheet.respondent.clone());
    (bare.role, bare.background, bare.invitation) = (sheet.role, sheet.background.clone(), sheet.invitation.clone());
    for item in &pack.form(sheet.form).items {
        match sheet.answer(*item) {
            Some(Answer::NotApplicable(_)) => bare.set(*item, Answer::NotApplicable(None), None),
            Some(Answer::Skipped) | None => {}
            Some(answer) => bare.set(*item, answer.clone(), None),
        }
    }
    bare
}
