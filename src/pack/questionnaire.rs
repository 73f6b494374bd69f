//! `questionnaire.yaml`: levels, response scales, forms, scoring, domains, competencies, items.

use super::fields::{self, text};
use super::format::QUESTIONNAIRE;
use super::frameworks::Frameworks;
use super::references::Names;
use crate::diag::Code;
use crate::exact;
use crate::model::{
    Advice, Competency, CompetencyIx, Domain, DomainIx, Facet, Form, FormIx, Framework, Item, ItemIx, ItemOrder,
    ItemScale, Keying, Level, LevelScale, PackId, ResponseOption, ResponseScale, ScaleId, ScaleIx, Scoring, Version,
};
use crate::yaml::{Field, Node, Problems, Record};

/// The name by which an item chooses its competency's level statements as its scale.
const LEVELS_SCALE: &str = "levels";

/// What `questionnaire.yaml` says; with stand-ins where it has problems.
#[derive(Debug)]
pub(super) struct Questionnaire {
    pub(super) id: Option<PackId>,
    pub(super) version: Option<Version>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) experience_in: Option<String>,
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
    /// The number of levels, when they could be read.
    fn level_count(&self) -> Option<usize> {
        self.levels.as_ref().map(|scale| scale.levels().len())
    }
}

/// Reads the file. The second part is the field `default-role`, which the roles must resolve.
pub(super) fn read<'n>(tree: &'n Node, problems: &mut Problems<'_>) -> (Questionnaire, Option<Field<'n>>) {
    let mut read = Questionnaire {
        id: None,
        version: None,
        title: String::new(),
        summary: String::new(),
        experience_in: None,
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
    let Some(top) = Field::root(tree, &QUESTIONNAIRE).record(problems) else { return (read, None) };
    read.id = top.get("id").and_then(|field| fields::id(&field, problems));
    read.version = top
        .get("version")
        .and_then(|field| field.parsed(Version::parse, Code::WrongType, "three numbers, such as 1.0.0", problems));
    read.title = text(&top, "title", problems);
    read.summary = text(&top, "summary", problems);
    read.experience_in = fields::optional_text(&top, "experience-in", problems);
    read.levels = top.get("levels").and_then(|field| levels(&field, problems));
    let mut scale_names = Names::new("scale");
    if let Some(field) = top.get("scales") {
        read.scales = scales(&field, &mut scale_names, problems);
    }
    read.scoring = top.get("scoring").and_then(|field| scoring(&field, problems));
    let mut form_names = Names::new("form");
    if let Some(field) = top.get("forms") {
        read.forms = forms(&field, &mut form_names, problems);
    }
    read.default_form = top.get("default-form").and_then(|field| form_names.find(&field, problems));
    let default_role = top.get("default-role");
    let frameworks = Frameworks::read(top.get("frameworks").as_ref(), problems);
    if let Some(field) = top.get("domains") {
        let mut reader = Content {
            scales: &scale_names,
            forms: &form_names,
            frameworks,
            domains: Names::new("domain"),
            items: Names::new("item"),
        };
        reader.domains(&mut read, &field, problems);
        read.frameworks = reader.frameworks.into_list();
        for at in 0..read.forms.len() {
            read.forms[at].items = items_in_order(&read, FormIx::new(at));
        }
    }
    if let Some(field) = top.get("forms") {
        check_forms(&read, &field, problems);
    }
    (read, default_role)
}

fn levels(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<LevelScale> {
    let mut levels = Vec::new();
    for entry in field.list(problems)? {
        let Some(record) = entry.record(problems) else { continue };
        let number = record.get("level").and_then(|f| f.integer(problems));
        let level = Level {
            number: number.unwrap_or_default(),
            label: text(&record, "label", problems),
            means: text(&record, "means", problems),
            evidence: text(&record, "evidence", problems),
        };
        if number.is_some() {
            levels.push(level);
        }
    }
    let scale = LevelScale::new(levels);
    if scale.is_none() {
        problems
            .report(field, Code::LevelSequence, "the levels do not count up by one")
            .expected("at least two levels, such as 0, 1, 2, 3, 4, 5");
    }
    scale
}

fn scales(field: &Field<'_>, names: &mut Names, problems: &mut Problems<'_>) -> Vec<Option<ResponseScale>> {
    let mut scales = Vec::new();
    for entry in field.list(problems).unwrap_or_default() {
        let Some(record) = entry.record(problems) else { continue };
        let id = record.get("id");
        if id.as_ref().is_some_and(|id| id.node() == &Node::Text(LEVELS_SCALE.to_owned())) {
            problems
                .report(record.field(), Code::DuplicateId, "the scale `levels` is declared twice")
                .hint("`levels` means the competency's own statements; give this scale another id");
            names.mark_incomplete();
        }
        names.declare::<ScaleId>(id.as_ref(), problems);
        scales.push(record.get("options").and_then(|field| scale(&field, problems)));
    }
    scales
}

fn scale(field: &Field<'_>, problems: &mut Problems<'_>) -> Option<ResponseScale> {
    let mut options = Vec::new();
    for entry in field.list(problems)? {
        let Some(record) = entry.record(problems) else { continue };
        let value = record.get("value").and_then(|f| f.integer(problems));
        let label = text(&record, "label", problems);
        if let Some(value) = value {
            options.push(ResponseOption { value, label });
        }
    }
    let scale = ResponseScale::new(options);
    if scale.is_none() {
        problems
            .report(field, Code::ScaleSequence, "the values of this scale do not grow")
            .expected("at least two options, each with a larger value than the one before");
    }
    scale
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

/// Reads domains, competencies and items, knowing the names they may refer to.
struct Content<'r> {
    scales: &'r Names,
    forms: &'r Names,
    frameworks: Frameworks,
    domains: Names,
    items: Names,
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
        let at = CompetencyIx::new(read.competencies.len());
        let title = text(record, "title", problems);
        let definition = text(record, "definition", problems);
        let why = text(record, "why", problems);
        if let Some(field) = record.get("frameworks") {
            self.frameworks.map(at, &field, problems);
        }
        let statements = record.get("levels").map(|f| statements(&f, read.level_count(), problems));
        let advice = record.get("advice").map(|f| advice(&f, read.level_count(), problems));
        let first = read.items.len();
        let items = record.get("items");
        for entry in items.as_ref().and_then(|field| field.list(problems)).unwrap_or_default() {
            if let Some(record) = entry.record(problems) {
                let item = self.item(at, &record, problems);
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
            statements: statements.unwrap_or_default(),
            advice: advice.unwrap_or_default(),
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
        Item {
            id,
            stem,
            competency,
            scale: scale.unwrap_or(ItemScale::Levels),
            keying: if reverse { Keying::Reversed } else { Keying::Forward },
            weight,
            facet,
            forms,
        }
    }

    /// Checks that in each form with items of the competency one of them has a weight, and that the level of any subset of
    /// rated items can be computed exactly.
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
                continue;
            }
            let spans = items.iter().map(|item| match item.scale {
                ItemScale::Levels => read.levels.as_ref().map_or(1, |scale| scale.max() - scale.min()),
                ItemScale::Shared(at) => {
                    read.scales.get(at.get()).and_then(Option::as_ref).map_or(1, |scale| scale.max() - scale.min())
                }
            });
            if !exact::stays_exact(&weights, spans) {
                problems
                    .report(field, Code::TooFine, "the weights of these items are too uneven to keep levels exact")
                    .hint("use fewer items, or equal weights");
            }
        }
    }
}

