//! The list of survey tools.

use super::tool::Tool;
use super::{google_forms, limesurvey, microsoft_forms, moodle, qualtrics, redcap};

/// Every tool, the one with the surest signs first.
pub(super) const TOOLS: [&Tool; 6] =
    [&qualtrics::TOOL, &limesurvey::TOOL, &redcap::TOOL, &moodle::TOOL, &microsoft_forms::TOOL, &google_forms::TOOL];
