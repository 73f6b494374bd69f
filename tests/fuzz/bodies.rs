//! What each fuzz target does with its bytes, for the fuzzer and for the test that replays its corpus.
//!
//! Each function panics where something does not hold. A target that takes several texts has a line of four equals signs
//! between them.

use std::io::Cursor;
use std::sync::{Arc, LazyLock};

use skillgap::answers::{
    self, Answer, AnswerSheet, Beginning, Boundary, Chunk, Decoder, Framing, InputFormat, LARGEST_FILE, Outcome, Rater,
    ReadOptions, Record, Respondent, ResultCodes, Row, TableOptions, Texts,
};
use skillgap::assess::Assessment;
use skillgap::batch::{Batch, ChunkResult, MoreColumns, OutputFormat};
use skillgap::clock::Date;
use skillgap::diag::{Diagnostic, any_error, render};
use skillgap::exact::Exact;
use skillgap::export::{Tool, questionnaire};
use skillgap::model::{FormIx, ItemIx, Pack, RoleIx};
use skillgap::pack::{self, EMBEDDED, PackFile, PackFiles, SourceFile, overlay};
use skillgap::plan::{PlanOptions, develop};
use skillgap::quiz::{AttemptOrigin, PlainPrompter, QuizState, run};
use skillgap::report::{html, json, text, view};
use skillgap::web::{Site, SiteSource, respond};

/// A target: its name, which is that of its corpus, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 9] = [
    ("pack", pack),
    ("answers", answers),
    ("reports", reports),
    ("records", records),
    ("surveys", surveys),
    ("lists", lists),
    ("codes", codes),
    ("engine", engine),
    ("plain", plain),
];

/// The line between two texts of one input.
const BETWEEN: &str = "\n====\n";

/// The time of requests, and of the day from which plans begin.
const NOW: &str = "2026-11-29T10:00:00+01:00";

static PACK: LazyLock<Pack> =
    LazyLock::new(|| pack::parse(&EMBEDDED[0].files()).0.expect("the embedded pack is correct"));

/// The files of a pack, each in place of that of the small pack where it is not empty, and perhaps an overlay.
pub fn pack(bytes: &[u8]) {
    const SMALL: [&str; 3] = [
        include_str!("../fixtures/pack/questionnaire.yaml"),
        include_str!("../fixtures/pack/roles.yaml"),
        include_str!("../fixtures/pack/resources.yaml"),
    ];
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split(BETWEEN);
    let [questionnaire, roles, resources] = std::array::from_fn(|at| {
        let text = parts.next().filter(|text| !text.is_empty()).unwrap_or(SMALL[at]);
        SourceFile { name: PackFile::ALL[at].name().to_owned(), text: text.to_owned() }
    });
    let files = PackFiles { questionnaire, roles, resources };
    let (found, problems) = pack::parse(&files);
    told(&problems);
    assert_eq!(found.is_none(), any_error(&problems), "a pack, or an error");
    let Some(pack) = found else { return };
    told(&pack::lint::lint(&files, &pack, "2026-11-29").reported);
    as_json(&files, &pack);
    of_pack(&pack);
    if let Some(text) = parts.next() {
        let file = SourceFile { name: "overlay.yaml".to_owned(), text: text.to_owned() };
        overlay::named_pack(&file);
        let logo = |_: &str| Ok(parts.next().unwrap_or("<svg xmlns=\"http://www.w3.org/2000/svg\"/>").into());
        let (overlay, problems) = overlay::parse(&file, &pack, logo);
        told(&problems);
        assert_eq!(overlay.is_none(), any_error(&problems), "an overlay, or an error");
        if let Some(overlay) = overlay {
            let laid = pack.lay_over(overlay);
            told(&pack::lint::lint_overlay(&file, &pack, &laid, "2026-11-29"));
            assert_eq!(laid.fingerprint(), pack.fingerprint());
            of_pack(&laid);
        }
    }
}

