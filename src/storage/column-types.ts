import { TypeOverrides, types } from 'pg';

const { INT8, DATE, TIMESTAMP, INTERVAL } = types.builtins;
/** The driver knows its number but has no name for it. */
const INT8_ARRAY = 1016 as typeof INT8;

/**
 * How PostgreSQL's values become ours, per connection rather than for the whole process:
 * `int8` (also `count(*)`) is a number and refuses to lose digits. `timestamptz` is a Date and
 * `bytea` a Buffer already. Dates and timestamps without a zone stay text, because the driver
 * would read them in the machine's own zone; so do intervals.
 */
export function columnTypes(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(INT8, toSafeInteger);
  const readArray = types.getTypeParser(INT8_ARRAY) as (text: string) => (string | null)[];
  overrides.setTypeParser(INT8_ARRAY, (text: string) =>
    readArray(text).map((item) => (item === null ? null : toSafeInteger(item))),
  );
  for (const type of [DATE, TIMESTAMP, INTERVAL]) overrides.setTypeParser(type, (text) => text);
  return overrides;
}

function toSafeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} does not fit into a number.`);
  return number;
}
