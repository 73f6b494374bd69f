//! `report --format json` and `plan --format json`: what they hold, and the schemas that describe it.

use std::collections::BTreeSet;

use crate::harness::page::{HOSTILE, all, hostile};
use crate::harness::{Place, director_pack, repository_file};
use jsonschema::Validator;
use scraper::{Html, Selector};
use serde_json::{Map, Value, json};
use skillgap::answers::{self, Answer, AnswerSheet, Pair, Rater};
use skillgap::assess::{Assessment, Comparison};
use skillgap::clock::Timestamp;
use skillgap::model::{Id, Keying, Pack};
use skillgap::pack;
use skillgap::plan::{DevelopmentPlan, PlanOptions, develop};
use skillgap::report::html::{advisor_page, student_page};
use skillgap::report::json::{self, ReportFacts};
use skillgap::report::view::{Audience, Beside, advisor_report, plan_of_report, student_report_beside};

/// A report in both formats.
struct Made {
    text: String,
    value: Value,
    page: String,
}

fn made(own: &Assessment<'_>, beside: Beside<'_>, reader: Audience) -> Made {
    let plan = beside.plan.map(|plan| plan_of_report(own.pack, own.sheet, plan));
    let facts = |report, advisor| ReportFacts { assessment: own, report, advisor, plan: plan.as_ref() };
    let (text, page) = match reader {
        Audience::Student => {
            let report = student_report_beside(own, beside, "skillgap test");
            (json::report(facts(&report, None)), student_page(&report))
        }
        Audience::Advisor => {
            let advisor = advisor_report(own, beside, "skillgap test");
            (json::report(facts(&advisor.student, Some(&advisor))), advisor_page(&advisor))
        }
    };
    Made { value: serde_json::from_str(&text).expect("it is JSON"), text, page }
}

fn with_plan(own: &Assessment<'_>, reader: Audience) -> Made {
    let plan = develop(own, &PlanOptions::of(own.sheet));
    made(own, Beside { plan: Some(&plan), ..Beside::default() }, reader)
}

fn small_pack_inside() -> Pack {
    pack::parse(&pack::EMBEDDED[1].files()).0.expect("the embedded pack is correct")
}

/// The files of all made-up people of a pack, with their paths.
fn files_of(pack: &Pack) -> Vec<String> {
    let folders = ["tests/fixtures/people".to_owned(), format!("questionnaires/{}/golden", pack.id())];
    let in_folder = |folder: &String| {
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().display().to_string());
        names.collect::<Vec<_>>()
    };
    let mut names: Vec<String> = folders.iter().flat_map(in_folder).collect();
    names.retain(|name| !name.contains("expected"));
    names.retain(|name| repository_file(name).contains(&format!("id: {}", pack.id())));
    names.sort();
    names
}

fn people(pack: &Pack) -> Vec<AnswerSheet> {
    let parsed = files_of(pack).into_iter().map(|name| answers::parse(&name, &repository_file(&name), pack).0);
    parsed.map(|sheet| sheet.expect("a made-up person can be read")).collect()
}

/// The same person in another form: each question on a competency answered as the first one was, where it can be.
fn in_form(pack: &Pack, sheet: &AnswerSheet, form: usize) -> AnswerSheet {
    let mut other = AnswerSheet::new(pack, skillgap::model::FormIx::new(form), sheet.respondent.clone());
    (other.role, other.background, other.finished) = (sheet.role, sheet.background.clone(), sheet.finished);
    for item in &pack.form(other.form).items {
        let (lowest, highest) = pack.value_range(*item);
        let first = pack.competency(pack.item(*item).competency).items.iter().find_map(|own| sheet.answer(*own));
        let answer = match first {
            Some(Answer::Rated(value)) => {
                let value = (*value).clamp(lowest, highest);
                let is_reversed = pack.item(*item).keying == Keying::Reversed;
                Answer::Rated(if is_reversed { lowest + highest - value } else { value })
            }
            Some(other) => other.clone(),
            None => continue,
        };
        other.set(*item, answer, None);
    }
    other
}

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is one of draft 2020-12");
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, whose: &str) {
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {}", error.instance_path(), error.to_string().chars().take(200).collect::<String>()))
        .take(5)
        .collect();
    assert!(wrong.is_empty(), "{whose}: {wrong:#?}");
}

