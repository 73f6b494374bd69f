//! The strip of a distribution: how many of some people are at each level, as bars side by side.

/// The width of a whole strip, in its own units.
const WIDTH: usize = 120;

/// One bar of a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Left edge.
    pub x: usize,
    /// Width.
    pub width: usize,
    /// The class that shades it.
    pub class: &'static str,
}

/// The class that shades a level by its place on a scale with so many levels. Scales of other lengths are spread over the
/// shades.
pub fn shade(at: usize, levels: usize) -> &'static str {
    const CLASSES: [&str; 6] = ["l0", "l1", "l2", "l3", "l4", "l5"];
    CLASSES[if levels > 1 { at * (CLASSES.len() - 1) / (levels - 1) } else { 0 }]
}

/// The bars of these counts, the lowest level first; none for a count of 0. Their edges are rounded, so that they meet.
pub fn bars(counts: &[usize]) -> Vec<Bar> {
    let all: usize = counts.iter().sum();
    let edge = |people: usize| (people * WIDTH + all / 2).checked_div(all).unwrap_or(0);
    let mut before = 0;
    let mut bars = Vec::new();
    for (at, count) in counts.iter().enumerate() {
        let (x, end) = (edge(before), edge(before + count));
        before += count;
        if end > x {
            bars.push(Bar { x, width: end - x, class: shade(at, counts.len()) });
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_meet_and_fill_the_strip() {
        for counts in [vec![0, 0, 0], vec![1, 2, 3, 0, 5, 1], vec![1000, 1, 1], vec![7]] {
            let bars = bars(&counts);
            assert!(bars.windows(2).all(|pair| pair[0].x + pair[0].width == pair[1].x), "{counts:?}");
            let all: usize = bars.iter().map(|bar| bar.width).sum();
            assert_eq!(all, if counts.iter().sum::<usize>() == 0 { 0 } else { WIDTH }, "{counts:?}");
        }
    }
}
