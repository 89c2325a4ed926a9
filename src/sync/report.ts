import type { Plan } from './plan';
import { AppError } from '../errors';

/** 0 nothing to do, 2 changes waiting, 1 a problem. */
export function exitCodeOf({ changes, problems }: Plan): 0 | 1 | 2 {
  if (problems.length > 0) return 1;
  return changes.length > 0 ? 2 : 0;
}

/** @returns the plan as a person reads it in a terminal */
export function planToText(plan: Plan, options: { readonly color: boolean }): string {
  void plan;
  void options;
  throw new AppError('internal', 'not written yet');
}

/** Colour only for a person at a terminal: neither `NO_COLOR` (https://no-color.org) nor `--no-color`. */
export function wantsColor(where: {
  isTTY: boolean;
  noColor: string | undefined;
  flag: boolean;
}): boolean {
  return where.isTTY && !where.noColor && !where.flag;
}