/// A pack reads the same from JSON.
fn as_json(files: &PackFiles, pack: &Pack) {
    let texts = [&files.questionnaire, &files.roles, &files.resources];
    let texts = texts.map(|file| (file.name.clone(), file.text.clone()));
    let site = SiteSource { pack: texts, overlay: None, form: None, role: None, invitation: None };
    let written = SiteSource::from_json(&site.with_pack_as_json().to_json()).expect("a site reads back");
    let site = written.check().unwrap_or_else(|problems| panic!("no pack from JSON:\n{}", listed(&problems)));
    assert_eq!(site.pack.fingerprint(), pack.fingerprint());
    assert_eq!(site.pack.scoring_fingerprint(), pack.scoring_fingerprint());
}

/// What can be made of any pack.
fn of_pack(pack: &Pack) {
    for at in 0..pack.forms().len() {
        let form = FormIx::new(at);
        template(pack, form);
        for (_, tool) in Tool::WORDS {
            questionnaire(pack, form, *tool);
        }
        for value in 0..2 {
            let respondent = Respondent { id: "s-1".to_owned(), label: None };
            let mut sheet = AnswerSheet::new(pack, form, respondent);
            for (place, item) in pack.form(form).items.iter().enumerate() {
                let options = pack.option_count(*item);
                let answer = match (place + value) % (options + 2) {
                    0 => Answer::Unsure,
                    1 => Answer::NotApplicable(None),
                    option => Answer::Rated(pack.option_value(*item, option - 2)),
                };
                sheet.set(*item, answer, Some(3));
            }
            reads_back(&sheet, pack);
            coded(&sheet, pack);
            if at == pack.default_form().get() {
                reported(&sheet, pack);
            }
        }
    }
}

/// The templates of a form can be read: that of an answers file once it names the person.
fn template(pack: &Pack, form: FormIx) {
    for (_, rater) in Rater::WORDS {
        let template = answers::yaml_template(pack, form, *rater).replacen("{id: }", "{id: s-1}", 1);
        let (sheet, problems) = answers::parse("template.yaml", &template, pack);
        assert!(sheet.is_some() && problems.is_empty(), "{template}\n{}", listed(&problems));
    }
    let header = answers::csv_header(pack, form);
    let begun = InputFormat::Csv.begin(pack, "header.csv", (header.as_bytes(), true), &TableOptions::default());
    assert!(matches!(begun, Ok(Beginning::Found { .. })), "{header}\n{begun:?}");
}

/// An answers file, or a result code.
pub fn answers(bytes: &[u8]) {
    let (pack, text) = (&*PACK, String::from_utf8_lossy(bytes));
    let (sheet, problems) = answers::parse("answers.yaml", &text, pack);
    told(&problems);
    assert_eq!(sheet.is_none(), any_error(&problems), "answers, or an error");
    let named = answers::named_pack(&text);
    if let Some(sheet) = sheet {
        assert!(named.is_none_or(|named| named == "clinical-informatics-director"));
        reads_back(&sheet, pack);
        coded(&sheet, pack);
        scored(&sheet, pack);
    } else if let Ok(sheet) = answers::from_code(&text, pack) {
        reads_back(&sheet, pack);
        coded(&sheet, pack);
    }
}

/// An answers file, and the pages and plans that are made of it.
pub fn reports(bytes: &[u8]) {
    if let (Some(sheet), _) = answers::parse("answers.yaml", &String::from_utf8_lossy(bytes), &PACK) {
        reported(&sheet, &PACK);
    }
}

/// Answers in a bulk format, which their first bytes tell.
pub fn records(bytes: &[u8]) {
    let group = bytes.ends_with(b"\n\n").then(|| "group".to_owned());
    input(bytes, &TableOptions { is_partial: true, group, ..TableOptions::default() });
}

