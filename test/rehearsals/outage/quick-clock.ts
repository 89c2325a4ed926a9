import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askDatabase } from '../../support/ask-database';

export const MINUTE = 60_000;

/** How fast time passes while nothing but waiting is rehearsed. */
const QUICK = 20;
/** And while it is measured: the machine's own delays count as many times, as if they were Zendesk's. */
const STEADY = Number(process.env.OUTAGE_PACE ?? 3);

export type QuickClock = ReturnType<typeof startQuickClock>;

/**
 * One time for all processes of a rehearsal; it begins at the true time. It follows from the true
 * time alone, so that nobody has to be told anything.
 * @param quickMinutes how many of its minutes pass quickly
 */
export function startQuickClock(quickMinutes: number) {
  const zero = Date.now();
  const quickMs = (quickMinutes * MINUTE) / QUICK;
  const quickEnd = zero + quickMinutes * MINUTE;
  const now = () => {
    const elapsed = Date.now() - zero;
    return zero + Math.min(elapsed, quickMs) * QUICK + Math.max(0, elapsed - quickMs) * STEADY;
  };
  return {
    /** Milliseconds since 1970, as everybody in the rehearsal reads them. */
    now,
    /** When time begins to pass steadily. */
    quickEnd,
    /** Waits until then; at once when it has passed. */
    async until(then: number): Promise<void> {
      for (let left = then - now(); left > 0; left = then - now()) {
        const quickLeft = Math.min(left, Math.max(0, quickEnd - now()));
        await sleep(quickLeft > 0 ? quickLeft / QUICK : left / STEADY);
      }
    },
    /** For a process of ours, to live in this time. */
    environment: {
      NODE_OPTIONS: `--require ${join(__dirname, 'clock.cjs')}`,
      CLOCK_ZERO: String(zero),
      CLOCK_QUICK_MS: String(quickMs),
      CLOCK_QUICK: String(QUICK),
      CLOCK_STEADY: String(STEADY),
    },
    /**
     * Puts this time before PostgreSQL's own for every later connection: a function found before
     * the one of the system. All our statements, and the defaults of columns, say `now()`.
     * https://www.postgresql.org/docs/18/ddl-schemas.html#DDL-SCHEMAS-CATALOG
     */
    async rule(databaseUrl: string): Promise<void> {
      const name = new URL(databaseUrl).pathname.slice(1);
      const start = `to_timestamp(${zero} / 1000.0)`;
      const [elapsed, quick] = [`(pg_catalog.now() - ${start})`, `interval '${quickMs} ms'`];
      await askDatabase(
        databaseUrl,
        `create function public.now() returns timestamptz language sql stable return
           ${start} + least(${elapsed}, ${quick}) * ${QUICK}
             + greatest(interval '0', ${elapsed} - ${quick}) * ${STEADY};
         alter database ${name} set search_path = public, pg_catalog`,
      );
    },
  };
}
