import { AppError } from '../errors';
import type { Plan } from './plan';

/** @returns the plan as JSON, for `--json` and `--out`; it carries the version of its shape */
export function planToJson(plan: Plan): string {
  return `${JSON.stringify({ version: 1, ...plan }, null, 2)}\n`;
}

/**
 * @param text what `planToJson` gave
 * @throws AppError `invalid` when it is not a plan, or of another version
 */
export function planFromJson(text: string, file: string): Plan {
  void text;
  void file;
  throw new AppError('internal', 'not written yet');
}
