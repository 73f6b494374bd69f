//! The content of the Clinical Informatics Director pack: complete, consistent, and within the rules of its text.

use std::collections::BTreeSet;

use crate::harness::director_pack;
use skillgap::model::{
    CompetencyIx, Confidence, Domain, Eligibility, Facet, Id, ItemIx, LevelStatement, Need, Pack, ProvenanceKind,
    ReadBy, ResourceKind, RoleNote, RoleProfile, Status, Topic, WebPage,
};
use skillgap::pack::lint::readability::{HARDEST, HARDEST_MEAN, MOST_WORDS, grade, longest_sentence};

/// Competency, director's level, importance, must; and the levels of the other five roles, lowest rung first.
const TARGETS: [(&str, i64, i64, bool, [i64; 5]); 25] = [
    ("health-it-systems", 4, 5, false, [2, 3, 3, 3, 4]),
    ("data-management", 4, 3, false, [3, 3, 3, 2, 4]),
    ("system-implementation", 5, 4, false, [1, 2, 4, 4, 4]),
    ("interoperability", 4, 4, false, [2, 2, 3, 3, 4]),
    ("cybersecurity", 4, 3, false, [1, 2, 3, 3, 3]),
    ("data-governance", 5, 3, false, [2, 2, 3, 2, 4]),
    ("healthcare-practices", 4, 4, false, [2, 3, 4, 2, 4]),
    ("patient-care-alignment", 5, 4, true, [1, 3, 4, 3, 4]),
    ("clinical-decision-support", 4, 5, false, [1, 2, 3, 2, 4]),
    ("evidence-based-guidelines", 4, 2, false, [1, 2, 3, 1, 4]),
    ("telehealth-patient-engagement", 4, 2, false, [1, 2, 3, 2, 3]),
    ("team-leadership", 5, 6, true, [1, 1, 4, 3, 3]),
    ("project-management", 4, 4, false, [1, 2, 3, 4, 4]),
    ("strategic-planning", 5, 8, true, [0, 1, 2, 3, 4]),
    ("regulatory-compliance", 4, 5, true, [1, 2, 3, 3, 3]),
    ("innovation-emerging-tech", 4, 3, false, [1, 1, 2, 2, 4]),
    ("budget-vendor-management", 4, 3, false, [0, 1, 3, 4, 3]),
    ("stakeholder-communication", 5, 6, true, [2, 3, 4, 4, 4]),
    ("training-support", 4, 3, false, [1, 3, 4, 2, 4]),
    ("change-adoption", 5, 5, false, [1, 2, 3, 4, 4]),
    ("executive-influence", 5, 3, false, [0, 1, 2, 2, 3]),
    ("data-analysis", 4, 4, false, [3, 2, 3, 2, 4]),
    ("problem-solving", 4, 4, false, [2, 3, 4, 4, 4]),
    ("predictive-analytics-ai", 4, 3, false, [1, 1, 2, 1, 3]),
    ("process-improvement", 4, 4, false, [1, 2, 3, 3, 4]),
];

/// The importance of each domain for each role, lowest rung first.
const DOMAINS: [[i64; 5]; 6] = [
    [34, 16, 8, 14, 28],
    [30, 24, 9, 20, 17],
    [24, 20, 24, 18, 14],
    [24, 11, 32, 20, 13],
    [26, 20, 22, 16, 16],
    [22, 17, 29, 17, 15],
];

#[test]
fn targets_are_those_of_the_model() {
    let pack = director_pack();
    let director = pack.roles().last().unwrap();
    assert_eq!(director.id.as_str(), "clinical-informatics-director");
    assert_eq!(pack.competencies().len(), 25);
    for (at, (id, level, importance, must, others)) in TARGETS.into_iter().enumerate() {
        assert_eq!(pack.competencies()[at].id.as_str(), id);
        let target = &director.targets[at];
        assert_eq!((target.level, target.importance, target.need == Need::Must), (level, importance, must), "{id}");
        let level_of = |role: &RoleProfile| role.target(CompetencyIx::new(at)).map_or(0, |target| target.level);
        let found: Vec<i64> = pack.roles()[..5].iter().map(level_of).collect();
        assert_eq!(found, others, "{id}");
        assert!(found.iter().all(|below| director.targets[at].level >= *below), "{id}");
    }
}

