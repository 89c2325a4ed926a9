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

  async function once(): Promise<void> {
    const client = new Client({
      connectionString,
      application_name: 'support-portal-listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const over = new Promise<void>((resolve) => {
      stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', heard);
    try {
      await client.connect();
      // A client that is told to end while it connects does neither.
      if (stopping.signal.aborted) return;
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      heard();
      await over;
    } finally {
      client.end().catch(() => undefined); // lost already, or left by us
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
      await running;
    },
  };
}
