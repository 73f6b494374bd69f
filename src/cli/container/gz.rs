//! gzip: all members of a file, one after the other.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// Reads all members. Zeros between them and behind the last one are no data: tapes and block devices fill up with them.
pub(super) struct Members<R> {
    /// The current member; `None` behind the last.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(source: R) -> Self {
        Self { member: Some(GzDecoder::new(source)) }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(member) = &mut self.member else { return Ok(0) };
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let mut source = self.member.take().map(GzDecoder::into_inner);
            if let Some(rest) = &mut source
                && skip_zeros(rest)?
            {
                self.member = source.map(GzDecoder::new);
            }
        }
    }
}

/// Skips zeros; true when something else follows.
fn skip_zeros(source: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let next = source.fill_buf()?;
        let zeros = next.iter().take_while(|byte| **byte == 0).count();
        let (is_end, is_all) = (next.is_empty(), zeros == next.len());
        source.consume(zeros);
        if is_end || !is_all {
            return Ok(!is_end);
        }
    }
}
