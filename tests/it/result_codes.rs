//! Result codes: what is in them, how long they are, and what a slip of the keyboard does. Tables of codes are in
//! `result_tables.rs`.

use skillgap::answers::{
    self, Answer, AnswerSheet, CodeProblem, FACTS, FactAccess, Respondent, ResultCodes, Row, from_code, to_code,
};
use skillgap::model::{Background, FormIx, Month, Pack};
use skillgap::pack::{self, EMBEDDED};

use crate::harness::people::{Numbers, random_sheet};
use crate::harness::{director_pack, repository_file, volunteer_pack};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn forms(pack: &Pack) -> impl Iterator<Item = FormIx> + use<> {
    (0..pack.forms().len()).map(FormIx::new)
}

/// The sheet of which every digit is the largest: all that a code can hold is given.
fn largest_sheet(pack: &Pack, form: FormIx) -> AnswerSheet {
    let mut sheet = AnswerSheet::new(pack, form, Respondent::default());
    for item in &pack.form(form).items {
        sheet.set(*item, Answer::Rated(pack.value_range(*item).1), None);
    }
    sheet.role = pack.role_indices().next_back().unwrap();
    for field in FACTS.iter().filter(|field| field.is_asked()) {
        let words = field.words(pack);
        let background = &mut sheet.background;
        match field.access {
            FactAccess::Word { set, .. } => assert!(set(background, words[words.len() - 1])),
            FactAccess::Id { set, .. } => assert!(set(background, pack, words[words.len() - 1])),
            FactAccess::List { set, .. } => assert!(set(background, &words)),
            FactAccess::Number { range: (_, most), set, .. } => set(background, u32::try_from(most).ok()),
            FactAccess::Month { set, .. } => set(background, Month::parse("2049-12")),
        }
    }
    sheet
}

/// What a code holds of a sheet: form, role, background, and the state of each item.
fn held(pack: &Pack, sheet: &AnswerSheet) -> Row {
    let mut row = Row::new(pack);
    row.set(pack, sheet);
    let background = Background { hours_per_week: None, budget: None, ..sheet.background.clone() };
    Row { respondent: String::new(), started: None, finished: None, steps: Vec::new(), background, ..row }
}

/// Reads a code that is one of this pack.
fn read(pack: &Pack, code: &str) -> AnswerSheet {
    from_code(code, pack).unwrap_or_else(|why| panic!("{code}: {why:?}"))
}

#[test]
fn f09_all_codes_of_a_form_have_one_length_which_is_small() {
    let mut lengths = Vec::new();
    for pack in [director_pack(), volunteer_pack()] {
        for form in forms(&pack) {
            let empty = AnswerSheet::new(&pack, form, Respondent::default());
            let codes = [empty, largest_sheet(&pack, form)].map(|sheet| to_code(&sheet, &pack));
            for code in &codes {
                let (last, groups) =
                    code.split('-').collect::<Vec<_>>().split_last().map(|(a, b)| (a.len(), b.to_vec())).unwrap();
                assert!((1..=5).contains(&last) && groups.iter().all(|group| group.len() == 5), "{code}");
                assert!(code.bytes().all(|byte| byte == b'-' || ALPHABET.contains(&byte)), "{code}");
                assert_eq!(code[..5], codes[0][..5], "the codes of a pack begin alike");
            }
            assert_eq!(codes[0].len(), codes[1].len());
            lengths.push((pack.form(form).items.len(), codes[0].len()));
        }
    }
    // The items of each form, and the characters of its codes with hyphens: at most 50 and 90 for the director's forms.
    assert_eq!(lengths, [(25, 40), (75, 79), (15, 31)]);
}

