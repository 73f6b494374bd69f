//! `questionnaire.yaml`: levels, response scales, forms, scoring, domains, competencies, items.

use std::collections::BTreeSet;

use super::fields::{self, text};
use super::format::QUESTIONNAIRE;
use super::frameworks::Frameworks;
use super::references::Names;
use super::scales::{LEVELS_SCALE, levels, scales};
use super::statements::{advice, statements, steps};
use super::waivers::Waivers;
use crate::diag::Code;
use crate::exact::{self, Exact, reaches};
use crate::model::{
    Competency, CompetencyIx, Domain, DomainIx, Facet, Form, FormIx, Framework, Id, Item, ItemId, ItemIx, ItemOrder,
    ItemScale, Keying, Language, LevelScale, LevelStatement, PackId, ResponseScale, ScaleIx, Scoring, Version,
};
use crate::yaml::{Field, Node, Problems, Record};

/// What `questionnaire.yaml` says; with stand-ins where it has problems.
#[derive(Debug)]
pub(super) struct Questionnaire {
    pub(super) id: Option<PackId>,
    pub(super) version: Option<Version>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) experience_in: Option<String>,
    pub(super) language: Language,
    pub(super) levels: Option<LevelScale>,
    pub(super) scales: Vec<Option<ResponseScale>>,
    pub(super) scoring: Option<Scoring>,
    pub(super) domains: Vec<Domain>,
    pub(super) competencies: Vec<Competency>,
    pub(super) frameworks: Vec<Framework>,
    pub(super) items: Vec<Item>,
    pub(super) forms: Vec<Form>,
    pub(super) default_form: Option<usize>,
    pub(super) competency_names: Names,
}

impl Questionnaire {
    /// The levels that the lowest and the highest option of an item stand for; `None` where a scale has a problem.
    fn range(&self, item: &Item, statements: &[LevelStatement]) -> Option<(i64, i64)> {
        let all = self.levels.as_ref().map(|levels| (levels.min(), levels.max()));
        match (item.scale, statements) {
            (ItemScale::Shared(at), _) => self.scales.get(at.get())?.as_ref()?.levels().or(all),
            (ItemScale::Levels, [first, .., last]) => Some((first.level, last.level)),
            (ItemScale::Levels, _) => all,
        }
    }

    /// The highest level that answers about a competency can give, in any form; `None` where that cannot be told. It is that of
    /// the items with the highest options alone, as many as a level needs.
    pub(super) fn highest_level(&self, at: CompetencyIx) -> Option<Exact> {
        let competency = self.competencies.get(at.get())?;
        let coverage = self.scoring?.coverage;
        let in_form = |form: usize| {
            let own = competency.items.iter().map(|item| &self.items[item.get()]);
            let own = own.filter(|item| item.is_in(FormIx::new(form)) && item.weight > 0);
            let highest = |item: &Item| Some((self.range(item, &competency.statements)?.1, i128::from(item.weight)));
            let mut ends = own.map(highest).collect::<Option<Vec<_>>>()?;
            ends.sort_unstable_by_key(|(level, _)| std::cmp::Reverse(*level));
            let all: i128 = ends.iter().map(|(_, weight)| weight).sum();
            let (mut points, mut weights) = (0, 0);
            for (level, weight) in ends {
                points += i128::from(level) * weight;
                weights += weight;
                if reaches(weights, all, coverage) {
                    return Some(Exact::new(points, weights));
                }
            }
            None
        };
        (0..self.forms.len()).filter_map(in_form).max()
    }
}

