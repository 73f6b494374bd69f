//! What a report says: every word and number, already rounded, sorted and put into sentences.
//!
//! Views are plain data. Forms of output only place them.

mod about_role;
mod action_plan;
mod advisor;
mod cards;
mod chart;
mod citations;
mod competency;
mod entry;
mod facts;
mod front;
mod held;
mod memo;
mod method;
mod overview;
mod pair;
mod plan;
mod plan_edition;
mod plan_outline;
mod plan_steps;
mod plan_words;
mod programme;
mod raters;
mod rungs;
mod shared;
mod six_lines;
mod stamp;
mod strengths;
mod strip;
mod student;
mod summary;
mod trace;

pub use about_role::{AboutRole, Context, NoteLine, about_role};
pub use action_plan::ActionCard;
pub use advisor::{AdvisorReport, Note, Prompt, advisor_report};
pub use cards::{CompetencyCard, DomainSection, NextStep};
pub use chart::{
    Axis, Band, Mark, ProfileRow, ProfileSection, RungRow, change_mark, level_axis, rung_change_mark, share_axis,
};
pub use citations::Citations;
pub use entry::{CITED_FACTS, ChoiceLine, ResourceEntry, ResourceFacts, cited_facts, resource_entry};
pub use facts::{Fact, NotRated};
pub use front::{CredentialLine, CredentialTable, Front, GapCard, NamedResource, UnknownCard};
pub use method::{Audience, BuildInfo, Method, ScaleWording};
pub use overview::{DomainRow, Overview};
pub use pair::Beside;
pub use plan::{OptionalView, PhaseView, PlanProgramme, PlanView, plan_of_report, plan_view};
pub use plan_edition::Edition;
pub use plan_outline::{PhaseOutline, PlanOutline, StepOutline};
pub use plan_steps::{OpenView, StepView};
pub use programme::{ExpectationRow, ProgrammeHead};
pub use raters::{RaterRow, Raters, TalkCard};
pub use shared::Shared;
pub use six_lines::in_six_lines;
pub use stamp::PackStamp;
pub use strengths::Strength;
pub use strip::{Bar, bars, shade};
pub use student::{Reporter, StudentReport, student_report, student_report_beside};
pub use trace::{CompetencyTrace, LadderRow, LadderTrace, LossRow, ReadinessTrace};
