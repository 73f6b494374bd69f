//! UTF-16, read as UTF-8.

use std::io::{self, Cursor, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::kind::ByteOrder;
use super::refusal::Refusal;

/// Text in UTF-16 as UTF-8. Half of a pair of surrogates, as a program leaves it that cuts off long texts, becomes U+FFFD;
/// half a unit is an error. `is_marked` tells that the text begins with the mark of its byte order; `at_once` is how many
/// bytes are read at once.
pub(super) fn utf16(source: impl Read, order: ByteOrder, is_marked: bool, at_once: usize) -> io::Result<impl Read> {
    let mark = if is_marked { &[] } else { order.mark() };
    let source = Cursor::new(mark).chain(Units { source, ends_in_unit: false });
    // The decoder takes the byte order from the mark.
    DecodeReaderBytesBuilder::new().build_with_buffer(source, vec![0; at_once])
}

/// Counts the units of two bytes; it is an error when half of one is left at the end.
struct Units<R> {
    source: R,
    ends_in_unit: bool,
}

impl<R: Read> Read for Units<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        if read == 0 && self.ends_in_unit && !buffer.is_empty() {
            return Err(Refusal::CutOff.into());
        }
        self.ends_in_unit ^= read % 2 == 1;
        Ok(read)
    }
}