#[test]
fn importances_sum_to_one_hundred_and_to_their_domains() {
    let pack = director_pack();
    assert_eq!(pack.roles().len(), 6);
    for (role, expected) in pack.roles().iter().zip(DOMAINS) {
        let own = |at: &CompetencyIx| role.target(*at).map_or(0, |target| target.importance);
        let importance = |domain: &Domain| domain.competencies.iter().map(own).sum();
        let found: Vec<i64> = pack.domains().iter().map(importance).collect();
        assert_eq!(found, expected, "{}", role.title);
        assert_eq!(found.iter().sum::<i64>(), 100);
        assert!(role.targets.iter().all(|target| (target.level == 0) == (target.importance == 0)), "{}", role.title);
        let musts = role.targets.iter().filter(|target| target.need == Need::Must).count();
        assert!((3..=5).contains(&musts), "{}: {musts} musts", role.title);
        assert!(role.summary.split_whitespace().count() >= 20, "{}", role.title);
    }
    assert!(pack.provenance().iter().any(|reason| reason.kind == ProvenanceKind::Derived));
}

#[test]
fn the_short_form_asks_once_about_each_competency_by_its_statements() {
    let pack = director_pack();
    let form = pack.form(pack.find_form("short").unwrap());
    assert_eq!(form.items.len(), 25);
    for (at, item) in form.items.iter().enumerate() {
        assert_eq!(pack.item(*item).id.as_str(), pack.competencies()[at].id.as_str());
        assert_eq!(pack.options(*item).len(), 6);
    }
}

#[test]
fn the_full_form_asks_about_knowledge_skill_and_practice_across_domains() {
    let pack = director_pack();
    let form = pack.form(pack.find_form("full").unwrap());
    assert_eq!(form.items.len(), 75);
    let facets = [Facet::Knowledge, Facet::Skill, Facet::Practice];
    for competency in pack.competencies() {
        let own: Vec<_> = form
            .items
            .iter()
            .map(|at| pack.item(*at))
            .filter(|item| pack.competency(item.competency).id == competency.id)
            .collect();
        assert_eq!(own.iter().filter_map(|item| item.facet).collect::<Vec<_>>(), facets, "{}", competency.id);
    }
    for pair in form.items.windows(2) {
        let domain = |at: ItemIx| pack.competency(pack.item(at).competency).domain;
        assert_ne!(domain(pair[0]), domain(pair[1]), "{} follows {}", pack.item(pair[1]).id, pack.item(pair[0]).id);
    }
}

/// Every text of a competency that a person reads, with a name for messages.
fn texts(pack: &Pack) -> Vec<(String, &str)> {
    let mut list = Vec::new();
    for competency in pack.competencies() {
        let id = competency.id.as_str();
        list.push((format!("{id}: definition"), competency.definition.as_str()));
        list.push((format!("{id}: why"), competency.why.as_deref().unwrap()));
        list.extend(competency.statements.iter().map(|own| (format!("{id}: level {}", own.level), own.text.as_str())));
        for (n, advice) in &competency.advice {
            list.push((format!("{id}: first step {n}"), &advice.first_step));
            list.push((format!("{id}: evidence {n}"), &advice.evidence));
            list.push((format!("{id}: question {n}"), &advice.ask));
        }
        list.extend(competency.items.iter().map(|item| (format!("{id}: stem"), pack.item(*item).stem.as_str())));
    }
    list
}

#[test]
fn no_text_is_empty_repeated_or_judging() {
    let pack = director_pack();
    let texts = texts(&pack);
    assert_eq!(texts.len(), 25 * (2 + 6 + 15 + 1 + 3));
    let mut seen = BTreeSet::new();
    for (name, text) in &texts {
        assert!(seen.insert(*text), "{name} stands twice: {text}");
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
        for word in ["fail", "fails", "weak", "deficient", "poor", "invalid", "ehr", "emr", "cds"] {
            assert!(!words.iter().any(|w| w == word), "{name}: {word}");
        }
        assert!(text.ends_with(['.', '?']), "{name}: {text}");
    }
}

#[test]
fn statements_are_in_the_first_person_and_differ_from_their_neighbours() {
    let pack = director_pack();
    for competency in pack.competencies() {
        for LevelStatement { level, text: statement, .. } in &competency.statements {
            let count = statement.split_whitespace().count();
            assert!((8..=26).contains(&count), "{} {level}: {count} words", competency.id);
            assert!(statement.starts_with("I "), "{} {level}: {statement}", competency.id);
        }
        for pair in competency.statements.windows(2) {
            let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
            let (a, b) = (words(&pair[0].text), words(&pair[1].text));
            let shared = a.intersection(&b).count();
            assert!(shared * 10 <= a.len().min(b.len()) * 6, "{}: {} / {}", competency.id, pair[0].text, pair[1].text);
        }
    }
    for item in pack.items() {
        assert!(item.stem.split_whitespace().count() <= 20 && item.stem.ends_with('?'), "{}", item.stem);
    }
}

