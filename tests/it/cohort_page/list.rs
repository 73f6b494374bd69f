//! The list of people and the heat map, as they stand without a script.

use std::collections::BTreeSet;

use scraper::Html;

use super::{
    USUAL_CLASS, WITHOUT_CODE, Written, answers, dated, ids, list, lost_and_unmet, put_all, select, table, targets,
    text,
};
use crate::harness::page::{all, attributes, count};
use crate::harness::{Place, director_pack};

#[test]
fn c02_the_rows_stand_in_the_order_that_the_page_says() {
    let (written, pack) = (&*USUAL_CLASS, director_pack());
    let rows = list(&written.page);
    let people = written.rows("people");
    assert_eq!(rows.len(), people.len());
    let mut keys = Vec::new();
    for row in &rows {
        let has_answers = row.text("Not rated") != "no answers";
        let id = if row.name() == WITHOUT_CODE { "" } else { row.name() };
        let person = people.iter().find(|person| person["respondent"] == id).unwrap();
        let (lost, unmet) = if has_answers { lost_and_unmet(&pack, written, person) } else { (0.0, Vec::new()) };
        keys.push((row.weight(), unmet.len(), lost, row.name()));
        if has_answers {
            assert_eq!(person["unmet_must"], ids(&pack, &unmet), "{}", row.name());
            assert!(row.text("Musts not met").starts_with(&format!("{} of ", unmet.len())));
        }
    }
    let mut decided = [0; 4];
    for pair in keys.windows(2) {
        let [(calls, musts, lost, name), (next_calls, next_musts, next_lost, next_name)] = pair else { panic!() };
        let by = match () {
            () if calls != next_calls => (0, calls > next_calls),
            () if musts != next_musts => (1, musts > next_musts),
            // Levels of the tables are rounded.
            () if (lost - next_lost).abs() > 0.01 => (2, lost > next_lost),
            () => (3, *lost > 0.0 || name < next_name),
        };
        decided[by.0] += 1;
        assert!(by.1, "{pair:?}");
    }
    assert!(decided.iter().all(|count| *count > 1), "each part of the order decides somewhere: {decided:?}");
    let said = all(&written.page, "#list > p")[0].clone();
    assert!(said.starts_with("People with a reason to be seen soon stand first, in bold."), "{said}");
    for row in &rows {
        assert_eq!(
            row.row.get("class").is_some_and(|class| class == "soon"),
            !row.calls().is_empty(),
            "{}",
            row.name()
        );
    }
    let rule = all(&written.page, "section[aria-labelledby=first] > .legend")[0].clone();
    assert!(rule.contains("then the larger gap by importance"), "the page says the whole order: {rule}");
}

#[test]
fn c02_heads_that_sort_say_by_what_and_their_cells_have_the_value() {
    let page = &USUAL_CLASS.page;
    let heads = &table(page, "#people")[0];
    let sorts = |head: &super::Cell| head.attributes.get("data-sort").cloned().unwrap_or_default();
    let of_kind = |kind: &str| -> Vec<&str> {
        heads.iter().filter(|head| sorts(head) == kind).map(|head| head.text.as_str()).collect()
    };
    assert_eq!(of_kind(""), ["First step"]);
    assert_eq!(of_kind("text"), ["Person", "Group", "Next role"]);
    let numbers = of_kind("number");
    assert_eq!(numbers.len(), heads.len() - 4);
    let mut known = BTreeSet::new();
    for row in list(page) {
        for head in &numbers {
            let Some(value) = row.cells[*head].value() else { continue };
            known.insert((*head).to_owned());
            let shown = row.text(head);
            let first: Option<f64> = shown.split([' ', '\u{a0}']).next().and_then(|word| word.parse().ok());
            match *head {
                "Musts not met" | "Not rated" => assert_eq!(first, Some(value), "{head}: {shown}"),
                "Readiness" => assert!((first.unwrap() - value / 100.0).abs() <= 0.5001, "{shown}: {value}"),
                "Largest gap" => assert!(shown.contains(", ") && value > 0.0, "{shown}: {value}"),
                "Since last time" => {
                    let counts: Vec<f64> =
                        shown.split([' ', ',', ';']).filter_map(|word| word.parse().ok()).take(2).collect();
                    assert!((counts[0] - counts[1] - value).abs() < 0.1, "{shown}: {value}");
                }
                "What stands out" => assert_eq!(row.reasons().len().to_string(), value.to_string()),
                _ => {}
            }
        }
    }
    assert_eq!(known.len(), numbers.len(), "each column has values: {known:?}");
}

