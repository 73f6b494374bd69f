//! The certifications that roles ask for or value, and when a person may hold them: apart from what they lift.

use crate::answers::AnswerSheet;
use crate::assess::Assessment;
use crate::model::{
    Credential, Degree, Education, Eligibility, LearningResource, Licence, Month, Pack, Post, ResourceIx, RoleIx,
    Route, Standing,
};
use crate::plan::{Requirement, currency, missing};

/// When a person may hold a certification, on the day of their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attainable<'p> {
    /// They hold it.
    Held,
    /// They can sit it now, by this route; `None` where anyone may.
    Now(Option<&'p Route>),
    /// When something else is there.
    Later(Later<'p>),
    /// By a route that few people can use.
    Rarely(&'p Route),
    /// Never by study and time: it is for another profession or region.
    NotForYou(Requirement),
    /// The catalogue does not know who may sit it.
    Unknown,
}

/// What is missing for the nearest route to a certification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later<'p> {
    /// The route.
    pub route: &'p Route,
    /// Years of experience that are still to come; `None` when enough are there.
    pub years: Option<u32>,
    /// The degree under way that the route asks for, and the month in which it is expected, where that was said.
    pub studying: Option<(Education, Option<Month>)>,
    /// What else is missing, without years.
    pub others: Vec<Requirement>,
    /// True when something that is missing may be there and was not said.
    pub is_unsaid: bool,
    /// True when years are missing that work in another field may give, which the person has and the answers do not count.
    pub may_count_other_work: bool,
}

impl Later<'_> {
    /// True when nothing is missing.
    fn is_nothing(&self) -> bool {
        self.years.is_none() && self.studying.is_none() && self.others.is_empty()
    }

    /// About how many years the degrees take that are missing, after the education that a person has or studies for.
    fn years_of_study(&self, from: Option<Education>) -> u32 {
        let years = self.others.iter().map(|needed| match needed {
            Requirement::Education(to) => years_to(*to).saturating_sub(from.map_or(0, years_to)),
            _ => 0,
        });
        years.max().unwrap_or(0)
    }
}

/// About how many years of study after school an education takes.
fn years_to(education: Education) -> u32 {
    match education {
        Education::None | Education::HighSchool => 0,
        Education::Associate => 2,
        Education::Bachelor => 4,
        Education::Master => 6,
        Education::Doctorate => 10,
    }
}

/// The education that a person has when the degree that they study for is finished.
pub fn studied(pack: &Pack, sheet: &AnswerSheet) -> Option<Education> {
    match sheet.background.studying? {
        Degree::Level(level) => Some(level),
        Degree::Resource(at) => pack.resource(at).grants,
    }
}

/// When the person who answered may hold a certification.
pub fn attainable<'p>(pack: &'p Pack, sheet: &AnswerSheet, at: ResourceIx) -> Attainable<'p> {
    let resource = pack.resource(at);
    if sheet.finished_steps().any(|held| held == at) {
        return Attainable::Held;
    }
    let routes = match &resource.eligibility {
        Eligibility::Anyone => return Attainable::Now(None),
        Eligibility::Unknown => return Attainable::Unknown,
        Eligibility::AnyOf(routes) => routes,
    };
    let ways: Vec<Later<'_>> = routes.iter().map(|route| needs(pack, sheet, route)).collect();
    let education = sheet.background.education.max(studied(pack, sheet));
    let rarely = ways.iter().find(|later| later.route.rare && later.is_nothing()).map(|later| later.route);
    // The nearest route is not rare and asks for nothing out of reach, then for the fewest years of work and study, then
    // for the fewest other things; of routes that are open, for the fewest years.
    let nearest = ways.into_iter().min_by_key(|later| {
        let out_of_reach = later.others.iter().filter(|needed| needed.is_out_of_reach(&sheet.background)).count();
        let wait = later.years.unwrap_or(0) + later.years_of_study(education);
        let years = later.route.experience_years.filter(|_| later.is_nothing());
        (later.route.rare, out_of_reach, wait, later.others.len(), later.studying.is_some(), years)
    });
    let Some(later) = nearest else { return Attainable::Unknown };
    if let Some(route) = rarely.filter(|_| !later.is_nothing() && later.years.is_none()) {
        return Attainable::Rarely(route);
    }
    if later.route.rare {
        return Attainable::Rarely(later.route);
    }
    if let Some(needed) = later.others.iter().find(|needed| needed.is_out_of_reach(&sheet.background)) {
        return Attainable::NotForYou(needed.clone());
    }
    if later.is_nothing() {
        return Attainable::Now(Some(later.route));
    }
    Attainable::Later(later)
}

