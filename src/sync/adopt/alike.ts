import type { Json } from '../kind';
import type { Reference } from '../references';

/** Whether a text of the files may be what an account has in its place. */
export type Alike = (wanted: Json, there: Json) => boolean;

/**
 * Names the account has no id for yet may stand for any id; the others must be the same name.
 * @param isKnown whether an id is known for a name
 */
export function alikeBut(isKnown: (reference: Reference) => boolean): Alike {
  const alike: Alike = (wanted, there) => {
    if (Array.isArray(wanted)) {
      const list: readonly Json[] | null = Array.isArray(there) ? there : null;
      return list?.length === wanted.length && wanted.every((one: Json, i) => alike(one, list[i]!));
    }
    if (typeof wanted === 'string' && typeof there === 'string') {
      return wanted === there || patternOf(wanted, isKnown).test(there);
    }
    return wanted === there;
  };
  return alike;
}

function patternOf(wanted: string, isKnown: (reference: Reference) => boolean): RegExp {
  const parts = wanted.split(/@\{([a-z_]+)\.([A-Za-z0-9_]+)\}/);
  let pattern = '';
  for (let at = 0; at < parts.length; at += 3) {
    const [text = '', room, name = ''] = parts.slice(at, at + 3);
    pattern += literally(text);
    if (room === undefined) continue;
    const isOpen = !isKnown({ room, name });
    pattern += isOpen
      ? ANY[room === 'dynamic_content' ? 'text' : 'id']
      : literally(`@{${room}.${name}}`);
  }
  return new RegExp(`^${pattern}$`);
}

/** Ids are numbers, or a webhook's letters and digits. */
const ANY = { id: '[0-9A-Z]+', text: '[^]*' } as const;

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
