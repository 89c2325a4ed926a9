import { AppError } from '../errors';

/** Something wrong with a file of members. */
export interface BadLine {
  /** From 1; null when it is about the file as a whole. */
  readonly line: number | null;
  readonly what: string;
}

/** A file may be wrong from top to bottom; beyond these, the count says enough. */
const MOST = 50;

/** @returns the refusal of the whole file, naming what is wrong where */
export function refused(path: string, bad: readonly BadLine[]): AppError {
  const lines = [...bad]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .slice(0, MOST)
    .map(({ line, what }) => (line === null ? what : `line ${line}: ${what}`));
  if (bad.length > MOST) lines.push(`and ${bad.length - MOST} more`);
  const list = lines.map((text) => `  - ${text}\n`).join('');
  return new AppError('invalid', `${path} is refused as a whole; nothing was changed.\n${list}`);
}

/** @returns a cell's text for a message: short, and on one line */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, '?');
  return `"${plain.length > 80 ? `${plain.slice(0, 80)}…` : plain}"`;
}