/// Every number that is not whole has four decimals.
fn assert_four_decimals(text: &str) {
    for line in text.lines() {
        let value = line.trim().trim_end_matches(',');
        let value = value.split_once("\": ").filter(|_| value.starts_with('"')).map_or(value, |(_, value)| value);
        if value.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') {
            let decimals = value.split_once('.').map(|(_, decimals)| decimals.len());
            assert!(decimals.is_none_or(|many| many == 4), "{line}");
        }
    }
}

#[test]
fn d01_every_report_fits_the_schema_and_has_the_figures_of_its_page() {
    let mut made_of = 0;
    for pack in [director_pack(), small_pack_inside()] {
        let validator = validator(&json::report_schema(&pack));
        for sheet in people(&pack) {
            for form in 0..pack.forms().len() {
                let sheet = if sheet.form.get() == form { sheet.clone() } else { in_form(&pack, &sheet, form) };
                let whose = format!("{} in form {form}", sheet.respondent.id);
                let own = Assessment::new(&pack, &sheet);
                for reader in [Audience::Student, Audience::Advisor] {
                    let made = made(&own, Beside::default(), reader);
                    assert_valid(&validator, &made.value, &whose);
                    assert_four_decimals(&made.text);
                    assert_as_page(&pack, &made, &whose);
                    assert_eq!(made.value["advisor"].is_null(), reader == Audience::Student);
                    made_of += 1;
                }
            }
        }
    }
    assert!(made_of >= 4 * 15, "{made_of}");
}

fn texts(value: &Value, list: &str, name: &str) -> Vec<String> {
    let entries = value[list].as_array().unwrap().iter();
    entries.map(|entry| entry[name].as_str().unwrap_or_else(|| panic!("{list} {name}")).to_owned()).collect()
}

/// A figure of the page is the number rounded to what the page shows, or a dash and the like where it is null.
fn assert_figure(shown: &str, number: &Value, parts: f64, whose: &str) {
    let digits: String = shown.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    match (number.as_f64(), digits.parse::<f64>()) {
        (None, Err(_)) => {}
        (Some(number), Ok(shown)) => {
            let width = if parts > 1.0 { 0.5 } else { 0.05 };
            assert!((number * parts - shown).abs() <= width + 0.01, "{whose}: {number} is shown as {shown}");
        }
        _ => panic!("{whose}: {number} is shown as {shown}"),
    }
}

/// A page, parsed once.
struct Page(Html);

impl Page {
    fn new(text: &str) -> Self {
        Self(Html::parse_document(text))
    }

    /// The texts of all elements that fit, white space folded.
    fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).map(|found| folded(&found.text().collect::<String>())).collect()
    }

    /// Where the links that fit lead.
    fn links(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).filter_map(|found| found.value().attr("href").map(str::to_owned)).collect()
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Levels, gaps, readiness, first step, entries and sources are those of the page.
fn assert_as_page(pack: &Pack, made: &Made, whose: &str) {
    let (value, page) = (&made.value, &Page::new(&made.page));
    let anchors = |selector: &str, mark: &str| -> Vec<String> {
        let found = page.links(selector).into_iter();
        found.map(|anchor| anchor.trim_start_matches(mark).to_owned()).collect()
    };
    let rows = anchors("#profile ~ table th[scope=row] a", "#c-");
    let needed = value["competencies"].as_array().unwrap().iter().filter(|of| !of["target"].is_null()).count();
    assert_eq!(rows.len(), needed);
    let [shown, targets] = ["You", "Target"].map(|name| page.all(&format!("#profile ~ table td[data-name={name}]")));
    for (id, (shown, target)) in rows.iter().zip(shown.iter().zip(targets)) {
        let entries = value["competencies"].as_array().unwrap().iter();
        let own = entries.clone().find(|own| own["id"] == id.as_str()).unwrap();
        assert_figure(shown, &own["level"], 1.0, whose);
        assert_eq!(target, own["target"].to_string());
    }
    let readiness = page.all("table.ladder td[data-name=Readiness]");
    let roles = value["roles"].as_array().unwrap();
    assert_eq!(readiness.len(), roles.len());
    for (shown, role) in readiness.iter().zip(roles.iter().rev()) {
        assert_figure(shown, &role["readiness"], 100.0, whose);
    }
    let musts = page.all("table.ladder td[data-name='Musts met']");
    for (shown, role) in musts.iter().zip(roles.iter().rev()) {
        assert_eq!(*shown, format!("{} of {}", role["musts_met"], role["musts"]).replace("0 of 0", shown), "{whose}");
    }
    assert_eq!(anchors("ol.gaps h3 a", "#c-"), texts(value, "gap_help", "competency"), "{whose}");
    assert_eq!(anchors("ol.priorities h3 a", "#c-"), texts(value, "next_gap_help", "competency"), "{whose}");
    assert_eq!(page.all("ul.strengths h3"), texts(value, "strengths", "title"), "{whose}");
    assert_eq!(page.all("article.resource h3"), texts(value, "resources", "title"), "{whose}");
    let credentials = page.links("table.credentials th a");
    let credentials: Vec<&str> = credentials.iter().map(|anchor| anchor.trim_start_matches("#r-")).collect();
    assert_eq!(credentials, texts(value, "credentials", "resource"), "{whose}");
    assert_first_step(pack, value, page);
    let sources = page.all("section[aria-labelledby=resources] ol.sources li");
    assert_eq!(sources.len(), value["sources"].as_array().unwrap().len(), "{whose}");
    for (shown, title) in sources.iter().zip(texts(value, "sources", "title")) {
        assert!(shown.starts_with(&title), "{whose}: {shown} is {title}");
    }
    let open = page.all("article.card:not(.resource) > details p").join("\n");
    // What the role does not need has no card.
    for own in value["competencies"].as_array().unwrap().iter().filter(|own| !own["target"].is_null()) {
        for line in
            own["items"].as_array().unwrap().iter().map(|item| &item["text"]).chain(own["formulas"].as_array().unwrap())
        {
            let line = folded(line.as_str().unwrap());
            assert!(open.contains(&line), "{whose}: {line}");
        }
    }
}