#[test]
fn the_catalogue_covers_every_competency_and_marks_what_is_not_known() {
    let pack = director_pack();
    assert!(pack.resources().len() >= 60);
    for id in ["cphims", "pmp", "cissp", "cahims"] {
        assert!(pack.resource(pack.find_resource(id).unwrap()).status.is_offered(), "{id}");
    }
    let chisp = pack.resource(pack.find_resource("chisp").unwrap());
    assert_eq!(chisp.status, Status::Unverified);
    assert!(!chisp.substitutes.is_empty());
    for competency in pack.competency_indices() {
        let lifts = || {
            let offered = pack.resources().iter().filter(|resource| resource.status.is_offered());
            offered.flat_map(|resource| &resource.develops).filter(move |lift| lift.competency == competency)
        };
        let name = &pack.competency(competency).title;
        assert!(lifts().filter(|lift| lift.from < 2).count() >= 2, "{name}: a start");
        assert!(lifts().filter(|lift| lift.from < 4 && lift.to >= 3).count() >= 2, "{name}: a middle");
        assert!(lifts().any(|lift| lift.to == 5), "{name}: a top");
    }
    for resource in pack.resources() {
        assert!(!resource.develops.is_empty(), "{}", resource.id);
    }
    let anyone = pack.resources().iter().filter(|r| r.eligibility == Eligibility::Anyone && r.price.is_free());
    assert!(anyone.count() >= 10, "free and open to anyone");
}

/// The readability grade of all stems, and of all statements, by the formula that `lint::readability` states; the worst
/// are listed when a limit is passed.
#[test]
fn statements_and_stems_read_easily() {
    let pack = director_pack();
    let texts = texts(&pack);
    for (kind, count) in [(": stem", 25 * 4), (": level ", 25 * 6)] {
        let own: Vec<&(String, &str)> = texts.iter().filter(|(name, _)| name.contains(kind)).collect();
        assert_eq!(own.len(), count, "{kind}");
        let mut graded: Vec<(f64, String)> =
            own.iter().map(|(name, text)| (grade(text), format!("{name}: {text}"))).collect();
        graded.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mean = graded.iter().map(|(grade, _)| grade).sum::<f64>() / f64::from(u32::try_from(count).unwrap());
        let worst: Vec<String> = graded.iter().take(10).map(|(grade, text)| format!("{grade:.1} {text}")).collect();
        println!("{kind}: mean grade {mean:.2}; hardest:\n{}\n", worst.join("\n"));
        assert!(mean <= HARDEST_MEAN, "{kind}: mean {mean:.2}, hardest:\n{}", worst.join("\n"));
        assert!(graded[0].0 <= HARDEST, "{kind}: hardest:\n{}", worst.join("\n"));
        let longest = own.iter().max_by_key(|(_, text)| longest_sentence(text)).unwrap();
        assert!(longest_sentence(longest.1) <= MOST_WORDS, "{kind}: {longest:?}");
    }
}

/// What the issue of the content counts: nothing may be lost by accident.
#[test]
fn the_pack_holds_what_it_promises() {
    let pack = director_pack();
    assert_eq!(pack.competencies().len(), 25);
    assert_eq!(pack.competencies().iter().map(|c| c.statements.len()).sum::<usize>(), 150);
    assert_eq!(pack.competencies().iter().map(|c| c.advice.len()).sum::<usize>(), 125);
    let items = |form| pack.form(pack.find_form(form).unwrap()).items.len();
    assert_eq!((items("short"), items("full")), (25, 75));
    // The lowest role does not need three of them.
    assert_eq!(pack.roles().iter().map(|role| role.targets.len()).collect::<Vec<_>>(), [22, 25, 25, 25, 25, 25]);
    assert!(pack.resources().len() >= 60, "{}", pack.resources().len());
}