/// The export of a survey tool; behind a map of its columns where there are two texts.
pub fn surveys(bytes: &[u8]) {
    let pack = &*PACK;
    let at = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN.as_bytes());
    let (map, export) = match at {
        None => (None, bytes),
        Some(at) => (Some(String::from_utf8_lossy(&bytes[..at])), &bytes[at + BETWEEN.len()..]),
    };
    let mut options = TableOptions { is_partial: true, ..TableOptions::default() };
    if let Some(text) = map {
        let (map, problems) = answers::parse_map("map.yaml", &text, pack);
        told(&problems);
        assert_eq!(map.is_none(), any_error(&problems), "a map, or an error");
        options.map = map.map(Arc::new);
    }
    input(export, &options);
    if let Some(proposal) = answers::propose(pack, export) {
        let (map, problems) = answers::parse_map("map.yaml", &proposal.map, pack);
        told(&problems);
        assert_eq!(map.is_some(), proposal.open == 0, "{}\n{}", proposal.map, listed(&problems));
        if let Some(map) = map {
            options.map = Some(Arc::new(map));
            input(export, &options);
        }
    }
}

/// An invitation, a list of people and a table of targets.
pub fn lists(bytes: &[u8]) {
    let (pack, text) = (&*PACK, String::from_utf8_lossy(bytes));
    answers::is_invitation(&text);
    let (invitation, problems) = answers::parse_invitation("invitation.yaml", &text, pack);
    told(&problems);
    assert_eq!(invitation.is_none(), any_error(&problems), "an invitation, or an error");
    let (invited, problems) = answers::parse_invited("class.csv", bytes);
    told(&problems);
    assert!(invited.is_some() || any_error(&problems), "a list, or an error");
    let (targets, problems) = answers::parse_targets("targets.csv", bytes, pack);
    told(&problems);
    assert!(targets.is_some() || any_error(&problems), "a list, or an error");
}

/// A result code as text, and the code of the answers that the bytes stand for.
pub fn codes(bytes: &[u8]) {
    static CODES: LazyLock<ResultCodes> = LazyLock::new(|| ResultCodes::new(&PACK));
    let (pack, text) = (&*PACK, String::from_utf8_lossy(bytes));
    let is_recognised = CODES.recognises(&text);
    if let Ok(sheet) = CODES.read(&text, pack) {
        assert!(is_recognised, "a code is recognised");
        coded(&sheet, pack);
        reads_back(&sheet, pack);
    }
    let form = FormIx::new(bytes.first().map_or(0, |byte| usize::from(*byte) % pack.forms().len()));
    let mut sheet = AnswerSheet::new(pack, form, Respondent::default());
    sheet.role = RoleIx::new(bytes.get(1).map_or(0, |byte| usize::from(*byte) % pack.roles().len()));
    for (item, byte) in pack.form(form).items.clone().into_iter().zip(bytes.iter().skip(2)) {
        let options = pack.option_count(item);
        let answer = match usize::from(*byte) % (options + 3) {
            0 => continue,
            1 => Answer::Unsure,
            2 => Answer::NotApplicable(None),
            at => Answer::Rated(pack.option_value(item, at - 3)),
        };
        sheet.set(item, answer, None);
    }
    coded(&sheet, pack);
    // Any slip is found.
    let code = answers::to_code(&sheet, pack);
    let at = bytes.last().map_or(0, |byte| usize::from(*byte) % code.len());
    let wrong = if code.as_bytes()[at] == b'7' { "9" } else { "7" };
    if code.as_bytes()[at] != b'-' {
        let slip = [&code[..at], wrong, &code[at + 1..]].concat();
        assert!(CODES.read(&slip, pack).is_err(), "{code}\n{slip}");
        assert!(CODES.recognises(&slip), "{slip}");
    }
}

