import { sql, type Kysely } from 'kysely';
import type { IntentKind, IntentState, Schema } from '../storage/schema';
import { callWorkers } from './call-workers';
import { toIntent, UNSETTLED, type Intent } from './intent';

export type Upkeep = ReturnType<typeof createUpkeep>;

/** What an act was before a human changed its course. */
export interface Former {
  readonly state: IntentState;
  readonly kind: IntentKind;
  readonly reference: string;
}

/** The outbox in the hands of a human: looking, pushing on, letting go. */
export function createUpkeep(db: Kysely<Schema>) {
  return {
    /** @returns what is not settled, oldest first */
    async unsettled(): Promise<Intent[]> {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('state', 'in', UNSETTLED)
        .orderBy('id')
        .execute();
      return rows.map(toIntent);
    },

    /** @returns the act of that number, in whatever state */
    async findById(id: number): Promise<Intent | null> {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toIntent(row) : null;
    },

    /** @returns seconds that the oldest waiting act has waited; 0 when none waits */
    async oldestSeconds(): Promise<number> {
      const { seconds } = await db
        .selectFrom('outbox')
        .select(
          sql<number | null>`extract(epoch from now() - min(created_at))::float8`.as('seconds'),
        )
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return Math.max(seconds ?? 0, 0);
    },

    /**
     * Makes an unsettled act due at once.
     * @returns what it was, or null when it is settled or in a worker's hands
     */
    async retry(trx: Kysely<Schema>, id: number): Promise<Former | null> {
      const due = sql`state = 'waiting', refusal = null, leased_until = null, next_attempt_at = now()`;
      const former = await change(trx, id, due);
      if (former) await callWorkers(trx);
      return former;
    },

    /**
     * Lets go of an unsettled act. Its words go too; its name stays taken, so that the form it came
     * from cannot be sent a second time.
     * @returns what it was, or null when it is settled or in a worker's hands
     */
    async drop(trx: Kysely<Schema>, id: number): Promise<Former | null> {
      return change(trx, id, sql`state = 'dropped', payload = '{}', leased_until = null`);
    },

    /** Removes what was delivered or dropped before then. @returns how many */
    async sweepSettled(before: Date): Promise<number> {
      const result = await db
        .deleteFrom('outbox')
        .where('state', 'in', ['delivered', 'dropped'])
        .where(sql<Date>`coalesce(delivered_at, created_at)`, '<', before)
        .where('created_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** Removes the files, bytes and all, of what was delivered before then. @returns how many */
    async sweepFiles(before: Date): Promise<number> {
      const result = await db
        .deleteFrom('files')
        .using('outbox')
        .whereRef('outbox.intent', '=', 'files.intent')
        .where('files.accepted', '=', true)
        .where('outbox.state', '=', 'delivered')
        .where('outbox.delivered_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

/** What a worker holds is left alone: it may be in Zendesk before we could say no. */
async function change(
  trx: Kysely<Schema>,
  id: number,
  values: ReturnType<typeof sql>,
): Promise<Former | null> {
  const { rows } = await sql<Former>`
    with former as (
      select id, state, kind, reference from outbox
      where id = ${id} and state in ('waiting', 'needs_attention')
        and (leased_until is null or leased_until < now())
      for update
    )
    update outbox set ${values} from former where outbox.id = former.id
    returning former.state, former.kind, former.reference`.execute(trx);
  return rows[0] ?? null;
}