#[test]
fn c02_no_control_without_a_function_stands_in_the_page_without_a_script() {
    let page = &USUAL_CLASS.page;
    for control in ["button", "input", "textarea", "[aria-sort]", "[role=button]", "[contenteditable]"] {
        assert_eq!(count(page, control), 0, "{control}");
    }
    assert_eq!([count(page, "form"), count(page, "form[hidden]")], [1, 1]);
    let selects = count(page, "select");
    assert_eq!((selects, count(page, "form[hidden] select")), (5, selects));
    assert_eq!(count(page, "#order[hidden]"), 1);
}

/// Every filter names what rows have, and every row has what a filter can name.
#[test]
fn c02_filters_name_what_the_rows_have() {
    let page = &USUAL_CLASS.page;
    let document = Html::parse_document(page);
    for select_of in select(document.root_element(), "#filters select") {
        let by = select_of.value().attr("data-by").unwrap();
        let options: BTreeSet<&str> =
            select(select_of, "option").iter().filter_map(|option| option.value().attr("value")).collect();
        assert!(options.contains("") && options.len() > 2, "{by}: {options:?}");
        let mut named = BTreeSet::new();
        for row in list(page) {
            let own = &row.row[&format!("data-{by}")];
            named.extend(own.split(' ').filter(|one| !one.is_empty()).map(str::to_owned));
        }
        assert!(named.iter().all(|one| options.contains(one.as_str())), "{by}: {named:?} of {options:?}");
        // Someone stands behind each choice but, perhaps, a domain in which nobody lacks a must.
        let empty = options.iter().filter(|one| !one.is_empty() && !named.contains(**one)).count();
        assert!(empty == 0 || by == "d", "{by}: {empty} choices are empty");
    }
}

#[test]
fn c03_every_cell_of_the_heat_map_holds_the_level_or_why_there_is_none() {
    let (written, pack) = (&*USUAL_CLASS, director_pack());
    let mut rows = table(&written.page, "#heat");
    let heads: Vec<String> = rows.remove(0).into_iter().map(|head| head.text).collect();
    let order: Vec<usize> =
        pack.domains().iter().flat_map(|domain| domain.competencies.iter().map(|at| at.get())).collect();
    let titles: Vec<&str> = order.iter().map(|at| pack.competencies()[*at].title.as_str()).collect();
    assert_eq!((heads[0].as_str(), heads[1..].iter().map(String::as_str).collect()), ("Person", titles));
    let (mut words, mut shades) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        assert_eq!(row.len(), pack.competencies().len() + 1);
        let name = row[0].text.as_str();
        let (levels, targets) = (written.levels(name), targets(&pack, &written.row("people", name)));
        for (cell, at) in row[1..].iter().zip(&order) {
            let ((target, importance, must), known) = (targets[*at], &levels[*at]);
            let class = cell.attributes["class"].as_str();
            shades.insert(class.to_owned());
            let Ok(level) = known.parse::<f64>() else {
                let word = match known.as_str() {
                    "not-applicable" => "n/a",
                    "not-asked" => "not asked",
                    other => other,
                };
                words.insert(word.to_owned());
                assert_eq!((cell.text.as_str(), class), (word, "u"), "{name}");
                continue;
            };
            let shown: f64 = cell.text.parse().unwrap_or_else(|_| panic!("{name}: {} for {known}", cell.text));
            assert!((shown - level).abs() < 0.0501, "{name}: {shown} for {known}");
            let gap = target - level;
            let shade = if importance == 0.0 {
                // The next role does not need it.
                "u"
            } else if gap <= 0.0 {
                "a"
            } else if gap <= 1.0 {
                "b"
            } else if gap <= 2.0 {
                "c"
            } else {
                "d"
            };
            let mark = if must && gap > 0.0 { " m" } else { "" };
            assert_eq!(class, format!("{shade}{mark}"), "{name}: {known} for {target}");
        }
    }
    assert_eq!(words, ["n/a", "none", "unsure"].map(str::to_owned).into());
    assert!(["a", "b", "c", "d", "b m", "c m", "d m", "u"].iter().all(|shade| shades.contains(*shade)), "{shades:?}");
}

#[test]
fn c03_the_heat_map_has_everyone_with_an_answer_and_the_largest_gap_first() {
    let (written, pack) = (&*USUAL_CLASS, director_pack());
    let names: Vec<String> = table(&written.page, "#heat").into_iter().skip(1).map(|row| row[0].text.clone()).collect();
    let people = written.rows("people");
    let answered = people.iter().filter(|person| person["answered"].parse::<u32>().is_ok_and(|count| count > 0));
    let answered: BTreeSet<&str> = answered.map(|person| person["respondent"]).collect();
    assert_eq!(names.iter().map(String::as_str).collect::<BTreeSet<_>>(), answered);
    assert!(answered.len() == names.len() && answered.len() < people.len());
    let gaps: Vec<f64> =
        names.iter().map(|name| lost_and_unmet(&pack, written, &written.row("people", name)).0).collect();
    assert!(gaps.windows(2).all(|pair| pair[0] > pair[1] - 0.01), "{gaps:?}");
    // Each row of the map is that of the list with the same person.
    let listed: BTreeSet<(String, String)> =
        list(&written.page).iter().map(|row| (row.row["id"].clone(), row.name().to_owned())).collect();
    for (place, name) in attributes(&written.page, "#heat tbody tr", "data-p").into_iter().zip(&names) {
        assert!(listed.contains(&(format!("p-{place}"), name.clone())), "{place} {name}");
    }
}

