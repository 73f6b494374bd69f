//! The format of a pack's three files: every field, what it holds, whether it must be there, and what it is for.
//!
//! The readers read by these shapes, and [`super::schema`] prints them for editors.

use crate::model::{
    Basis, Confidence, Education, Facet, ItemOrder, Licence, MOST_YEARS, Need, ProvenanceKind, ReadBy, Region,
    ResourceKind, Standing, Status, Tier, Topic,
};
use crate::yaml::{FieldShape, Kind, Shape, TEXT, needed, not_there, optional, words};

/// The largest value on a response scale or a level scale: a value is also the key that chooses it.
const LARGEST_VALUE: i64 = 20;

/// The longest title of a framework's part, in characters: a name of a few words, no sentence of the framework.
const LONGEST_PART_TITLE: usize = 100;

/// The word for a fact that is not known.
pub(super) const UNKNOWN: &str = "unknown";

/// The word for a page that does not exist.
pub(super) const NONE: &str = "none";

/// The word for all levels of the pack.
pub(super) const ALL_LEVELS: &str = "all";

/// The word for something that does not expire.
pub(super) const UNLIMITED: &str = "unlimited";

/// Why there are no bands of a score.
const NO_BANDS: &str = "a score is a level on the pack's levels, the mean of what was rated; sums of points and bands of them do \
                        not exist: give the levels the names of the bands";

/// Why there is no third layer.
const NO_THIRD_LEVEL: &str = "a domain holds competencies, and nothing between: make each part a domain of its own";

/// Why options have no points beside their values.
const NO_POINTS: &str = "write the points of an option as its value: whole numbers that grow, such as 0, 1, 2, 4; points that stand in \
                         another order do not exist";

