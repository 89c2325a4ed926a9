import type { Call } from '../call';
import { parameterMissing, tooManyValues } from '../errors';

const MAX_IDS = 100;

/** @returns the comma-separated ids of a show_many call. Throws 400 when absent or more than 100. */
export function readIds(call: Call, name: string): string[] {
  const ids = (call.query[name] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  if (ids.length === 0) throw parameterMissing(name);
  if (ids.length > MAX_IDS) throw tooManyValues(name, MAX_IDS);
  return ids;
}
