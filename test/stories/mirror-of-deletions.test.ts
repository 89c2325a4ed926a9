import { numberOf, sendRequest } from '../support/a-request';
import { askDatabase } from '../support/ask-database';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

describe('requests that support merges, deletes and restores', () => {
  let portal: RunningPortal;
  let owner: Visitor;

  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
  });
  afterAll(() => portal.stop());
  afterEach(async () => {
    await portal.zendesk.faults([]);
    await portal.zendesk.exportOrder({});
  });

  test('a merged request is shown as closed with support\u2019s word, and takes no reply', async () => {
    const [source, target] = [await aTicket('Asked twice'), await aTicket('Asked once')];
    const old = await owner.open(`/tickets/${source}`);
    await portal.agent.merge(source, target, `Please go on in request ${target}.`);
    await portal.zendesk.passTime('PT2M');
    const page = await shows(`/tickets/${source}`, 'Closed', `Please go on in request ${target}.`);
    expect(page.has('textarea')).toBe(false);

    const refused = await old.form('Send').fill('Your reply', 'One more thing.').submit();
    expect(refused.status).toBe(409);
    expect(refused.form('Send').value('Your reply')).toBe('One more thing.');
    expect((await portal.agent.comments(source)).map(({ body }) => body)).toHaveLength(2);
    await shows(`/tickets/${target}`, 'Open');
  });

  test('a reply on its way to a request that is merged meanwhile is kept, with the reason', async () => {
    const [source, target] = [await aTicket('Merged away'), await aTicket('Merged into')];
    await replyWhileAway(source, 'Under way while you merge.');
    await portal.agent.merge(source, target, 'See the other one.');
    await portal.zendesk.faults([]);
    const page = await shows(`/tickets/${source}`, 'Support has closed this request', 'Closed');
    expect(page.text).toContain('Under way while you merge.');
    expect(page.form('Discard')).toBeDefined();
  });

  test('a restored request comes back, with its conversation', async () => {
    const number = await aTicket('Deleted by mistake');
    await portal.agent.answer(number, 'A word from support.');
    await portal.agent.delete(number);
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      expect((await owner.open(`/tickets/${number}`)).status).toBe(404);
    });
    await portal.agent.restore(number);
    await portal.zendesk.passTime('PT2M');
    await shows('/tickets', 'Deleted by mistake');
    await shows(`/tickets/${number}`, 'A word from support.', 'Pending');
  });

  test('a reply to a request that support deletes meanwhile is shown to its writer, who takes it with them', async () => {
    const number = await aTicket('Deleted meanwhile');
    await replyWhileAway(number, 'Nobody has read this.');
    await portal.agent.delete(number);
    await portal.zendesk.passTime('PT2M');
    await portal.zendesk.faults([]);

    const list = await shows('/tickets', 'Deleted by support');
    expect(list.text).toContain('Deleted meanwhile');
    const page = await shows(`/tickets/${number}`, 'did not reach them', 'Deleted by support');
    expect(page.text).toContain('Nobody has read this.');
    expect(page.text).not.toContain('Edit and send again');
    const anew = await owner.open(page.link('Send a new request'));
    expect(anew.form('Send').value('Subject')).toBe('Deleted meanwhile');

    const after = await page.form('Discard').submit();
    expect(after.path).toBe('/tickets');
    expect(after.text).not.toContain('Deleted meanwhile');
    expect((await owner.open(`/tickets/${number}`)).status).toBe(404);
    // Nor does a former state bring it back.
    await readEverythingAgain();
    expect((await owner.open('/tickets')).text).not.toContain('Deleted meanwhile');
  });

  test('a reply that waits for a request which is deleted and restored arrives', async () => {
    const number = await aTicket('There and back');
    await replyWhileAway(number, 'I am patient.');
    await portal.agent.delete(number);
    await portal.zendesk.passTime('PT2M');
    await portal.zendesk.faults([{ match: 'PUT /api/v2/tickets/*', status: 503 }]);
    await shows(`/tickets/${number}`, 'Deleted by support', 'I am patient.');
    await portal.agent.restore(number);
    await portal.zendesk.faults([]);
    await eventually(async () => {
      const page = await owner.open(`/tickets/${number}`);
      expect(page.text).not.toContain('Being sent');
      expect(page.text).not.toContain('Deleted by support');
    }, 20_000);
    const comments = await portal.agent.comments(number);
    expect(comments.map(({ body }) => body)).toContain('I am patient.');
  });

  test('records that come late, twice and out of order end in the list as support has it', async () => {
    const [late, other] = [await aTicket('Comes late'), await aTicket('In time')];
    await portal.zendesk.exportOrder({ late: [late], twice: true, reversed: true });
    await ask('delete from tickets where number in (' + [late, other].join() + ')');
    await portal.agent.update(other, { status: 'solved', assignee_id: await anAgent() });
    await portal.zendesk.passTime('PT2M');
    await readEverythingAgain();
    const list = await shows('/tickets', 'In time');
    expect(list.text).not.toContain('Comes late');
    await portal.zendesk.exportOrder({});
    await readEverythingAgain();
    await shows('/tickets', 'Comes late');
    await shows(`/tickets/${other}`, 'Solved');
  });

  async function aTicket(subject: string): Promise<number> {
    const { path } = await sendRequest(owner, { account: 'lojaazul', subject });
    return numberOf(owner, path);
  }

  /** Zendesk takes no changes from us until its faults are lifted. */
  async function replyWhileAway(number: number, text: string): Promise<void> {
    await portal.zendesk.faults([{ match: 'PUT /api/v2/tickets/*', status: 503 }]);
    const form = (await owner.open(`/tickets/${number}`)).form('Send');
    await form.fill('Your reply', text).submit();
    await eventually(async () => {
      const [act] = await ask<{ attempts: number }>(
        `select attempts from outbox where payload->>'text' = '${text}'`,
      );
      expect(act?.attempts).toBeGreaterThan(0);
    });
  }

  async function anAgent(): Promise<number> {
    return (await portal.agent.get<{ user: { id: number } }>('/users/me')).user.id;
  }

  async function readEverythingAgain(): Promise<void> {
    await ask(`update mirror_progress set done_at = 'epoch' where name = 'overlap'`);
    await eventually(async () => {
      const rows = await ask(
        `select from mirror_progress where name = 'overlap' and done_at > 'epoch'`,
      );
      expect(rows).toHaveLength(1);
    });
  }

  async function shows(path: string, ...words: string[]): Promise<Page> {
    return eventually(async () => {
      const page = await owner.open(path);
      for (const each of words) expect(page.text).toContain(each);
      return page;
    }, 20_000);
  }

  const ask = <Row>(statement: string) => askDatabase<Row>(portal.databaseUrl, statement);
});
