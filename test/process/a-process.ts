import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(__dirname, '../..');

/** A program of ours as its user starts it: its own process, its own environment. */
export interface AProcess {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits for words on standard output. Throws what it said instead when it ends or 20 s pass. */
  says(words: string | RegExp): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended. */
  readonly end: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const running = new Set<AProcess>();

/**
 * @param program below dist, such as `src/main.js`
 * @param environment all of it: variables of the test run and a `.env` here count as not set
 */
export function start(
  program: string,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
): AProcess {
  const child = spawn(process.execPath, [join(root, 'dist', program), ...args], {
    env: { PATH: process.env.PATH, ...nothingSet(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const end = once(child, 'close').then(([code, signal]) => {
    running.delete(started);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  const started: AProcess = {
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async says(words) {
      const isSaid = () => said.stdout.search(words) >= 0;
      for (const until = Date.now() + 20_000; !isSaid() && Date.now() < until;) {
        if (child.exitCode !== null) break;
        await sleep(20);
      }
      if (!isSaid()) throw new Error(`It never said ${words}:\n${said.stdout}\n${said.stderr}`);
    },
    signal: (name) => void child.kill(name),
    end,
  };
  running.add(started);
  return started;
}

/** Ends what a failed test left running; databases of its own come down with it. */
export async function endAll(): Promise<void> {
  for (const left of [...running]) {
    left.signal('SIGTERM');
    const isStuck = await Promise.race([
      left.end.then(() => false),
      sleep(12_000, true, { ref: false }),
    ]);
    if (isStuck) left.signal('SIGKILL');
    await left.end;
  }
}

/** @returns whether anybody listens on the port */
export async function isOpen(port: number, host = '127.0.0.1'): Promise<boolean> {
  const socket = connect(port, host);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

/** An empty variable counts as not set, and stands before one in `.env`. */
function nothingSet(): Record<string, string> {
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const names = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
  return Object.fromEntries(
    names.flatMap((name) => [name, `${name}_FILE`]).map((name) => [name, '']),
  );
}
