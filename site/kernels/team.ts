// Threads that share a job's items: each takes the next one that is left, so that a slow thread takes fewer.

import { Convolution, convolve, convolveBoth } from "./convolution";
import { Depthwise, depthwise } from "./depthwise";
import { Pool, maxPool } from "./pool";
import { Recurrence, recur } from "./recurrence";
import { Copy, Mean, Pad, copyRows, meanOfRows, padRow } from "./rows";
import { Softmax, softmax } from "./softmax";

/** What all threads see, at the start of the memory that was set aside for them. */
// @ts-ignore: a decorator of AssemblyScript
@unmanaged
class Team {
  /** items that nobody has taken yet; below 1, there is nothing to do */
  left: i32;
  done: i32;
  /** helpers that sleep, and what changes to wake them */
  asleep: i32;
  calls: i32;
  job: usize;
}

// Offsets, for atomic access.
const LEFT: usize = 0, DONE: usize = 4, ASLEEP: usize = 8, CALLS: usize = 12;

/** A job: which kernel it is for and how many items it has; the kernel's own fields follow. */
// @ts-ignore: a decorator of AssemblyScript
@unmanaged
class Job {
  kernel: i32;
  items: i32;
}

/** Looks for a next job before a helper falls asleep: more time than passes between two jobs. */
const PATIENCE = 400_000;

/** Looks for the last items before the core is left to their helpers, for so many nanoseconds each time. */
const HURRY = 100_000;
const NAP = 50_000;

/**
 * Do some jobs, one after the other, with whoever helps.
 * @param jobs the first; the others follow, `step` bytes apart
 * @param mayWait false on a page's main thread
 */
export function run(team: usize, jobs: usize, count: i32, step: usize, mayWait: bool): void {
  for (; count > 0; --count) {
    runOne(team, changetype<Job>(jobs), mayWait);
    jobs += step;
  }
}

function runOne(team: usize, job: Job, mayWait: bool): void {
  const items = job.items;
  changetype<Team>(team).job = changetype<usize>(job);
  atomic.store<i32>(team, 0, DONE);
  atomic.store<i32>(team, items, LEFT);
  if (atomic.load<i32>(team, ASLEEP) > 0) {
    atomic.add<i32>(team, 1, CALLS);
    atomic.notify(team + CALLS, -1);
  }
  work(team);
  let looks = HURRY, done = atomic.load<i32>(team, DONE);
  while (done < items) {
    if (--looks < 0 && mayWait) atomic.wait<i32>(team + DONE, done, NAP);
    done = atomic.load<i32>(team, DONE);
  }
}

/** Help with every job, for ever. */
export function help(team: usize): void {
  while (true) {
    let looks = PATIENCE;
    while (atomic.load<i32>(team, LEFT) <= 0 && looks > 0) --looks;
    if (looks > 0) {
      work(team);
    } else {
      // Who calls looks at `asleep` after it set `left`: either it sees this one, or this one sees the job.
      atomic.add<i32>(team, 1, ASLEEP);
      const calls = atomic.load<i32>(team, CALLS);
      if (atomic.load<i32>(team, LEFT) <= 0) atomic.wait<i32>(team + CALLS, calls, -1);
      atomic.sub<i32>(team, 1, ASLEEP);
    }
  }
}

function work(team: usize): void {
  while (atomic.load<i32>(team, LEFT) > 0) {
    const item = atomic.sub<i32>(team, 1, LEFT) - 1;
    if (item < 0) return;
    // A job cannot change before its last item is done, so that its fields hold from here on.
    const job = changetype<Team>(team).job;
    perform(changetype<Job>(job).kernel, job + offsetof<Job>(), item);
    atomic.add<i32>(team, 1, DONE);
  }
}

function perform(kernel: i32, job: usize, item: i32): void {
  if (kernel == 0) convolve(changetype<Convolution>(job), item);
  else if (kernel == 1) depthwise(changetype<Depthwise>(job), item);
  else if (kernel == 2) maxPool(changetype<Pool>(job), item);
  else if (kernel == 3) copyRows(changetype<Copy>(job), item);
  else if (kernel == 4) meanOfRows(changetype<Mean>(job), item);
  else if (kernel == 5) convolveBoth(job, item);
  else if (kernel == 6) recur(changetype<Recurrence>(job), item);
  else if (kernel == 7) padRow(changetype<Pad>(job), item);
  else softmax(changetype<Softmax>(job));
}
