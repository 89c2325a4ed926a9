import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AppError } from '../errors';

const run = promisify(execFile);
const PATIENCE_MS = 10_000;

/**
 * The server's own note about itself.
 * https://www.postgresql.org/docs/18/storage-file-layout.html (`postmaster.pid`)
 */
export async function readPidFile(
  data: string,
): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const text = await readFile(pidFile(data), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Numbers of processes are used again, so a pid alone proves nothing; the command line does.
 * @returns `stranger` for a process that is no PostgreSQL at all; throws `internal` for the server
 *   of another folder, which is left for a person to look at
 */
export async function whoIs(pid: number, data: string): Promise<'ours' | 'gone' | 'stranger'> {
  const command = await commandOf(pid);
  if (command === '') return 'gone';
  if (command.includes(` -D ${data} `)) return 'ours';
  if (!/(^|\/)postgres( |$)/.test(command)) return 'stranger';
  throw new AppError(
    'internal',
    `Process ${pid}, named in ${pidFile(data)}, is a PostgreSQL server of another folder. ` +
      'If no server uses this folder, delete that file and start again.',
  );
}

/** For a pid file whose process number now belongs to a stranger: PostgreSQL would refuse to start. */
export async function dropStalePidFile(data: string): Promise<void> {
  await rm(pidFile(data), { force: true });
}

/**
 * Fast shutdown, which ends open transactions and writes everything down; after ten seconds the
 * immediate one, which leaves the rest to recovery. Does nothing when no server of ours runs.
 * https://www.postgresql.org/docs/18/server-shutdown.html
 */
export async function stopServer(data: string): Promise<void> {
  const server = await readPidFile(data);
  if (!server) return;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if ((await whoIs(server.pid, data)) !== 'ours') return;
    process.kill(server.pid, signal);
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if ((await whoIs(server.pid, data)) === 'gone') return;
      await sleep(10);
    }
  }
}

/** @returns the command line, empty when there is no such process (a dead, unreaped one has none) */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const parts = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return parts.replaceAll('\0', ' ').trimStart();
  }
  const answer = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() ?? '';
}

function pidFile(data: string): string {
  return join(data, 'postmaster.pid');
}
