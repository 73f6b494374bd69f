//! Versions of packs and overlays.

use std::fmt;

/// A version of three numbers: `1.0.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// Reads `1.0.0`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| {
            let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse::<u32>().ok()).flatten()
        });
        let version = Self(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_three_plain_numbers() {
        assert_eq!(Version::parse("1.10.2").map(|v| v.to_string()).as_deref(), Some("1.10.2"));
        assert!(["1.0", "1.0.0.0", "1.0.x", "+1.0.0", "", "1..0"].iter().all(|v| Version::parse(v).is_none()));
    }
}
