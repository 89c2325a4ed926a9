import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { say } from '../command';
import { fill } from './fill';
import { freePort } from './grounds';
import { percentile } from './latencies';
import { processorTimeOf } from './processor';
import { startProgram } from './program';
import { onStreet } from './street';

const TICKETS = 10_000;
const PATH = '/tickets?scope=all';
const LOAD = { connections: 20, duration: 4, workers: 1 } as const;
/** A machine is not equally busy all the time: the two take turns, and the first one warms up. */
const TURNS = 6;

/** One process under load. */
interface Target {
  readonly pid: number;
  readonly url: string;
  readonly headers: Record<string, string>;
}

interface Measured {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Microseconds of its own processor time for one request. */
  readonly cost: number;
}

/** How much of a bare Express handler's throughput the list has; each is a process of its own. */
export async function measureList(): Promise<void> {
  await onStreet(async ({ folder, openPortal }) => {
    const { pid, browser, databaseUrl, personId } = await openPortal('list');
    await fill(databaseUrl, TICKETS, personId);
    const page = await browser.get(PATH);
    const file = join(folder, 'page.html');
    await writeFile(file, page);
    const port = String(await freePort());
    const bare = await startProgram({
      path: 'scripts/bench/bare.js',
      words: [port, file],
      environment: {},
      ready: 'bare is open',
    });
    try {
      const list = { pid, url: `${browser.origin}${PATH}`, headers: { cookie: browser.cookie } };
      const express = { pid: bare.pid, url: `http://127.0.0.1:${port}/`, headers: {} };
      report(await inTurns([list, express]), page.length);
    } finally {
      await bare.end();
    }
  });
}

async function inTurns(targets: readonly Target[]): Promise<Measured[]> {
  const results = targets.map((): Measured[] => []);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [place, target] of targets.entries()) {
      const measured = await load(target);
      if (turn > 0) results[place]!.push(measured);
    }
  }
  return results.map(middle);
}

async function load({ pid, url, headers }: Target): Promise<Measured> {
  const before = processorTimeOf(pid);
  const result = await autocannon({ url, headers, ...LOAD });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} failed under load.`);
  const spent = processorTimeOf(pid) - before;
  const { requests, latency } = result;
  return { rate: requests.average, p99: latency.p99, cost: (spent * 1000) / requests.total };
}

/** @returns the middle one of each figure */
function middle(measured: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) =>
    percentile(
      measured.map((each) => each[figure]),
      50,
    );
  return { rate: of('rate'), p99: of('p99'), cost: of('cost') };
}

function report([list, express]: readonly Measured[], bytes: number): void {
  if (!list || !express) return;
  const line = (name: string, { rate, p99, cost }: Measured, note: string) =>
    say(
      `  ${name.padEnd(14)}${rate.toFixed(0)} requests/s   p99 ${p99.toFixed(0)} ms   ${cost.toFixed(0)} µs of processor   (${note})`,
    );
  line('ticket list', list, `25 of ${TICKETS} rows, ${bytes} bytes`);
  line('bare Express', express, 'the same bytes');
  say(
    `  ratio         ${(list.rate / express.rate).toFixed(2)} of bare Express, ${(express.cost / list.cost).toFixed(2)} by processor time`,
  );
}
