//! What a code says as digits: the states of the items of its form, the role, the facts that the quiz asks for, the form.

use sha2::{Digest as _, Sha256};

use crate::answers::{AnswerSheet, FACTS, FactAccess, FactField, State};
use crate::model::{Background, Degree, FormIx, Id, ItemIx, Month, Origin, Pack, RoleIx};

/// The months that a code can hold.
const FIRST_YEAR: u16 = 2020;
const YEARS: u16 = 30;

/// The radix of each digit of a form's codes. The last digit is that of the form.
pub(super) fn radices(pack: &Pack, form: FormIx) -> Vec<u32> {
    // An item has as many states as options and three more: unanswered, unsure, does not apply.
    let item = |item: &ItemIx| small(State::all(pack.option_count(*item)).count());
    let items = pack.form(form).items.iter().map(item);
    let facts = asked().map(|field| radix(field, pack));
    items.chain([small(pack.scored_roles().len())]).chain(facts).chain([forms(pack)]).collect()
}

/// The radix of the digit of the form.
pub(super) fn forms(pack: &Pack) -> u32 {
    small(pack.forms().len())
}

/// The digits of a sheet.
pub(super) fn of(sheet: &AnswerSheet, pack: &Pack) -> Vec<u32> {
    let state = |item: &ItemIx| small(State::of(pack, *item, sheet.answer(*item)).number());
    let items = pack.form(sheet.form).items.iter().map(state);
    let background = storable(&sheet.background, pack);
    let facts = asked().map(|field| fact(field, &background, pack));
    items.chain([small(sheet.role.get())]).chain(facts).chain([small(sheet.form.get())]).collect()
}

/// Puts what digits say into an empty sheet of their form, of which the digit is left out.
pub(super) fn put(digits: &[u32], sheet: &mut AnswerSheet, pack: &Pack) {
    let items = &pack.form(sheet.form).items;
    let (states, others) = digits.split_at(items.len());
    for (item, digit) in items.iter().zip(states) {
        let state = State::all(pack.option_count(*item)).nth(*digit as usize);
        if let Some(answer) = state.and_then(|state| state.answer(pack, *item)) {
            sheet.set(*item, answer, None);
        }
    }
    let (role, facts) = others.split_first().expect("the role stands behind the items");
    sheet.role = RoleIx::new(*role as usize);
    for (field, digit) in asked().zip(facts) {
        set_fact(field, *digit, &mut sheet.background, pack);
    }
}

/// A hash of everything that the digits of a pack stand for, as four values below 32: the scoring, forms with their items,
/// roles, the words of facts, and since when competencies measure what they do. No digit ever means something else.
pub(super) fn mark(pack: &Pack) -> [u8; 4] {
    let mut hash = Sha256::new();
    let mut line = |name: &str, words: &[&str]| hash.update(format!("{name}: {}\n", words.join(" ")));
    line("pack", &[pack.id().as_str(), pack.scoring_fingerprint()]);
    for form in pack.forms() {
        line(form.id.as_str(), &form.items.iter().map(|item| pack.item(*item).id.as_str()).collect::<Vec<_>>());
    }
    line("roles", &pack.roles().iter().map(|role| role.id.as_str()).collect::<Vec<_>>());
    for field in asked() {
        line(field.name(), &words(field, pack));
    }
    for competency in pack.competencies() {
        if let Some(version) = competency.redefined {
            line(competency.id.as_str(), &[&version.to_string()]);
        }
    }
    let bytes = hash.finalize();
    [bytes[0], bytes[1], bytes[2], bytes[3]].map(|byte| byte & 31)
}

/// The facts that a code holds.
fn asked() -> impl Iterator<Item = &'static FactField> {
    FACTS.iter().filter(|field| field.is_asked())
}

/// The words and ids of a fact; without the degrees of an overlay, so that a code is read with and without it.
fn words<'p>(field: &FactField, pack: &'p Pack) -> Vec<&'p str> {
    let is_of_overlay = |word: &&str| {
        pack.overlay().is_some()
            && pack.find_resource(word).is_some_and(|at| pack.resource(at).origin == Origin::Programme)
    };
    let mut words = field.words(pack);
    if let FactAccess::Id { .. } = field.access {
        words.retain(|word| !is_of_overlay(word));
    }
    words
}

/// A background as far as a code can hold it: in place of an overlay's degree its level.
fn storable(background: &Background, pack: &Pack) -> Background {
    let mut background = background.clone();
    if let Some(Degree::Resource(at)) = background.studying
        && pack.resource(at).origin == Origin::Programme
    {
        background.studying = pack.resource(at).grants.map(Degree::Level);
    }
    background
}

/// How many values a fact has, with that of one that is not given.
fn radix(field: &FactField, pack: &Pack) -> u32 {
    1 + match field.access {
        FactAccess::Word { .. } | FactAccess::Id { .. } => small(words(field, pack).len()),
        FactAccess::List { .. } => 1 << words(field, pack).len(),
        FactAccess::Number { range: (least, most), .. } => u32::try_from(most - least + 1).unwrap_or(0),
        FactAccess::Month { .. } => u32::from(YEARS) * 12,
    }
}

/// The digit of a fact: 0 where it is not given, or where no digit stands for it.
fn fact(field: &FactField, background: &Background, pack: &Pack) -> u32 {
    let words = || words(field, pack);
    let place = |word: &str| words().iter().position(|known| *known == word).map(small);
    let value = match field.access {
        FactAccess::Word { get, .. } => get(background).and_then(place),
        FactAccess::Id { get, .. } => get(background, pack).and_then(place),
        FactAccess::List { get, .. } => {
            get(background).map(|held| held.into_iter().filter_map(place).fold(0, |set, at| set | 1 << at))
        }
        FactAccess::Number { range: (least, _), get, .. } => {
            get(background).and_then(|number| u32::try_from(i64::from(number) - least).ok())
        }
        FactAccess::Month { get, .. } => get(background).and_then(month_number),
    };
    value.map(|value| value + 1).filter(|digit| *digit < radix(field, pack)).unwrap_or(0)
}

/// Puts the fact that a digit stands for into a background.
fn set_fact(field: &FactField, digit: u32, background: &mut Background, pack: &Pack) {
    let Some(value) = digit.checked_sub(1) else { return };
    let words = words(field, pack);
    let word = words.get(value as usize);
    let is_known = match field.access {
        FactAccess::Word { set, .. } => word.is_some_and(|word| set(background, word)),
        FactAccess::Id { set, .. } => word.is_some_and(|word| set(background, pack, word)),
        FactAccess::List { set, .. } => {
            let held = words.iter().enumerate().filter(|(at, _)| value >> at & 1 == 1).map(|(_, word)| *word);
            set(background, &held.collect::<Vec<&str>>())
        }
        FactAccess::Number { range: (least, _), set, .. } => {
            set(background, u32::try_from(i64::from(value) + least).ok());
            true
        }
        FactAccess::Month { set, .. } => {
            set(background, month(value));
            true
        }
    };
    debug_assert!(is_known, "a digit below its radix stands for a value");
}

/// The number of a month, from 0; `None` for one that no code holds.
fn month_number(month: Month) -> Option<u32> {
    let years = month.year.checked_sub(FIRST_YEAR).filter(|years| *years < YEARS)?;
    Some(u32::from(years) * 12 + u32::from(month.month) - 1)
}

/// The month of a number.
fn month(number: u32) -> Option<Month> {
    let years = u16::try_from(number / 12).ok()?;
    Some(Month { year: FIRST_YEAR + years, month: u8::try_from(number % 12 + 1).ok()? })
}

/// A count of things of a pack, which are few.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