/// Codes that were handed out must be read as long as their pack has the same mark.
const GOLDEN: [(&str, &str); 4] = [
    ("clinical-informatics-director/golden/second-year-student.yaml", "1645Y-50KR3-W1XVY-9HGBE-7QMR6-C1T0R-X7RF"),
    ("clinical-informatics-director/golden/nurse-of-nine-years.yaml", "1645Y-60H3R-6FENB-JAS0Y-19FFP-226X5-C6V6"),
    (
        "clinical-informatics-director/golden/two-in-the-full-form.yaml",
        "1645Y-2K532-J8EYB-5DNEA-BNGD9-B0FJ9-TTE7E-B3RBG-133K1-Y78VS-NK35V-JQCJS-NKZ71-4",
    ),
    ("volunteer-coordinator/golden/one-season-in.yaml", "1K9WN-HVS3Q-R0E7S-PAFCR-FDVPY-Z"),
];

/// The codes of the [largest sheets](largest_sheet), pack by pack and form by form.
const LARGEST: [&str; 3] = [
    "1645Y-9TDQQ-9GAK8-GKMHZ-X3P86-JBE6M-BJM3",
    "1645Y-3EW43-DNYK4-77HXR-FJZNH-NDQXG-THGWT-T3PQZ-D38SZ-5DTHJ-BE01V-24H3F-KNZVB-2",
    "1K9WN-N5R0V-FZZZZ-ZZZZZ-WVST2-Y",
];

#[test]
fn f09_golden_codes_are_those_of_their_sheets() {
    let mut found = Vec::new();
    for (file, code) in GOLDEN {
        let pack = if file.starts_with("volunteer") { volunteer_pack() } else { director_pack() };
        let (sheet, problems) = answers::parse(file, &repository_file(&format!("questionnaires/{file}")), &pack);
        let sheet = sheet.unwrap_or_else(|| panic!("{problems:?}"));
        found.push((to_code(&sheet, &pack), code));
        assert_eq!(held(&pack, &read(&pack, &to_code(&sheet, &pack))), held(&pack, &sheet), "{file}");
    }
    let packs = [director_pack(), volunteer_pack()];
    let all = packs.iter().flat_map(|pack| forms(pack).map(move |form| (pack, form)));
    for ((pack, form), code) in all.zip(LARGEST) {
        let sheet = largest_sheet(pack, form);
        found.push((to_code(&sheet, pack), code));
        assert_eq!(held(pack, &read(pack, &to_code(&sheet, pack))), held(pack, &sheet));
    }
    let wrong: Vec<_> = found.iter().filter(|(found, golden)| found != golden).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The README shows the first.
    assert!(repository_file("README.md").contains(GOLDEN[0].1));
}

#[test]
fn f09_ten_thousand_random_sheets_come_back() {
    for pack in [director_pack(), volunteer_pack()] {
        let codes = ResultCodes::new(&pack);
        for number in 0..5_000 {
            let sheet = random_sheet(&pack, number);
            let code = codes.write(&sheet, &pack);
            let again = codes.read(&code, &pack).unwrap_or_else(|why| panic!("{code}: {why:?}"));
            assert_eq!(held(&pack, &again), held(&pack, &sheet), "{number}: {code}");
            assert_eq!(codes.write(&again, &pack), code);
            assert!(code.replace('-', "").ends_with(&again.respondent.id["c-".len()..]), "{code}");
        }
    }
}

#[test]
fn f09_a_month_that_no_code_holds_and_what_is_not_asked_are_left_out() {
    let pack = director_pack();
    let mut sheet = largest_sheet(&pack, pack.default_form());
    let whole = sheet.background.clone();
    (sheet.background.hours_per_week, sheet.background.budget) = (Some(6), Some(500));
    for month in ["2019-12", "2050-01", "0000-01", "9999-12"] {
        sheet.background.studying_until = Month::parse(month);
        let again = read(&pack, &to_code(&sheet, &pack)).background;
        assert_eq!(again, Background { studying_until: None, ..whole.clone() }, "{month}");
    }
}

/// Codes of both forms of the director's pack, of a sparse and of a full sheet.
fn some_codes(pack: &Pack) -> Vec<String> {
    let sparse = forms(pack).map(|form| AnswerSheet::new(pack, form, Respondent::default()));
    sparse.chain((0..4).map(|number| random_sheet(pack, number))).map(|sheet| to_code(&sheet, pack)).collect()
}

