import { numberOf, sendRequest } from '../support/a-request';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const subjects = (page: Page) => page.texts('tbody tr').join(' | ');

describe('the support panel', () => {
  let portal: RunningPortal;
  let owner: Visitor;
  let finance: Visitor;
  let rival: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    owner = await portal.signIn('owner@lojaazul.example');
    finance = await portal.signIn('finance@lojaazul.example');
    rival = await portal.signIn('owner@modaverde.example');
    await sendRequest(owner, { account: 'lojaazul', subject: 'From the owner' });
    await sendRequest(owner, { account: 'lojaazulb2b', subject: 'For the other account' });
    await sendRequest(finance, { account: 'lojaazul', subject: 'From finance' });
    await sendRequest(rival, { account: 'modaverde', subject: 'From the rival' });
  });
  afterAll(() => portal.stop());

  test('My Requests shows my own, All Requests those of the accounts I may enter', async () => {
    const mine = subjects(await finance.open('/tickets'));
    expect(mine).toContain('From finance');
    expect(mine).not.toContain('From the owner');

    const all = subjects(await finance.open('/tickets?scope=all'));
    expect(all).toContain('From finance');
    expect(all).toContain('From the owner');
    expect(all).not.toContain('For the other account');
    expect(all).not.toContain('From the rival');

    const owners = subjects(await owner.open('/tickets?scope=all'));
    expect(owners).toContain('For the other account');
    expect(owners).toContain('From finance');
    expect(owners).not.toContain('From the rival');
  });

  test("another store's request does not exist for me, by any address", async () => {
    const page = await rival.open('/tickets');
    const href = page.root.querySelector('tbody a')?.getAttribute('href') ?? '';
    const number = await numberOf(rival, href);
    const reference = (await portal.agent.ticket(number)).external_id ?? '';
    for (const path of [
      `/tickets/${number}`,
      `/tickets/${reference}`,
      `/tickets/${number}/attachments/1`,
    ]) {
      expect((await owner.request(path)).status).toBe(404);
    }
    const token = (await owner.open('/tickets/new')).form('Send').element;
    const field = (name: string) =>
      token.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? '';
    const body = new FormData();
    body.append('csrf', field('csrf'));
    body.append('intent', field('intent'));
    body.append('text', 'Let me in');
    const reply = await owner.request(`/tickets/${number}/replies`, { method: 'POST', body });
    expect(reply.status).toBe(404);
    expect(await portal.agent.comments(number)).toHaveLength(1);
  });

  test('the checkboxes filter, and the address carries every choice', async () => {
    const page = await owner.open('/tickets?scope=all');
    const filtered = await page.form('Apply').choose('Solved').choose('Closed').submit();
    expect(filtered.url.searchParams.getAll('status')).toEqual(['solved', 'closed']);
    expect(filtered.url.searchParams.get('scope')).toBe('all');
    expect(filtered.text).toContain('No requests found with the chosen status');
    const open = await owner.open('/tickets?scope=all&status=open');
    expect(subjects(open)).toContain('From the owner');
  });

  test('values the panel never offers are refused, not obeyed', async () => {
    for (const query of [
      'scope=everything',
      'status=deleted',
      'after=x',
      'scope=all&scope=mine',
      'scope[a]=b',
      'after=%00',
    ]) {
      expect((await owner.request(`/tickets?${query}`)).status).toBe(400);
    }
    expect((await owner.request(`/tickets/99999999999999999999`)).status).toBe(404);
    expect((await owner.request(`/tickets/1' or '1'='1`)).status).toBe(404);
  });

  test('All Requests names the requester; the newest activity comes first', async () => {
    const number = await eventually(async () => {
      const found = (await portal.agent.tickets()).find(
        ({ subject }) => subject === 'From the owner',
      );
      expect(found).toBeDefined();
      return found!.id;
    });
    // Zendesk counts in seconds: an answer in the very second of a request would not be newer.
    await portal.zendesk.passTime('PT2S');
    await portal.agent.answer(number, 'Hello');
    await portal.zendesk.passTime('PT2M');
    await eventually(async () => {
      const page = await finance.open('/tickets?scope=all');
      const rows = page.texts('tbody tr');
      expect(rows[0]).toContain('From the owner');
      expect(rows[0]).toContain('Pending');
      expect(rows[0]).toContain('Olívia Azul');
    });
  });

  test('25 rows a page, forth and back without a gap', async () => {
    const page = await finance.open('/tickets/new');
    for (let count = 0; count < 30; count += 1) {
      const fresh = count === 0 ? page : await finance.open('/tickets/new');
      await fresh
        .form('Send')
        .fill('Subject', `Number ${String(count).padStart(2, '0')}`)
        .fill('Question or problem', 'x')
        .choose('Normal')
        .submit();
    }
    await eventually(async () => {
      const subjectsThere = (await portal.agent.tickets()).map(({ subject }) => subject);
      expect(subjectsThere.filter((subject) => subject.startsWith('Number'))).toHaveLength(30);
      // On both pages: what support has not confirmed keeps its own place, and jumps when it has.
      const page = await finance.open('/tickets');
      expect(page.text).not.toContain('Being sent');
      expect((await finance.open(page.link('Next'))).text).not.toContain('Being sent');
    });
    const first = await finance.open('/tickets');
    expect(first.texts('tbody tr')).toHaveLength(25);
    const second = await finance.open(first.link('Next'));
    expect(second.texts('tbody tr')).toHaveLength(6);
    const seen = [...first.texts('tbody tr'), ...second.texts('tbody tr')].join();
    for (let count = 0; count < 30; count += 1) {
      expect(seen).toContain(`Number ${String(count).padStart(2, '0')}`);
    }
    const back = await finance.open(second.link('Previous'));
    expect(back.texts('tbody tr')).toHaveLength(25);
  }, 60_000);

  test('every private page asks for a sign-in, and none is kept by the browser', async () => {
    for (const path of ['/tickets', '/tickets/new', '/tickets/1', '/tickets/1/attachments/1']) {
      const visitor = portal.visitor();
      const answer = await visitor.request(path);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toContain('/sign-in');
    }
    const page = await owner.request('/tickets');
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(page.headers.get('x-powered-by')).toBeNull();
  });
});
