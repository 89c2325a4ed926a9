import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import express from 'express';
import { say } from '../command';
import { fill } from './fill';
import { inHouse } from './house';

const TICKETS = 10_000;
const PATH = '/tickets?scope=all';
const LOAD = { connections: 20, duration: 8, workers: 1 } as const;

/** How much of a bare Express handler's throughput the list has, both in this process. */
export async function measureList(): Promise<void> {
  await inHouse(async ({ browser, databaseUrl, personId }) => {
    await fill(databaseUrl, TICKETS, personId);
    const page = await browser.get(PATH);
    const bare = await serveBytes(page);
    const list = await load(`${browser.origin}${PATH}`, { cookie: browser.cookie });
    const reference = await load(bare.url, {});
    await bare.stop();
    say(
      `  ticket list    ${list.rate} requests/s   p99 ${list.p99} ms   (25 of ${TICKETS} rows, ${page.length} bytes)`,
    );
    say(
      `  bare Express   ${reference.rate} requests/s   p99 ${reference.p99} ms   (the same bytes)`,
    );
    say(`  ratio          ${(list.rate / reference.rate).toFixed(2)} of bare Express`);
  });
}

async function load(url: string, headers: Record<string, string>) {
  const result = await autocannon({ url, headers, ...LOAD });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} failed under load.`);
  return { rate: Math.round(result.requests.average), p99: result.latency.p99 };
}

async function serveBytes(page: string): Promise<{ url: string; stop(): Promise<void> }> {
  const app = express();
  app.get('/', (_request, response) => void response.type('html').send(page));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
