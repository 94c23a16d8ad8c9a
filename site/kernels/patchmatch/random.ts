// Seeded random numbers: those of inpaint/random.js.

let state: u32 = 1;

// @ts-ignore: a decorator of AssemblyScript
@inline
export function seed(value: u32): void {
  state = value;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function seeded(): u32 {
  return state;
}

/** A whole number, 0 to n - 1. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function below(n: i32): i32 {
  let x = state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  state = x;
  return <i32>(<u64>(x >> 8) * <u64>n >> 24);
}
