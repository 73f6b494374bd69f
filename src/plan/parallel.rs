//! Maps items in parallel, on all processors.

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

/// What the work gives for each item, in the order of the items, whatever the number of threads.
pub(super) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(threads).max(1);
    scope(|scope| {
        let parts = items.chunks(share).map(|part| scope.spawn(|| part.iter().map(&work).collect::<Vec<R>>()));
        // All are begun before the first is waited for.
        let parts: Vec<_> = parts.collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..101).collect();
        assert_eq!(in_parallel(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(in_parallel(&[], |item: &u32| *item).is_empty());
    }
}
