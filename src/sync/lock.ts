import { z } from 'zod';
import { AppError } from '../errors';
import { KIND_NAMES, type Lock } from './kind';

const key = z.string().regex(/^[a-z][a-z0-9_]*$/);
const ids = z.record(key, z.union([z.int().positive(), z.string().min(1)]));
const shape = z.partialRecord(z.enum(KIND_NAMES), ids);

/**
 * @param text a `lock.<environment>.json`
 * @param file its name, for messages
 * @throws AppError `invalid` when it is not a lock, or two keys of a kind share an id
 */
export function parseLock(text: string, file: string): Lock {
  const lock = parseShape(text, file, shape);
  for (const [kind, entries] of Object.entries(lock)) {
    const seen = new Map<string, string>();
    for (const [name, id] of Object.entries(entries ?? {})) {
      const before = seen.get(String(id));
      if (before !== undefined) {
        throw new AppError(
          'invalid',
          `${file}: ${kind}.${before} and ${kind}.${name} share an id.`,
        );
      }
      seen.set(String(id), name);
    }
  }
  return lock;
}

/** @returns the lock as text, kinds and keys in a fixed order; numbers stay numbers */
export function serialiseLock(lock: Lock): string {
  return inOrder(lock);
}

/** @throws AppError `invalid` when the text is not JSON of that shape */
export function parseShape<T>(text: string, file: string, wanted: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', `${file} is not JSON.`, { cause });
  }
  const read = wanted.safeParse(json);
  if (read.success) return read.data;
  throw new AppError('invalid', `${file} is not right:\n${z.prettifyError(read.error)}`);
}

/** @returns JSON whose kinds stand in our order and whose keys are sorted, so that a diff is small */
export function inOrder(
  state: Readonly<Partial<Record<(typeof KIND_NAMES)[number], Readonly<Record<string, unknown>>>>>,
): string {
  const kinds = KIND_NAMES.flatMap((kind) => {
    const entries = Object.entries(state[kind] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? [] : [[kind, Object.fromEntries(entries)] as const];
  });
  return `${JSON.stringify(Object.fromEntries(kinds), null, 2)}\n`;
}
