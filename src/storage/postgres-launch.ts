import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './postgres-home';

/** The server and its tools get none of our variables: secrets would show in their /proc entries. */
export const BARE_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/** A server process that was started and is not known to be ready yet. */
export interface Launched {
  failed(): boolean;
  /** Whether it failed because another server has the folder, or is just leaving it. */
  lostARace(): boolean;
  /** The end of the server's log. */
  lastWords(): string;
  giveUp(): void;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // its default is a folder everybody shares
  log_min_error_statement: 'panic', // statements and
  log_error_verbosity: 'terse', // rows hold customers' words; the log is not their place
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts the server in a session of its own, so that Ctrl-C reaches us alone and we stop first. It
 * logs to a file and not to a pipe, which would break when this process ends before it does.
 */
export async function launch(cluster: Home & { data: string }, port: number): Promise<Launched> {
  const log = join(cluster.folder, 'server.log');
  const out = openLog(log);
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(
    join(cluster.binaries, 'bin', 'postgres'),
    ['-D', cluster.data, '-p', String(port), ...settings],
    {
      env: BARE_ENVIRONMENT,
      cwd: '/',
      detached: true,
      stdio: ['ignore', out, out],
      ...cluster.account,
    },
  );
  closeSync(out);
  server.unref();
  let trouble = '';
  server.on('error', (error) => (trouble = error.message));

  const lastWords = (): string =>
    [...readFileSync(log, 'utf8').trim().split('\n').slice(-10), trouble]
      .filter(Boolean)
      .join('\n');
  return {
    failed: () => trouble !== '' || server.exitCode !== null || server.signalCode !== null,
    lostARace: () => /lock file "postmaster.pid"|pre-existing shared memory/.test(lastWords()),
    lastWords,
    giveUp: () => void server.kill('SIGQUIT'),
  };
}

function openLog(path: string): number {
  try {
    renameSync(path, `${path}.previous`);
  } catch {
    // the first start has no previous log
  }
  return openSync(path, 'w', 0o600);
}
