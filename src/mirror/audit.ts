import { sql, type Kysely } from 'kysely';
import type { Schema } from '../storage/schema';
import type { TicketSnapshot } from '../zendesk/ticket-mapping';
import type { Zendesk } from '../zendesk/zendesk';

type Deps = {
  db: Kysely<Schema>;
  zendesk: Pick<Zendesk, 'lists' | 'export' | 'clock'>;
  random: () => number;
};

export interface AuditReport {
  /** How many tickets were compared, either way. */
  readonly compared: number;
  /** Zendesk has them, our copy has not. */
  readonly missing: readonly number[];
  /** Both have them, and they are not alike. */
  readonly different: readonly { readonly number: number; readonly fields: readonly string[] }[];
  /** Our copy has them, Zendesk has not. */
  readonly gone: readonly number[];
}

/** Milliseconds. A change as young as this may still be on its way to our copy. */
const ON_ITS_WAY = 5 * 60_000;
/** Pages of a hundred. */
const NEWEST_PAGES = 2;

/**
 * Compares our copy with Zendesk: a random sample of ours, the tickets that changed last there, and
 * one page of the export from a random moment on.
 * @param sample how many of our tickets
 */
export async function auditCopy(deps: Deps, sample: number): Promise<AuditReport> {
  const ours = await sampleOf(deps.db, sample);
  const theirs = await deps.zendesk.lists.byNumbers(ours);
  const known = new Set(theirs.map(({ number }) => number));
  const gone = ours.filter((number) => !known.has(number));
  const shown = [...theirs, ...(await newest(deps)), ...(await fromSomewhere(deps))];
  const settledBy = deps.zendesk.clock().getTime() - ON_ITS_WAY;
  const due = new Map(
    shown
      .filter(({ deleted, version }) => !deleted && version * 1000 <= settledBy)
      .map((ticket) => [ticket.number, ticket]),
  );
  const rows = await rowsOf(deps.db, [...due.keys()]);
  const missing = [...due.keys()].filter((number) => !rows.has(number));
  const different = [...due.values()].flatMap((ticket) => {
    const row = rows.get(ticket.number);
    const fields = row ? differences(row, ticket) : [];
    return fields.length > 0 ? [{ number: ticket.number, fields }] : [];
  });
  return { compared: due.size, missing, different, gone };
}

async function sampleOf(db: Kysely<Schema>, count: number): Promise<number[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('number')
    .where('number', 'is not', null)
    .orderBy(sql`random()`)
    .limit(count)
    .execute();
  return rows.flatMap(({ number }) => number ?? []);
}

async function newest({ zendesk }: Deps): Promise<TicketSnapshot[]> {
  const found: TicketSnapshot[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < NEWEST_PAGES; pages += 1) {
    const page = await zendesk.lists.newest(cursor);
    found.push(...page.tickets);
    cursor = page.cursor;
    if (cursor === null) break;
  }
  return found;
}

/** The oldest ticket of ours and now bound the moments to choose from. */
async function fromSomewhere({ db, zendesk, random }: Deps): Promise<TicketSnapshot[]> {
  const oldest = await db
    .selectFrom('tickets')
    .select(({ fn }) => fn.min('updated_at').as('at'))
    .executeTakeFirst();
  const from = oldest?.at?.getTime() ?? 0;
  const startTime = new Date(from + random() * (zendesk.clock().getTime() - from));
  return (await zendesk.export.page({ startTime }, 'sync')).tickets;
}

type Row = Awaited<ReturnType<typeof rowsOf>> extends Map<number, infer Value> ? Value : never;

async function rowsOf(db: Kysely<Schema>, numbers: readonly number[]) {
  const rows = await db
    .selectFrom('tickets')
    .select(['number', 'subject', 'status', 'kind', 'impact', 'assigned', 'is_problem', 'version'])
    .where('number', '=', sql<number>`any(${[...numbers]}::int8[])`)
    .execute();
  return new Map(rows.flatMap((row) => (row.number === null ? [] : [[row.number, row]])));
}

/** A state of ours that is newer than what was read a moment ago is no difference. */
function differences(row: Row, ticket: TicketSnapshot): string[] {
  if (row.version > ticket.version) return [];
  const pairs: Record<string, [unknown, unknown]> = {
    subject: [row.subject, ticket.subject],
    status: [row.status, ticket.status],
    kind: [row.kind, ticket.kind],
    impact: [row.impact, ticket.impact],
    assigned: [row.assigned, ticket.assigned],
    problem: [row.is_problem, ticket.isProblem],
    version: [row.version, ticket.version],
  };
  return Object.entries(pairs)
    .filter(([, [mine, its]]) => mine !== its)
    .map(([field]) => field);
}
