import { ATTRIBUTES } from './attributes';
import type { Attributes, Json, KindName } from './kind';

/**
 * @param raw a thing's properties by the names of its write shape, from a file or from Zendesk
 * @returns those we may write, each in its one normal form; what is Zendesk's own is left out
 */
export function normalise(kind: KindName, raw: Readonly<Record<string, unknown>>): Attributes {
  const normal: Record<string, Json> = {};
  for (const [name, type] of Object.entries(ATTRIBUTES[kind])) {
    if (raw[name] !== undefined) normal[name] = type.normalise(raw[name]);
  }
  return normal;
}
