import { createInterface } from 'node:readline/promises';

/**
 * Asks a person at a terminal which of several it is; again, as long as the answer is neither.
 * @param count how many there are, from 1
 * @returns its number, or null for none
 */
export async function askWhich(count: number): Promise<number | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const question = count === 1 ? 'Is it this one? (y/N) ' : `Which one? (1-${count}/N) `;
  try {
    for (;;) {
      const answer = (await lines.question(question)).trim();
      if (answer === '' || /^no?$/i.test(answer)) return null;
      if (count === 1 && /^y(es)?$/i.test(answer)) return 1;
      const number = /^\d+$/.test(answer) ? Number(answer) : 0;
      if (number >= 1 && number <= count) return number;
    }
  } finally {
    lines.close();
  }
}