/// Reads the file. The second part is the record of the file, whose field `default-role` the roles must resolve.
pub(super) fn read<'n>(tree: &'n Node, problems: &mut Problems<'_>) -> (Questionnaire, Option<Record<'n>>) {
    let mut read = Questionnaire {
        id: None,
        version: None,
        title: String::new(),
        summary: String::new(),
        experience_in: None,
        language: Language::default(),
        levels: None,
        scales: Vec::new(),
        scoring: None,
        domains: Vec::new(),
        competencies: Vec::new(),
        frameworks: Vec::new(),
        items: Vec::new(),
        forms: Vec::new(),
        default_form: None,
        competency_names: Names::new("competency"),
    };
    let Some(top) = Field::root(tree, &QUESTIONNAIRE).record(problems) else {
        read.competency_names.mark_incomplete();
        return (read, None);
    };
    read.id = top.get("id").and_then(|field| fields::id(&field, problems));
    read.version = top
        .get("version")
        .and_then(|field| field.parsed(Version::parse, Code::WrongType, "three numbers, such as 1.0.0", problems));
    read.title = text(&top, "title", problems);
    read.summary = text(&top, "summary", problems);
    read.experience_in = fields::optional_text(&top, "experience-in", problems);
    if let Some(field) = top.get("language") {
        let language = field.parsed(Language::parse, Code::WrongType, "a language, such as `en-GB` or `ja`", problems);
        read.language = language.unwrap_or_default();
    }
    read.levels = top.get("levels").and_then(|field| levels(&field, problems));
    Waivers::read(&top, problems);
    let mut scale_names = Names::new("scale");
    if top.is_misspelt("scales") {
        scale_names.mark_incomplete();
    }
    if let Some(field) = top.get("scales") {
        read.scales = scales(&field, read.levels.as_ref(), &mut scale_names, problems);
    }
    read.scoring = top.get("scoring").and_then(|field| scoring(&field, problems));
    let mut form_names = Names::new("form");
    match top.get("forms") {
        Some(field) => read.forms = forms(&field, &mut form_names, problems),
        None => form_names.mark_incomplete(),
    }
    read.default_form = top.get("default-form").and_then(|field| form_names.find(&field, problems));
    let frameworks = Frameworks::read(top.get("frameworks").as_ref(), problems);
    if top.get("domains").is_none() {
        read.competency_names.mark_incomplete();
    }
    if let Some(field) = top.get("domains") {
        let mut reader = Content {
            scales: &scale_names,
            forms: &form_names,
            frameworks,
            domains: Names::new("domain"),
            items: Names::new("item"),
            columns: BTreeSet::new(),
        };
        reader.domains(&mut read, &field, problems);
        read.frameworks = reader.frameworks.into_list();
        for at in 0..read.forms.len() {
            read.forms[at].items = items_in_order(&read, FormIx::new(at));
        }
    }
    if let (Some(field), Some(_)) = (top.get("forms"), top.get("domains")) {
        check_forms(&read, &field, problems);
    }
    if let Some(field) = top.get("domains") {
        check_exactness(&read, &field, problems);
    }
    (read, Some(top))
}

fn scoring(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<Scoring> {
    let record = field.record(problems)?;
    let mut share = |name| record.get(name)?.decimal(problems).and_then(|value| u16::try_from(value).ok());
    let scoring = (share("coverage"), share("readiness-coverage"), share("rung-readiness"));
    Some(Scoring { coverage: scoring.0?, readiness_coverage: scoring.1?, rung_readiness: scoring.2? })
}

fn forms(field: &Field<'_>, names: &mut Names, problems: &mut Problems<'_>) -> Vec<Form> {
    let mut forms = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        let id = names.declare(id.as_ref(), problems);
        let title = text(&record, "title", problems);
        let order = record.get("order").and_then(|field| field.word(ItemOrder::WORDS, problems));
        forms.push(Form { id, title, order: order.unwrap_or(ItemOrder::ByDomain), items: Vec::new() });
    }
    forms
}

/// The items of a form as they are asked: in the file's order, or interleaved. Interleaved, the first item of each
/// competency comes before any second one, and competencies follow each other across domains.
fn items_in_order(read: &Questionnaire, form: FormIx) -> Vec<ItemIx> {
    let asked = |competency: CompetencyIx| -> Vec<ItemIx> {
        let items = &read.competencies[competency.get()].items;
        items.iter().copied().filter(|item| read.items[item.get()].forms.contains(&form)).collect()
    };
    let by_domain: Vec<Vec<Vec<ItemIx>>> =
        read.domains.iter().map(|domain| domain.competencies.iter().map(|at| asked(*at)).collect()).collect();
    if read.forms[form.get()].order == ItemOrder::ByDomain {
        return by_domain.into_iter().flatten().flatten().collect();
    }
    let most_items = by_domain.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let most_competencies = by_domain.iter().map(Vec::len).max().unwrap_or(0);
    let mut order = Vec::new();
    for nth in 0..most_items {
        for place in 0..most_competencies {
            let across = by_domain.iter().filter_map(|domain| domain.get(place)?.get(nth));
            order.extend(across.copied());
        }
    }
    order
}