const ID: Kind = Kind::Pattern(r"^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$");
const ITEM_ID: Kind = Kind::Pattern(r"^(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)*$");
const CODE: Kind = Kind::Pattern(r"^(?=.{1,12}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$");
const LANGUAGE: Kind = Kind::Pattern("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$");
const VERSION: Kind = Kind::Pattern(r"^[0-9]+\.[0-9]+\.[0-9]+$");
const CURRENCY: Kind = Kind::Pattern("^[A-Z]{3}$");
const ADDRESS: Kind = Kind::Pattern(r#"^https?://[^\s"'<>`/]+\.[^\s"'<>`]+$"#);
const DATE: Kind = Kind::Date("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$");
const NOT_KNOWN: Kind = Kind::Only(UNKNOWN);
const LEVEL: Kind = Kind::Number(0, LARGEST_VALUE);
const MONEY: Kind = Kind::Number(1, 1_000_000);

/// The field of an option, and of a statement, that names its other wordings.
const ALSO: FieldShape = optional("also", Kind::List(&TEXT), "Other wordings of it in the answers of your own tool.");

/// `format: 1`, the first field of every file.
const FORMAT: FieldShape = needed("format", Kind::Format, "The number of the format: 1.");

/// `questionnaire.yaml`.
pub(super) const QUESTIONNAIRE: Kind = Kind::Record(&QUESTIONNAIRE_FILE);
pub(super) const QUESTIONNAIRE_FILE: Shape = Shape {
    name: "questionnaire",
    about: "What is asked, and how it is scored.",
    fields: &[
        FORMAT,
        needed("id", ID, "The pack's id: lower-case words joined by hyphens. Best the name of its folder."),
        needed("version", VERSION, "Three numbers. Raise it whenever a question changes."),
        needed("title", TEXT, "The pack's name."),
        needed("summary", TEXT, "What it is for, in a sentence or two."),
        optional("experience-in", TEXT, "The work whose years count as experience, as the end of a sentence."),
        needed(
            "levels",
            Kind::Filled(&PACK_LEVEL),
            "The levels of every competency, lowest first; they count up by one.",
        ),
        optional("scales", Kind::List(&SCALE), "Response scales that items share."),
        needed("scoring", SCORING, "Thresholds of scoring."),
        needed("forms", Kind::Filled(&FORM), "Selections of items that are taken as one questionnaire."),
        needed("default-form", ID, "The form that is taken when none is named."),
        optional(
            "default-role",
            ID,
            "The role that is compared with when none is named; needed where the pack has roles.",
        ),
        optional("language", LANGUAGE, "The language of its texts, as a tag of BCP 47; `en-GB` if not said."),
        optional(
            "frameworks",
            Kind::List(&FRAMEWORK),
            "Published competency models that the competencies are mapped to.",
        ),
        needed("domains", Kind::Filled(&DOMAIN), "Groups of competencies."),
        optional(
            "waivers",
            Kind::List(&WAIVER),
            "Warnings that do not hold for this pack, such as those on wording that someone else published.",
        ),
        not_there("bands", NO_BANDS),
    ],
};

const WAIVER: Kind = Kind::Record(&Shape {
    name: "waiver",
    about: "Warnings of one code that are not reported, and why.",
    fields: &[
        needed("code", Kind::Pattern("^SK4[0-9][0-9]$"), "The code of the warnings, such as `SK413`."),
        optional("at", ITEM_ID, "The id of what they are about: an item, a scale, a competency, a role, a resource."),
        needed("reason", TEXT, "Why they do not hold."),
    ],
});

const PACK_LEVEL: Kind = Kind::Record(&Shape {
    name: "level",
    about: "One level of the scale on which every competency is measured.",
    fields: &[
        needed("level", LEVEL, "Its number."),
        needed("label", TEXT, "One or two words."),
        optional("means", TEXT, "What it means for any competency, in the first person."),
        optional("evidence", TEXT, "What would convince someone else."),
    ],
});

const SCALE: Kind = Kind::Record(&Shape {
    name: "scale",
    about: "What people choose from when they answer an item.",
    fields: &[
        needed("id", ID, "Its id. `levels` is taken: it means the competency's own statements."),
        needed("options", Kind::List(&OPTION), "At least two options, each with a larger value than the one before."),
        optional(
            "levels",
            Kind::AnyOf(&[Kind::Only(ALL_LEVELS), LEVEL_RANGE]),
            "The levels that its options stand for; all levels if not said. Options that have the numbers of the lowest \
             levels alone must say it.",
        ),
    ],
});

const LEVEL_RANGE: Kind = Kind::Record(&Shape {
    name: "level-range",
    about: "The levels that the lowest and the highest option stand for; those between lie at equal distances.",
    fields: &[
        needed("from", LEVEL, "The level of the lowest option."),
        needed("to", LEVEL, "The level of the highest option."),
    ],
});

const OPTION: Kind = Kind::Record(&Shape {
    name: "option",
    about: "One choice of a response scale.",
    fields: &[
        needed("value", LEVEL, "The value that is stored; also the key that chooses it."),
        needed("label", TEXT, "What the person reads."),
        ALSO,
        not_there("points", NO_POINTS),
        not_there("score", NO_POINTS),
    ],
});

const SCORING: Kind = Kind::Record(&Shape {
    name: "scoring",
    about: "Thresholds, as shares from 0 to 1 with at most four decimals.",
    fields: &[
        needed("coverage", Kind::Decimal(0, 1), "A competency's level is shown from this share of rated item weight."),
        needed(
            "readiness-coverage",
            Kind::Decimal(0, 1),
            "Readiness is given from this share of the role's importance.",
        ),
        needed(
            "rung-readiness",
            Kind::Decimal(0, 1),
            "A role counts as reached from this readiness, with every must met.",
        ),
        not_there("sum", NO_BANDS),
        not_there("bands", NO_BANDS),
    ],
});

const FORM: Kind = Kind::Record(&Shape {
    name: "form",
    about: "A selection of items that is taken as one questionnaire. Items name the forms they belong to.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        optional(
            "order",
            Kind::Word(|| words(ItemOrder::WORDS)),
            "How its items follow each other; by domain if not said.",
        ),
    ],
});

const DOMAIN: Kind = Kind::Record(&Shape {
    name: "domain",
    about: "A group of competencies.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        needed("competencies", Kind::Filled(&COMPETENCY), "Its competencies."),
        not_there("domains", NO_THIRD_LEVEL),
        not_there("subdomains", NO_THIRD_LEVEL),
    ],
});

