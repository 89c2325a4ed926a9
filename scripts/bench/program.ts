import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Program {
  readonly path: string;
  readonly words: readonly string[];
  readonly environment: Record<string, string>;
  /** What it says when it is ready. */
  readonly ready: string;
}

/** Starts a process of its own. Throws when it ends before it is ready. */
export async function startProgram({ path, words, environment, ready }: Program) {
  const child = spawn(process.execPath, [join(__dirname, '../..', path), ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(ready)) resolve();
    });
    void closed.then(() => reject(new Error(`${path} ended before it was ready.`)));
  });
  return {
    pid: child.pid ?? 0,
    end: () => {
      child.kill('SIGTERM');
      return closed;
    },
  };
}
