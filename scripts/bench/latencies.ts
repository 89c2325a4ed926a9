import { Agent, get } from 'node:http';

/** Latencies of one load, in milliseconds. */
export type Latencies = readonly number[];

/**
 * Asks for a page again and again over a few connections.
 * @returns how long each answer took to its last byte; throws when one is not 200
 */
export async function latenciesOf(
  url: string,
  headers: Record<string, string>,
  load: { connections: number; requests: number },
): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  let left = load.requests;
  const ask = async () => {
    while (left > 0) {
      left -= 1;
      times.push(await timeOf(url, headers, agent));
    }
  };
  await Promise.all(Array.from({ length: load.connections }, ask));
  agent.destroy();
  return times;
}

function timeOf(url: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}.`));
      answer.resume().on('end', () => resolve(performance.now() - startedAt));
    }).on('error', reject);
  });
}

/** @returns the value that so many of a hundred do not exceed */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * hundredths) / 100) - 1] ?? 0;
}
