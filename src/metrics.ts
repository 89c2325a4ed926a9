import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from './errors';
import type { Log } from './log';

/** What the portal tells its operator about itself, in numbers that name no person. */
export interface Metrics {
  /** One answered request. `route` is the pattern, never the address, so that labels stay few. */
  readonly httpRequest: (request: {
    method: string;
    route: string;
    status: number;
    seconds: number;
  }) => void;
  /** One call to Zendesk. `outcome` is `ok` or an error code. */
  readonly zendeskCall: (call: { lane: string; outcome: string; seconds: number }) => void;
  readonly mailSent: (outcome: 'sent' | 'failed') => void;
  /** `read` is asked at every scrape: rows of the outbox by state. */
  readonly watchOutbox: (read: () => Promise<Readonly<Record<string, number>>>) => void;
  /** `read` is asked at every scrape: seconds that the oldest waiting act has waited. */
  readonly watchOutboxAge: (read: () => Promise<number>) => void;
  /** `read` is asked at every scrape: seconds since the mirror last agreed with Zendesk, null when unknown. */
  readonly watchMirror: (read: () => Promise<number | null>) => void;
  /** `read` is asked at every scrape: whether Zendesk is taken to be away. */
  readonly watchOutage: (read: () => Promise<boolean>) => void;
  /** @returns all of it in Prometheus's text format */
  readonly text: () => Promise<string>;
}

/** Seconds. A page should be out in 0.1, Zendesk may take the 15 of its time limit. */
const PAGE_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const pages = new Histogram({
    name: 'portal_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: PAGE_SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'portal_zendesk_call_seconds',
    help: 'Time of a call to Zendesk, by lane and outcome.',
    labelNames: ['lane', 'outcome'],
    buckets: CALL_SECONDS,
    registers,
  });
  const mails = new Counter({
    name: 'portal_mails_total',
    help: 'Codes and notices handed to the mail server, or not.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    httpRequest: ({ method, route, status, seconds }) =>
      pages.observe({ method, route, status }, seconds),
    zendeskCall: ({ lane, outcome, seconds }) => calls.observe({ lane, outcome }, seconds),
    mailSent: (outcome) => mails.inc({ outcome }),
    watchOutbox(read) {
      new Gauge({
        name: 'portal_outbox_rows',
        help: 'What we owe Zendesk, by state.',
        labelNames: ['state'],
        registers,
        async collect() {
          this.reset(); // a state without rows is absent, not what it was
          const rows = await read().catch(() => ({})); // the database is away, not the other numbers
          for (const [state, count] of Object.entries(rows)) this.set({ state }, count);
        },
      });
    },
    watchOutboxAge(read) {
      new Gauge({
        name: 'portal_outbox_oldest_seconds',
        help: 'How long the oldest act that Zendesk has not confirmed has waited; NaN when unknown.',
        registers,
        async collect() {
          this.set(await read().catch(() => Number.NaN));
        },
      });
    },
    watchMirror(read) {
      new Gauge({
        name: 'portal_mirror_lag_seconds',
        help: 'How long ago the copy of tickets last agreed with Zendesk; NaN when unknown.',
        registers,
        async collect() {
          this.set((await read().catch(() => null)) ?? Number.NaN);
        },
      });
    },
    watchOutage(read) {
      new Gauge({
        name: 'portal_zendesk_outage',
        help: 'Whether Zendesk is taken to be away: 1 or 0; NaN when unknown.',
        registers,
        async collect() {
          this.set(await read().then(Number, () => Number.NaN));
        },
      });
    },
    text: () => registry.metrics(),
  };
}

/**
 * The operator's own door, `GET /metrics` on 127.0.0.1 and nowhere else: numbers about the business
 * are not for visitors. With `port` null it stays shut. Throws `internal` when the port is taken.
 */
export async function startOperatorServer(options: {
  port: number | null;
  metrics: Pick<Metrics, 'text'>;
  log: Log;
}): Promise<{ port: number | null; stop(): Promise<void> }> {
  const { port, metrics, log } = options;
  if (port === null) return { port, stop: async () => undefined };

  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      (error: unknown) => {
        log.warn({ error }, 'The metrics could not be read.');
        response.writeHead(503).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new AppError('internal', `Port ${port} for metrics is taken; set METRICS_PORT.`, { cause }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
