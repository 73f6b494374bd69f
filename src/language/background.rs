//! The background of a person.

use super::grammar::{count, sentence_case};
use super::{calendar_month, education, licence, region};
use crate::model::{Background, BackgroundFact, Degree, Education, Licence, Pack, Post, Region, value_of};

/// The background in words; that nothing is known of it where nothing was given.
pub fn in_words(pack: &Pack, background: &Background) -> String {
    let mut parts = Vec::new();
    if let Some(value) = background.education {
        parts.push(education(value).to_owned());
    }
    if let Some(degree) = background.studying {
        let what = match degree {
            Degree::Level(level) => education(level),
            Degree::Resource(at) => &pack.resource(at).title,
        };
        let until =
            background.studying_until.map_or_else(String::new, |month| format!(" until {}", calendar_month(month)));
        parts.push(format!("studying for {what}{until}"));
    }
    if let Some(years) = background.experience_years {
        parts.push(format!("{} of experience", count(years, "year", "years")));
    }
    if let Some(post) = background.post {
        parts.push(self::post(pack, post));
    }
    parts.extend(background.licences.iter().flatten().map(|held| licence(*held).to_owned()));
    if let Some(place) = background.region {
        parts.push(format!("in {}", region(place)));
    }
    if parts.is_empty() {
        return "not given, so entry rules could not be compared with it".to_owned();
    }
    sentence_case(&parts.join(", "))
}

/// `works as Health IT Analyst`, `works in clinical care`.
pub fn post(pack: &Pack, post: Post) -> String {
    match post {
        Post::Role(_) => format!("works as {}", post_alone(pack, post)),
        Post::Clinical | Post::Other => format!("works in {}", post_alone(pack, post)),
        Post::None => "no post at present".to_owned(),
    }
}

/// `Health IT Analyst`, `clinical care`: a post behind a label or as a choice.
pub fn post_alone(pack: &Pack, post: Post) -> String {
    match post {
        Post::Role(role) => pack.role(role).title.clone(),
        Post::Clinical => "clinical care".to_owned(),
        Post::Other => "another field".to_owned(),
        Post::None => "none at present".to_owned(),
    }
}

/// A word or an id of a fact as readers see it.
pub fn word(pack: &Pack, fact: BackgroundFact, word: &str) -> String {
    let text = match fact {
        BackgroundFact::Education => value_of(Education::WORDS, word).map(|value| education(value).to_owned()),
        BackgroundFact::Licence => value_of(Licence::WORDS, word).map(|value| licence(value).to_owned()),
        BackgroundFact::Region => value_of(Region::WORDS, word).map(|value| region(value).to_owned()),
        BackgroundFact::Studying => {
            let level = value_of(Education::WORDS, word).map(|value| education(value).to_owned());
            level.or_else(|| pack.find_resource(word).map(|at| pack.resource(at).title.clone()))
        }
        BackgroundFact::Post => {
            let post = value_of(Post::WORDS, word).or_else(|| pack.find_role(word).map(Post::Role));
            post.map(|post| post_alone(pack, post))
        }
        _ => None,
    };
    text.unwrap_or_else(|| word.to_owned())
}