fn assert_first_step(pack: &Pack, value: &Value, page: &Page) {
    let linked = page.all("p.step > a");
    let step = &value["first_step"];
    match step["resource"].as_str() {
        Some(id) => {
            assert_eq!(linked, [pack.resource(pack.find_resource(id).unwrap()).title.clone()]);
            assert_eq!(step["kind"], "take");
        }
        None => assert!(linked.is_empty() && step["kind"] != "take"),
    }
    let said = folded(step["text"].as_str().unwrap());
    assert_eq!(page.all("p.step"), [format!("First step: {said}")]);
}

#[test]
fn d01_the_plan_of_a_report_is_that_of_the_plan_command() {
    for (pack, least) in [(director_pack(), 8), (small_pack_inside(), 1)] {
        let validators = [json::report_schema(&pack), json::plan_schema(&pack)].map(|schema| validator(&schema));
        let mut with_steps = 0;
        for sheet in people(&pack) {
            let own = Assessment::new(&pack, &sheet);
            let day = sheet.day().expect("made-up people are dated");
            let dated = PlanOptions { start: Some(day), ..PlanOptions::of(&sheet) };
            let plan = develop(&own, &dated);
            let view = skillgap::report::view::plan_view(&pack, &sheet, &plan, day);
            let alone: Value = serde_json::from_str(&json::plan(&view)).unwrap();
            assert_valid(&validators[1], &alone, &sheet.respondent.id);
            let report = with_plan(&own, Audience::Student);
            assert_valid(&validators[0], &report.value, &sheet.respondent.id);
            assert_four_decimals(&report.text);
            assert_eq!(report.value["plan"], alone, "{}", sheet.respondent.id);
            assert_eq!((&alone["role"], &alone["respondent"]), (&report.value["role"], &report.value["respondent"]));
            assert_eq!(alone["pack"], report.value["pack"]);
            assert_eq!(alone["first_step"], report.value["first_step"]["resource"]);
            let titles = all(&report.page, "section[aria-labelledby=phase] ol.steps > li > *");
            let steps = alone["phases"][0]["steps"].as_array().map_or(0, Vec::len);
            assert_eq!(titles.len(), steps, "{}", sheet.respondent.id);
            with_steps += usize::from(steps > 0);
        }
        assert!(with_steps >= least, "{with_steps}");
    }
}

/// Answers without a date have a plan in weeks and no day of the calendar.
#[test]
fn answers_without_a_date_have_a_plan_without_days() {
    let pack = director_pack();
    let mut sheet = people(&pack).into_iter().find(|sheet| sheet.respondent.id == "student").unwrap();
    (sheet.started, sheet.finished) = (None, None);
    let made = with_plan(&Assessment::new(&pack, &sheet), Audience::Student);
    assert_valid(&validator(&json::report_schema(&pack)), &made.value, "without a date");
    let plan = &made.value["plan"];
    assert!(!plan["phases"][0]["steps"].as_array().unwrap().is_empty());
    for day in [&made.value["date"], &plan["start"], &plan["phases"][0]["start"], &plan["phases"][0]["steps"][0]["end"]]
    {
        assert!(day.is_null(), "{day}");
    }
    assert!(!plan.to_string().contains("1970"), "no made-up day");
}

