//! The types of a checked pack. They contain no rules of reading and none of scoring.
//!
//! A [`Pack`] is built once by [`crate::pack`], from files that were checked; from then on parts
//! refer to each other by dense index ([`CompetencyIx`] and its kin), which cannot dangle.

mod background;
mod competency;
mod framework;
mod ids;
mod language;
mod level;
mod overlay;
mod pack;
mod resource;
mod role;
mod version;
mod words;

pub use background::{
    Background, BackgroundFact, Degree, Education, Licence, MOST_BUDGET, MOST_HOURS, MOST_YEARS, Month, Post, Region,
};
pub use competency::{Advice, Competency, Domain, Facet, Item, ItemScale, Keying, LevelStatement};
pub use framework::{Framework, FrameworkPart};
pub use ids::{
    CareerId, CompetencyId, CompetencyIx, DomainId, DomainIx, FormId, FormIx, FrameworkId, Id, ItemId, ItemIx,
    OverlayId, PackId, PartCode, ResourceId, ResourceIx, RoleId, RoleIx, ScaleId, ScaleIx, SourceId, is_item_id,
    is_part_code, is_slug,
};
pub use language::Language;
pub use level::{Level, LevelScale, ResponseOption, ResponseScale};
pub use overlay::{Logo, Overlay, OverlayParts, PriceChange, TermTarget};
pub use pack::{Form, ItemOrder, Pack, PackParts, Scoring};
pub use resource::{
    Basis, Confidence, Development, Effort, Eligibility, ExamLevels, FactSources, Fee, LearningResource, Origin, Price,
    ReadBy, ResourceKind, Route, Source, Status, Validity, WebPage,
};
pub use role::{
    CareerPoint, CareerSection, Credential, Need, Provenance, ProvenanceKind, RoleNote, RoleProfile, Standing, Stay,
    Target, Tier, Topic, WayIn,
};
pub use version::Version;
pub use words::{value_of, word_of};
