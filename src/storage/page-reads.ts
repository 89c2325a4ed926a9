import { Client } from 'pg';
import type { Log } from '../log';
import { columnTypes } from './column-types';
import { asUnavailable } from './database-away';

/** A statement that is parsed and planned once per connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface PageReads {
  /** @returns the rows. Throws `unavailable` when the server is away. */
  read<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * All that is looked for by one statement in one turn is looked for by running it once.
   * @param statement takes an array of keys and tells in `key` whose each row is
   * @returns the row, which others who look for the same key in this turn get as well
   */
  find<Row extends Keyed>(statement: Statement, key: string): Promise<Row | undefined>;
  close(): Promise<void>;
}

interface Keyed {
  readonly key: string;
}

interface Line {
  readonly client: Client;
  /** Reads of this turn wait to leave together. */
  gathering: boolean;
  readonly searches: Map<Statement, Search>;
}

/** Keys that one statement will be asked for. */
interface Search {
  readonly keys: Set<string>;
  readonly found: Promise<ReadonlyMap<string, Keyed>>;
  leave(): void;
}

/**
 * The few short reads that every page begins with, all over one connection without waiting for each
 * other's answers. What is asked in one turn of the event loop leaves in one packet: waking the
 * server, and being woken, costs more than most of these reads. Nothing slow may be read here, since
 * answers come in the order of the questions.
 * https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export function openPageReads(options: { connectionString: string; log: Log }): PageReads {
  const { connectionString, log } = options;
  let line: Promise<Line> | undefined;

  /** @returns the line in use; after a loss, the next one to ask opens another */
  function current(): Promise<Line> {
    if (line) return line;
    const client = newClient(connectionString);
    const opening = connect(client);
    const lost = () => {
      if (line === opening) line = undefined;
    };
    client.on('error', (error) => {
      log.warn({ error }, 'A database connection was lost.');
      lost();
    });
    client.on('end', lost);
    opening.catch(lost);
    line = opening;
    return opening;
  }

  return {
    async read<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      const used = await current();
      gather(used);
      return ask<Row>(used, statement, values);
    },
    async find<Row extends Keyed>(statement: Statement, key: string): Promise<Row | undefined> {
      const used = await current();
      gather(used);
      const search = used.searches.get(statement) ?? begin(used, statement);
      search.keys.add(key);
      return (await search.found).get(key) as Row | undefined;
    },
    async close() {
      const open = await line?.catch(() => undefined);
      await open?.client.end();
    },
  };
}

/**
 * Planning these reads anew for each person's values takes longer than running them, so a plan is made
 * once, for any values. Such a plan knows nothing of the account it will be asked for: among many small
 * ones it would fetch and sort all the tickets of a large one. Walking the index in its order is right
 * for every account, and is what remains.
 * https://www.postgresql.org/docs/18/sql-prepare.html#SQL-PREPARE-NOTES
 * https://www.postgresql.org/docs/18/runtime-config-query.html
 */
const PLANS = `set plan_cache_mode = force_generic_plan;
  set enable_sort = off; set enable_bitmapscan = off; set enable_seqscan = off; set jit = off`;

function newClient(connectionString: string): Client {
  return new Client({
    connectionString,
    pipeline: true,
    types: columnTypes(),
    application_name: 'support-portal-pages',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    keepAlive: true,
  });
}

async function connect(client: Client): Promise<Line> {
  try {
    await client.connect();
    await client.query(PLANS);
  } catch (error) {
    client.end().catch(() => undefined); // lost already, or of no use
    asUnavailable(error);
  }
  return { client, gathering: false, searches: new Map() };
}

/** @returns a search that leaves at the end of this turn */
function begin(line: Line, statement: Statement): Search {
  const keys = new Set<string>();
  let leave = () => {};
  const rows = new Promise<Keyed[]>((resolve) => {
    leave = () => resolve(ask<Keyed>(line, statement, [[...keys]]));
  });
  const found = rows.then((all) => new Map(all.map((row) => [row.key, row])));
  const search = { keys, found, leave };
  line.searches.set(statement, search);
  return search;
}

function ask<Row>(
  { client }: Line,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  const query = { name, text, values: [...values] };
  const answer = client.query<Row & object>(query);
  return answer.then(({ rows }) => rows, asUnavailable);
}

function gather(line: Line): void {
  if (line.gathering) return;
  line.gathering = true;
  const { stream } = line.client.connection;
  stream.cork();
  setImmediate(() => {
    line.gathering = false;
    for (const search of line.searches.values()) search.leave();
    line.searches.clear();
    stream.uncork();
  });
}
