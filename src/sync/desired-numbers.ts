import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Problem } from './plan';

/** The file of the numbers the rules are written with. */
export const NUMBERS_FILE = 'settings.yaml';

const numbers = z.strictObject({
  close_after_hours: z
    .int()
    .min(1)
    .max(28 * 24),
  close_in_business_hours: z.boolean(),
  reminder: z.boolean(),
  remind_after_hours: z.int().min(1),
});

/**
 * Zendesk counts whole hours and cuts fractions off, so "greater than 23" is the first look after 24
 * full hours; "is 24" may be missed. https://support.zendesk.com/hc/en-us/articles/4408832701850
 * @returns what `@{setting.…}` of that file stands for; nothing where the folder has none
 */
export function readNumbers(folder: string): {
  values: Readonly<Record<string, string | boolean>>;
  problems: Problem[];
} {
  const path = join(folder, NUMBERS_FILE);
  if (!existsSync(path)) return { values: {}, problems: [] };
  const read = numbers.safeParse(parseOrNull(readFileSync(path, 'utf8')));
  if (!read.success) {
    const problems = read.error.issues.map((issue) => ({
      check: 'wrong-shape',
      place: NUMBERS_FILE,
      message: `${issue.path.join('.') || 'the file'}: ${issue.message}`,
    }));
    return { values: {}, problems };
  }
  const { close_after_hours: closing, remind_after_hours: reminding, reminder } = read.data;
  const values = {
    close_threshold: String(closing - 1),
    close_operator: read.data.close_in_business_hours
      ? 'greater_than_business_hours'
      : 'greater_than',
    reminder,
    remind_threshold: String(reminding - 1),
  };
  return { values, problems: [] };
}

function parseOrNull(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
