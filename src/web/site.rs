//! What one page asks, and of whom: a pack, a form, a role, and an invitation.

use serde::{Deserialize, Serialize};

use crate::answers::{self, INVITATION_FILE, Invitation};
use crate::diag::Diagnostic;
use crate::model::{FormIx, Pack, RoleIx};
use crate::pack::{self, PackFiles, SourceFile, overlay};
use crate::yaml;

/// A site as texts, as a page carries it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SiteSource {
    /// The files of the pack, each with its name: questionnaire, roles, resources.
    pub pack: [(String, String); 3],
    /// The overlay that lies over the pack: the name of its file, its text, and its logo in base64.
    pub overlay: Option<(String, String, Option<String>)>,
    /// The id of the form; that of the invitation, or the pack's default, where it is not said.
    pub form: Option<String>,
    /// The id of the role to compare with; that of the invitation, or the pack's default, where it is not said.
    pub role: Option<String>,
    /// The text of the invitation's file.
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
    /// What people are told before the first question.
    pub invitation: Option<Invitation>,
}

impl SiteSource {
    /// As JSON, as it stands in a page.
    ///
    /// # Panics
    /// Never: texts can be written as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts can be written as JSON")
    }

    /// The same site with the files of the pack as JSON, which is read in a fraction of the time.
    #[must_use]
    pub fn with_pack_as_json(&self) -> Self {
        let as_json = |(name, text): &(String, String)| {
            let tree = yaml::parse(name, text, pack::LARGEST_FILE).ok();
            let text = tree.and_then(|tree| serde_json::to_string(&tree).ok()).unwrap_or_else(|| text.clone());
            (name.clone(), text)
        };
        Self { pack: self.pack.each_ref().map(as_json), ..self.clone() }
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
        let mut pack = pack.ok_or(problems)?;
        if let Some((name, text, logo)) = &self.overlay {
            let file = file(&(name.clone(), text.clone()));
            let (parts, problems) = overlay::parse(&file, &pack, |_| decoded(logo.as_deref()));
            pack = pack.lay_over(parts.ok_or(problems)?);
        }
        let (mut form, mut role, mut invitation) = (pack.default_form(), pack.default_role(), None);
        if let Some(text) = &self.invitation {
            let (read, problems) = answers::parse_invitation(INVITATION_FILE, text, &pack);
            let read = read.ok_or(problems)?;
            (form, role) = (read.form.unwrap_or(form), read.role.unwrap_or(role));
            invitation = Some(read.invitation);
        }
        form = self.form.as_deref().and_then(|form| pack.find_form(form)).unwrap_or(form);
        role = self.role.as_deref().and_then(|role| pack.find_role(role)).unwrap_or(role);
        Ok(Site { pack, form, role, invitation })
    }
}

/// The bytes of the logo that a page holds in base64.
fn decoded(logo: Option<&str>) -> Result<Vec<u8>, String> {
    use base64::Engine as _;
    let logo = logo.ok_or_else(|| "the page does not hold it".to_owned())?;
    base64::engine::general_purpose::STANDARD.decode(logo).map_err(|error| error.to_string())
}
