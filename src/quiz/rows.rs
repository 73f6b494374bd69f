//! The rows of a list in a window: the pages of `inquire`, which have a fixed number of rows, and what fits around them.

use std::ops::Range;

/// The rows of a list, each wrapped to the width of the window.
#[derive(Debug)]
pub(super) struct Rows {
    labels: Vec<String>,
    heights: Vec<usize>,
}

impl Rows {
    /// The rows with these wrapped texts.
    pub(super) fn new(labels: Vec<String>) -> Self {
        let heights = labels.iter().map(|label| label.lines().count().max(1)).collect();
        Self { labels, heights }
    }

    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// How many rows fit in so many lines, whichever of them are shown: at least one, and never two. The library has the
    /// cursor on neither end of a page of three or more, unless the list ends there.
    pub(super) fn page(&self, room: usize) -> usize {
        let height = |page| self.heights.windows(page).map(|rows| rows.iter().sum::<usize>()).max().unwrap_or(0);
        let fits = |page: &usize| height(*page) <= room;
        (1..=self.len()).rev().find(fits).filter(|page| *page != 2 || self.len() == 2).unwrap_or(1)
    }

    /// The page, and the rows around it that fit in so many lines with it: so many that neither the row above them nor the
    /// one below fits as well. The page is in the middle, unless the list ends before. When the page moves down, neither
    /// end of what is shown moves up.
    pub(super) fn around(&self, page: Range<usize>, room: usize) -> Range<usize> {
        let above = |row: usize| self.heights[..row].iter().sum::<usize>();
        // In half lines.
        let middle = above(page.start) + above(page.end);
        let centred = (0..page.start).find(|first| 2 * above(*first) + room >= middle).unwrap_or(page.start);
        let end = (page.end..=self.len()).rev().find(|end| above(*end) <= above(centred) + room).unwrap_or(page.end);
        let first = (0..centred).find(|first| above(end) <= above(*first) + room).unwrap_or(centred);
        first..end
    }

    /// What is shown in so many lines, page by page.
    fn shown(&self, room: usize) -> impl Iterator<Item = Range<usize>> {
        let page = self.page(room);
        (0..=self.len() - page).map(move |first| self.around(first..first + page, room))
    }

    /// How many rows are wholly shown where the fewest are.
    pub(super) fn fewest_shown(&self, room: usize) -> usize {
        let whole = |shown: Range<usize>| if self.height(shown.clone()) > room { 0 } else { shown.len() };
        self.shown(room).map(whole).min().unwrap_or(0)
    }

    /// How many lines are filled where the most are.
    pub(super) fn most_lines(&self, room: usize) -> usize {
        self.shown(room).map(|shown| self.height(shown).min(room)).max().unwrap_or(0)
    }

    fn height(&self, rows: Range<usize>) -> usize {
        self.heights[rows].iter().sum()
    }

    /// A row of a page as the library writes it behind a mark and a blank: the first row of the page with those shown above
    /// the page, the last with those below. What is not the row itself begins with the code `reset` on each line. A row
    /// that is higher than the room is cut.
    pub(super) fn drawn(
        &self,
        at: usize,
        page: &Range<usize>,
        shown: &Range<usize>,
        room: usize,
        reset: &str,
    ) -> String {
        let neighbour = |mark: &str, row: usize| {
            let lines: Vec<String> = self.labels[row].lines().map(|line| format!("{reset}{line}")).collect();
            format!("{mark}{}", lines.join("\n"))
        };
        let above: Vec<usize> = if at == page.start { (shown.start..at).collect() } else { Vec::new() };
        let below: Vec<usize> = if at + 1 == page.end { (page.end..shown.end).collect() } else { Vec::new() };
        let is_alone = page.len() == 1;
        let mut text = String::new();
        if let Some((top, others)) = above.split_first() {
            // The library has written the mark of this row beside the top one.
            let mark = if *top > 0 { "^" } else { " " };
            text += &neighbour(&format!("\r{reset}{mark}\u{1b}[C"), *top);
            for row in others {
                text += &neighbour(&format!("\n{reset}  "), *row);
            }
            text += if is_alone { "\n> " } else { "\n  " };
        } else if !below.is_empty() && !is_alone {
            // It has written that the list goes on below this row.
            text += "\r \u{1b}[C";
        }
        text += &cut(&self.labels[at], room);
        for row in below {
            let mark = if row + 1 == shown.end && shown.end < self.len() { "v" } else { " " };
            text += &neighbour(&format!("\n{reset}{mark} "), row);
        }
        text
    }
}