#[test]
fn d01_every_name_of_the_score_output_means_the_same_in_a_report() {
    let mut compared = 0;
    for pack in [director_pack(), small_pack_inside()] {
        let place = Place::new();
        for (at, name) in files_of(&pack).iter().enumerate() {
            place.write(&format!("people/{at:02}.yaml"), &repository_file(name));
        }
        let ran = place.run(&["score", "people", "-q", "--format", "ndjson", "--next", "--label", "--threads", "1"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let lines: Vec<Map<String, Value>> =
            ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let sheets = people(&pack);
        assert_eq!(lines.len(), sheets.len());
        for (line, sheet) in lines.iter().zip(&sheets) {
            let report = made(&Assessment::new(&pack, sheet), Beside::default(), Audience::Student).value;
            for (name, scored) in line {
                let of = |list: &str, id: &str| -> Value {
                    let entries = report[list].as_array().unwrap();
                    entries.iter().find(|entry| entry["id"] == id).unwrap()["level"].clone()
                };
                let own = match name.split_once('.') {
                    Some(("domain", id)) => of("domains", id),
                    Some(("level", id)) => of("competencies", id),
                    _ if name == "label" => json!(report["label"].as_str().unwrap_or_default()),
                    _ => report.get(name).unwrap_or_else(|| panic!("the report has no `{name}`")).clone(),
                };
                assert_eq!(own, *scored, "{}: {name}", sheet.respondent.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 15 * 40, "{compared}");
}

#[test]
fn d08_hostile_texts_stay_text() {
    let pack = director_pack();
    let mut sheet = hostile(&pack);
    let items = pack.form(pack.default_form()).items.clone();
    let written = "\u{1b}]0;owned\u{7}\u{9b}31m \u{202e}txt.exe\u{2028}\r\n\"},\"readiness\":1,\\</script><!--\u{0}";
    sheet.set_note(items[2], Some(written.to_owned()));
    let made = with_plan(&Assessment::new(&pack, &sheet), Audience::Advisor);
    assert_valid(&validator(&json::report_schema(&pack)), &made.value, "hostile");
    assert_eq!(made.value["respondent"], HOSTILE);
    assert_eq!(made.value["label"], HOSTILE);
    assert_eq!(made.value["plan"]["respondent"], HOSTILE);
    let item = |at: usize| {
        let entries = made.value["competencies"].as_array().unwrap().iter();
        let mut items = entries.flat_map(|own| own["items"].as_array().unwrap());
        items.find(|item| item["id"] == pack.item(items_at(&pack, at)).id.as_str()).unwrap().clone()
    };
    assert_eq!(item(0)["note"], HOSTILE);
    assert_eq!((&item(1)["reason"], &item(1)["state"]), (&json!(HOSTILE), &json!("not-applicable")));
    assert_eq!(item(2)["note"], written);
    let acts = |letter: char| {
        (letter.is_control() && letter != '\n') || matches!(letter, '<' | '\u{202e}' | '\u{2028}' | '\u{2066}')
    };
    assert!(!made.text.contains(acts), "nothing of it can act in a terminal or in a page");
}

fn items_at(pack: &Pack, at: usize) -> skillgap::model::ItemIx {
    pack.form(pack.default_form()).items[at]
}

/// Reports in which, together, every list has an entry and every object is there.
fn rich(pack: &Pack) -> Vec<Value> {
    let mut all = people(pack);
    let mut earlier = all[all.len() - 1].clone();
    earlier.finished = Timestamp::parse("2025-11-23T09:00:00Z");
    earlier.started = None;
    let items = pack.form(earlier.form).items.clone();
    earlier.set(items[0], Answer::Unsure, None);
    earlier.set(items[1], Answer::Rated(1), None);
    let mut seen = all[all.len() - 1].clone();
    (seen.rater, seen.started) = (Rater::Observer, None);
    seen.set(items[0], Answer::Rated(5), None);
    seen.set(items[1], Answer::Unsure, None);
    seen.set_note(items[0], Some("seen".to_owned()));
    let last = all.len() - 1;
    all[last].set_note(items[2], Some("done".to_owned()));
    all[last].steps = vec![skillgap::answers::AgreedStep::held(skillgap::model::ResourceIx::new(0))];
    let reports = all.iter().enumerate().map(|(at, sheet)| {
        let own = Assessment::new(pack, sheet);
        if at < last {
            return with_plan(&own, Audience::Advisor).value;
        }
        let (then, other) = (Assessment::new(pack, &earlier), Assessment::new(pack, &seen));
        let attempts = Pair::of_attempts(pack, &earlier, sheet).unwrap();
        let raters = Pair::of_raters(pack, sheet, &seen).unwrap();
        let since = Comparison::new(&attempts, [&then, &own]);
        let observer = Comparison::new(&raters, [&own, &other]);
        let plan: DevelopmentPlan = develop(&own, &PlanOptions::of(sheet));
        let beside = Beside { since: Some(&since), observer: Some(&observer), plan: Some(&plan), full: false };
        made(&own, beside, Audience::Advisor).value
    });
    reports.collect()
}

/// The object schema below nullable and list schemas.
fn object_in(schema: &Value) -> Option<&Value> {
    if schema["properties"].is_object() {
        return Some(schema);
    }
    object_in(schema.get("anyOf").map(|any| &any[0]).or_else(|| schema.get("items"))?)
}

/// The place of every property of a schema.
fn places(schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    for (name, property) in schema["properties"].as_object().unwrap() {
        let place = format!("{at}/{name}");
        let about = property["description"].as_str().unwrap_or_default();
        assert!(about.len() > 5 && about.ends_with('.'), "{place}: {about}");
        if let Some(inner) = object_in(property) {
            places(inner, &place, found);
        }
        found.insert(place);
    }
}

/// The first objects at each place of a value, with their schema; every place once.
fn objects<'v>(schema: &'v Value, value: &'v Value, at: &str, found: &mut Vec<(String, &'v Value, &'v Value)>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| objects(schema, entry, at, found)),
        Value::Object(properties) => {
            if found.iter().all(|(known, ..)| known != at) {
                found.push((at.to_owned(), schema, value));
            }
            for (name, inner) in properties {
                if let Some(schema) = object_in(&schema["properties"][name]) {
                    objects(schema, inner, &format!("{at}/{name}"), found);
                }
            }
        }
        _ => {}
    }
}

/// A schema that lets nothing else through: without a property, with another one, with another type or another id, an
/// object does not fit.
fn assert_strict(schema: &str, values: &[Value]) -> usize {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let mut wanted = BTreeSet::new();
    places(&schema, "", &mut wanted);
    let mut found = Vec::new();
    for value in values {
        objects(&schema, value, "", &mut found);
    }
    let mut tried = 0;
    for (at, own, value) in found {
        let mut own = own.clone();
        own["$defs"] = schema["$defs"].clone();
        let validator = jsonschema::draft202012::new(&own).unwrap();
        assert!(validator.is_valid(value), "{at}");
        let mut refuses = |change: &dyn Fn(&mut Map<String, Value>), what: &str| {
            let mut changed = value.clone();
            change(changed.as_object_mut().unwrap());
            assert!(!validator.is_valid(&changed), "{at}: {what} is let through");
            tried += 1;
        };
        refuses(&|object| drop(object.insert("another".to_owned(), json!(1))), "another property");
        for (name, property) in own["properties"].as_object().unwrap() {
            refuses(&|object| drop(object.remove(name)), &format!("an object without `{name}`"));
            refuses(&|object| object[name] = json!({"another": 1}), &format!("an object as `{name}`"));
            refuses(&|object| object[name] = json!([[7.5]]), &format!("a list as `{name}`"));
            refuses(&|object| object[name] = json!(-7.5e9), &format!("a number out of range as `{name}`"));
            if property.to_string().contains("#/$defs/") && !property["items"].is_object() {
                refuses(&|object| object[name] = json!("no-such-id"), &format!("an unknown id as `{name}`"));
            }
            wanted.remove(&format!("{at}/{name}"));
        }
    }
    assert!(wanted.is_empty(), "no made-up person has these: {wanted:#?}");
    tried
}

#[test]
fn d01_the_schemas_let_nothing_else_through() {
    let pack = director_pack();
    let reports = rich(&pack);
    let validator = validator(&json::report_schema(&pack));
    for report in &reports {
        assert_valid(&validator, report, report["respondent"].as_str().unwrap());
    }
    assert!(assert_strict(&json::report_schema(&pack), &reports) > 1500);
    let plans: Vec<Value> = reports.iter().map(|report| report["plan"].clone()).collect();
    assert!(assert_strict(&json::plan_schema(&pack), &plans) > 200);
}

fn ran(place: &Place, args: &[&str]) -> String {
    let ran = place.run(args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
    ran.stdout
}

#[test]
fn d05_the_report_as_json_goes_beside_the_answers_and_is_verified() {
    let place = Place::new();
    place.write("a.yaml", &repository_file("tests/fixtures/people/nurse.yaml"));
    let ran_with = place.run(&["report", "a.yaml", "--format", "json"]);
    assert_eq!((ran_with.code, ran_with.stderr.as_str()), (0, "report: [folder]/a.json\n"));
    ran(&place, &["report", "a.yaml", "--format", "json", "--for", "advisor", "--role", "health-it-analyst"]);
    assert_eq!(place.files(), ["a-advisor.json", "a.json", "a.yaml"]);
    assert_eq!(ran(&place, &["report", "a.yaml", "--format", "json", "-o", "-"]), place.read("a.json"));
    for report in ["a.json", "a-advisor.json"] {
        let said = place.run(&["report", "a.yaml", "--verify", report]);
        assert_eq!(said.stderr, format!("verified: `{report}` is what `a.yaml` gives, byte for byte\n"));
    }
    let schema = validator(&ran(&place, &["report", "--format", "json", "--schema"]));
    let value = |name: &str| serde_json::from_str::<Value>(&place.read(name)).unwrap();
    assert_valid(&schema, &value("a-advisor.json"), "advisor");
    assert_eq!(value("a-advisor.json")["role"], "health-it-analyst");
    place.write("changed.json", &place.read("a.json").replacen("\"answered\": ", "\"answered\": 1", 1));
    let said = place.run(&["report", "a.yaml", "--verify", "changed.json"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("the answers give `\"answered\": 25,`"), "{}", said.stderr);
    place.write("other.json", "{\"respondent\": 1}");
    let said = place.run(&["report", "a.yaml", "--verify", "other.json"]);
    assert!(said.stderr.contains("`other.json` does not say how it was made"), "{}", said.stderr);
    // Answers may be JSON too; they are not replaced.
    place.write("b.json", &repository_file("tests/fixtures/people/nurse.yaml"));
    assert_eq!(place.run(&["report", "b.json", "--format", "json", "--force"]).code, 1);
}

#[test]
fn d01_schemas_need_no_answers_and_are_those_of_the_pack_and_its_overlay() {
    let place = Place::new();
    for command in ["report", "plan"] {
        assert_eq!(place.run(&[command, "--format", "json"]).code, 2, "answers are needed without `--schema`");
        assert_eq!(place.run(&[command, "a.yaml", "--schema"]).code, 2);
        let schema = ran(&place, &[command, "--format", "json", "--schema"]);
        assert!(!schema.contains("overlay"), "without an overlay nothing speaks of one");
        assert!(!ran(&place, &[command, "--schema", "--pack", "volunteer-coordinator"]).contains("data-analysis"));
    }
    for file in ["overlay.yaml", "logo.svg"] {
        let name = format!("tests/fixtures/overlays/example-college/{file}");
        place.write(&format!("college/{file}"), &repository_file(&name));
    }
    place.write("a.yaml", &repository_file("tests/fixtures/people/computing-graduate.yaml"));
    for command in ["report", "plan"] {
        let with = |args: &[&str]| ran(&place, &[&[command, "--overlay", "college"], args].concat());
        let made = with(&["a.yaml", "--format", "json", "-o", "-"]);
        let value: Value = serde_json::from_str(&made).unwrap();
        assert_valid(&validator(&with(&["--schema"])), &value, command);
        assert!(value["overlay"].as_str().unwrap().starts_with("example-college 1.0.0 sha256:"));
        assert_eq!(value["programme"]["targets"].as_array().unwrap().len(), 3);
        let without = serde_json::from_str::<Value>(&ran(&place, &[command, "--schema"])).unwrap();
        assert!(!jsonschema::draft202012::new(&without).unwrap().is_valid(&value), "another overlay is another schema");
    }
    ran(&place, &["report", "a.yaml", "--overlay", "college", "--format", "json", "-o", "own.json"]);
    ran(&place, &["report", "a.yaml", "--overlay", "college", "--verify", "own.json"]);
    let said = place.run(&["report", "a.yaml", "--verify", "own.json"]);
    assert!(said.stderr.contains("it was made with `--overlay`"), "{}", said.stderr);
}
