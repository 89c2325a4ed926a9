import type { Attributes } from '../kind';
import { mapTexts } from '../references';

/** A number that stands alone, or at the end of a field's name. */
const NUMBER =
  /^\d{5,}$|(?:custom_fields|ticket_field|ticket_fields|ticket_field_option_title)_(\d{5,})/g;

/** @returns the ids left in a thing's attributes: users, brands and whatever else is not exported */
export function ownNumbers(attributes: Attributes): string[] {
  const found = new Set<string>();
  mapTexts(attributes, (text) => {
    for (const [whole, id] of text.matchAll(NUMBER)) found.add(id ?? whole);
    return text;
  });
  return [...found];
}