fn check_forms(read: &Questionnaire, field: &Field<'_>, problems: &mut Problems<'_>) {
    for form in &read.forms {
        if form.items.is_empty() {
            problems
                .report(field, Code::NoItems, format!("the form `{}` has no items", form.id))
                .hint(format!("add `forms: [{}]` to the items that belong to it", form.id));
        }
    }
}

/// Checks that what is computed of one person can be kept exact, in every form.
fn check_exactness(read: &Questionnaire, field: &Field<'_>, problems: &mut Problems<'_>) {
    for (at, form) in read.forms.iter().enumerate() {
        let denominators = |competency: &Competency| {
            let items = competency.items.iter().map(|item| &read.items[item.get()]);
            let asked: Vec<&Item> = items.filter(|item| item.is_in(FormIx::new(at))).collect();
            let weights: Vec<u32> = asked.iter().map(|item| item.weight).collect();
            let width = |item: &&Item| match item.scale {
                // A level, which is whole.
                ItemScale::Levels => 1,
                ItemScale::Shared(at) => {
                    read.scales.get(at.get()).and_then(Option::as_ref).map_or(1, |scale| scale.max() - scale.min())
                }
            };
            (!asked.is_empty()).then(|| exact::denominators(&weights, asked.iter().map(width)))
        };
        let all: Vec<_> = read.competencies.iter().filter_map(denominators).collect();
        if !exact::stay_exact(&all) {
            problems
                .report(
                    field,
                    Code::TooFine,
                    format!("in the form `{}` the weights need numbers of more than {} digits", form.id, exact::DIGITS),
                )
                .hint(
                    "use smaller weights, such as 1, 2 and 3 in place of 62, 71 and 83, or fewer items or competencies",
                );
        }
    }
}

/// Reads domains, competencies and items, knowing the names they may refer to.
struct Content<'r> {
    scales: &'r Names,
    forms: &'r Names,
    frameworks: Frameworks,
    domains: Names,
    items: Names,
    /// The columns of items in tables, in lower case.
    columns: BTreeSet<String>,
}