/// Requests to the engine of a page, a line each: one as JSON, a word for what is wanted, or the fields of a form with `&`
/// between them, which are posted with what the last response gave.
pub fn engine(bytes: &[u8]) {
    static SITE: LazyLock<Site> = LazyLock::new(|| {
        let files = EMBEDDED[0].files();
        let pack = [files.questionnaire, files.roles, files.resources].map(|file| (file.name, file.text));
        let site = SiteSource { pack, overlay: None, form: None, role: None, invitation: None };
        site.check().expect("the embedded pack is correct")
    });
    let mut tab = Tab { site: &SITE, attempt: None, at: None, screen: String::new() };
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines().take(60) {
        let want = match line {
            _ if line.starts_with('{') => {
                answered(&respond(&SITE, line));
                continue;
            }
            "screen" | "report" => serde_json::json!(line),
            "answers" | "plan" | "calendar" | "scores" => serde_json::json!({ "file": line }),
            "page" => serde_json::json!({ "file": "report" }),
            "open" => serde_json::json!({ "open": tab.attempt.clone().unwrap_or_default() }),
            _ => match line.strip_prefix("open ") {
                Some(text) => serde_json::json!({ "open": text.replace("\\n", "\n") }),
                None => tab.posted(line),
            },
        };
        tab.ask(&want);
    }
    tab.reload();
}

/// A tab of a browser.
struct Tab<'s> {
    site: &'s Site,
    attempt: Option<String>,
    at: Option<String>,
    screen: String,
}

impl Tab<'_> {
    /// The fields of a form: its screen, if it is not among them, and those of the line.
    fn posted(&self, line: &str) -> serde_json::Value {
        let mut fields = serde_json::Map::new();
        fields.insert("screen".to_owned(), self.screen.clone().into());
        for field in line.split('&') {
            let (name, value) = field.split_once('=').unwrap_or(("go", field));
            fields.insert(name.to_owned(), value.into());
        }
        serde_json::json!({ "post": fields })
    }

    fn ask(&mut self, want: &serde_json::Value) {
        let Some(part) = self.response(want) else { return };
        if part["screen"] == "not-read" {
            return;
        }
        let text = |name: &str| part[name].as_str().map(str::to_owned);
        (self.attempt, self.at, self.screen) = (text("attempt"), text("at"), text("screen").unwrap_or_default());
    }

    /// A reload shows the same screen, and the attempt is an answers file.
    fn reload(&self) {
        let Some(attempt) = &self.attempt else { return };
        let (sheet, problems) = answers::parse("attempt", attempt, &self.site.pack);
        let sheet = sheet.unwrap_or_else(|| panic!("{attempt}\n{}", listed(&problems)));
        assert_eq!(&answers::to_yaml(&sheet, &self.site.pack), attempt);
        let again = self.response(&serde_json::json!("screen")).expect("a screen");
        assert_eq!(again["screen"].as_str(), Some(self.screen.as_str()));
        assert_eq!((again["attempt"].as_str(), again["at"].as_str()), (Some(attempt.as_str()), self.at.as_deref()));
    }

    /// The screen of the response to a request.
    fn response(&self, want: &serde_json::Value) -> Option<serde_json::Value> {
        let random: Vec<u8> = (0..10).collect();
        let request = serde_json::json!({
            "attempt": self.attempt, "at": self.at, "now": NOW, "random": random, "seconds": 7, "want": want,
        });
        answered(&respond(self.site, &request.to_string()))
    }
}

/// Checks a response; gives its screen.
fn answered(response: &str) -> Option<serde_json::Value> {
    let mut answer: serde_json::Value = serde_json::from_str(response).expect("a response is JSON");
    let (kind, part) = answer.as_object_mut().and_then(|object| object.iter_mut().next()).expect("one answer");
    let markup = match kind.as_str() {
        "screen" => &part["html"],
        "report" => part,
        "file" => &part["text"],
        "trouble" => return None,
        other => panic!("{other}"),
    };
    let markup = markup.as_str().expect("a text");
    assert!(is_clean(markup), "{markup}");
    assert!(!markup.contains("<script"), "{markup}");
    (kind == "screen").then(|| part.take())
}

