// Whether a class moves because the object is gone or because of what was put in its place: the same hole
// under several fillers, and how far they agree.

/** Fewer percentage points than these, in either direction, are nothing much. */
export const LITTLE = 3;

/** Where the standard deviation is more than this part of the mean, the fillers disagree. */
export const DISAGREEMENT = 0.5;

/**
 * @typedef {object} Verdict
 * @property {"fill" | "absence" | "little"} kind
 * @property {number} mean in percentage points
 * @property {number} spread the standard deviation (of all, not of a sample)
 * @property {number} min
 * @property {number} max
 */

/**
 * What the changes under several fillers say together.
 *
 * - `little`: every change is below `LITTLE`.
 * - `fill`: some filler lets the class rise and another lets it fall, each by `LITTLE` or more; or all go one
 *   way and differ so much that their standard deviation is above `DISAGREEMENT` of their mean.
 * - `absence`: otherwise, since the fillers have nothing in common but what they replaced.
 * @param {number[]} changes in percentage points, one a filler
 * @returns {Verdict}
 */
export function verdict(changes) {
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const spread = Math.sqrt(changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / changes.length);
  const [min, max] = [Math.min(...changes), Math.max(...changes)];
  const both = min <= -LITTLE && max >= LITTLE;
  const apart = both || spread > DISAGREEMENT * Math.abs(mean);
  const kind = Math.max(-min, max) < LITTLE ? "little" : apart ? "fill" : "absence";
  return { kind, mean, spread, min, max };
}

/**
 * The verdict as a person would say it, without the class's name.
 * @param {{name: string, change: number}[]} changes one a filler
 * @param {number} [of] so many fillers there are
 * @returns {{facts: string, conclusion: string}} "falls 41 points with PatchMatch, rises 3 with Telea", "the fill decides"
 */
export function explain(changes, of = changes.length) {
  const { kind, mean } = verdict(changes.map(({ change }) => change));
  const n = changes.length;
  const every = n === 1 ? `with ${changes[0].name}` : n < of ? `with each of ${n} methods` : "with every method";
  if (kind === "little") {
    return { facts: `moves less than ${LITTLE} points ${every}`, conclusion: "nothing much changes" };
  }
  const ordered = [...changes].sort((a, b) => a.change - b.change);
  const [least, most] = [ordered[0], /** @type {typeof ordered[0]} */ (ordered.at(-1))];
  if (kind === "absence") {
    const sign = Math.sign(mean);
    const sizes = [sign * least.change, sign * most.change].map((size) => Math.round(Math.max(0, size)));
    const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
    const range = low === high ? `${high}` : low ? `${low} to ${high}` : `up to ${high}`;
    return {
      facts: `${verb(mean)} ${range} points ${every}`,
      conclusion: sign < 0 ? "its absence decides" : "the absence decides",
    };
  }
  const [first, other] = -least.change >= most.change ? [least, most] : [most, least];
  const rest = Math.round(Math.abs(other.change));
  const sameWay = Math.sign(other.change) === Math.sign(first.change);
  const second = rest === 0 ? "hardly moves" : `${sameWay ? "only" : verb(other.change)} ${rest}`;
  return {
    facts: `${verb(first.change)} ${Math.round(Math.abs(first.change))} points with ${first.name}, ${second} with ${other.name}`,
    conclusion: "the fill decides",
  };
}

/** @param {number} change */
const verb = (change) => (change < 0 ? "falls" : "rises");
