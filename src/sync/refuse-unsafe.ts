import { AppError } from '../errors';
import type { Plan, Problem } from './plan';

/** @throws AppError `invalid` for a plan with problems, or one that would lose what nobody allowed */
export function refuseUnsafe({ problems, changes }: Plan): void {
  if (problems.length > 0) throw unusable(problems);
  const waiting = changes.filter(({ needsAllow }) => needsAllow);
  if (waiting.length === 0) return;
  const flags = waiting.map(({ kind, key }) => `--allow ${kind}.${key}`).join(' ');
  throw new AppError('invalid', `Nothing was changed: what this plan would lose needs ${flags}.`);
}

/** @returns the refusal that names every problem of the files */
export function unusable(problems: readonly Problem[]): AppError {
  const list = problems.map(({ place, message }) => `  - ${place ? `${place}: ` : ''}${message}`);
  return new AppError('invalid', `The files have problems:\n${list.join('\n')}`);
}