/// The plain quiz with these bytes as its input, then again with what follows a line of four equals signs.
pub fn plain(bytes: &[u8]) {
    let pack = &*PACK;
    let respondent = Respondent { id: "s-1".to_owned(), label: None };
    let mut sheet = AnswerSheet::new(pack, pack.default_form(), respondent);
    let mut origin = AttemptOrigin::New;
    let mut rest = bytes;
    loop {
        let end = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN.as_bytes());
        let (input, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        let mut state = QuizState::new(pack, sheet, origin);
        let mut output = Vec::new();
        let mut prompter = PlainPrompter::new(Cursor::new(input), &mut output);
        // The input mostly ends before the quiz does.
        let _ = run(&mut state, &mut prompter, |_| Ok::<(), ()>(()));
        let said = String::from_utf8(output).expect("the quiz writes UTF-8");
        assert!(is_clean(&said), "{said}");
        sheet = state.into_sheet();
        reads_back(&sheet, pack);
        let Some(after) = after.get(BETWEEN.len() - 1..) else { break };
        (rest, origin) = (after, AttemptOrigin::Resumed);
    }
    coded(&sheet, pack);
}

/// One record of an input and what became of it.
#[derive(Debug)]
struct Found {
    outcome: Outcome,
    text: Vec<u8>,
    row: Row,
    sheet: Option<AnswerSheet>,
    problems: Vec<Diagnostic>,
}

/// A whole input of `score`.
fn input(bytes: &[u8], options: &TableOptions) {
    let format = InputFormat::of_first_bytes(bytes);
    format.named_pack(bytes);
    if format != InputFormat::Xlsx {
        return of_format(format, bytes, options);
    }
    match answers::sheets(bytes) {
        Ok(sheets) => {
            for sheet in sheets {
                let options = TableOptions { is_sheet: true, ..options.clone() };
                of_format(InputFormat::Xlsx, &sheet.text, &options);
            }
        }
        Err(why) => assert!(!why.is_empty() && is_clean(&why), "{why}"),
    }
}

/// A text in this format: the records are the same read as a whole and one by one, with texts and without.
fn of_format(format: InputFormat, text: &[u8], options: &TableOptions) {
    let pack = &*PACK;
    let (taken, decoder) = match format.begin(pack, "input", (text, true), options) {
        Ok(Beginning::Found { taken, decoder, warnings }) => {
            told(&warnings);
            (taken, decoder)
        }
        Ok(Beginning::More) => panic!("there is no more"),
        Err(problem) => return told(&[*problem]),
    };
    let rest = &text[taken..];
    // The first bytes alone say the same, or ask for more.
    let begun = &text[..text.len().min(taken + rest.len() / 2)];
    match format.begin(pack, "input", (begun, begun.len() == text.len()), options) {
        Ok(Beginning::More) => {}
        Ok(Beginning::Found { taken: again, .. }) => assert_eq!(again, taken),
        Err(problem) => panic!("{}", render(&problem)),
    }
    let whole = decoded(&*decoder, &pieces(decoder.framing(), rest, Framing::last_boundary), Texts::Needed);
    let first = if decoder.framing() == Framing::Whole { Framing::last_boundary } else { Framing::first_boundary };
    let single = decoded(&*decoder, &pieces(decoder.framing(), rest, first), Texts::Needed);
    let quick = decoded(&*decoder, &pieces(decoder.framing(), rest, Framing::last_boundary), Texts::Ignored);
    for other in [&single, &quick] {
        assert_eq!(whole.len(), other.len(), "as many records");
        for (one, other) in whole.iter().zip(other) {
            assert_eq!((one.outcome, &one.text), (other.outcome, &other.text), "{one:?}\n{other:?}");
            assert_eq!(listed(&one.problems), listed(&other.problems));
            if one.outcome == Outcome::Usable {
                assert_eq!(without_texts(&one.row), without_texts(&other.row));
            }
        }
    }
    for found in &whole {
        told(&found.problems);
        assert_eq!(found.outcome == Outcome::Refused, any_error(&found.problems), "{found:?}");
        assert_eq!(found.outcome == Outcome::Usable, found.sheet.is_some());
        if let Some(sheet) = &found.sheet {
            reads_back(sheet, pack);
            scored(sheet, pack);
        }
    }
    // One of them is enough for one text.
    let (_, output) = OutputFormat::WORDS[text.len() % OutputFormat::WORDS.len()];
    written(output, &*decoder, rest, &whole);
}