const COMPETENCY: Kind = Kind::Record(&Shape {
    name: "competency",
    about: "Something a role needs, measured on the pack's levels.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        needed("definition", TEXT, "What it is, in one sentence."),
        optional("why", TEXT, "Why it matters to the pack's role."),
        optional("redefined", VERSION, "The version of the pack since which it measures something else than before."),
        optional("frameworks", Kind::List(&MAPPING), "The parts of published models that it stands for."),
        optional(
            "levels",
            Kind::List(&Kind::AnyOf(&[TEXT, STATEMENT])),
            "One statement in the first person for each level, lowest first; or a record for each level that it has, where \
             it has some of them only. Without it, it has all levels with the pack's words.",
        ),
        optional("advice", Kind::List(&ADVICE), "How to take the step from each level to the next, lowest first."),
        needed("items", Kind::Filled(&ITEM), "The questions about it, in all forms."),
    ],
});

const STATEMENT: Kind = Kind::Record(&Shape {
    name: "level-statement",
    about: "What a level means in a competency that has some of the levels only.",
    fields: &[
        needed("level", LEVEL, "The number of the level."),
        needed("statement", TEXT, "A sentence in the first person."),
        ALSO,
    ],
});

const FRAMEWORK: Kind = Kind::Record(&Shape {
    name: "framework",
    about: "A competency model that someone published. It is cited and not copied.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        needed("publisher", TEXT, "Who published it."),
        needed("url", ADDRESS, "Where it is."),
        needed("read", Kind::Word(|| words(ReadBy::WORDS)), "How directly it was read."),
        needed("date", DATE, "Its own date: 2018, 2018-10 or 2018-10-26."),
        optional("note", TEXT, "What readers of the mapping need to know about it."),
        needed("parts", Kind::Filled(&PART), "Its parts, in its own order."),
    ],
});

const PART: Kind = Kind::Record(&Shape {
    name: "part",
    about: "A part of a framework: a domain, or a competency in it.",
    fields: &[
        needed("code", CODE, "The framework's own code, in quotes when it is a number."),
        needed("title", Kind::Text(LONGEST_PART_TITLE), "What it is about, in a few words of your own."),
        optional(
            "read",
            Kind::Word(|| words(ReadBy::WORDS)),
            "How directly this part was read; as the framework if not said.",
        ),
        optional("not-covered", TEXT, "Why no competency of the pack stands for it."),
    ],
});

const MAPPING: Kind = Kind::Record(&Shape {
    name: "mapping",
    about: "The parts of one framework that a competency stands for.",
    fields: &[
        needed("framework", ID, "The id of a framework of the pack."),
        needed("codes", Kind::Filled(&CODE), "The codes of its parts."),
    ],
});

const ADVICE: Kind = Kind::Record(&Shape {
    name: "advice",
    about: "How to take the step from one level to the next.",
    fields: &[
        needed("first-step", TEXT, "Something to do this week."),
        needed("evidence", TEXT, "What would show the next level."),
        needed("ask", TEXT, "A question for an advisor."),
        optional("to", LEVEL, "The level that it leads to, where there is not advice for every step."),
    ],
});

const ITEM: Kind = Kind::Record(&Shape {
    name: "item",
    about: "One question.",
    fields: &[
        needed("id", ITEM_ID, "Its id: the competency's, or the competency's and a word joined by a dot."),
        needed("stem", TEXT, "The question as asked: one idea, at most 20 words."),
        not_there("correct", "questions ask where people stand: answers that are right or wrong do not exist"),
        needed("scale", ID, "The id of a response scale, or `levels` for the competency's own statements."),
        optional("reverse", Kind::Flag, "True when a higher value means less of the competency."),
        optional("weight", Kind::Number(0, 100), "How much it counts among the competency's items; 1 if not said."),
        optional("facet", Kind::Word(|| words(Facet::WORDS)), "The side of the competency that it asks about."),
        optional(
            "column",
            Kind::Text(100),
            "The name of its column in tables of your own tool, where that is not its id.",
        ),
        needed("forms", Kind::Filled(&ID), "The forms it belongs to."),
    ],
});

