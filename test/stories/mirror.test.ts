import { endAll, start } from '../process/a-process';
import { numberOf, sendRequest } from '../support/a-request';
import { appliedDataDir } from '../support/applied-account';
import { askDatabase } from '../support/ask-database';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

describe('our copy of the tickets', () => {
  let portal: RunningPortal;
  let owner: Visitor;

  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(async () => {
    await endAll();
    await portal.stop();
  });
  afterEach(() => portal.zendesk.faults([]));

  test('a ticket that support deletes is gone from lists and pages, and does not come back', async () => {
    const number = await aTicket('To be deleted');
    await portal.agent.delete(number);
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      expect((await owner.open('/tickets')).text).not.toContain('To be deleted');
      expect((await owner.open(`/tickets/${number}`)).status).toBe(404);
    });
    // Everything of the last twenty minutes is read once more, the ticket's former states included.
    await ask(`update mirror_progress set done_at = 'epoch' where name = 'overlap'`);
    await eventually(async () => expect(await overlapIsRead()).toBe(true));
    expect((await owner.open('/tickets')).text).not.toContain('To be deleted');
  });

  test('what the cursor has passed without our seeing it comes back with the overlap', async () => {
    const number = await aTicket('Passed over');
    await portal.zendesk.passTime('PT2M');
    await ask(`delete from tickets where number = ${number}`);
    expect((await owner.open('/tickets')).text).not.toContain('Passed over');
    await ask(`update mirror_progress set done_at = 'epoch' where name = 'overlap'`);
    await eventually(async () => {
      expect((await owner.open('/tickets')).text).toContain('Passed over');
    });
  });

  test('an operator sees how far it has come, finds it alike, and has everything read once more', async () => {
    const number = await aTicket('Audited');
    await portal.zendesk.passTime('PT10M');
    await eventually(async () => {
      const audit = await mirror('audit', '--sample', '50');
      expect(audit.text).toContain('missing = 0\ndifferent = 0\ngone = 0');
      expect(audit.code).toBe(0);
    });
    expect((await mirror('status')).text).toMatch(/history +here since/);

    await ask(`update tickets set status = 'solved' where number = ${number}`);
    await ask(`insert into tickets (reference, number, requester_name, subject, status, created_at,
      updated_at, version, seen_at) values ('number-99', 99, '', 'Nowhere', 'open', now(), now(), 1, 'epoch')`);
    const odd = await mirror('audit');
    expect(odd).toMatchObject({ code: 1 });
    expect(odd.text).toContain(`different: ${number} status`);
    expect(odd.text).toContain('gone: 99');

    expect((await mirror('rebuild')).code).toBe(0);
    await eventually(async () => {
      const again = await mirror('audit');
      expect(again.text).toContain('different = 0\ngone = 0');
    }, 20_000);
    expect((await mirror('wrong')).code).toBe(1);
  }, 60_000);

  test('while Zendesk is away pages say so, show what is here, and take new requests', async () => {
    await aTicket('Before the outage');
    await portal.zendesk.faults([{ match: '* /**', status: 503 }]);
    const list = await eventually(async () => {
      const page = await owner.open('/tickets');
      expect(page.text).toContain('cannot be reached right now');
      return page;
    });
    expect(list.text).toContain('Before the outage');
    await sendRequest(owner, { account: 'lojaazul', subject: 'During the outage' });
    expect((await owner.open('/tickets')).text).toContain('During the outage');
    await portal.zendesk.faults([]);
    await eventually(async () => {
      const page = await owner.open('/tickets');
      expect(page.text).not.toContain('cannot be reached right now');
      expect(page.text).not.toContain('Being sent');
    }, 25_000);
  }, 60_000);

  async function aTicket(subject: string): Promise<number> {
    const { path } = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, path);
  }

  const ask = (statement: string) => askDatabase(portal.databaseUrl, statement);

  async function overlapIsRead(): Promise<boolean> {
    const rows = await ask(
      `select from mirror_progress where name = 'overlap' and done_at > 'epoch'`,
    );
    return rows.length === 1;
  }

  async function mirror(...args: string[]): Promise<{ text: string; code: number | null }> {
    const environment = {
      DATABASE_URL: portal.databaseUrl,
      EMULATOR_PORT: new URL(portal.zendesk.url).port,
      DATA_DIR: appliedDataDir(),
      LOG_LEVEL: 'silent',
    };
    const command = start('scripts/mirror.js', environment, args);
    const { code } = await command.end;
    return { text: command.stdout() + command.stderr(), code };
  }
});