/// The first lines of a text; three dots end the last where lines are left out.
fn cut(text: &str, most: usize) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        let last = lines.last_mut().expect("at least one is left");
        *last = last.chars().take(last.chars().count().saturating_sub(3)).chain("...".chars()).collect();
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(heights: &[usize]) -> Rows {
        Rows::new(heights.iter().map(|height| vec!["a line"; *height].join("\n")).collect())
    }

    /// Heights between 1 and 8 in no order, the same for the same seed.
    fn uneven(seed: usize, len: usize) -> Vec<usize> {
        (0..len).map(|at| (seed * 31 + at * 17 + at * at * (seed % 7)) % 8 + 1).collect()
    }

    #[test]
    fn a14_the_list_never_outgrows_the_room() {
        let statement = "word ".repeat(24);
        for (columns, room) in [(80, 18), (40, 6), (40, 18), (120, 44), (20, 2)] {
            let label = textwrap::fill(statement.trim(), columns - 3);
            let height = label.lines().count();
            let list = Rows::new(vec![label; 13]);
            let fit = (room / height).min(13);
            assert_eq!(list.page(room), if fit < 3 { 1 } else { fit }, "{columns} columns");
            assert_eq!(list.most_lines(room), if fit == 0 { room } else { height * fit }, "{columns} columns");
            assert_eq!(list.fewest_shown(room), fit, "{columns} columns");
        }
        let short = rows(&[1; 13]);
        assert_eq!((short.page(50), short.most_lines(50), short.fewest_shown(50)), (13, 13, 13));
    }

    #[test]
    fn a14_as_many_rows_are_shown_as_fit() {
        let mut pages = std::collections::BTreeSet::new();
        for (seed, len, room) in (0..40).flat_map(|seed| [(seed, 13, 8 + seed % 40), (seed, 25, 8 + seed % 30)]) {
            let heights = uneven(seed, len);
            let list = rows(&heights);
            let page = list.page(room);
            pages.insert(page);
            let mut before = 0..1;
            for (first, shown) in list.shown(room).enumerate() {
                let free = room.checked_sub(list.height(shown.clone())).expect("what is shown fits");
                let what = format!("{heights:?} in {room} lines: {before:?}, {shown:?}");
                assert!(shown.start <= first && first + page <= shown.end, "{what}");
                assert!(shown.start == 0 || heights[shown.start - 1] > free, "{what}");
                assert!(shown.end == len || heights[shown.end] > free, "{what}");
                assert!(before.start <= shown.start && before.end <= shown.end, "{what}");
                before = shown;
            }
        }
        assert!(pages.len() > 4 && !pages.contains(&2), "else this test could not fail: {pages:?}");
    }

    #[test]
    fn rows_of_one_height_are_left_to_the_library() {
        let list = rows(&[2; 13]);
        assert_eq!(list.page(9), 4);
        assert_eq!(list.shown(9).collect::<Vec<_>>(), (0..10).map(|first| first..first + 4).collect::<Vec<_>>());
        for at in 3..7 {
            assert_eq!(list.drawn(at, &(3..7), &(3..7), 9, "*"), "a line\na line");
        }
    }

    #[test]
    fn the_ends_of_a_page_are_drawn_with_what_is_shown_around_it() {
        let list = rows(&[1, 1, 2, 1, 1, 2, 1]);
        let drawn = |at, shown| list.drawn(at, &(2..5), &shown, 9, "");
        assert_eq!(drawn(2, 0..7), "\r \u{1b}[Ca line\n  a line\n  a line\na line");
        assert_eq!(drawn(2, 1..6), "\r^\u{1b}[Ca line\n  a line\na line");
        assert_eq!(drawn(3, 0..7), "a line");
        assert_eq!(drawn(4, 0..7), "\r \u{1b}[Ca line\n  a line\na line\n  a line");
        assert_eq!(drawn(4, 1..6), "\r \u{1b}[Ca line\nv a line\na line");
        // A page of one row, which is under the cursor.
        let alone = list.drawn(2, &(2..3), &(1..4), 9, "*");
        assert_eq!(alone, "\r*^\u{1b}[C*a line\n> a line\na line\n*v *a line");
        assert_eq!(list.drawn(2, &(2..3), &(2..3), 9, "*"), "a line\na line");
    }

    #[test]
    fn a_row_higher_than_the_room_is_shown_alone_and_cut() {
        let list = rows(&[1, 5, 1]);
        assert_eq!((list.page(3), list.around(1..2, 3)), (1, 1..2));
        assert_eq!((list.most_lines(3), list.fewest_shown(3)), (3, 0));
        assert_eq!(list.drawn(1, &(1..2), &(1..2), 3, ""), "a line\na line\na l...");
    }
}
