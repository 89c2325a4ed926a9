import type { Kysely } from 'kysely';
import { SECOND_STEPS, type SecondStep } from '../domain/way-in';
import type { Schema } from './schema';

export type SecondSteps = ReturnType<typeof createSecondSteps>;

/** Which second steps a person has set up and proved. */
export function createSecondSteps(db: Kysely<Schema>) {
  return {
    async kindsOf(personId: string): Promise<SecondStep[]> {
      const [app, phone] = await Promise.all(
        (['authenticators', 'phones'] as const).map((table) =>
          db
            .selectFrom(table)
            .select('person_id')
            .where('person_id', '=', personId)
            .where('confirmed_at', 'is not', null)
            .executeTakeFirst(),
        ),
      );
      const has: Record<SecondStep, boolean> = { app: app !== undefined, sms: phone !== undefined };
      return SECOND_STEPS.filter((kind) => has[kind]);
    },
  };
}
