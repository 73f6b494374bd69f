//! The functions that the script of a page calls in the compiled engine.
//!
//! The host asks for room with `allocate`, writes a text there and gives the room to `open` or `respond`. What comes back is
//! the place of an answer: its length in bytes as a `u32`, lowest byte first, then the bytes, until the next call.
//! Of a call that trapped, `trouble` tells where and why; after it, the host begins again with a new instance.
#![expect(unsafe_code, reason = "a name that a host calls is one of the whole program")]

use std::cell::RefCell;

use crate::diag::{Listing, render_list};
use crate::web::{self, Site, SiteSource};

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static SITE: RefCell<Option<Site>> = const { RefCell::new(None) };
    static TROUBLE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The text by which `skillgap page` knows the engine of its own version.
#[unsafe(no_mangle)]
extern "C" fn mark() -> *const u8 {
    concat!("skillgap engine ", env!("CARGO_PKG_VERSION"), "\0").as_ptr()
}

#[unsafe(no_mangle)]
extern "C" fn allocate(length: usize) -> *mut u8 {
    ROOM.set(vec![0; length]);
    ROOM.with_borrow_mut(Vec::as_mut_ptr)
}

/// Takes the site that a page holds, a [`SiteSource`] as JSON. The answer is empty, or tells its problems.
#[unsafe(no_mangle)]
extern "C" fn open(text: *const u8, length: usize) -> *const u8 {
    std::panic::set_hook(Box::new(|panic| TROUBLE.set(panic.to_string())));
    let source = SiteSource::from_json(&taken(text, length)).expect("a page holds a site as JSON");
    let opened = source.check().map(|site| SITE.set(Some(site)));
    answer(&opened.map_or_else(|problems| render_list(&problems, Listing::First), |()| String::new()))
}

#[unsafe(no_mangle)]
extern "C" fn respond(text: *const u8, length: usize) -> *const u8 {
    SITE.with_borrow(|site| answer(&web::respond(site.as_ref().expect("a site is open"), &taken(text, length))))
}

#[unsafe(no_mangle)]
extern "C" fn trouble() -> *const u8 {
    answer(&TROUBLE.take())
}

fn taken(text: *const u8, length: usize) -> String {
    let room = ROOM.take();
    assert!(room.as_ptr() == text && room.len() == length, "a text is where `allocate` gave room");
    String::from_utf8(room).expect("a text is UTF-8")
}

fn answer(text: &str) -> *const u8 {
    let length = u32::try_from(text.len()).expect("an answer fits into the memory");
    ROOM.set([&length.to_le_bytes(), text.as_bytes()].concat());
    ROOM.with_borrow(Vec::as_ptr)
}
