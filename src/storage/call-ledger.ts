import { sql, type Kysely } from 'kysely';
import type { Schema } from './schema';

export type CallLedger = ReturnType<typeof createCallLedger>;

/** One limit of the ticket system, and how much of it a caller may use (from 0 to 1). */
interface Window {
  readonly name: string;
  readonly total: number;
  readonly seconds: number;
  readonly share: number;
}

interface Rules {
  /** Failures in a row that make an outage. */
  readonly failuresOfAnOutage: number;
  /** Seconds a probe has to come back. */
  readonly probeSeconds: number;
  /** Seconds added to what is told of a window's end. */
  readonly rounding: number;
  /** Seconds until the next probe after so many failures. */
  readonly secondsToProbe: (failures: number, random: number) => number;
  /** How many calls of a window's total a caller may see used. */
  readonly mostOf: (total: number, share: number) => number;
  readonly random: () => number;
}

interface WindowRow {
  readonly name: string;
  readonly total: number;
  readonly used: number;
  readonly run: number;
  readonly wait_ms: number;
}

/**
 * The calls of every process on this database, counted by the database's clock. Windows are locked
 * in the order of their names, so two callers never wait for each other.
 */
export function createCallLedger(db: Kysely<Schema>, rules: Rules) {
  const { failuresOfAnOutage, probeSeconds, rounding, secondsToProbe, mostOf, random } = rules;

  /** Begins a new run of every window that has ended, and locks them all. */
  async function open(trx: Kysely<Schema>, windows: readonly Window[]): Promise<WindowRow[]> {
    const sorted = [...windows].sort((a, b) => (a.name < b.name ? -1 : 1));
    const { rows } = await sql<WindowRow>`
      insert into call_windows as w (name, total, used, run, ends_at, told)
      select name, total, 0, 1, now() + make_interval(secs => seconds), false
      from unnest(${sorted.map(({ name }) => name)}::text[],
                  ${sorted.map(({ total }) => total)}::int[],
                  ${sorted.map(({ seconds }) => seconds)}::float8[]) as wanted (name, total, seconds)
      on conflict (name) do update set
        used = case when w.ends_at <= now() then 0 else w.used end,
        run = case when w.ends_at <= now() then w.run + 1 else w.run end,
        told = w.told and w.ends_at > now(),
        ends_at = case when w.ends_at <= now() then excluded.ends_at else w.ends_at end
      returning name, total, used, run,
        greatest(0, extract(epoch from ends_at - now()) * 1000)::float8 as wait_ms`.execute(trx);
    return rows;
  }

  function waitOf(windows: readonly Window[], rows: readonly WindowRow[]): number {
    const shares = new Map(windows.map(({ name, share }) => [name, share]));
    const full = rows.filter(({ name, total, used }) => used >= mostOf(total, shares.get(name)!));
    return Math.max(0, ...full.map(({ wait_ms: ms }) => Math.max(1, Math.ceil(ms))));
  }

  async function outage(): Promise<{ probeInMs: number } | null> {
    const { rows } = await sql<{ probe_in_ms: number }>`
      select greatest(0, extract(epoch from probe_at - now()) * 1000)::float8 as probe_in_ms
      from call_failures where failures >= ${failuresOfAnOutage}`.execute(db);
    return rows[0] ? { probeInMs: Math.ceil(rows[0].probe_in_ms) } : null;
  }

  /** @returns whether this caller is the one who probes */
  async function takeProbe(trx: Kysely<Schema>): Promise<boolean> {
    const { rows } = await sql`
      update call_failures set probe_at = now() + make_interval(secs => ${probeSeconds})
      where failures >= ${failuresOfAnOutage} and probe_at <= now() returning id`.execute(trx);
    return rows.length > 0;
  }

  return {
    async book(windows: readonly Window[]) {
      const away = await outage();
      if (away && away.probeInMs > 0) return { waitMs: away.probeInMs, why: 'outage' as const };
      return db.transaction().execute(async (trx) => {
        const rows = await open(trx, windows);
        const waitMs = waitOf(windows, rows);
        if (waitMs > 0) return { waitMs, why: 'limit' as const };
        if (away && !(await takeProbe(trx))) {
          return { waitMs: probeSeconds * 1000, why: 'outage' as const };
        }
        await sql`update call_windows set used = used + 1
          where name = any(${rows.map(({ name }) => name)})`.execute(trx);
        return { booked: rows.map(({ name, run }) => ({ name, run })) };
      });
    },

    async peek(windows: readonly Window[]) {
      const away = await outage();
      const { rows } = await sql<WindowRow>`
        select name, total, used, run, extract(epoch from ends_at - now()) * 1000 as wait_ms
        from call_windows
        where ends_at > now() and name = any(${windows.map(({ name }) => name)})`.execute(db);
      const waitMs = Math.max(away?.probeInMs ?? 0, waitOf(windows, rows));
      return { waitMs, outage: away !== null };
    },

    async answered(
      told: readonly {
        name: string;
        run: number;
        total: number;
        remaining: number;
        seconds: number;
      }[],
    ): Promise<{ recovered: boolean }> {
      if (told.length > 0) {
        await sql`
          with locked as (
            select name from call_windows where name = any(${told.map(({ name }) => name)})
            order by name for update)
          update call_windows as w set
            total = t.total, used = greatest(w.used, t.used), told = true,
            ends_at = case when w.told then least(w.ends_at, t.ends_at) else t.ends_at end
          from locked join (
            select name, run, total, used, now() + make_interval(secs => seconds) as ends_at
            from unnest(${told.map(({ name }) => name)}::text[],
                        ${told.map(({ run }) => run)}::int[],
                        ${told.map(({ total }) => total)}::int[],
                        ${told.map(({ total, remaining }) => total - remaining)}::int[],
                        ${told.map(({ seconds }) => seconds + rounding)}::float8[])
              as each (name, run, total, used, seconds)) as t using (name)
          where w.name = t.name and w.run = t.run`.execute(db);
      }
      const { rows } = await sql<{ before: number }>`
        update call_failures set failures = 0
        from (select failures as before from call_failures where failures > 0 for update) as former
        where failures > 0 returning former.before`.execute(db);
      return { recovered: (rows[0]?.before ?? 0) >= failuresOfAnOutage };
    },

    /** A new run: what calls already under way will tell of the window must not prolong it. */
    async shut(name: string, seconds: number): Promise<void> {
      await sql`
        insert into call_windows as w (name, total, used, run, ends_at, told)
        values (${name}, 1, 1, 1, now() + make_interval(secs => ${seconds}), false)
        on conflict (name) do update set
          used = greatest(w.used, w.total), told = false,
          run = w.run + 1,
          ends_at = case when w.used < w.total then excluded.ends_at
                         else greatest(w.ends_at, excluded.ends_at) end`.execute(db);
    },

    async failed(): Promise<{ outage: boolean }> {
      const { rows } = await sql<{ failures: number }>`
        insert into call_failures as f (id, failures, probe_at) values (true, 1, now())
        on conflict (id) do update set failures = f.failures + 1 returning failures`.execute(db);
      const failures = rows[0]?.failures ?? 0;
      if (failures < failuresOfAnOutage) return { outage: false };
      const seconds = secondsToProbe(failures, random());
      await sql`update call_failures
        set probe_at = now() + make_interval(secs => ${seconds})`.execute(db);
      return { outage: failures === failuresOfAnOutage };
    },

    /** Forgets windows that ended long ago: each ticket has one. */
    async sweep(before: Date): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('call_windows')
        .where('ends_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    /** @returns whether the ticket system is taken to be away, for the gauge */
    isOutage: async (): Promise<boolean> => (await outage()) !== null,
  };
}
