import { say } from '../command';
import { deepPage, fill } from './fill';
import { latenciesOf, percentile, type Latencies } from './latencies';
import { onStreet, type Portal } from './street';

const SIZES = [10_000, 100_000, 1_000_000] as const;
/** Noise of the machine goes: every size in every round, and the median of the rounds. */
const ROUNDS = 7;
const LOAD = { connections: 2, requests: 200 } as const;

interface Subject {
  readonly tickets: number;
  readonly portal: Portal;
  readonly views: readonly (readonly [name: string, path: string])[];
  /** By view, and in it by round. */
  readonly rounds: Map<string, Latencies[]>;
}

/** The list at three sizes of our copy: half the tickets are of an account the visitor may enter. */
export async function measureScale(): Promise<void> {
  await onStreet(async ({ openPortal }) => {
    const subjects: Subject[] = [];
    for (const tickets of SIZES) {
      const portal = await openPortal(`of_${tickets}`);
      const startedAt = performance.now();
      await fill(portal.databaseUrl, tickets, portal.personId);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`  ${tickets} tickets, filled in ${seconds} s`);
      const deep = await deepPage(portal.databaseUrl, tickets);
      subjects.push({ tickets, portal, views: viewsWith(deep), rounds: new Map() });
    }
    for (const subject of subjects) await loadOnce(subject); // warms up
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const subject of subjects) {
        for (const [name, latencies] of await loadOnce(subject)) {
          subject.rounds.set(name, [...(subject.rounds.get(name) ?? []), latencies]);
        }
      }
    }
    report(subjects);
  });
}

function viewsWith(deep: string): Subject['views'] {
  return [
    ['my tickets', '/tickets'],
    ["everybody's", '/tickets?scope=all'],
    ['of one status', '/tickets?scope=all&status=open'],
    ['of two statuses', '/tickets?scope=all&status=pending&status=solved'],
    ['deep inside', deep],
  ];
}

async function loadOnce({ portal: { browser }, views }: Subject): Promise<Map<string, Latencies>> {
  const headers = { cookie: browser.cookie };
  const results = new Map<string, Latencies>();
  for (const [name, path] of views) {
    results.set(name, await latenciesOf(`${browser.origin}${path}`, headers, LOAD));
  }
  return results;
}

function report(subjects: readonly Subject[]): void {
  say(
    `\n  ${'p50 / p99 in ms'.padEnd(18)}${SIZES.map((size) => String(size).padStart(16)).join('')}`,
  );
  const names = subjects[0]?.views.map(([name]) => name) ?? [];
  for (const name of names) row(name, subjects, ({ rounds }) => rounds.get(name) ?? []);
  const [small, , large] = row('all views', subjects, ({ rounds }) =>
    Array.from({ length: ROUNDS }, (_, round) =>
      [...rounds.values()].flatMap((latencies) => latencies[round] ?? []),
    ),
  );
  say(
    `  p99 of a million is ${(large! / small!).toFixed(2)} of that of ten thousand (1.5 at most)`,
  );
}

/** @returns the p99 of each size, the median of its rounds */
function row(
  name: string,
  subjects: readonly Subject[],
  roundsOf: (subject: Subject) => readonly Latencies[],
): number[] {
  const figures = subjects.map((subject) => {
    const median = (hundredths: number) =>
      percentile(
        roundsOf(subject).map((round) => percentile(round, hundredths)),
        50,
      );
    return { p50: median(50), p99: median(99) };
  });
  const cells = figures.map(({ p50, p99 }) => `${p50.toFixed(1)} / ${p99.toFixed(1)}`.padStart(16));
  say(`  ${name.padEnd(18)}${cells.join('')}`);
  return figures.map(({ p99 }) => p99);
}
