/** Lists that grow, for a sparse matrix in the making. */

/**
 * @template {Int32Array | Float64Array} T
 * @param {T} list
 * @returns {T} the same, with room for twice as much
 */
function doubled(list) {
  const larger = /** @type {T} */ (new /** @type {any} */ (list.constructor)(2 * list.length));
  larger.set(list);
  return larger;
}

/** The entries of a symmetric matrix beside its diagonal, each pair once. */
export class Entries {
  count = 0;
  rows = new Int32Array(4096);
  columns = new Int32Array(4096);
  values = new Float64Array(4096);

  /**
   * @param {number} row
   * @param {number} column
   * @param {number} value
   */
  push(row, column, value) {
    if (this.count === this.rows.length) {
      this.rows = doubled(this.rows);
      this.columns = doubled(this.columns);
      this.values = doubled(this.values);
    }
    this.rows[this.count] = row;
    this.columns[this.count] = column;
    this.values[this.count++] = value;
  }

  /**
   * Both triangles, row by row.
   * @param {number} n
   * @returns {{start: Int32Array, to: Int32Array, value: Float64Array}}
   */
  symmetric(n) {
    const { count, rows, columns, values } = this;
    const start = new Int32Array(n + 1);
    for (let e = 0; e < count; e++) {
      start[rows[e]]++;
      start[columns[e]]++;
    }
    for (let i = 1; i <= n; i++) start[i] += start[i - 1];
    const to = new Int32Array(2 * count);
    const value = new Float64Array(2 * count);
    for (let e = 0; e < count; e++) {
      let at = --start[rows[e]];
      to[at] = columns[e];
      value[at] = values[e];
      at = --start[columns[e]];
      to[at] = rows[e];
      value[at] = values[e];
    }
    return { start, to, value };
  }
}

/** Parts of rows: sixteen entries each, in the columns of 4 by 4 cells. */
export class Rows {
  count = 0;
  unknown = new Int32Array(256);
  x = new Int32Array(256);
  y = new Int32Array(256);
  values = new Float64Array(16 * 256);

  /**
   * @param {number} unknown whose row it is
   * @param {number} x of the first cell
   * @param {number} y
   * @param {Float64Array} window
   */
  push(unknown, x, y, window) {
    if (this.count === this.unknown.length) {
      this.unknown = doubled(this.unknown);
      this.x = doubled(this.x);
      this.y = doubled(this.y);
      this.values = doubled(this.values);
    }
    this.unknown[this.count] = unknown;
    this.x[this.count] = x;
    this.y[this.count] = y;
    this.values.set(window, 16 * this.count++);
  }
}
