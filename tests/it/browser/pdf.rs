//! A printed page, read back: its text, and the structure that the browser writes into a tagged PDF,
//! which says of every element on which sheets it stands.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the page as it was printed.
pub struct Element {
    /// Its role by the PDF standard: `Art` for an article, `TR` for a row of a table, `Figure` for a picture.
    pub role: String,
    /// The sheets that it and what is in it stand on.
    pub sheets: BTreeSet<u32>,
    inside: Vec<Element>,
}

impl Element {
    /// Every element of a role in this one, in the page's order.
    pub fn all(&self, role: &str) -> Vec<&Element> {
        let deeper = self.inside.iter().flat_map(|element| element.all(role));
        (self.role == role).then_some(self).into_iter().chain(deeper).collect()
    }
}

/// A PDF file.
pub struct Pdf {
    document: Document,
    /// The whole page as an element.
    pub root: Element,
}

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let numbers: BTreeMap<ObjectId, u32> = document.get_pages().into_iter().map(|(n, id)| (id, n)).collect();
        let root = document.catalog().unwrap().get(b"StructTreeRoot").expect("the PDF is tagged");
        let root = document.dereference(root).unwrap().1.as_dict().unwrap();
        let root = Reader { document: &document, numbers: &numbers }.element(root, None);
        Self { document, root }
    }

    /// How many sheets there are.
    pub fn sheets(&self) -> u32 {
        u32::try_from(self.document.get_pages().len()).unwrap()
    }

    /// What is written on all sheets, as by [`bare`].
    pub fn text(&self) -> String {
        self.text_of(&(1..=self.sheets()).collect::<Vec<_>>())
    }

    /// What is written on these sheets, counted from 1.
    pub fn text_of(&self, sheets: &[u32]) -> String {
        bare(&self.document.extract_text(sheets).unwrap())
    }
}

/// Text without spaces, and without the ligatures that a font may join letters to.
pub fn bare(text: &str) -> String {
    let ligatures =
        [("\u{fb03}", "ffi"), ("\u{fb04}", "ffl"), ("\u{fb00}", "ff"), ("\u{fb01}", "fi"), ("\u{fb02}", "fl")];
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ligatures.iter().fold(text, |text, (joined, letters)| text.replace(joined, letters))
}

struct Reader<'a> {
    document: &'a Document,
    numbers: &'a BTreeMap<ObjectId, u32>,
}

impl<'a> Reader<'a> {
    /// An element of the structure. What it holds are other elements, and marks of content: a bare number for content
    /// on the element's own sheet, a dictionary that may name another one.
    fn element(&self, element: &'a Dictionary, sheet_outside: Option<u32>) -> Element {
        let own_sheet = self.sheet(element).or(sheet_outside);
        let role = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let mut found =
            Element { role: String::from_utf8_lossy(role).into_owned(), sheets: BTreeSet::new(), inside: vec![] };
        for kid in self.kids(element) {
            match kid {
                Object::Dictionary(inner) if inner.has(b"S") => {
                    let inner = self.element(inner, own_sheet);
                    found.sheets.extend(&inner.sheets);
                    found.inside.push(inner);
                }
                Object::Dictionary(mark) => found.sheets.extend(self.sheet(mark).or(own_sheet)),
                _ => found.sheets.extend(own_sheet),
            }
        }
        found
    }

    fn sheet(&self, holder: &Dictionary) -> Option<u32> {
        holder.get(b"Pg").ok().map(|page| self.numbers[&page.as_reference().unwrap()])
    }

    fn kids(&self, element: &'a Dictionary) -> Vec<&'a Object> {
        let resolve = |object| self.document.dereference(object).unwrap().1;
        match element.get(b"K").ok().map(resolve) {
            Some(Object::Array(kids)) => kids.iter().map(resolve).collect(),
            one => one.into_iter().collect(),
        }
    }
}