/// `roles.yaml`.
pub(super) const ROLES: Kind = Kind::Record(&ROLES_FILE);
pub(super) const ROLES_FILE: Shape = Shape {
    name: "roles",
    about: "What each role needs, and where each number comes from.",
    fields: &[
        FORMAT,
        optional("sources", Kind::List(&SOURCE), "What the numbers rest on."),
        optional("provenance", Kind::List(&PROVENANCE), "Reasons that the targets and texts of roles refer to."),
        needed("ladder", Kind::List(&ID), "The ids of all roles, lowest first."),
        not_there(
            "ladders",
            "a pack has one ladder: put all roles on it, those of each branch lowest first, and let `next` say who moves where",
        ),
        needed(
            "roles",
            Kind::List(&ROLE),
            "The role profiles. A pack without any, or without this file, places people on levels and compares with nothing.",
        ),
        optional("career", Kind::List(&CAREER_SECTION), "What to know about the career as a whole; never scored."),
    ],
};

const SOURCE: Kind = Kind::Record(&Shape {
    name: "source",
    about: "What a fact rests on.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "What it is."),
        optional("url", ADDRESS, "Where it is."),
        needed("read", Kind::Word(|| words(ReadBy::WORDS)), "How directly it was read."),
        needed("date", DATE, "When it was read, or its own date: 2026, 2026-11 or 2026-11-23."),
    ],
});

const PROVENANCE: Kind = Kind::Record(&Shape {
    name: "provenance",
    about: "Where numbers and texts come from.",
    fields: &[
        needed("id", ID, "How targets and texts name it."),
        needed("kind", Kind::Word(|| words(ProvenanceKind::WORDS)), "Sourced, derived or judged."),
        needed("note", TEXT, "The reason, in a sentence or two."),
        needed("sources", Kind::List(&ID), "The ids of the sources it rests on."),
    ],
});

const ROLE: Kind = Kind::Record(&Shape {
    name: "role",
    about: "A role, and what it needs.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        needed("tier", Kind::Word(|| words(Tier::WORDS)), "Its step of the career."),
        optional("from", ID, "The id of a provenance: that of all its targets which do not say their own."),
        needed("next", Kind::List(&ID), "The roles that people in it move to; each stands higher on the ladder."),
        needed("summary", TEXT, "What a person in it does, in two or three sentences."),
        optional("day", Kind::List(&ROLE_NOTE), "What a person in it does all day."),
        optional("routes-in", Kind::List(&ROLE_NOTE), "Usual ways into it."),
        optional("routes-out", Kind::List(&ROLE_NOTE), "Where people go from it."),
        optional("about", Kind::List(&ROLE_FACT), "Pay, settings, outlook: context that is never scored."),
        optional("stay", STAY, "How long people usually stay in it before the next role."),
        optional(
            "ways-in",
            Kind::List(&WAY_IN),
            "Ways in for people from outside the ladder; any one is enough, and a role without one is entered from below.",
        ),
        optional("credentials", Kind::List(&CREDENTIAL), "Certifications that it asks for or values."),
        needed(
            "targets",
            Kind::List(&TARGET),
            "One target for every competency that it needs. The others are in no count, sum or sentence about it.",
        ),
    ],
});

const WAY_IN: Kind = Kind::Record(&Shape {
    name: "way-in",
    about: "A way into a role: everything that it names is needed.",
    fields: &[
        optional("education", Kind::Word(|| words(Education::WORDS)), "At least this education."),
        optional("experience-years", Kind::Number(0, MOST_YEARS), "At least so many years of paid work in the field."),
        optional("licence", Kind::Word(|| words(Licence::WORDS)), "This licence."),
        needed("from", ID, "The id of a provenance."),
    ],
});

const CREDENTIAL: Kind = Kind::Record(&Shape {
    name: "credential",
    about: "A certification that a role asks for or values, apart from what it lifts.",
    fields: &[
        needed("resource", ID, "The id of a certification of the catalogue."),
        needed("standing", Kind::Word(|| words(Standing::WORDS)), "How much it counts."),
        optional("licence", Kind::Word(|| words(Licence::WORDS)), "The licence of those that it is for."),
        optional("note", TEXT, "A short sentence beside it."),
        needed("from", ID, "The id of a provenance."),
    ],
});

