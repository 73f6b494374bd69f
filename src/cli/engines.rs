//! The engine of a page: the one inside the program, or one in a file. It is the library as WebAssembly, which
//! `src/engine.rs` describes.

use std::io::{Read, Write as _};
use std::path::Path;

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};

use super::failure::Failure;
use super::files;

/// The engine inside the program, as `.wasm` or compressed.
#[cfg(feature = "engine")]
const INSIDE: Option<&[u8]> = Some(include_bytes!(env!("SKILLGAP_ENGINE")));
#[cfg(not(feature = "engine"))]
const INSIDE: Option<&[u8]> = None;

/// The largest engine, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// How WebAssembly begins: its name, and the version of its format.
const WASM: &[u8] = b"\0asm\x01\0\0\0";

/// What stands in an engine before the version of its program and a zero.
const MARK: &[u8] = b"skillgap engine ";

/// The engine in this file, or else the one inside the program, compressed with gzip: of the same engine the same bytes.
pub(super) fn packed(named: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let (bytes, path) = match (named, INSIDE) {
        (Some(path), _) => (files::read_bytes(path, LARGEST)?, path),
        (None, Some(inside)) => (inside.to_vec(), Path::new("the engine inside this program")),
        (None, None) => return Err(Failure::NoEngine),
    };
    let engine = unpacked(bytes).ok_or_else(|| Failure::NotEngine(path.to_owned()))?;
    match version(&engine) {
        None => Err(Failure::NotEngine(path.to_owned())),
        Some(version) if version == env!("CARGO_PKG_VERSION") => Ok(pack(&engine)),
        Some(version) => Err(Failure::OtherEngine(path.to_owned(), version)),
    }
}

/// The bytes without gzip; `None` for what is damaged or too large.
fn unpacked(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let mut plain = bytes;
    if plain.starts_with(b"\x1f\x8b") {
        let packed = std::mem::take(&mut plain);
        GzDecoder::new(packed.as_slice()).take(LARGEST as u64 + 1).read_to_end(&mut plain).ok()?;
    }
    (plain.len() <= LARGEST).then_some(plain)
}

/// The version of the program that an engine is of; `None` for what is no engine.
fn version(engine: &[u8]) -> Option<String> {
    let begin = engine.starts_with(WASM).then(|| engine.windows(MARK.len()).position(|part| part == MARK))??;
    let version = engine[begin + MARK.len()..].split(|byte| *byte == 0).next()?;
    // What is longer is something else of the program.
    (version.len() < 40).then(|| String::from_utf8_lossy(version).into_owned())
}

/// The bytes in gzip, with no time and no name.
fn pack(engine: &[u8]) -> Vec<u8> {
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(engine).and_then(|()| packed.finish()).expect("memory takes what is written")
}
