import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { Pool } from 'pg';
import type { Log } from '../log';
import { columnTypes } from './column-types';
import { asUnavailable } from './database-away';
import { createStatementNames } from './prepared';
import type { Schema } from './schema';

export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: Pool;
  /** Waits for running queries and closes every connection; a second call waits for the first. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  connectionString: string;
  log: Log;
  maxConnections?: number;
}

/**
 * A pool of connections, opened as they are needed. Queries through `kysely` throw `unavailable`
 * when the server is away, so that a visit ends with "try again" and never with "our bug".
 */
export function openDatabase({
  connectionString,
  log,
  maxConnections = 10,
}: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString,
    max: maxConnections,
    types: columnTypes(),
    application_name: 'support-portal',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  // A server that restarts breaks connections at rest and inside transactions; an error event
  // without a listener would end this process.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.warn({ error }, 'A database connection was lost.'));
  });
  pool.on('error', () => undefined); // the same event again, for connections at rest

  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: speakingOfOutages(pool) }),
  });
  let closing: Promise<void> | undefined;
  return { kysely, pool, close: () => (closing ??= pool.end()) };
}

function speakingOfOutages(pool: Pool): PostgresPool {
  const names = createStatementNames();
  return {
    connect: async () => {
      const client = await pool.connect().catch(asUnavailable);
      const query = (text: string, values: unknown[]) =>
        client.query({ name: names.nameOf(text), text, values }).catch(asUnavailable);
      // The type also promises cursors, which nothing here asks for.
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}
