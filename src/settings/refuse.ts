import { AppError } from '../errors';

/** Throws `internal` with the heading and a line for each problem; does nothing when there is none. */
export function refuse(heading: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const list = problems.map((problem) => `  - ${problem}`).join('\n');
  throw new AppError('internal', `${heading}\n${list}`, { details: { problems } });
}