impl Content<'_> {
    fn domains(&mut self, read: &mut Questionnaire, field: &Field<'_>, problems: &mut Problems<'_>) {
        for entry in field.list(problems).unwrap_or_default() {
            let Some(record) = entry.record(problems) else { continue };
            let id = record.get("id");
            let id = self.domains.declare(id.as_ref(), problems);
            let title = text(&record, "title", problems);
            let at = DomainIx::new(read.domains.len());
            let first = read.competencies.len();
            let list = record.get("competencies").and_then(|field| field.list(problems));
            for entry in list.unwrap_or_default() {
                if let Some(record) = entry.record(problems) {
                    self.competency(read, at, &record, problems);
                }
            }
            let competencies = (first..read.competencies.len()).map(CompetencyIx::new).collect();
            read.domains.push(Domain { id, title, competencies });
        }
    }

    fn competency(
        &mut self,
        read: &mut Questionnaire,
        domain: DomainIx,
        record: &Record<'_>,
        problems: &mut Problems<'_>,
    ) {
        let id = record.get("id");
        let id = read.competency_names.declare(id.as_ref(), problems);
        if record.is_repeated("id") {
            // Another competency is in this record.
            read.competency_names.mark_incomplete();
        }
        let at = CompetencyIx::new(read.competencies.len());
        let title = text(record, "title", problems);
        let definition = text(record, "definition", problems);
        let why = fields::optional_text(record, "why", problems);
        if let Some(field) = record.get("frameworks") {
            self.frameworks.map(at, &field, problems);
        }
        let levels = read.levels.as_ref();
        let statements = record.get("levels").map(|field| statements(&field, levels, problems)).unwrap_or_default();
        let steps = steps(&statements, levels);
        let advice = record.get("advice").map(|field| advice(&field, steps.as_deref(), problems)).unwrap_or_default();
        let first = read.items.len();
        let items = record.get("items");
        for entry in items.as_ref().and_then(|field| field.list(problems)).unwrap_or_default() {
            if let Some(record) = entry.record(problems) {
                let item = self.item(at, &record, problems);
                check_range(read, &statements, &item, &record, problems);
                read.items.push(item);
            }
        }
        if let Some(field) = items {
            self.check_weights(read, first, &field, problems);
        }
        read.competencies.push(Competency {
            id,
            title,
            definition,
            why,
            redefined: redefined(record, read.version, problems),
            domain,
            statements,
            advice,
            items: (first..read.items.len()).map(ItemIx::new).collect(),
        });
    }

    fn item(&mut self, competency: CompetencyIx, record: &Record<'_>, problems: &mut Problems<'_>) -> Item {
        let id = record.get("id");
        let id = self.items.declare(id.as_ref(), problems);
        let stem = text(record, "stem", problems);
        let scale = record.get("scale").and_then(|field| {
            if field.node() == &Node::Text(LEVELS_SCALE.to_owned()) {
                return Some(ItemScale::Levels);
            }
            self.scales.find(&field, problems).map(|at| ItemScale::Shared(ScaleIx::new(at)))
        });
        let reverse = record.get("reverse").and_then(|field| field.boolean(problems)).unwrap_or(false);
        let weight = match record.get("weight") {
            Some(field) => field.integer(problems).and_then(|w| u32::try_from(w).ok()).unwrap_or(1),
            None => 1,
        };
        let facet = record.get("facet").and_then(|field| field.word(Facet::WORDS, problems));
        let list = record.get("forms").and_then(|field| field.list(problems)).unwrap_or_default();
        let forms = list.iter().filter_map(|f| self.forms.find(f, problems)).map(FormIx::new).collect();
        let column = self.column(record, &id, problems);
        Item {
            id,
            stem,
            competency,
            scale: scale.unwrap_or(ItemScale::Levels),
            keying: if reverse { Keying::Reversed } else { Keying::Forward },
            weight,
            facet,
            column,
            forms,
        }
    }

    /// The column of an item in tables of the author's own tool: no other item's, and no other item's id.
    fn column(&mut self, record: &Record<'_>, id: &ItemId, problems: &mut Problems<'_>) -> Option<String> {
        const OWN: &str = "give each item a column of its own, and none that is another item's id";
        if let Some(field) = record.get("id").filter(|_| self.columns.contains(id.as_str())) {
            problems.report(&field, Code::DuplicateId, format!("`{id}` is the column of two items")).hint(OWN);
        }
        let field = record.get("column")?;
        let column = fields::line(&field, problems)?;
        let key = column.to_lowercase();
        if key != id.as_str() && (self.items.declares(&key) || !self.columns.insert(key.clone())) {
            problems.report(&field, Code::DuplicateId, format!("`{column}` is the column of two items")).hint(OWN);
        }
        Some(column)
    }

    /// Checks that in each form with items of the competency one of them has a weight.
    fn check_weights(&self, read: &Questionnaire, first: usize, field: &Field<'_>, problems: &mut Problems<'_>) {
        for form in 0..self.forms.len() {
            let items: Vec<&Item> =
                read.items[first..].iter().filter(|item| item.forms.iter().any(|f| f.get() == form)).collect();
            if items.is_empty() {
                continue;
            }
            let weights: Vec<u32> = items.iter().map(|item| item.weight).collect();
            if weights.iter().all(|weight| *weight == 0) {
                problems
                    .report(field, Code::NoWeight, format!("in the form `{}` all weights are 0", self.forms.id(form)))
                    .hint("give at least one item a weight above 0, or leave `weight` out");
            }
        }
    }
}

/// Checks that the options of an item stand for no level beyond those that its competency has.
fn check_range(
    read: &Questionnaire,
    statements: &[LevelStatement],
    item: &Item,
    record: &Record<'_>,
    problems: &mut Problems<'_>,
) {
    let ([first, .., last], Some((low, high)), Some(field)) =
        (statements, read.range(item, statements), record.get("scale"))
    else {
        return;
    };
    if low < first.level || high > last.level {
        let (first, last) = (first.level, last.level);
        problems
            .report(
                &field,
                Code::StretchedScale,
                format!("this scale stands for the levels {low} to {high}, and the competency has {first} to {last}"),
            )
            .hint(format!("use a scale with `levels: {{from: {first}, to: {last}}}`, or `levels`, its own statements"));
    }
}

/// The version since which a competency measures something else. It cannot be a later one than the pack's.
fn redefined(record: &Record<'_>, pack: Option<Version>, problems: &mut Problems<'_>) -> Option<Version> {
    let field = record.get("redefined")?;
    let since = field.parsed(Version::parse, Code::WrongType, "three numbers, such as 1.0.0", problems)?;
    if let Some(pack) = pack.filter(|pack| since > *pack) {
        problems
            .report(&field, Code::OutOfRange, format!("`{since}` is a later version than the pack's"))
            .expected(format!("a version up to {pack}"));
        return None;
    }
    Some(since)
}
