//! One made-up person: what they can do, how they answer, and how they took part.

use skillgap::model::{Background, Degree, Education, Licence, Month, Pack, Post, Region, RoleIx};

use super::names::name;
use super::{DAY, GROUPS};
use crate::harness::people::Numbers;

/// What someone did in the autumn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Autumn {
    /// Answered to the end.
    Answered,
    /// Begun, and not finished; begun on this day of November.
    Draft(u32),
    /// Finished without an answer.
    Skipped,
    /// Begun without an answer.
    Opened,
    /// Not at all.
    Nothing,
}

/// How someone answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// With care.
    Usual,
    /// In a second a question.
    Fast,
    /// The same all the way.
    Same,
    /// With many "don't know".
    Doubting,
    /// High, without anything that would explain it.
    High,
}

/// One person.
pub struct Student {
    /// Their place in the class, from 0.
    pub number: usize,
    seed: u64,
}

impl Student {
    pub fn new(seed: u64, number: usize) -> Self {
        assert!(number < 10_000 && DAY == "2026-11-30");
        Self { number, seed }
    }

    /// True when the number leaves this rest.
    fn is_every(&self, every: usize, rest: usize) -> bool {
        self.number % every == rest
    }

    /// Numbers for one purpose.
    pub fn numbers(&self, purpose: u64) -> Numbers {
        let number = u64::try_from(self.number).unwrap();
        Numbers(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number << 20) ^ (purpose << 50))
    }

    pub fn autumn(&self) -> Autumn {
        match self.number {
            3 => return Autumn::Skipped,
            9 => return Autumn::Opened,
            _ => {}
        }
        match () {
            () if self.is_every(17, 5) || self.has_left() => Autumn::Nothing,
            // Begun on the 15th, a draft is fifteen days old on the day; on the 16th, fourteen.
            () if self.is_every(100, 8) => Autumn::Draft(15),
            () if self.is_every(100, 33) => Autumn::Draft(16),
            () if self.is_every(50, 8) => Autumn::Draft(4),
            () if self.is_every(50, 33) => Autumn::Draft(26),
            () => Autumn::Answered,
        }
    }

    /// Took part in the spring and is gone.
    pub fn has_left(&self) -> bool {
        self.is_every(20, 11)
    }

    /// Took part in the spring.
    pub fn was_there(&self) -> bool {
        self.has_left() || !(self.is_every(5, 2) || self.is_every(51, 5))
    }

    pub fn manner(&self) -> Manner {
        match () {
            () if self.is_every(30, 7) => Manner::Fast,
            () if self.is_every(30, 10) => Manner::Same,
            () if self.is_every(40, 1) => Manner::Doubting,
            () if self.is_every(30, 13) => Manner::High,
            () => Manner::Usual,
        }
    }

    /// The code of a person in a term. Some lost it and began the spring with one that the program made.
    pub fn id(&self, term: &str) -> String {
        let is_other = self.is_every(13, 6) && term == "spring";
        match self.number {
            number if is_other => format!("p-spring{number:04}"),
            18 => "-s-0018".to_owned(),
            number => format!("s-{number:04}"),
        }
    }

    /// The name, of those who gave one.
    pub fn label(&self, term: &str) -> Option<String> {
        let given = !self.is_every(9, 4);
        let blank = if self.is_every(26, 6) && term == "spring" { " " } else { "" };
        given.then(|| format!("{}{blank}", name(self.number)))
    }

    pub fn group(&self) -> Option<&'static str> {
        (!self.is_every(10, 9)).then(|| GROUPS[self.number % GROUPS.len()])
    }

    /// The group as the office's list has it: one person is on it with a group that their answers do not name.
    pub fn group_on_list(&self) -> &'static str {
        if self.number == 19 { GROUPS[1] } else { self.group().unwrap_or("") }
    }

    pub fn is_invited(&self) -> bool {
        !self.has_left() && !self.is_every(23, 22)
    }

    /// How the office's list names the person: by code, by name, or by both.
    pub fn as_invited(&self) -> (String, String) {
        let (id, label) = (self.id("autumn"), name(self.number));
        match () {
            () if self.is_every(9, 4) => (id, String::new()),
            () if self.is_every(4, 1) => (String::new(), label),
            () => (id, label),
        }
    }

    /// The role that the person works towards.
    pub fn goal(&self, pack: &Pack) -> RoleIx {
        let role = |id: &str| pack.find_role(id).unwrap();
        match () {
            () if self.is_every(8, 5) => role("health-it-analyst"),
            () if self.is_every(12, 7) => role("health-it-project-manager"),
            () if self.is_every(24, 16) => role("clinical-informatics-specialist"),
            () => pack.default_role(),
        }
    }

    /// What the person says about themselves. Those who rate themselves high without reason say nothing, and a few others.
    pub fn background(&self, pack: &Pack, term: &str) -> Background {
        if self.manner() == Manner::High || self.is_every(11, 1) {
            return Background::default();
        }
        let mut random = self.numbers(1);
        let is_nurse = self.is_every(7, 0);
        let is_at_work = is_nurse || random.below(3) == 0;
        let years = if is_at_work { 1 + random.below(9) } else { 0 };
        let role = |id: &str| Some(Post::Role(pack.find_role(id).unwrap()));
        let post = match self.number % 20 {
            4 => role("health-it-analyst"),
            10 => role("clinical-informatics-specialist"),
            14 => role("clinical-informatics-manager"),
            16 if self.is_every(40, 16) => role("clinical-informatics-director"),
            _ if is_nurse => Some(Post::Clinical),
            _ if is_at_work => Some(Post::Other),
            _ => Some(Post::None),
        };
        let licences = match () {
            () if is_nurse && self.is_every(35, 14) => vec![Licence::Physician],
            () if is_nurse => vec![Licence::Rn],
            () => Vec::new(),
        };
        let studies = !self.is_every(6, 3);
        let regions = [Region::Us, Region::Us, Region::Us, Region::Uk, Region::Eu, Region::Canada];
        Background {
            education: Some(random.pick(&[Education::HighSchool, Education::Associate, Education::Bachelor])),
            experience_years: Some(u32::try_from(years).unwrap()),
            licences: Some(licences),
            region: Some(random.pick(&regions)),
            studying: studies.then_some(Degree::Level(Education::Bachelor)),
            studying_until: Month::parse("2029-05").filter(|_| studies),
            post,
            hours_per_week: (term == "autumn").then(|| u32::try_from(2 + random.below(8)).unwrap()),
            budget: (term == "autumn").then(|| u32::try_from(random.below(6) * 100).unwrap()),
        }
    }
}