fn statements(field: &Field<'_>, levels: Option<usize>, problems: &mut Problems<'_>) -> Vec<String> {
    let list = field.list(problems).unwrap_or_default();
    if let Some(levels) = levels
        && list.len() != levels
    {
        problems
            .report(
                field,
                Code::MissingAnchor,
                format!(
                    "{} for {levels} levels",
                    crate::language::grammar::count(list.len(), "statement", "statements")
                ),
            )
            .expected("one statement for each level, lowest first");
    }
    list.iter().map(|entry| fields::line(entry, problems).unwrap_or_default()).collect()
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

fn advice(field: &Field<'_>, levels: Option<usize>, problems: &mut Problems<'_>) -> Vec<Advice> {
    let list = field.list(problems).unwrap_or_default();
    if let Some(levels) = levels
        && list.len() + 1 != levels
    {
        problems
            .report(field, Code::MissingAnchor, format!("advice for {} of {} steps", list.len(), levels - 1))
            .expected("one entry for the step from each level to the next, lowest first");
    }
    list.iter()
        .filter_map(|entry| {
            let record = entry.record(problems)?;
            let advice = Advice {
                first_step: text(&record, "first-step", problems),
                evidence: text(&record, "evidence", problems),
                ask: text(&record, "ask", problems),
            };
            Some(advice)
        })
        .collect()
}
