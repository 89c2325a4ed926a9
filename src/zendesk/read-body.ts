import type { z } from 'zod';
import { AppError } from '../errors';

/**
 * Reads a body by what it holds, not by its label: Zendesk sends JSON as text/plain, and proxies
 * send HTML with a 200.
 * @throws AppError `unavailable` (details.outcome `unknown`), without the text: it may hold secrets
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('unavailable', 'Zendesk answered with something that is not JSON.', {
      details: { outcome: 'unknown', reason: 'unreadable' },
    });
  }
}

/**
 * @param what the thing asked for, for the operator
 * @returns the answer's body, parsed
 * @throws AppError `unavailable` (details.outcome `unknown`): what Zendesk did is anybody's guess
 */
export function readShape<Shape>(schema: z.ZodType<Shape>, body: unknown, what: string): Shape {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const places = read.error.issues.slice(0, 5).map((issue) => issue.path.join('.'));
  throw new AppError('unavailable', `Zendesk answered with an unexpected shape of ${what}.`, {
    details: { outcome: 'unknown', reason: 'wrong_shape', places },
  });
}
