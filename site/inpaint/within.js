/** Progress of work that is a part of other work. */

/**
 * Do a part of some work.
 * @template Value
 * @param {number} from fraction of the work that is done before
 * @param {number} to and after
 * @param {Generator<number, Value, void>} part yields the fraction of itself that is done
 * @returns {Generator<number, Value, void>} yields the fraction of all that is done
 */
export function* within(from, to, part) {
  let step = part.next();
  for (; !step.done; step = part.next()) yield from + (to - from) * step.value;
  return step.value;
}