const ROLE_NOTE: Kind = Kind::Record(&Shape {
    name: "role-note",
    about: "A text about a role, and where it comes from.",
    fields: &[needed("text", TEXT, "One or two short sentences."), needed("from", ID, "The id of a provenance.")],
});

const ROLE_FACT: Kind = Kind::Record(&Shape {
    name: "role-fact",
    about: "Context about a role, never scored.",
    fields: &[
        needed("topic", Kind::Word(|| words(Topic::WORDS)), "What it is about."),
        needed("text", TEXT, "One or two short sentences; amounts with their currency."),
        needed("from", ID, "The id of a provenance."),
    ],
});

const CAREER_SECTION: Kind = Kind::Record(&Shape {
    name: "career-section",
    about: "One topic about the career as a whole: context, never scored.",
    fields: &[
        needed("id", ID, "Its id, which nothing else in the pack has: `explain` answers to it."),
        needed("title", TEXT, "Its heading."),
        needed("points", Kind::Filled(&CAREER_POINT), "What is said of it, a point each."),
    ],
});

const CAREER_POINT: Kind = Kind::Record(&Shape {
    name: "career-point",
    about: "A text about the career, and where it comes from.",
    fields: &[needed("text", TEXT, "One or two short sentences."), needed("from", ID, "The id of a provenance.")],
});

const STAY: Kind = Kind::Record(&Shape {
    name: "stay",
    about: "How long people usually stay in a role before the next one.",
    fields: &[
        needed("years", Kind::Number(1, MOST_YEARS), "Whole years."),
        needed("from", ID, "The id of a provenance."),
    ],
});

const TARGET: Kind = Kind::Record(&Shape {
    name: "target",
    about: "What a role needs in one competency.",
    fields: &[
        needed("competency", ID, "The id of the competency."),
        needed("level", Kind::Number(i64::MIN, i64::MAX), "The level needed, on the pack's levels."),
        needed("importance", Kind::Number(0, 1_000), "How much it counts in this role. Best 100 in all for a role."),
        needed(
            "need",
            Kind::Word(|| words(Need::WORDS)),
            "Must: listed on its own until it is met. Should: counts by its importance.",
        ),
        optional("level-from", ID, "The provenance of the level; that of the role if not said."),
        optional("importance-from", ID, "The provenance of the importance; that of the role if not said."),
        optional("need-from", ID, "The provenance of a must; that of the role if not said."),
    ],
});

/// `resources.yaml`.
pub(super) const RESOURCES: Kind = Kind::Record(&RESOURCES_FILE);
pub(super) const RESOURCES_FILE: Shape = Shape {
    name: "resources",
    about: "Courses, certifications, degrees and practice that lift a competency.",
    fields: &[
        FORMAT,
        needed("sources", Kind::List(&SOURCE), "What the facts rest on."),
        optional(
            "exam-levels",
            EXAM_LEVELS,
            "The highest levels that exams support by themselves; no limit if not said.",
        ),
        needed("resources", Kind::List(&RESOURCE), "The catalogue."),
    ],
};

const EXAM_LEVELS: Kind = Kind::Record(&Shape {
    name: "exam-levels",
    about: "An exam shows what a person knows; what they do at higher levels shows in work alone.",
    fields: &[
        needed("certification", LEVEL, "The highest level that a certification supports by itself."),
        needed("foundation", LEVEL, "The same for a foundation exam; not above the other."),
    ],
});

