//! Made-up people, seeded: the same numbers give the same people.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test file uses a part of it")]

use skillgap::answers::{Answer, AnswerSheet, FACTS, FactAccess, FactField, Respondent, State};
use skillgap::clock::Timestamp;
use skillgap::model::{Background, Education, FormIx, Keying, Licence, Month, Pack, Region};

/// People of the director's pack: students, office workers, technicians, nurses, physicians and managers, of any region and
/// with up to fifteen years of work. Half answer the short form and half the full one; a few do not know some answers.
pub fn random_people(pack: &Pack, count: usize) -> Vec<AnswerSheet> {
    (0..count).map(|number| random_person(pack, number)).collect()
}

fn random_person(pack: &Pack, number: usize) -> AnswerSheet {
    let mut random = Numbers(0x5eed_0000 + number as u64);
    let form = FormIx::new(number % pack.forms().len());
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: format!("p-{number}"), label: None });
    sheet.finished = Timestamp::parse("2026-11-24T09:00:00Z");
    let kind = random.below(6);
    let (education, licence, most_years) = match kind {
        0 => (random.pick(&[Education::HighSchool, Education::HighSchool, Education::Associate]), None, 1),
        1 => (random.pick(&[Education::HighSchool, Education::Associate, Education::Bachelor]), None, 8),
        2 => (random.pick(&[Education::Associate, Education::Bachelor, Education::Master]), None, 8),
        3 => (random.pick(&[Education::Associate, Education::Bachelor, Education::Master]), Some(Licence::Rn), 12),
        4 => (Education::Doctorate, Some(Licence::Physician), 15),
        _ => (random.pick(&[Education::Bachelor, Education::Master]), None, 15),
    };
    let years = random.below(most_years + 1);
    sheet.background = Background {
        education: Some(education),
        experience_years: Some(u32::try_from(years).unwrap()),
        licences: Some(licence.into_iter().collect()),
        region: Some(random.pick(&[
            Region::Us,
            Region::Us,
            Region::Us,
            Region::Canada,
            Region::Uk,
            Region::Eu,
            Region::Australia,
            Region::Other,
        ])),
        ..Background::default()
    };
    // Levels around one of the person's own; a competency has a level of its own around that.
    let usual = 1 + years / 5;
    let doubts = random.below(10) == 0;
    for competency in pack.competencies() {
        let level = usual + random.below(3) - 1;
        let of_it = pack.form(form).items.iter().filter(|item| competency.items.contains(item));
        for item in of_it {
            let spread = if random.below(4) == 0 { random.below(3) - 1 } else { 0 };
            let unsure = random.below(if doubts { 6 } else { 40 }) == 0;
            let value = (level + spread).clamp(0, 5);
            let value = if pack.item(*item).keying == Keying::Reversed { 5 - value } else { value };
            let answer = if unsure { Answer::Unsure } else { Answer::Rated(value) };
            sheet.set(*item, answer, None);
        }
    }
    sheet
}

/// A sheet of any pack with any state of each item, any role and any background; some of them are nearly empty. `number`
/// chooses the form as well.
pub fn random_sheet(pack: &Pack, number: usize) -> AnswerSheet {
    let mut random = Numbers(0x000c_0de5_0000 + number as u64);
    let form = FormIx::new(number % pack.forms().len());
    let mut sheet = AnswerSheet::new(pack, form, Respondent { id: format!("p-{number}"), label: None });
    sheet.role = random.pick(&pack.role_indices().collect::<Vec<_>>());
    let given = random.below(5);
    for item in &pack.form(form).items {
        let states: Vec<State> = State::all(pack.option_count(*item)).collect();
        if let Some(answer) = random.pick(&states).answer(pack, *item).filter(|_| random.below(4) < given) {
            sheet.set(*item, answer, None);
        }
    }
    for field in FACTS.iter().filter(|field| field.is_asked()) {
        if random.below(4) < given {
            set_any(field, pack, &mut random, &mut sheet.background);
        }
    }
    // The month is that of a degree.
    let Background { studying, studying_until, .. } = &mut sheet.background;
    *studying_until = studying_until.filter(|_| studying.is_some());
    sheet
}

/// Sets a fact to any of its values.
fn set_any(field: &FactField, pack: &Pack, random: &mut Numbers, background: &mut Background) {
    let words = field.words(pack);
    match field.access {
        FactAccess::Word { set, .. } => assert!(set(background, random.pick(&words))),
        FactAccess::Id { set, .. } => assert!(set(background, pack, random.pick(&words))),
        FactAccess::List { set, .. } => {
            let held: Vec<&str> = words.into_iter().filter(|_| random.below(2) == 0).collect();
            assert!(set(background, &held));
        }
        FactAccess::Number { range: (least, most), set, .. } => {
            set(background, u32::try_from(least + random.below(most - least + 1)).ok());
        }
        FactAccess::Month { set, .. } => {
            let (year, month) = (2020 + random.below(30), 1 + random.below(12));
            set(background, Month::parse(&format!("{year}-{month:02}")));
        }
    }
}

/// Numbers that look random.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number from 0 to below a limit.
    pub fn below(&mut self, limit: i64) -> i64 {
        // Knuth's MMIX generator; its upper bits are the better ones.
        for _ in 0..2 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        }
        i64::try_from(self.0 >> 33).unwrap() % limit
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(i64::try_from(from.len()).unwrap())).unwrap()]
    }
}
