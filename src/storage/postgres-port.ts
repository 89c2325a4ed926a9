import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** @returns the port of the last start, if it is known and nobody else listens there now */
export async function rememberedPort({ folder }: { folder: string }): Promise<number | undefined> {
  const port = Number(await readFile(portFile(folder), 'utf8').catch(() => ''));
  return port > 0 && (await canListen(port)) !== undefined ? port : undefined;
}

export async function rememberPort({ folder }: { folder: string }, port: number): Promise<void> {
  // Removed first: root may have written it, and whoever owns the folder may replace it.
  await rm(portFile(folder), { force: true });
  await writeFile(portFile(folder), `${port}\n`);
}

/** @returns a port of the loopback address nobody listens on */
export async function freePort(): Promise<number> {
  const port = await canListen(0);
  if (port === undefined) throw new Error('The loopback address has no free port.');
  return port;
}

function canListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

function portFile(folder: string): string {
  return join(folder, 'port');
}
