//! What one page asks, and of whom: a pack, a form, a role, and an invitation.

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::model::{FormIx, Pack, RoleIx};
use crate::pack::{self, PackFiles, SourceFile, overlay};

/// A site as texts, as a page carries it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SiteSource {
    /// The files of the pack, each with its name: questionnaire, roles, resources.
    pub pack: [(String, String); 3],
    /// The overlay that lies over the pack: the name of its file, its text, and its logo in base64.
    pub overlay: Option<(String, String, Option<String>)>,
    /// The id of the form; the pack's default where it is not said.
    pub form: Option<String>,
    /// The id of the role to compare with; the pack's default where it is not said.
    pub role: Option<String>,
    /// The text of the invitation.
    pub invitation: Option<String>,
}

/// A site, checked.
#[derive(Debug)]
pub struct Site {
    /// The pack, with its overlay.
    pub pack: Pack,
    /// The form that is asked.
    pub form: FormIx,
    /// The role to compare with.
    pub role: RoleIx,
}

impl SiteSource {
    /// As JSON, as it stands in a page.
    ///
    /// # Panics
    /// Never: texts can be written as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts can be written as JSON")
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The checked site.
    ///
    /// # Errors
    /// Every problem of the pack, the overlay or the invitation.
    pub fn check(&self) -> Result<Site, Vec<Diagnostic>> {
        let file = |(name, text): &(String, String)| SourceFile { name: name.clone(), text: text.clone() };
        let [questionnaire, roles, resources] = self.pack.each_ref().map(file);
        let (pack, problems) = pack::parse(&PackFiles { questionnaire, roles, resources });
        let pack = pack.ok_or(problems)?;
        let pack = match &self.overlay {
            None => pack,
            Some((name, text, logo)) => {
                let file = file(&(name.clone(), text.clone()));
                let logo = |_: &str| {
                    use base64::Engine as _;
                    let none = || "the page does not hold it".to_owned();
                    let logo = logo.as_deref().ok_or_else(none)?;
                    base64::engine::general_purpose::STANDARD.decode(logo).map_err(|error| error.to_string())
                };
                let (parts, problems) = overlay::parse(&file, &pack, logo);
                pack.lay_over(parts.ok_or(problems)?)
            }
        };
        let form = self.form.as_deref().and_then(|form| pack.find_form(form)).unwrap_or(pack.default_form());
        let role = self.role.as_deref().and_then(|role| pack.find_role(role)).unwrap_or(pack.default_role());
        Ok(Site { form, role, pack })
    }
}

impl Site {
    /// The invitation, as names and texts.
    pub(super) fn invitation_lines(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    /// What the invitation says about handing in.
    pub(super) fn hand_in_lines(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}
