import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../errors';
import { refused } from './bad-lines';

/** Bytes; well over a hundred thousand people. */
const LARGEST = 10 * 1024 * 1024;

/**
 * @returns a file's text, without the mark that spreadsheets put before it. Throws `invalid` for a
 *   file that cannot be read, is larger than 10 MB, or is not UTF-8 (with the line).
 */
export async function readText(path: string): Promise<string> {
  const bytes = await bytesOf(path);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw refused(path, [{ line: null, what: `it is UTF-16; ${HOW_TO_SAVE}` }]);
  }
  try {
    return decode(bytes);
  } catch {
    throw refused(path, [{ line: firstBadLine(bytes), what: `it is not UTF-8; ${HOW_TO_SAVE}` }]);
  }
}

const HOW_TO_SAVE = 'save the file as "CSV UTF-8"';

async function bytesOf(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw new AppError('invalid', `${path} is larger than 10 MB.`);
    return await readFile(path);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const reason = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('invalid', `${path} cannot be read (${reason}).`, { cause: thrown });
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** No byte of a longer character is a line feed, so each line can be judged alone. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let at = 0; at <= bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, at);
    try {
      decode(bytes.subarray(at, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    at = end + 1;
  }
  return line;
}
