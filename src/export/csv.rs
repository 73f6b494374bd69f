//! A table of questions and answers: one row for each item, one column for each value. For building a form by hand.

use std::collections::BTreeSet;

use super::cells;
use crate::language;
use crate::model::{FormIx, Id, Pack};
use crate::sanitise;

/// The mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table of a form.
pub(super) fn table(pack: &Pack, form: FormIx) -> String {
    let items = &pack.form(form).items;
    let values: BTreeSet<i64> = items.iter().flat_map(|item| pack.options(*item)).map(|option| option.value).collect();
    let mut header: Vec<String> = ["item", "domain", "competency", "question"].map(str::to_owned).to_vec();
    header.extend(values.iter().map(i64::to_string));
    header.extend(["NA", "?"].map(str::to_owned));
    let mut out = BYTE_ORDER_MARK.to_string() + &cells::line(&header);
    for item in items {
        let competency = pack.competency(pack.item(*item).competency);
        let mut row = vec![pack.item(*item).id.as_str().to_owned()];
        row.extend(
            [&pack.domain(competency.domain).title, &competency.title, &pack.item(*item).stem]
                .map(|text| sanitise::one_line(text)),
        );
        let options = pack.options(*item);
        let text = |value: &i64| options.iter().find(|option| option.value == *value).map(|option| &option.label);
        row.extend(values.iter().map(|value| text(value).map_or_else(String::new, |text| sanitise::one_line(text))));
        row.extend([language::export::not_applicable(), language::export::unsure()].map(str::to_owned));
        out += &cells::line(&row);
    }
    out
}
