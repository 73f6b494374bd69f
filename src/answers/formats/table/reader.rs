//! Readers of rows of CSV, which each thread keeps for its next table.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

thread_local! {
    /// The readers that are not in use, with their delimiters.
    static KEPT: RefCell<Vec<(u8, csv_core::Reader)>> = const { RefCell::new(Vec::new()) };
}

/// A reader at the beginning of a table, kept for another when it is dropped: to build one takes as long as to read a
/// thousand cells. A clone of a `csv_core` reader does not work.
#[derive(Debug)]
pub(in crate::answers::formats) struct Reader {
    delimiter: u8,
    /// `None` while it is dropped.
    inner: Option<csv_core::Reader>,
}

impl Reader {
    pub(in crate::answers::formats) fn new(delimiter: u8) -> Self {
        let kept = KEPT.with_borrow_mut(|kept| {
            let at = kept.iter().position(|(other, _)| *other == delimiter)?;
            Some(kept.swap_remove(at).1)
        });
        let mut inner = kept.unwrap_or_else(|| csv_core::ReaderBuilder::new().delimiter(delimiter).build());
        inner.reset();
        Self { delimiter, inner: Some(inner) }
    }

    /// A reader of what stands below the header. One that has begun does not look for a byte order mark, which only a header
    /// can have before it.
    pub(in crate::answers::formats) fn below_header(delimiter: u8) -> Self {
        let mut reader = Self::new(delimiter);
        reader.read_record(&[], &mut [0], &mut [0]);
        reader
    }
}

impl Deref for Reader {
    type Target = csv_core::Reader;

    fn deref(&self) -> &csv_core::Reader {
        self.inner.as_ref().expect("a reader that is in use")
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut csv_core::Reader {
        self.inner.as_mut().expect("a reader that is in use")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        // A thread that ends keeps none.
        let _ = KEPT.try_with(|kept| kept.borrow_mut().push((self.delimiter, inner)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_broke_off_anywhere_begins_anew() {
        let text = b"\xef\xbb\xbfa;\"b\";c\n1;2;3\n";
        let row = |reader: &mut Reader| {
            let (mut cells, mut ends) = ([0; 64], [0; 8]);
            let (_, read, written, ended) = reader.read_record(text, &mut cells, &mut ends);
            (read, cells[..written].to_vec(), ends[..ended].to_vec(), reader.line())
        };
        let new = row(&mut Reader::new(b';'));
        assert_eq!((&new.1[..], &new.2[..]), (&b"abc"[..], &[1, 2, 3][..]));
        for end in 0..text.len() {
            Reader::new(b';').read_record(&text[..end], &mut [0; 64], &mut [0; 8]);
            assert_eq!(row(&mut Reader::new(b';')), new, "after {end} bytes");
        }
    }
}
