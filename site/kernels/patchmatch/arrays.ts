// Numbers of 32 bits in arrays.

// @ts-ignore: a decorator of AssemblyScript
@inline
export function int(array: usize, i: i32): i32 {
  return load<i32>(array + (i << 2));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function setInt(array: usize, i: i32, value: i32): void {
  store<i32>(array + (i << 2), value);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function float(array: usize, i: i32): f64 {
  return load<f32>(array + (i << 2));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function setFloat(array: usize, i: i32, value: f64): void {
  store<f32>(array + (i << 2), <f32>value);
}