const RESOURCE: Kind = Kind::Record(&Shape {
    name: "resource",
    about: "A course, a certification, a degree or a piece of practice. What is not known says `unknown`.",
    fields: &[
        needed("id", ID, "Its id."),
        needed("title", TEXT, "Its name."),
        needed("kind", Kind::Word(|| words(ResourceKind::WORDS)), "What it is."),
        needed("provider", TEXT, "Who offers it."),
        needed(
            "url",
            Kind::AnyOf(&[ADDRESS, Kind::Only(NONE), NOT_KNOWN]),
            "Its page; `none` where there is no page to have.",
        ),
        needed("summary", TEXT, "What it is and whom it suits."),
        needed("develops", Kind::List(&DEVELOPMENT), "What it lifts."),
        optional(
            "at-most",
            Kind::Number(1, 100),
            "How many of these one person can expect of it, if not all: a placement has room for a few.",
        ),
        optional("at-work", Kind::Flag, "True when it is part of a post and done in its hours, not in own time."),
        optional(
            "weeks-in-post",
            Kind::Number(1, 520),
            "How many weeks people are in a post before they are given it; with `at-work: true` alone.",
        ),
        optional("foundation", Kind::Flag, "True for a certification that is a foundation exam."),
        optional("grants", Kind::Word(|| words(Education::WORDS)), "The education that a person has after it."),
        optional(
            "relevant-in",
            Kind::Filled(&REGION),
            "Where it is of use, if not everywhere: a law, a national programme.",
        ),
        needed(
            "eligibility",
            Kind::AnyOf(&[NOT_KNOWN, Kind::List(&ROUTE)]),
            "Who may take it: any one of these routes is enough; an empty list is anyone.",
        ),
        needed("effort", Kind::AnyOf(&[NOT_KNOWN, EFFORT]), "How much work it takes."),
        needed("price", Kind::AnyOf(&[NOT_KNOWN, PRICE]), "The fee alone, without travel or study material."),
        needed(
            "valid-years",
            Kind::AnyOf(&[Kind::Number(1, 20), Kind::Only(UNLIMITED), NOT_KNOWN]),
            "For how many years it counts; `unlimited` when it does not expire.",
        ),
        needed(
            "status",
            Kind::Word(|| words(Status::WORDS)),
            "Whether it can be had. Only active ones are recommended.",
        ),
        optional("substitutes", Kind::List(&ID), "What to take instead: ids of resources."),
        needed(
            "sources",
            Kind::AnyOf(&[Kind::List(&ID), FACT_SOURCES]),
            "What its facts rest on: one list for all, or a list for each.",
        ),
        needed("confidence", Kind::Word(|| words(Confidence::WORDS)), "How sure you are of its facts, all in all."),
        needed("checked", DATE, "When the facts were last looked at."),
        optional("note", TEXT, "What else a person must know."),
    ],
});

const DEVELOPMENT: Kind = Kind::Record(&Shape {
    name: "development",
    about: "A lift: from a level at which it helps to the one it leads to.",
    fields: &[
        needed("competency", ID, "The id of the competency."),
        needed("from", LEVEL, "The level from which it helps."),
        needed("to", LEVEL, "The level it leads to."),
    ],
});

const REGION: Kind = Kind::Word(|| words(Region::WORDS));

const ROUTE: Kind = Kind::Record(&Shape {
    name: "route",
    about: "One way to be allowed in: all its facts together.",
    fields: &[
        optional("min-degree", Kind::Word(|| words(Education::WORDS)), "The least education."),
        optional("experience-years", Kind::Number(0, MOST_YEARS), "The least experience, in years."),
        optional("years-in", TEXT, "The work in which the years count, as the end of `5 years of`; said, not checked."),
        optional("licence", Kind::Word(|| words(Licence::WORDS)), "A licence."),
        optional("region", REGION, "A region."),
        optional("employer-sponsored", Kind::Flag, "True when only an employer can send someone."),
        optional("membership", TEXT, "A membership that comes with it; said, not checked."),
        optional("prior", Kind::List(&ID), "Resources that come first."),
        optional("rare", Kind::Flag, "True when few people can use it: shown to readers, never planned with."),
        optional("note", TEXT, "More to know; said, not checked."),
    ],
});

const EFFORT: Kind = Kind::Record(&Shape {
    name: "effort",
    about: "Hours in all, or weeks at so many hours a week.",
    fields: &[
        optional("hours", Kind::Number(1, 20_000), "Hours in all."),
        optional("weeks", Kind::Number(1, 600), "Weeks from start to end."),
        optional("hours-per-week", Kind::Number(1, 80), "Hours in each week."),
        needed(
            "basis",
            Kind::Word(|| words(Basis::WORDS)),
            "Stated by the provider or a page about it, or your judgement.",
        ),
    ],
});

