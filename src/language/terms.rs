//! What the values of a pack's and a background's types are called.

use crate::model::{Confidence, Education, Facet, Licence, ProvenanceKind, ReadBy, Region, ResourceKind, Tier, Topic};

/// `a bachelor's degree`.
pub fn education(education: Education) -> &'static str {
    match education {
        Education::None => "no certificate yet",
        Education::HighSchool => "a high-school diploma",
        Education::Associate => "an associate degree",
        Education::Bachelor => "a bachelor's degree",
        Education::Master => "a master's degree",
        Education::Doctorate => "a doctorate",
    }
}

/// `a registered nurse licence`.
pub fn licence(licence: Licence) -> &'static str {
    match licence {
        Licence::Rn => "a registered nurse licence",
        Licence::Physician => "a physician licence",
        Licence::Other => "another health licence",
    }
}

/// `the United States`.
pub fn region(region: Region) -> &'static str {
    match region {
        Region::Us => "the United States",
        Region::Canada => "Canada",
        Region::Uk => "the United Kingdom",
        Region::Eu => "the European Union",
        Region::Australia => "Australia or New Zealand",
        Region::Other => "another region",
    }
}

/// `Entry level`.
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Entry => "Entry level",
        Tier::Mid => "Mid level",
        Tier::Advanced => "Advanced level",
    }
}

/// `our judgement`.
pub fn provenance(kind: ProvenanceKind) -> &'static str {
    match kind {
        ProvenanceKind::Sourced => "sourced",
        ProvenanceKind::Derived => "derived",
        ProvenanceKind::Judgement => "our judgement",
    }
}

/// As a heading: `Where people work`.
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Pay => "Pay",
        Topic::Settings => "Where people work",
        Topic::Outlook => "Outlook",
    }
}

/// `knowledge`.
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Knowledge => "knowledge",
        Facet::Skill => "skill",
        Facet::Practice => "practice",
    }
}

/// `certification`.
pub fn resource_kind(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Certification => "certification",
        ResourceKind::Course => "course",
        ResourceKind::Degree => "degree",
        ResourceKind::Practice => "practice",
    }
}

/// `high: read at the provider`.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high: read at the provider",
        Confidence::Medium => "medium: partly confirmed",
        Confidence::Low => "low: check with the provider first",
    }
}

/// `publisher's page`.
pub fn read_by(read: ReadBy) -> &'static str {
    match read {
        ReadBy::Primary => "publisher",
        ReadBy::Secondary => "another site",
        ReadBy::Unread => "not read; check it",
        ReadBy::Judgement => "our judgement",
    }
}
