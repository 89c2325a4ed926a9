import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/**
 * Asks a person at a terminal which of several it is; again, as long as the answer is neither.
 * @param count how many there are, from 1
 * @returns its number, null for none, undefined when they left (Ctrl-C, Ctrl-D)
 */
export async function askWhich(count: number): Promise<number | null | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const left = once(lines, 'close').then(() => undefined);
  const question = count === 1 ? 'Is it this one? (y/N) ' : `Which one? (1-${count}/N) `;
  try {
    for (;;) {
      const asked = lines.question(question).catch(undefinedIfLeft);
      const answer = (await Promise.race([asked, left]))?.trim();
      if (answer === undefined) return undefined;
      if (answer === '' || /^no?$/i.test(answer)) return null;
      if (count === 1 && /^y(es)?$/i.test(answer)) return 1;
      const number = /^\d+$/.test(answer) ? Number(answer) : 0;
      if (number >= 1 && number <= count) return number;
    }
  } finally {
    lines.close();
  }
}

/** Some versions of Node reject the question then, others never answer it. */
function undefinedIfLeft(thrown: unknown): undefined {
  if (!(thrown instanceof Error && thrown.name === 'AbortError')) throw thrown;
}
