/** A priority queue on typed arrays: smallest key first and, among equal keys, first come first served. */

export class Heap {
  /** @param {number} capacity the most entries that it ever holds at once */
  constructor(capacity) {
    this.size = 0;
    this.pushed = 0;
    this.items = new Int32Array(capacity);
    this.keys = new Float32Array(capacity);
    this.turns = new Uint32Array(capacity); // when each entry came: the order among equal keys
  }

  /**
   * @param {number} item an integer, not negative
   * @param {number} key rounded to float32
   */
  push(item, key) {
    const { items, keys, turns } = this;
    const k = Math.fround(key);
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent] <= k) break; // an equal parent came earlier
      items[at] = items[parent];
      keys[at] = keys[parent];
      turns[at] = turns[parent];
      at = parent;
    }
    items[at] = item;
    keys[at] = k;
    turns[at] = this.pushed++;
  }

  /** @returns {number} the item with the smallest key, or -1 from an empty heap */
  pop() {
    if (this.size === 0) return -1;
    const { items, keys, turns } = this;
    const first = items[0];
    const size = --this.size;
    const item = items[size];
    const k = keys[size];
    const turn = turns[size];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const other = child + 1;
      if (other < size) {
        const earlier = keys[other] === keys[child] ? turns[other] < turns[child] : keys[other] < keys[child];
        if (earlier) child = other;
      }
      if (keys[child] > k || (keys[child] === k && turns[child] > turn)) break;
      items[at] = items[child];
      keys[at] = keys[child];
      turns[at] = turns[child];
      at = child;
    }
    items[at] = item;
    keys[at] = k;
    turns[at] = turn;
    return first;
  }
}
