import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PREFIX = 'support-portal-tests-';
const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * One PostgreSQL for the whole run, by the product's own means: global setup runs before jest can
 * read TypeScript, so the one module it needs is bundled first.
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startTestServer() {
  const { startEmbeddedPostgres } = await embeddedPostgres();
  await clearAwayKilledRuns(startEmbeddedPostgres);
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const server = await startEmbeddedPostgres({ dataDir, log });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The compiled module, for tests that need it in a process of their own. */
export const bundlePath = join(root, 'node_modules/.cache/support-portal/embedded-postgres.cjs');

async function embeddedPostgres() {
  await build({
    entryPoints: [join(root, 'src/storage/embedded-postgres.ts')],
    outfile: bundlePath,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(bundlePath);
}

/** A run that was killed left its server behind; only the run of a living process is in use. */
async function clearAwayKilledRuns(startEmbeddedPostgres) {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) && Number.parseInt(name.slice(PREFIX.length), 10);
    if (!pid || isAlive(pid)) continue;
    const dataDir = join(tmpdir(), name);
    if (existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))) {
      const server = await startEmbeddedPostgres({ dataDir, log }).catch(() => undefined);
      await server?.stop();
    }
    await rm(dataDir, { recursive: true, force: true }).catch(() => undefined); // another account's
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const log = {
  debug() {},
  info() {},
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
  child: () => log,
};
