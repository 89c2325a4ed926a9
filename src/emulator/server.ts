import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createApi } from './api';
import { createBlobs } from './blobs';
import { createCalls } from './calls';
import { createClock } from './clock';
import { createContent } from './content';
import { createControl } from './control';
import { createDesk } from './desk/desk';
import { USUAL_ORDER } from './export-order';
import { createFaults } from './faults';
import { createHours } from './hours';
import { createLimits } from './limits';
import { createMail } from './mail/mail';
import type { SentMail } from './records';
import { seedState, type EmulatorSeed } from './seed';
import { createSnapshot } from './snapshot';
import { createWebhooks } from './webhooks/webhooks';
import type { World } from './world';

export interface EmulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** Where the account is kept between starts; without it, it lives as long as the emulator. */
  dataDir?: string;
  /** Used when there is nothing kept, and by a reset. */
  seed: EmulatorSeed;
  /** Is handed every mail as it leaves; nothing leaves this machine. */
  onMail?: (mail: SentMail) => void;
}

export interface RunningEmulator {
  /** Such as `http://127.0.0.1:4000`; the API is below `/api/v2`. */
  url: string;
  /** Cuts open connections, saves, and removes what was temporary. */
  stop(): Promise<void>;
}

/**
 * Starts a Zendesk on 127.0.0.1. Throws when the port or the folder cannot be used.
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'zendesk-emulator-')));
  await mkdir(folder, { recursive: true });
  const isTemporary = options.dataDir === undefined;
  const { world, save } = await openWorld(folder, options, isTemporary, () => urlOf(server));

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  const server = createServer(app);
  app.use('/_emulator', createControl(world));
  app.use(createDesk(world, () => urlOf(server)));
  app.use(createContent(world));
  app.use(createApi(world));
  const removeTemporary = async () => {
    if (isTemporary) await rm(folder, { recursive: true, force: true });
  };
  try {
    await listen(server, options.port);
  } catch (error) {
    await removeTemporary();
    throw error;
  }
  return {
    url: urlOf(server),
    stop: async () => {
      world.hours.stop();
      world.webhooks.stop();
      await close(server);
      await save();
      await removeTemporary();
    },
  };
}

async function openWorld(
  folder: string,
  { seed, onMail = () => undefined }: Pick<EmulatorOptions, 'seed' | 'onMail'>,
  isTemporary: boolean,
  origin: () => string,
) {
  const clock = createClock();
  const snapshot = createSnapshot(folder, () => ({
    state: world.state,
    clockOffset: clock.offset(),
  }));
  const kept = await snapshot.read();
  if (kept) clock.setOffset(kept.clockOffset);
  const world: World = {
    state: kept?.state ?? seedState(seed, clock.stamp()),
    clock,
    blobs: await createBlobs(join(folder, 'blobs')),
    faults: createFaults(),
    limits: createLimits(clock),
    calls: createCalls(),
    exportOrder: USUAL_ORDER,
    webhooks: createWebhooks(() => world),
    mail: createMail(() => world, onMail),
    hours: createHours(() => world),
    origin,
    deskMarker: randomUUID(),
    changed: () => {
      if (!isTemporary) snapshot.changed();
    },
    saved: () => snapshot.saved(),
    reset: async () => {
      clock.setOffset(0);
      world.state = seedState(seed, clock.stamp());
      world.hours.restart();
      world.faults.replace([]);
      world.exportOrder = USUAL_ORDER;
      world.limits.clear();
      world.calls.clear();
      world.changed();
      await world.blobs.clear();
    },
  };
  world.hours.restart();
  return { world, save: () => (isTemporary ? Promise.resolve() : snapshot.flush()) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Error(
          `The emulator cannot listen on port ${port} (${error.code}); set EMULATOR_PORT to another.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