const PRICE: Kind = Kind::Record(&Shape {
    name: "price",
    about: "An amount, perhaps with a range, its currency and date; or `free: true` and a date; or `free: unknown`.",
    fields: &[
        optional("free", Kind::AnyOf(&[Kind::Flag, NOT_KNOWN]), "True, false or `unknown`."),
        optional("amount", MONEY, "The usual price, in whole units of the currency: plans count with it."),
        optional(
            "lowest",
            MONEY,
            "The least that a source names, for members or on another page; the amount if not said.",
        ),
        optional("highest", MONEY, "The most that a source names; the amount if not said."),
        optional("currency", CURRENCY, "Three capital letters: USD."),
        optional("as-of", DATE, "The date of the price: 2026, 2026-11 or 2026-11-23."),
        optional("note", TEXT, "More to know."),
    ],
});

const FACT_SOURCES: Kind = Kind::Record(&Shape {
    name: "fact-sources",
    about: "For each fact the ids of the sources that say it; for what is not known, where you looked.",
    fields: &[
        needed("develops", Kind::List(&ID), "What it lifts."),
        needed("eligibility", Kind::List(&ID), "Who may take it."),
        needed("effort", Kind::List(&ID), "How much work it takes."),
        needed("price", Kind::List(&ID), "What it costs."),
        needed("valid-years", Kind::List(&ID), "For how long it counts."),
        needed("status", Kind::List(&ID), "Whether it can be had."),
    ],
});

/// `overlay.yaml`.
pub(super) const OVERLAY: Kind = Kind::Record(&OVERLAY_FILE);
pub(super) const OVERLAY_FILE: Shape = Shape {
    name: "overlay",
    about: "What a programme lays over a pack: its own courses, prices, targets. Never questions or scoring.",
    fields: &[
        FORMAT,
        needed("id", ID, "The overlay's id: lower-case words joined by hyphens. Best the name of its folder."),
        needed("version", VERSION, "Three numbers. Raise it whenever something changes."),
        needed("pack", ID, "The id of the pack that it is laid over."),
        needed("title", Kind::Text(120), "The programme, as people know it: it stands beside its courses."),
        optional("contact", Kind::Text(300), "Whom to ask, in a line."),
        optional("logo", Kind::Text(120), "A file in the folder, SVG or PNG, at most 64 KiB."),
        optional("sources", Kind::List(&SOURCE), "What its facts rest on."),
        optional(
            "resources",
            Kind::List(&RESOURCE),
            "The programme's own courses, certifications, degrees and practice.",
        ),
        optional("hide", Kind::List(&ID), "The ids of resources of the pack that are not to be recommended."),
        optional("prices", Kind::List(&PRICE_CHANGE), "Prices of resources of the pack, as they are for your people."),
        optional("targets", Kind::List(&TERM_TARGET), "What the programme expects by the end of a term; never scored."),
    ],
};

const PRICE_CHANGE: Kind = Kind::Record(&Shape {
    name: "price-change",
    about: "Another price for a resource of the pack.",
    fields: &[
        needed("resource", ID, "The id of a resource of the pack."),
        needed("price", Kind::AnyOf(&[NOT_KNOWN, PRICE]), "The fee alone, without travel or study material."),
        needed("checked", DATE, "When you looked."),
        optional("sources", Kind::List(&ID), "What the price rests on: ids of sources of the pack or of this file."),
        optional("note", TEXT, "More to know, in place of the pack's note."),
    ],
});

const TERM_TARGET: Kind = Kind::Record(&Shape {
    name: "term-target",
    about: "The level that a programme expects in a competency by the end of a term.",
    fields: &[
        needed("competency", ID, "The id of a competency of the pack."),
        needed("term", Kind::Text(60), "The term, as people know it."),
        needed("level", LEVEL, "The level, on the pack's scale."),
    ],
});
