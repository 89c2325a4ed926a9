import { PROGRESS_ROW } from './progress';
import type { Statement } from '../storage/page-reads';

/** From the newest row on, or from one edge of a page to the older or newer ones. */
export type Direction = 'first' | 'after' | 'before';

interface Shape {
  readonly mine: boolean;
  readonly byStatus: boolean;
  readonly direction: Direction;
  readonly rows: number;
}

/**
 * One statement for each shape of a list, the same text every time, so that it is planned once.
 * Each account, or account and chosen status, is one short walk along an index: a page costs the
 * same among a hundred tickets and among a million. The number of rows is part of the text, since the plan hangs on it. The rows come as one JSON text, newest first, which
 * is read several times faster than a row at a time, with how far the copy has come beside them. Only
 * what is shown is walked with: carrying the other columns along took a third of the statement's time.
 *
 * Its values: the accounts, then, where the shape has them, the person, the statuses, and the edge's
 * time and reference.
 */
export function listStatement(shape: Shape): Statement {
  const { mine, byStatus, direction, rows } = shape;
  const name = `list-${mine ? 'mine' : 'all'}-${byStatus ? 'by-status' : 'whole'}-${direction}-${rows}`;
  const known = statements.get(name);
  if (known) return known;
  const statement = { name, text: textOf(shape) };
  statements.set(name, statement);
  return statement;
}

const statements = new Map<string, Statement>();

const COLUMNS = `reference, number, account, requester_name, impact, subject, shown_status,
  unsent > 0 as being_sent, deleted, activity_at`;
const SHOWN = `reference, number, account, requester_name, impact, subject, shown_status,
  being_sent, deleted, activity_at`;

function textOf({ mine, byStatus, direction, rows }: Shape): string {
  let values = 1;
  const next = () => `$${++values}`;
  const person = mine ? next() : undefined;
  const statuses = byStatus ? next() : undefined;
  const beyond = direction === 'before' ? '>' : '<';
  const way = direction === 'before' ? 'asc' : 'desc';
  const order = `order by activity_at ${way}, reference ${way}`;

  const wanted = [
    person ? `person_id = ${person} and (account is null or account = any($1))` : 'account = owner',
    ...(statuses ? ['shown_status = chosen'] : []),
    ...(direction === 'first'
      ? []
      : [`(activity_at, reference) ${beyond} (${next()}::timestamptz, ${next()}::text)`]),
  ];
  const walks = [
    ...(person ? [] : ['unnest($1::text[]) as owner']),
    ...(statuses ? [`unnest(${statuses}::text[]) as chosen`] : []),
  ];
  const walk = `select ${COLUMNS} from tickets where ${wanted.join(' and ')} ${order} limit ${rows}`;
  const page =
    walks.length === 0
      ? walk
      : `select ticket.* from ${walks.join(' cross join ')} cross join lateral (${walk}) ticket
         ${order} limit ${rows}`;
  return `
    select
      coalesce((
        select json_agg(json_build_array(${SHOWN}) order by activity_at desc, reference desc)
        from (${page}) page), '[]')::text as tickets,
      as_of, unreachable_since
    from (select) one left join mirror_progress on name = '${PROGRESS_ROW.changes}'`;
}