/// The scales of the full form go from nothing to owning it, in words, without adverbs of degree.
#[test]
fn the_facets_have_scales_anchored_in_words() {
    let pack = director_pack();
    let full = pack.form(pack.find_form("full").unwrap());
    for (facet, lowest, highest) in [
        (Facet::Knowledge, "not met", "set the standard that others follow"),
        (Facet::Skill, "not tried", "direct how it is done"),
        (Facet::Practice, "no part", "owned this work for an organisation"),
    ] {
        let own: Vec<ItemIx> = full.items.iter().copied().filter(|at| pack.item(*at).facet == Some(facet)).collect();
        assert_eq!(own.len(), 25);
        for item in own {
            let options = pack.options(item);
            assert_eq!(options.iter().map(|option| option.value).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
            assert!(options[0].label.contains(lowest) && options[5].label.contains(highest), "{options:?}");
            let adverbs = ["very", "somewhat", "quite", "strongly", "extremely", "often", "rarely"];
            let labels = options.iter().flat_map(|option| option.label.split_whitespace());
            assert!(labels.into_iter().all(|word| !adverbs.contains(&word)), "{options:?}");
            let dated = pack.item(item).stem.starts_with("In the last two years,");
            assert_eq!(dated, facet == Facet::Practice, "{}", pack.item(item).stem);
        }
    }
}

/// Each role says what people do, how they come and go, and its context; the guide's facts are told apart from ours.
#[test]
fn roles_carry_their_context_and_where_it_comes_from() {
    let pack = director_pack();
    for role in pack.roles() {
        let name = &role.title;
        assert!(role.day.len() >= 4 && role.routes_in.len() >= 2 && role.routes_out.len() >= 2, "{name}");
        let topics: Vec<Topic> = role.about.iter().map(|(topic, _)| *topic).collect();
        assert_eq!(topics, [Topic::Pay, Topic::Settings, Topic::Outlook], "{name}");
        let kinds = |notes: &[RoleNote]| -> Vec<ProvenanceKind> {
            notes.iter().map(|note| pack.provenance()[note.from].kind).collect()
        };
        assert!(kinds(&role.day).contains(&ProvenanceKind::Sourced), "{name}: something of the guide");
        for note in role.day.iter().chain(role.about.iter().map(|(_, note)| note)) {
            let reason = &pack.provenance()[note.from];
            assert!(reason.sources.iter().any(|id| pack.find_source(id).is_some()), "{name}: {}", note.text);
        }
        let pay = &role.about[0].1.text;
        let director = role.id.as_str() == "clinical-informatics-director";
        assert_eq!(pay.contains("100,000") && pay.contains("dollars"), director, "{name}: {pay}");
        assert!(director || pay.contains("no"), "{name}: {pay}");
    }
}

/// Facts that decay name a source, a date and how directly it was read; certainty is not claimed beyond that.
#[test]
fn facts_of_resources_are_sourced_and_certainty_is_not_overclaimed() {
    let pack = director_pack();
    let best = |ids: &[skillgap::model::SourceId]| ids.iter().map(|id| pack.find_source(id).unwrap().read).min();
    for resource in pack.resources() {
        let id = &resource.id;
        let sources = &resource.sources;
        for (fact, ids) in [
            ("develops", &sources.develops),
            ("eligibility", &sources.eligibility),
            ("effort", &sources.effort),
            ("price", &sources.price),
            ("valid-years", &sources.validity),
            ("status", &sources.status),
        ] {
            assert!(!ids.is_empty(), "{id}: nothing behind {fact}");
        }
        if resource.kind == ResourceKind::Practice {
            continue;
        }
        if resource.price.as_of().is_some() {
            let read = best(&sources.price).unwrap();
            assert!(read <= ReadBy::Secondary, "{id}: a price that nobody read");
            let check = resource.status == Status::ActiveCheckPrice || !resource.status.is_offered();
            assert!(read == ReadBy::Primary || check, "{id}: a price read elsewhere is to be checked");
        }
        if resource.confidence == Confidence::High {
            for ids in [&sources.status, &sources.eligibility] {
                assert_eq!(best(ids), Some(ReadBy::Primary), "{id}: not read at the provider");
            }
        }
        if resource.status.is_offered() && resource.kind == ResourceKind::Certification {
            assert!(best(&sources.status) <= Some(ReadBy::Secondary), "{id}: offered, but nobody read that");
        }
        if matches!(resource.page, WebPage::At(_)) && !resource.status.is_offered() {
            assert_ne!(resource.confidence, Confidence::High, "{id}");
        }
    }
    let gone = |id: &str| {
        let resource = pack.resource(pack.find_resource(id).unwrap());
        resource.substitutes.iter().map(|at| pack.resource(*at).id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(gone("hcispp"), ["chps", "cissp"]);
    assert_eq!(gone("chisp"), ["cahims", "cphims", "ahic"]);
}
