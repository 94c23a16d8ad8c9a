// The texts that a text becomes when each of its words is left out, as token ids.

/**
 * @param {ArrayLike<number>} ids of a text's tokens; one more than `length` says what moves in at the end
 * @param {number} length tokens that a network reads
 * @returns {Int32Array} [length], padded with zeros
 */
export function padded(ids, length) {
  const row = new Int32Array(length);
  for (let i = 0; i < length && i < ids.length; i++) row[i] = ids[i];
  return row;
}

/**
 * @param {ArrayLike<number>} ids as for `padded`
 * @param {number} length
 * @returns {Int32Array} [words read × length]: row i lacks word i
 */
export function withoutEach(ids, length) {
  const count = Math.min(ids.length, length);
  const rows = new Int32Array(count * length);
  for (let left = 0; left < count; left++) {
    for (let i = 0, at = left * length; i < ids.length && at < (left + 1) * length; i++) {
      if (i !== left) rows[at++] = ids[i];
    }
  }
  return rows;
}
