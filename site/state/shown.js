/** Characters of a value that a person is shown. */
const MOST = 60;

/** A value as it stands in a file or a link, cut where it is long, as py/diptych/_checks.py does. @param {any} value */
export function shown(value) {
  const text = JSON.stringify(value);
  return text.length <= MOST ? text : `${text.slice(0, MOST - 3)}…`;
}
