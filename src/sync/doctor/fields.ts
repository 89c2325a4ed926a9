import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';

const field = z.object({
  id: z.int(),
  type: z.string(),
  active: z.boolean().nullish(),
  custom_field_options: z.array(z.object({ value: z.string() })).nullish(),
});
type Field = z.infer<typeof field>;

const REMEDY = 'npm run zendesk -- plan shows what is missing, apply makes it.';

/** The three fields the portal fills, by the ids it sends. */
export const fields: Check = {
  name: 'fields',
  async run({ list, lock, options }: DoctorPorts): Promise<Finding> {
    const listed = await list('ticket_fields');
    const there = listed === 'missing' ? [] : z.array(field).parse(listed);
    const wanted: [key: string, type: string, values: readonly string[]][] = [
      ['vtex_account', 'text', []],
      ['area', 'tagger', options.area],
      ['impact_level', 'tagger', options.impact],
    ];
    const problems = wanted.flatMap(([key, type, values]) => {
      const id = lock.ticket_fields?.[key];
      if (id === undefined) return [`the lock file has no id of ${key}`];
      const found = there.find((each) => each.id === id);
      return found ? problemsOf(key, found, type, values) : [`${key} (${id}) is not there`];
    });
    if (problems.length > 0) {
      return { state: 'broken', says: `Fields: ${problems.join('; ')}.`, remedy: REMEDY };
    }
    return {
      state: 'ok',
      says: 'Account, Area and Impact level are there with all their options.',
    };
  },
};

function problemsOf(
  key: string,
  { active, type, custom_field_options: there }: Field,
  wantedType: string,
  wantedValues: readonly string[],
): string[] {
  const values = new Set(there?.map(({ value }) => value));
  const missing = wantedValues.filter((value) => !values.has(value));
  return [
    ...(active === false ? [`${key} is not active`] : []),
    ...(type === wantedType ? [] : [`${key} is of the type ${type}, not ${wantedType}`]),
    ...(missing.length > 0 ? [`${key} lacks ${missing.join(', ')}`] : []),
  ];
}