/// Cells without a text or a named picture, heads without a scope, and rows with another width than their table.
fn flaws_of_tables(page: &str) -> Vec<String> {
    let mut flaws = Vec::new();
    let document = Html::parse_document(page);
    for table in select(document.root_element(), "table") {
        let mut widths = BTreeSet::new();
        for row in select(table, "tr") {
            let cells = select(row, "th, td");
            let width = |cell: &scraper::ElementRef<'_>| {
                cell.value().attr("colspan").map_or(1, |span| span.parse::<usize>().unwrap())
            };
            widths.insert(cells.iter().map(width).sum::<usize>());
            for cell in cells {
                let has_picture = !select(cell, "svg[role=img][aria-label]:not([aria-label=''])").is_empty();
                let scope = cell.value().attr("scope").unwrap_or_default();
                if text(cell).is_empty() && !has_picture {
                    flaws.push(format!("empty: {}", text(row)));
                }
                if cell.value().name() == "th" && !["col", "row", "rowgroup"].contains(&scope) {
                    flaws.push(format!("scope `{scope}`: {}", text(cell)));
                }
            }
        }
        if widths.len() != 1 || select(table, "caption").len() != 1 {
            flaws.push(format!("widths {widths:?} or caption: {}", text(table)));
        }
    }
    flaws
}

#[test]
fn c03_no_table_has_an_empty_cell_or_a_head_without_scope() {
    let page = &USUAL_CLASS.page;
    assert_eq!(count(page, "table"), 8, "agreed, needs, resources, roles, competencies, then and now, list, map");
    assert_eq!(flaws_of_tables(page), [""; 0]);
    for (text, by, flaw) in [
        ("<td>no answers", "<td>", "empty: "),
        ("<th scope=\"row\">", "<th>", "scope ``: "),
        ("<td>no answers", "", "widths {"),
    ] {
        assert!(page.contains(text));
        let found = flaws_of_tables(&page.replacen(text, by, 1));
        assert!(found.len() == 1 && found[0].starts_with(flaw), "{flaw}: {found:?}");
    }
}

/// Small classes in which most is missing.
#[test]
fn c03_no_cell_is_empty_where_little_is_known() {
    let pack = director_pack();
    let nothing = |id: &str| {
        let mut sheet = answers(id, None, 1);
        for item in &pack.form(sheet.form).items {
            sheet.set(*item, skillgap::answers::Answer::Skipped, None);
        }
        sheet
    };
    let draft = dated(nothing("s-2"), Some("2026-11-29T09:00:00Z"), None);
    let undated = dated(answers("s-3", None, 2), None, None);
    for sheets in
        [vec![nothing("s-1")], vec![draft.clone()], vec![undated.clone()], vec![nothing("s-1"), draft, undated]]
    {
        let place = Place::new();
        put_all(&place, "in", &sheets);
        place.write("invited.csv", "respondent,label\ns-9,\n,Someone Else\n");
        place.write("targets.csv", "competency,term,level\ndata-analysis,Year 1,3\n");
        for more in [&[][..], &["--invited", "invited.csv", "--targets", "targets.csv"]] {
            let written = Written::of(&place, &[&["in"], more].concat());
            assert_eq!(flaws_of_tables(&written.page), [""; 0]);
            assert_eq!(list(&written.page).len(), sheets.len() + more.len() / 2);
        }
    }
}

#[test]
fn c12_the_page_says_that_it_is_confidential_and_self_rated() {
    let page = &USUAL_CLASS.page;
    let document = Html::parse_document(page);
    let notices = select(document.root_element(), "body > header > .notice");
    let [notice] = notices[..] else { panic!("one notice") };
    let said = text(notice);
    assert!(said.starts_with("Confidential: "), "{said}");
    assert!(said.contains("All of it is self-rated: people rated themselves, and nothing was tested."), "{said}");
    for around in notice.ancestors().filter_map(scraper::ElementRef::wrap).chain([notice]) {
        let (name, class) = (around.value().name(), around.value().attr("class").unwrap_or_default());
        assert!(name != "details" && around.value().attr("hidden").is_none() && !class.contains("unseen"), "{name}");
    }
    // It stands before everything that is about people.
    let first = page.find("Confidential: ").unwrap();
    assert!(first < page.find("<main>").unwrap() && first < page.find("s-0000").unwrap());
}
