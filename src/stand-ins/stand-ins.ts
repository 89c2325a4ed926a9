import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { StandInOptions } from './options';

export interface RunningStandIns {
  /** Such as `http://127.0.0.1:4100`; the providers are below `/google` and `/facebook`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What the OpenID library says of itself, and what this use of it is: a demo, also on Node 20. */
const KNOWN_WARNINGS = /^oidc-provider WARNING: (Unsupported runtime|a quick start)/;

/**
 * Starts both stand-ins in a thread of their own, where loading them delays nobody.
 *
 * @param program the built worker; tests, which run the sources, name the one in dist
 * @throws Error when the port is taken (STAND_INS_PORT chooses another)
 */
export async function startStandIns(
  options: StandInOptions,
  program = join(__dirname, 'worker.js'),
): Promise<RunningStandIns> {
  const worker = new Worker(program, { workerData: options, stdout: true, stderr: true });
  createInterface(worker.stderr).on('line', (line) => {
    if (!KNOWN_WARNINGS.test(line)) process.stderr.write(`${line}\n`);
  });
  worker.stdout.resume();
  try {
    const [url] = (await once(worker, 'message')) as [string];
    return {
      url,
      stop: async () => {
        const ended = once(worker, 'exit');
        worker.postMessage('stop');
        await ended;
      },
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The stand-ins for Google and Facebook cannot start: ${reason}`, { cause });
  }
}
