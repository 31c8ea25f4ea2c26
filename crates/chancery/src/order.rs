//! Work done by many threads, delivered in the order it came in.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Results that may be awaited for each thread; bounds what is in memory at a time.
const AHEAD: usize = 4;

/// A task and the place where its result is awaited.
type Job<T, R> = (T, SyncSender<R>);

/// Draws tasks from `produce` on a thread of its own, does them on `threads` threads, and hands the results to `deliver`
/// on this thread in the order of the tasks. Ends early with the first error of `deliver`.
///
/// At most `AHEAD × threads + 2` tasks and results exist at a time, however uneven the work: the queue of awaited results
/// is bounded, so a slow task holds the producer back. `work` must not panic.
///
/// # Errors
/// Those of `deliver`.
pub fn in_order<T: Send, R: Send, E>(
    threads: usize,
    produce: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    work: impl Fn(T) -> R + Sync,
    mut deliver: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (tasks, waiting) = sync_channel::<Job<T, R>>(threads);
    let (awaited, results) = sync_channel::<Receiver<R>>(threads * AHEAD);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((task, done)) = next(&waiting) {
                    // Nobody waits any more when delivering has failed.
                    let _ = done.send(work(task));
                }
            });
        }
        scope.spawn(move || {
            produce(&mut |task| {
                let (done, result) = sync_channel(1);
                awaited.send(result).is_ok() && tasks.send((task, done)).is_ok()
            });
        });
        let delivered = results.iter().flat_map(|result| result.recv()).try_for_each(&mut deliver);
        drop(results);
        delivered
    })
}

fn next<T>(waiting: &Mutex<Receiver<T>>) -> Option<T> {
    waiting.lock().ok()?.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |n: u64| {
                thread::sleep(Duration::from_micros((n * 7919) % 300));
                n
            };
            let done: Result<(), ()> = in_order(
                threads,
                |give| assert!((0..200).all(&mut *give)),
                work,
                |n| {
                    seen.push(n);
                    Ok(())
                },
            );
            assert_eq!((done, seen), (Ok(()), (0..200).collect()));
        }
    }

    #[test]
    fn a_failed_delivery_stops_the_producer() {
        let given = AtomicUsize::new(0);
        let endless = |give: &mut dyn FnMut(usize) -> bool| {
            while give(given.fetch_add(1, Ordering::Relaxed)) {}
        };
        let done = in_order(2, endless, |n| n, |n| if n == 10 { Err("full") } else { Ok(()) });
        assert_eq!(done, Err("full"));
    }

    #[test]
    fn a_slow_task_holds_the_producer_back() {
        let (given, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let produce = |give: &mut dyn FnMut(usize) -> bool| {
            for n in 0..1000 {
                given.store(n, Ordering::Relaxed);
                give(n);
            }
        };
        let work = |n: usize| {
            if n == 0 {
                thread::sleep(Duration::from_millis(50));
                most.store(given.load(Ordering::Relaxed), Ordering::Relaxed);
            }
        };
        let done: Result<(), ()> = in_order(2, produce, work, |()| Ok(()));
        assert!(done.is_ok() && most.load(Ordering::Relaxed) <= AHEAD * 2 + 2, "{most:?} tasks ahead");
    }
}
