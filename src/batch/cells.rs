//! Cells of a table: counts.

/// Adds a whole number.
pub(super) fn push_count(count: usize, out: &mut Vec<u8>) {
    if count >= 10 {
        push_count(count / 10, out);
    }
    out.push(b"0123456789"[count % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Decimal;

    #[test]
    fn counts_have_all_their_digits() {
        let mut out = Vec::new();
        for count in [0, 9, 10, 75, 1234] {
            push_count(count, &mut out);
            out.push(b' ');
        }
        assert_eq!(out, b"0 9 10 75 1234 ");
    }

    #[test]
    fn a_missing_number_is_an_empty_cell() {
        let mut out = Vec::new();
        Decimal::NONE.push_cell(&mut out);
        assert_eq!(out, b",");
    }
}
