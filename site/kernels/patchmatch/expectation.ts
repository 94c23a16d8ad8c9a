// What one expects to see in a hole: see inpaint/expectation.js.

const CHANNELS = 5;
const ONE_ENDED: f64 = 0.3; // of its weight has a line of which one end is beyond the picture
const BEHIND: f64 = 0.6; // of its weight has one whose other end is behind a contour
const AGREED: f64 = 2.5; // times as much: then they still say something
const GOES_ON: f64 = 0.6; // how far what is on one side goes on for certain, where the other is another thing
const ROUGH: f64 = 20; // texture in which a colour says little
const FAINT: f64 = 1e-3; // weight of what is stretched over the hole from all sides

// @ts-ignore: a decorator of AssemblyScript
@unmanaged
export class Expectation {
  width: i32;
  height: i32;
  /** u8 a pixel */
  hole: usize;
  /** f32, CHANNELS a pixel: local means */
  near: usize;
  /** f32 a pixel: how surely a contour runs there; and beside it, what it tells */
  walls: usize;
  trust: usize;
  /** f32, CHANNELS a pixel: what that is */
  drawn: usize;
  /** i32: the pixels of the hole */
  nodes: usize;
  /** f32, CHANNELS a node: what is stretched over the hole, and then what is expected */
  values: usize;
  /** f32 a node; i32 and f32, two a node */
  sure: usize;
  ends: usize;
  reach: usize;
  /** lines through every pixel: columns and rows of their steps, i32, and f64: how much each counts */
  lines: i32;
  steps: i32;
  columns: usize;
  rows: usize;
  shares: usize;
  /** the line along the bands */
  main: i32;
}

/** The pixel at the end of a line, and how surely no contour lies before it. */
let end: i32 = -1;
let open: f64 = 0;

/** How many steps away the first known pixel on a line is, 0 where there is none. */
function look(job: Expectation, column: i32, row: i32, line: i32, way: i32): i32 {
  const columns = job.columns + ((line * job.steps) << 2), rows = job.rows + ((line * job.steps) << 2);
  let wall: f32 = 0;
  for (let steps = 1; steps < job.steps; ++steps) {
    const i = column + way * load<i32>(columns + (steps << 2)), j = row + way * load<i32>(rows + (steps << 2));
    if (i < 0 || j < 0 || i >= job.width || j >= job.height) break;
    end = j * job.width + i;
    if (load<u8>(job.hole + end) == 0) {
      open = 1 - <f64>wall;
      return steps;
    }
    wall = max(wall, load<f32>(job.walls + (end << 2)));
  }
  open = 0;
  return 0;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function near(job: Expectation, p: i32, c: i32): f64 {
  return load<f32>(job.near + ((CHANNELS * p + c) << 2));
}

function squaredDifference(job: Expectation, p: i32, q: i32): f64 {
  let sum: f64 = 0;
  for (let c = 0; c < CHANNELS; ++c) {
    const apart = near(job, p, c) - near(job, q, c);
    sum += apart * apart;
  }
  return sum;
}

/** Sums of the weights of the lines through a pixel: as far as their ends agree, all, and with more tolerance. */
let all: f64 = 0;
let said: f64 = 0;
let agreed: f64 = 0;

/**
 * Say what is expected of some nodes.
 * @param from index of the first
 * @param to of the one after the last
 * @param like twice the square of the levels by which both ends of a line may differ
 * @param banded how clearly the picture lies in bands, 0..1
 */
export function expect(job: Expectation, from: i32, to: i32, like: f64, banded: f64): void {
  for (let i = from; i < to; ++i) {
    const p = load<i32>(job.nodes + (i << 2)), column = p % job.width, row = p / job.width;
    const values = job.values + ((CHANNELS * i) << 2);
    gather(job, column, row, values, like);
    const first: f64 = load<f32>(values, 12), second: f64 = load<f32>(values, 16); // the features of texture
    const plain = banded / (1 + (first * first + second * second) / (ROUGH * ROUGH));
    const known: f64 = load<f32>(job.trust + (p << 2));
    store<f32>(job.sure + (i << 2), <f32>max(<f64><f32>(plain * agreed / said), known));

    const ends = job.ends + (i << 3), reach = job.reach + (i << 3);
    const ahead = look(job, column, row, job.main, 1), here = open;
    if (ahead > 0) store<i32>(ends, end);
    const back = look(job, column, row, job.main, -1), there = open;
    if (back > 0) store<i32>(ends, end, 4);
    // To the middle of the hole, then less and less; all the way where there is no other side.
    const unknown = GOES_ON * plain * (1 - known);
    const across: f64 = ahead + back;
    store<f32>(reach, <f32>(here * unknown * (back > 0 ? min(1, 2 * <f64>back / across) : 1)));
    store<f32>(reach, <f32>(there * unknown * (ahead > 0 ? min(1, 2 * <f64>ahead / across) : 1)), 4);

    for (let c = 0; c < CHANNELS; ++c) {
      const at = values + (c << 2), value: f64 = load<f32>(at);
      const told: f64 = load<f32>(job.drawn + ((CHANNELS * p + c) << 2));
      store<f32>(at, <f32>(value + known * (told - value)));
    }
  }
}

/** Sum up what all lines through a pixel tell. */
function gather(job: Expectation, column: i32, row: i32, values: usize, like: f64): void {
  all = said = FAINT;
  agreed = 0;
  for (let c = 0; c < CHANNELS; ++c) {
    store<f32>(values + (c << 2), <f32>(FAINT * <f64>load<f32>(values + (c << 2))));
  }
  for (let line = 0; line < job.lines; ++line) {
    const ahead = look(job, column, row, line, 1), first = end, here = open;
    const back = look(job, column, row, line, -1), there = open;
    if (here + there == 0) continue;
    const a = ahead > 0 ? first : end, b = back > 0 ? end : first;
    const whole = ahead > 0 && back > 0;
    const both = here * there;
    const one = (here + there - 2 * both) * (whole ? BEHIND : ONE_ENDED);
    const far = whole ? ahead + back : 2 * (ahead + back);
    const weight = load<f64>(job.shares + (line << 3)) / Math.sqrt(far);
    const apart = squaredDifference(job, a, b);
    const alike = weight * (one + both * Math.exp(-apart / like));
    const nearness = whole ? there * ahead / (there * ahead + here * back) : 1; // to the second
    for (let c = 0; c < CHANNELS; ++c) {
      const between = (1 - nearness) * near(job, a, c) + nearness * near(job, b, c);
      const at = values + (c << 2);
      store<f32>(at, <f32>(<f64>load<f32>(at) + alike * between));
    }
    all += alike;
    said += weight * (here + there - both);
    agreed += weight * (one + both * Math.exp(-apart / (AGREED * AGREED * like)));
  }
  for (let c = 0; c < CHANNELS; ++c) {
    const at = values + (c << 2);
    store<f32>(at, <f32>(<f64>load<f32>(at) / all));
  }
}
