//! The one file that holds everything: the markup around the screens, the script, the texts of the site and the engine.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::screens::{self, Echo};
use super::templates::{PageFile, Safe, rendered};
use super::{Site, SiteSource, attempt};
use crate::quiz::{AttemptOrigin, QuizState};
use crate::report::{TOOL, html};

/// The script of the page: it hands what was posted to the engine and puts the answer in place.
const SCRIPT: &str = include_str!("../../templates/web/page.js");

/// The hash that the page's policy allows the script by.
static SCRIPT_HASH: LazyLock<String> = LazyLock::new(|| html::policy_hash(SCRIPT));

/// The stylesheet, that of reports before that of the quiz, and the hash that the page's policy allows it by.
static STYLE: LazyLock<(String, String)> = LazyLock::new(|| {
    let style = html::style_with(include_str!("../../templates/web/page.css"));
    let hash = html::policy_hash(&style);
    (style, hash)
});

/// The file of a site. `engine` is the compiled engine, compressed with gzip. The same site gives the same bytes.
///
/// # Panics
/// Never: the template only writes to a string.
pub fn file(source: &SiteSource, site: &Site, engine: &[u8]) -> String {
    let pack = &site.pack;
    let sheet = attempt::empty(site, String::new());
    let (_, start) = screens::screen(&QuizState::on_page(pack, sheet, AttemptOrigin::New), &Echo::default());
    let page = PageFile {
        title: pack.title(),
        language: pack.language().tag(),
        key: key(source, site),
        pack: format!("{} {}", pack.id(), pack.version()),
        tool: TOOL,
        style: &STYLE.0,
        style_hash: &STYLE.1,
        script: Safe(SCRIPT),
        script_hash: &SCRIPT_HASH,
        has_logo: pack.overlay().is_some_and(|overlay| overlay.logo.is_some()),
        start: Safe(start.replace("<button ", "<button disabled ")),
        // No text can end the element that it stands in.
        site: Safe(source.with_pack_as_json().to_json().replace('<', "\\u003c")),
        engine: Safe(STANDARD.encode(engine)),
    };
    rendered(&page)
}

/// A name for what the browser keeps: the same for a newer page of the same questionnaire and invitation.
fn key(source: &SiteSource, site: &Site) -> String {
    let invitation = Sha256::digest(source.invitation.as_deref().unwrap_or_default());
    let invitation = invitation.iter().take(5).fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("skillgap:{}:{}:{invitation}", site.pack.id(), site.pack.form(site.form).id)
}
