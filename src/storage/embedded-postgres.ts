import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors';
import type { Log } from '../log';
import { openPortalDatabase, prepareCluster, type Cluster } from './postgres-cluster';
import { chooseHome } from './postgres-home';
import { launch, type Launched } from './postgres-launch';
import { dropStalePidFile, readPidFile, stopServer, whoIs } from './postgres-process';
import { freePort, rememberedPort, rememberPort } from './postgres-port';
import { enter } from './postgres-tenants';

export interface EmbeddedPostgres {
  /** Connection string of the database `portal`, with its password: a secret. */
  readonly url: string;
  /** Leaves the server; the last process to leave shuts it down and waits until its files are at rest. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 30_000;
const LOOK_MS = 10;
const WATCH_MS = 1_000;

/**
 * A PostgreSQL server of our own, with its files in `dataDir`, for those who bring none.
 *
 * The server is its own process and outlives this one when this one is killed; the next start finds
 * it through its pid file and goes on with it. Several processes of one machine may share a folder.
 * While at least one of them runs, a server that died is started again on the same port.
 *
 * Throws `internal` with the server's last words when it does not come up within 30 seconds.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Log;
}): Promise<EmbeddedPostgres> {
  const { log } = options;
  const cluster = await prepareCluster(await chooseHome(options.dataDir));
  const tenant = enter(cluster.tenants);
  let port: number;
  try {
    port = await comeUp(cluster, (await rememberedPort(cluster)) ?? (await freePort()));
    await openPortalDatabase(cluster, port);
  } catch (error) {
    if (tenant.leave() === 'last') await stopServer(cluster.data);
    throw error;
  }
  log.info({ port, folder: cluster.data }, 'The embedded PostgreSQL is ready.');
  const watch = keepUp(cluster, port, log);
  return {
    url: cluster.url(port, 'portal'),
    stop: async () => {
      await watch.end();
      if (tenant.leave() === 'last') await stopServer(cluster.data);
    },
  };
}

/** @returns the port of the running server, which may be one that another process started earlier */
async function comeUp(cluster: Cluster, wantedPort: number): Promise<number> {
  let launched: Launched | undefined;
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const server = await readPidFile(cluster.data);
    const who = server ? await whoIs(server.pid, cluster.data) : 'gone';
    if (server?.ready && who === 'ours') {
      await rememberPort(cluster, server.port);
      return server.port;
    }
    if (who === 'stranger') await dropStalePidFile(cluster.data);
    if (launched?.failed()) {
      if (!launched.lostARace()) throw didNotStart(launched);
      launched = undefined;
      await sleep(10 * LOOK_MS);
    } else if (who !== 'ours') {
      launched ??= await launch(cluster, wantedPort);
    }
    await sleep(LOOK_MS);
  }
  launched?.giveUp();
  throw didNotStart(launched);
}

function didNotStart(launched: Launched | undefined): AppError {
  const words = launched?.lastWords() || 'It wrote nothing.';
  return new AppError(
    'internal',
    `The embedded PostgreSQL did not start. Its last words:\n${words}`,
  );
}

/** Every second: is the server still there? Nobody else would start it again. */
function keepUp(cluster: Cluster, port: number, log: Log): { end(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const server = await readPidFile(cluster.data);
    if (server && (await whoIs(server.pid, cluster.data)) === 'ours') return;
    log.warn({ port }, 'The embedded PostgreSQL is gone; starting it again.');
    await comeUp(cluster, port);
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.error({ error }, 'The embedded PostgreSQL stays down.'))
      .finally(() => (looking = undefined));
  }, WATCH_MS);
  timer.unref();
  return {
    end: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
