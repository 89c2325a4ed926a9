import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { toAppError } from '../errors';
import type { Log } from '../log';

/** Milliseconds before a lost connection is opened again. */
const REOPEN_AFTER = 1_000;

export interface Listener {
  stop(): Promise<void>;
}

/**
 * Hears what any process says on a channel (LISTEN), over a connection of its own that is opened
 * again whenever it is lost. What is said in between is missed, so `heard` is called once at each
 * opening, too, and whoever listens must also look by themselves now and then.
 * https://www.postgresql.org/docs/18/sql-listen.html
 * @param options.channel a plain lower-case name
 */
export function listen(options: {
  connectionString: string;
  channel: string;
  heard: () => void;
  log: Log;
}): Listener {
  const { connectionString, channel, heard, log } = options;
  const stopping = new AbortController();
  let current: Client | null = null;

  async function once(): Promise<void> {
    const client = new Client({
      connectionString,
      application_name: 'support-portal-listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', heard);
    current = client;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      heard();
      await lost;
    } finally {
      current = null;
      client.end().catch(() => undefined); // it is lost already
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await once().catch((thrown: unknown) => {
        log.debug({ error: toAppError(thrown) }, 'the listener has no connection');
      });
      await sleep(REOPEN_AFTER, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await current?.end();
      await running;
    },
  };
}
