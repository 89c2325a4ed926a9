import { askDatabase } from '../support/ask-database';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

describe('whoever keeps the portal running', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(() => portal.stop());

  const look = async (path: string) => {
    const answer = await fetch(portal.origin + path);
    return { status: answer.status, body: (await answer.json()) as unknown };
  };

  test('sees that it is alive and ready, without a session being made for them', async () => {
    expect(await look('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await look('/readyz')).toEqual({
      status: 200,
      body: { status: 'ok', checks: { database: 'ok', serving: 'ok' } },
    });
    expect((await fetch(`${portal.origin}/readyz`)).headers.getSetCookie()).toEqual([]);
  });

  test('sees it not ready while the database is gone, and visitors read what happened', async () => {
    await dropDatabase(portal.databaseUrl);

    await eventually(async () => {
      expect(await look('/readyz')).toEqual({
        status: 503,
        body: { status: 'not ready', checks: { database: 'away', serving: 'ok' } },
      });
    });
    expect((await look('/healthz')).status).toBe(200);

    for (const path of ['/tickets', '/tickets/1', '/tickets/new']) {
      const page = await owner.open(path);
      expect(page.status).toBe(503);
      expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(page.language).toBe('en');
      expect(page.heading).not.toBe('');
      expect(page.html).not.toMatch(/database|postgres|3D000|57P01|\bat .+:\d+:\d+/i);
    }
    const guest = portal.visitor();
    expect((await guest.open('/sign-in?locale=pt')).status).toBe(200);
  });
});

async function dropDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  await askDatabase(server.href, `drop database ${name} with (force)`);
}
