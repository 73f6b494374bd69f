//! Work on several threads whose results keep the order of the work.
//!
//! The producer announces each item to the consumer before a worker gets it, with a channel of its own on which the item
//! will arrive. The consumer takes the items in the order of the announcements. At most `capacity` announcements wait, which
//! bounds the number of items. Used items go back to the producer, which takes one when there is one and never waits for
//! it, so no item has to be given back for the run to go on. A worker that panics drops the channel of its item: the
//! consumer sees that, and the run ends with the panic.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Gives items to the workers.
pub(super) struct Producer<T> {
    announced: SyncSender<Receiver<T>>,
    work: Sender<(T, SyncSender<T>)>,
    used: Receiver<T>,
}

/// The consumer takes no more items.
#[derive(Debug)]
pub(super) struct Closed;

impl<T> Producer<T> {
    /// Gives an item to the workers. Waits while there are as many items as the capacity allows.
    pub(super) fn push(&self, item: T) -> Result<(), Closed> {
        let (done, arriving) = sync_channel(1);
        self.announced.send(arriving).map_err(|_| Closed)?;
        self.work.send((item, done)).map_err(|_| Closed)
    }

    /// An item that the consumer is done with, to be filled again.
    pub(super) fn used(&self) -> Option<T> {
        self.used.try_recv().ok()
    }
}

/// Runs `produce` on this thread, each of `workers` on a thread of its own, and `consume` on another one, which gets the
/// items in the order in which they were produced. Ends early when `consume` fails.
pub(super) fn run<T: Send, E: Send>(
    capacity: usize,
    workers: impl IntoIterator<Item = impl FnMut(&mut T) + Send>,
    produce: impl FnOnce(Producer<T>),
    mut consume: impl FnMut(&mut T) -> Result<(), E> + Send,
) -> Result<(), E> {
    let (announced, announcements) = sync_channel::<Receiver<T>>(capacity);
    let (work, waiting) = channel::<(T, SyncSender<T>)>();
    let (give_back, used) = channel();
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        for mut worker in workers {
            let waiting = &waiting;
            scope.spawn(move || {
                loop {
                    // Only the wait for an item is locked: a worker that panics leaves the channel as it is.
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((mut item, done)) = next else { return };
                    worker(&mut item);
                    // The consumer may have ended.
                    let _ = done.send(item);
                }
            });
        }
        let consumer = scope.spawn(move || {
            for arriving in announcements {
                // Without an item its worker has panicked, which ends the scope with a panic.
                let Ok(mut item) = arriving.recv() else { break };
                consume(&mut item)?;
                // The producer may have ended.
                let _ = give_back.send(item);
            }
            Ok(())
        });
        produce(Producer { announced, work, used });
        consumer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::RecvTimeoutError;
    use std::time::Duration;

    use super::*;

    /// Runs a test on a thread of its own; fails when it takes longer than a minute.
    fn within_a_minute<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> std::thread::Result<T> {
        let (done, ended) = channel::<()>();
        let thread = std::thread::spawn(move || {
            let _done = done;
            test()
        });
        assert_eq!(ended.recv_timeout(Duration::from_secs(60)), Err(RecvTimeoutError::Disconnected), "it still runs");
        thread.join()
    }

    /// Workers that take longer for some items than for others.
    fn squaring(threads: usize) -> impl Iterator<Item = impl FnMut(&mut u64) + Send> {
        (0..threads).map(|_| {
            |item: &mut u64| {
                if item.is_multiple_of(97) {
                    std::thread::sleep(Duration::from_micros(200));
                }
                *item *= *item;
            }
        })
    }

    #[test]
    fn items_keep_their_order_however_many_there_are() {
        for (capacity, threads) in [(1, 1), (1, 8), (2, 3), (18, 8)] {
            let results = within_a_minute(move || {
                let mut results = Vec::new();
                let produce = |items: Producer<u64>| (0..10_000).for_each(|item| items.push(item).unwrap());
                let consume = |item: &mut u64| {
                    results.push(*item);
                    Ok::<(), ()>(())
                };
                run(capacity, squaring(threads), produce, consume).unwrap();
                results
            });
            assert_eq!(results.unwrap(), (0..10_000).map(|item| item * item).collect::<Vec<u64>>());
        }
    }

    /// Items that are taken back and dropped cost nothing but their memory.
    #[test]
    fn used_items_may_be_dropped_and_their_number_is_bounded() {
        let made = within_a_minute(|| {
            let mut made = 0;
            let produce = |items: Producer<u64>| {
                for at in 0..10_000 {
                    if at % 3 == 0 {
                        let _ = items.used();
                    }
                    made += u64::from(items.used().is_none());
                    items.push(at).unwrap();
                }
            };
            run(4, squaring(2), produce, |_| Ok::<(), ()>(())).unwrap();
            made
        });
        assert!(made.unwrap() < 10_000);
    }

    #[test]
    fn a_consumer_that_fails_ends_the_producer() {
        for fail_at in [0, 1, 5, 5000] {
            let found = within_a_minute(move || {
                let mut count = 0;
                let produce = |items: Producer<u64>| while items.push(1).is_ok() {};
                let consume = |_: &mut u64| {
                    count += 1;
                    if count > fail_at { Err(count) } else { Ok(()) }
                };
                run(2, squaring(2), produce, consume)
            });
            assert_eq!(found.unwrap(), Err(fail_at + 1));
        }
    }

    #[test]
    fn a_worker_that_panics_ends_the_run() {
        for threads in [1, 4] {
            let workers = (0..threads).map(|_| |item: &mut u64| assert!(*item < 100, "a panic of this test"));
            let found = within_a_minute(move || {
                let produce = |items: Producer<u64>| {
                    let _ = (0..100_000).try_for_each(|item| items.push(item));
                };
                run(2, workers, produce, |_| Ok::<(), ()>(()))
            });
            assert!(found.is_err());
        }
    }
}
