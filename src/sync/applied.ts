import { z } from 'zod';
import { AppError } from '../errors';
import { KIND_NAMES, type Applied, type Attributes } from './kind';
import { inOrder, parseShape } from './lock';
import { isSecretReference } from './to-ids';

const shape = z.partialRecord(
  z.enum(KIND_NAMES),
  z.record(z.string(), z.record(z.string(), z.json())),
);

/**
 * @param text an `applied.<environment>.json`
 * @param file its name, for messages
 * @throws AppError `invalid` when it is not what an apply leaves
 */
export function parseApplied(text: string, file: string): Applied {
  return parseShape(text, file, shape);
}

/**
 * @param secrets the values of all secrets of the environment
 * @returns what an apply leaves, kinds and keys in a fixed order
 * @throws AppError `internal` when anything in it is a secret: they are kept by reference only
 */
export function serialiseApplied(applied: Applied, secrets: readonly string[]): string {
  for (const [kind, entries] of Object.entries(applied)) {
    for (const [key, attributes] of Object.entries(entries ?? {})) {
      if (!holdsSecret(attributes, secrets)) continue;
      throw new AppError('internal', `${kind}.${key} holds a secret; it is not written down.`);
    }
  }
  return inOrder(applied);
}

function holdsSecret(attributes: Attributes, secrets: readonly string[]): boolean {
  const { authentication } = attributes as { authentication?: { data?: Record<string, unknown> } };
  const data = Object.values(authentication?.data ?? {});
  if (data.some((value) => typeof value !== 'string' || !isSecretReference(value))) return true;
  const text = JSON.stringify(attributes);
  return secrets.some(
    (secret) => secret !== '' && text.includes(JSON.stringify(secret).slice(1, -1)),
  );
}