/// All codes with one slip: another character, two neighbours swapped, a character dropped, doubled or added.
fn with_a_slip(code: &str) -> Vec<String> {
    let letters: Vec<char> = code.chars().filter(|letter| *letter != '-').collect();
    let mut found: Vec<Vec<char>> = Vec::new();
    for at in 0..letters.len() {
        for other in ALPHABET.map(char::from) {
            let mut changed = letters.clone();
            changed[at] = other;
            found.push(changed);
            let mut longer = letters.clone();
            longer.insert(at, other);
            found.push(longer);
        }
        let mut dropped = letters.clone();
        dropped.remove(at);
        found.push(dropped);
        if at > 0 {
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            found.push(swapped);
        }
    }
    found.retain(|found| *found != letters);
    found.into_iter().map(|letters| letters.into_iter().collect()).collect()
}

#[test]
fn f09_every_single_slip_is_named() {
    let pack = director_pack();
    let codes = ResultCodes::new(&pack);
    for code in some_codes(&pack) {
        let slips = with_a_slip(&code);
        assert!(slips.len() > 2000);
        for slip in slips {
            assert_eq!(codes.read(&slip, &pack).err(), Some(CodeProblem::Mistyped), "{slip} for {code}");
        }
    }
}

#[test]
fn f09_two_to_four_wrong_characters_are_named() {
    let pack = director_pack();
    let codes = ResultCodes::new(&pack);
    let all = some_codes(&pack);
    let mut random = Numbers(4);
    let mut below = |limit: usize| usize::try_from(random.below(i64::try_from(limit).unwrap())).unwrap();
    for _ in 0..100_000 {
        let mut letters = all[below(all.len())].replace('-', "").into_bytes();
        let whole = letters.clone();
        let wrong = 2 + below(3);
        for _ in 0..wrong {
            letters[below(whole.len())] = ALPHABET[below(32)];
        }
        if letters != whole {
            let text = String::from_utf8(letters).unwrap();
            assert_eq!(codes.read(&text, &pack).err(), Some(CodeProblem::Mistyped), "{text}");
        }
    }
}

#[test]
fn f09_a_code_of_another_pack_is_named() {
    let packs = [director_pack(), volunteer_pack()];
    for (own, other) in [(0, 1), (1, 0)] {
        for form in forms(&packs[own]) {
            let code = to_code(&largest_sheet(&packs[own], form), &packs[own]);
            assert_eq!(from_code(&code, &packs[other]).err(), Some(CodeProblem::OtherPack));
        }
    }
}

/// Whatever a digit stands for is in the mark: the codes of a changed pack are not read by the old one.
#[test]
fn f09_a_code_never_means_something_else_after_a_change_of_the_pack() {
    let pack = director_pack();
    let code = to_code(&largest_sheet(&pack, pack.default_form()), &pack);
    let changed = |file: usize, from: &str, to: &str| {
        let mut files = EMBEDDED[0].files();
        let file = match file {
            0 => &mut files.questionnaire,
            1 => &mut files.roles,
            _ => &mut files.resources,
        };
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replace(from, to);
        let (pack, problems) = pack::parse(&files);
        pack.unwrap_or_else(|| panic!("{to}: {:?}", problems.iter().map(skillgap::diag::render).collect::<Vec<_>>()))
    };
    for (file, from, to) in [
        (0, "id: clinical-informatics-director\n", "id: another-director\n"),
        (0, "coverage: 0.5", "coverage: 0.6"),
        (0, "redefined: 2.0.0", "redefined: 1.0.0"),
        (1, "health-it-analyst", "hospital-analyst"),
        (2, "master-him", "master-of-records"),
    ] {
        assert_eq!(from_code(&code, &changed(file, from, to)).err(), Some(CodeProblem::OtherPack), "{to}");
    }
    // What no digit stands for makes no difference.
    let reworded =
        changed(2, "title: Master's degree in health information management", "title: A master's degree in records");
    assert_eq!(to_code(&read(&reworded, &code), &reworded), code);
}
