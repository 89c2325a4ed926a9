import { createInterface } from 'node:readline/promises';
import { AppError } from '../../src/errors';

/**
 * Asks a person at a terminal.
 * @returns whether they said yes. @throws AppError `invalid` where nobody can be asked
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new AppError('invalid', 'Nobody can be asked here: add --yes, or name a kept plan.');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} (y/N) `)).trim());
  } finally {
    lines.close();
  }
}
