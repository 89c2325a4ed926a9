import type { Kysely } from 'kysely';
import type { Customer } from '../domain/customer';
import type { PageReads } from './page-reads';
import { toCustomer } from './people';
import type { Schema } from './schema';

export type Sessions = ReturnType<typeof createSessions>;

/** A session as it stands now, with the person it belongs to as they stand now. */
export interface ReadSession {
  readonly data: unknown;
  readonly expiresAt: Date;
  readonly person: Customer | null;
}

/** Sessions by the hash of their id, so that a copy of this table opens no door. */
export function createSessions(db: Kysely<Schema>, reads: Pick<PageReads, 'find'>) {
  return {
    /** @returns the session, expired or not; the reader judges the time */
    async read(idHash: string): Promise<ReadSession | null> {
      const row = await reads.find<SessionRow>(READ, idHash);
      if (!row) return null;
      const { data, expires_at: expiresAt, id } = row;
      return {
        data: JSON.parse(data),
        expiresAt,
        person: id === null ? null : toCustomer({ ...row, id }),
      };
    },

    /** Keeps it, unless it was ended meanwhile: a save under way must not begin it anew. */
    async write(
      idHash: string,
      data: unknown,
      personId: string | null,
      expiresAt: Date,
    ): Promise<void> {
      const values = { data: JSON.stringify(data), person_id: personId, expires_at: expiresAt };
      await db
        .insertInto('sessions')
        .values({ id_hash: idHash, ...values })
        .onConflict((conflict) =>
          conflict.column('id_hash').doUpdateSet(values).where('sessions.ended_at', 'is', null),
        )
        .execute();
    },

    /** @param personId only when it is this person's. @returns whether it was running */
    async end(idHash: string, now: Date, personId?: string): Promise<boolean> {
      let update = ending(db, now).where('id_hash', '=', idHash);
      if (personId !== undefined) update = update.where('person_id', '=', personId);
      const { numUpdatedRows } = await update.executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    /** @param except the session that stays. @returns how many were ended */
    endAll: (personId: string, now: Date, except?: string) =>
      endSessionsOf(db, personId, now, except),

    /** @returns the person's running sessions, by the hash of their id */
    async list(personId: string, now: Date): Promise<{ idHash: string; data: unknown }[]> {
      const rows = await db
        .selectFrom('sessions')
        .select(['id_hash', 'data'])
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', now)
        .execute();
      return rows.map((row) => ({ idHash: row.id_hash, data: row.data }));
    },

    /** @returns how many had ended before `now` */
    async sweep(now: Date): Promise<number> {
      const result = await db
        .deleteFrom('sessions')
        .where('expires_at', '<', now)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

interface SessionRow {
  /** Of the session's id. */
  key: string;
  /** JSON. A session is changed while it is used: each visit reads one of its own. */
  data: string;
  expires_at: Date;
  /** The person's, as what follows; null for a session of nobody. */
  id: string | null;
  email: string;
  name: string;
  locale: string;
  accounts: string[];
}

/** The person comes along: nearly every session that is read belongs to one, and is asked for them. */
const READ = {
  name: 'session-with-person',
  text: `
    select s.id_hash as key, s.data::text, s.expires_at, p.id, p.email, p.name, p.locale,
      array(select distinct account from access where person_id = p.id order by account) as accounts
    from sessions s left join people p on p.id = s.person_id and p.removed_at is null
    where s.id_hash = any($1::text[]) and s.ended_at is null`,
};

/** Ends a person's sessions, for whoever reads none. @returns how many were ended */
export async function endSessionsOf(
  db: Kysely<Schema>,
  personId: string,
  now: Date,
  except?: string,
): Promise<number> {
  let update = ending(db, now).where('person_id', '=', personId);
  if (except !== undefined) update = update.where('id_hash', '<>', except);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

function ending(db: Kysely<Schema>, now: Date) {
  return db
    .updateTable('sessions')
    .set({ ended_at: now, data: '{}' })
    .where('ended_at', 'is', null);
}
