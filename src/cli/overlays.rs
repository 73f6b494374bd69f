//! Reads the overlay of a programme from its folder.

use std::io::Read as _;
use std::path::Path;

use super::failure::{Failure, reason};
use super::files;
use super::opening::{self, Takes};
use crate::diag::Diagnostic;
use crate::model::{OverlayParts, Pack};
use crate::pack::overlay::{self, LARGEST_LOGO, OVERLAY_FILE};
use crate::pack::{LARGEST_FILE, SourceFile};

/// The file of an overlay.
pub(super) fn file(folder: &Path) -> Result<SourceFile, Failure> {
    let path = folder.join(OVERLAY_FILE);
    let text = files::read(&path, LARGEST_FILE)?;
    Ok(SourceFile { name: path.display().to_string(), text })
}

/// The overlay in a file of this folder, with its logo, checked against a pack.
pub(super) fn parse(file: &SourceFile, folder: &Path, pack: &Pack) -> (Option<OverlayParts>, Vec<Diagnostic>) {
    overlay::parse(file, pack, |name| logo(folder, name))
}

/// The bytes of a logo, cut at one more than is allowed. It is a file of the folder itself: a link that leads out of it is
/// not followed.
fn logo(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    let path = folder.join(name);
    let real = path.canonicalize().map_err(|error| reason(&error))?;
    let home = folder.canonicalize().map_err(|error| reason(&error))?;
    if real.parent() != Some(&home) {
        return Err("it leads out of the folder of the overlay".to_owned());
    }
    let opened = opening::open(&real, Takes::File);
    let mut bytes = Vec::new();
    let done = opened.and_then(|file| file.take(LARGEST_LOGO as u64 + 1).read_to_end(&mut bytes));
    done.map(|_| bytes).map_err(|error| reason(&error))
}
