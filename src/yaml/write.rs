//! Values as YAML text.

use serde::Serialize;

/// The value as block YAML.
///
/// # Panics
/// When the value has no YAML form, such as a map whose keys are records; the program writes none.
pub fn to_text(value: &impl Serialize) -> String {
    serde_yaml::to_string(value).expect("plain records of text and numbers have a YAML form")
}