/// A row without what is read only where texts are needed.
fn without_texts(row: &Row) -> Row {
    let role = Some(row.role.unwrap_or(PACK.default_role()));
    Row { role, steps: Vec::new(), notes: Vec::new(), ..row.clone() }
}

/// The chunks of a text, and how many line breaks stand before each.
fn pieces(framing: Framing, text: &[u8], boundary: fn(Framing, &[u8], bool) -> Boundary) -> Vec<(usize, &[u8])> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let rest = &text[at..];
        let before = answers::line_breaks(&text[..at]);
        let length = match boundary(framing, rest, true) {
            Boundary::At(0) | Boundary::Incomplete => panic!("no end at the end: {framing:?}"),
            Boundary::At(length) => {
                pieces.push((before, &rest[..length]));
                length
            }
            Boundary::Unterminated => rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1),
        };
        at += length;
    }
    pieces
}

/// The records of these chunks.
fn decoded(decoder: &dyn Decoder, pieces: &[(usize, &[u8])], texts: Texts) -> Vec<Found> {
    let pack = &*PACK;
    let (mut found, mut row) = (Vec::new(), Row::new(pack));
    for (before, text) in pieces {
        let options = ReadOptions { role: None, texts };
        let lines =
            decoder.decode(pack, options, Chunk { file: "input", text }, &mut row, &mut |record, row, problems| {
                let Record { text, outcome, sheet } = record;
                let moved = |mut problem: Diagnostic| {
                    if let Some(position) = &mut problem.position {
                        position.line += before;
                    }
                    problem
                };
                let problems = problems.into_iter().map(moved).collect();
                found.push(Found { outcome, text: text.to_vec(), row: row.clone(), sheet, problems });
            });
        if decoder.framing() != Framing::Whole {
            assert_eq!(lines, answers::line_breaks(text));
        }
    }
    found
}

/// What `score` writes of records.
fn written(format: OutputFormat, decoder: &dyn Decoder, text: &[u8], records: &[Found]) {
    static BATCHES: LazyLock<Vec<Batch<'static>>> = LazyLock::new(|| {
        let more = MoreColumns { next: true, label: true };
        let batch = |format| Batch::new(&PACK, (format, more), None, Texts::Ignored);
        OutputFormat::WORDS.iter().map(|(_, format)| batch(*format)).collect()
    });
    let batch = &BATCHES[format as usize];
    let mut result = ChunkResult::default();
    for (_, text) in pieces(decoder.framing(), text, Framing::last_boundary) {
        batch.score(decoder, Chunk { file: "input", text }, &mut batch.scratch(), &mut result);
    }
    let count = |outcome| records.iter().filter(|found| found.outcome == outcome).count();
    assert_eq!((result.scored, result.refused), (count(Outcome::Usable), count(Outcome::Refused)));
    if format == OutputFormat::Xlsx {
        return;
    }
    let output = String::from_utf8(result.output).expect("the output is UTF-8");
    assert!(is_clean(&output), "{output}");
    if format == OutputFormat::Ndjson {
        assert_eq!(output.lines().count(), result.scored);
        for line in output.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON");
        }
    }
}

/// Every problem can be shown: it has a code, says something, and holds nothing that a terminal would run.
fn told(problems: &[Diagnostic]) {
    for problem in problems {
        let text = render(problem);
        assert!(is_clean(&text), "{text:?}");
        assert!(!problem.message.trim().is_empty(), "{text}");
        assert!(problem.code.as_str().starts_with("SK") && text.contains(problem.code.as_str()), "{text}");
        assert!(problem.position.is_none_or(|at| at.line > 0 && at.column > 0), "{text}");
    }
}