/// What a person still needs for a route.
fn needs<'p>(pack: &Pack, sheet: &AnswerSheet, route: &'p Route) -> Later<'p> {
    let background = &sheet.background;
    let mut later =
        Later { route, years: None, studying: None, others: Vec::new(), is_unsaid: false, may_count_other_work: false };
    for needed in missing(route, background) {
        let unsaid = needed.is_unsaid(background);
        match needed {
            Requirement::Experience(years) => {
                later.years = Some(years - background.experience_years.unwrap_or(0));
                later.is_unsaid |= unsaid;
                later.may_count_other_work = route.years_in.is_some() && background.post == Some(Post::Other);
            }
            Requirement::Education(degree) if studied(pack, sheet) >= Some(degree) => {
                later.studying = Some((degree, background.studying_until));
            }
            Requirement::Prior(prior) if background.studying == Some(Degree::Resource(prior)) => {
                let grants = pack.resource(prior).grants;
                later.studying = later.studying.or(grants.map(|degree| (degree, background.studying_until)));
            }
            Requirement::Prior(prior) if sheet.finished_steps().any(|held| held == prior) => {}
            needed => {
                later.is_unsaid |= unsaid;
                later.others.push(needed);
            }
        }
    }
    later
}

/// A certification with what it counts for.
#[derive(Clone, Debug)]
pub struct CredentialRow<'p> {
    /// The certification.
    pub resource: ResourceIx,
    /// The roles that it counts for, each with how much; the next role first.
    pub counts_for: Vec<(RoleIx, Standing)>,
    /// What the pack says beside it.
    pub note: Option<&'p str>,
    /// When the person may hold it.
    pub when: Attainable<'p>,
}

impl<'p> CredentialRow<'p> {
    /// The certification's record.
    pub fn record(&self, pack: &'p Pack) -> &'p LearningResource {
        pack.resource(self.resource)
    }
}

/// The certifications of the next role and of the goal: those that the next role names first, each in the order in which
/// its role counts them. One that is for holders of another licence is left out, and one for another region.
pub fn credentials<'p>(assessment: &Assessment<'p>) -> Vec<CredentialRow<'p>> {
    let (pack, sheet) = (assessment.pack, assessment.sheet);
    let goal = sheet.role;
    let roles = assessment.next_role(goal).into_iter().chain([goal]);
    let mut rows: Vec<CredentialRow<'p>> = Vec::new();
    for role in roles {
        for credential in pack.role(role).credentials.iter().filter(|credential| is_for(credential, sheet)) {
            if let Some(row) = rows.iter_mut().find(|row| row.resource == credential.resource) {
                if row.counts_for.iter().all(|(known, _)| *known != role) {
                    row.counts_for.push((role, credential.standing));
                }
                continue;
            }
            let resource = pack.resource(credential.resource);
            if !resource.status.is_offered() || !resource.is_relevant_in(sheet.background.region) {
                continue;
            }
            rows.push(CredentialRow {
                resource: credential.resource,
                counts_for: vec![(role, credential.standing)],
                note: credential.note.as_deref(),
                when: attainable(pack, sheet, credential.resource),
            });
        }
    }
    rows
}

/// What a person said that a plan may cost at most, held against a price above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AboveBudget {
    /// The budget, in the currency of plans.
    pub budget: u32,
    /// True when the lowest price is above it too, not only the usual one.
    pub surely: bool,
}

/// The budget that the usual price of a certification is above; `None` where it is not, or where one of them is not known.
pub fn above_budget(assessment: &Assessment<'_>, at: ResourceIx) -> Option<AboveBudget> {
    let Assessment { pack, sheet, .. } = assessment;
    let budget = sheet.background.budget?;
    let fee = pack.resource(at).price.fee_in(&currency(pack))?;
    (fee.amount > budget).then_some(AboveBudget { budget, surely: fee.lowest > budget })
}

/// True for what is for everyone, for holders of a licence that the person has, or of one while they did not say.
fn is_for(credential: &Credential, sheet: &AnswerSheet) -> bool {
    let holds = |licence: Licence| sheet.background.licences.as_ref().is_none_or(|held| held.contains(&licence));
    credential.licence.is_none_or(holds)
}