fn listed(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect()
}

/// True for a text without control characters but line breaks and tabs.
fn is_clean(text: &str) -> bool {
    text.chars().all(|letter| matches!(letter, '\n' | '\t' | '\r') || !letter.is_control())
}

/// A sheet is written as an answers file, which reads back as the same sheet.
fn reads_back(sheet: &AnswerSheet, pack: &Pack) {
    let text = answers::to_yaml(sheet, pack);
    assert!(text.len() > LARGEST_FILE || is_clean(&text), "{text}");
    let (again, problems) = answers::parse("written.yaml", &text, pack);
    let again = again.unwrap_or_else(|| panic!("{text}\n{}", listed(&problems)));
    assert_eq!(answers::to_yaml(&again, pack), text);
    // The group of a row of a table is not part of an answers file.
    let group = |sheet: &AnswerSheet| sheet.invitation.as_ref().and_then(|invited| invited.group.clone());
    if sheet.group() == group(sheet).as_deref() {
        let parts = |sheet: &AnswerSheet| (sheet.form, sheet.role, sheet.rater, sheet.respondent.clone());
        assert_eq!(parts(&again), parts(sheet));
        assert_eq!(again.background, sheet.background);
        for at in 0..pack.items().len() {
            assert_eq!(again.get(ItemIx::new(at)), sheet.get(ItemIx::new(at)));
        }
    }
}

/// The code of a sheet reads back as the same code.
fn coded(sheet: &AnswerSheet, pack: &Pack) {
    let code = answers::to_code(sheet, pack);
    let read = answers::from_code(&code, pack).unwrap_or_else(|problem| panic!("{code}: {problem:?}"));
    assert_eq!(answers::to_code(&read, pack), code);
    assert_eq!((read.form, read.role), (sheet.form, sheet.role));
    for item in &pack.form(sheet.form).items {
        let plain = |sheet: &AnswerSheet| match sheet.answer(*item) {
            None | Some(Answer::Skipped) => None,
            Some(Answer::NotApplicable(_)) => Some(Answer::NotApplicable(None)),
            other => other.cloned(),
        };
        assert_eq!(plain(&read), plain(sheet));
    }
}

/// Readiness for every role is from 0 to 1, and within its bounds.
fn scored<'a>(sheet: &'a AnswerSheet, pack: &'a Pack) -> Assessment<'a> {
    let assessment = Assessment::new(pack, sheet);
    for rung in &assessment.ladder {
        let (worst, best) = rung.analysis.bounds;
        assert!(Exact::ZERO <= worst && worst <= best && best <= Exact::ONE, "{worst:?} {best:?}");
        assert!(rung.analysis.readiness.is_none_or(|found| worst <= found && found <= best));
    }
    assessment
}

/// The report of a sheet in every format.
fn reported(sheet: &AnswerSheet, pack: &Pack) {
    let assessment = scored(sheet, pack);
    let plan = pack.has_plans().then(|| develop(&assessment, &PlanOptions::of(sheet)));
    let beside = || view::Beside { plan: plan.as_ref(), ..view::Beside::default() };
    let page = html::student_page(&view::student_report_beside(&assessment, beside(), "fuzz"));
    let advisor = html::advisor_page(&view::advisor_report(&assessment, beside(), "fuzz"));
    for page in [page, advisor] {
        assert!(page.trim_end().ends_with("</html>") && !page.contains("<script") && is_clean(&page), "{page}");
    }
    if let (Some(plan), Some(start)) = (&plan, sheet.day().or_else(|| Date::parse("2026-11-29"))) {
        let view = view::plan_view(pack, sheet, plan, start);
        assert!(is_clean(&text::plan(&view)));
        serde_json::from_str::<serde_json::Value>(&json::plan(&view)).expect("a plan is JSON");
    }
}
