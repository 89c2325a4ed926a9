import { sendRequest } from '../support/a-request';
import { askDatabase } from '../support/ask-database';
import { letIn } from '../support/let-in';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const ALL = '/tickets?scope=all';

describe('colleagues who read the same list', () => {
  let portal: RunningPortal;
  let ana: Visitor;
  let bea: Visitor;
  beforeAll(async () => {
    portal = await startPortal();
    await letIn(portal.databaseUrl, ['ana@lojaazul.example', 'bea@lojaazul.example']);
    ana = await portal.signIn('ana@lojaazul.example');
    bea = await portal.signIn('bea@lojaazul.example');
    await sendRequest(ana, { account: 'lojaazul', subject: 'From Ana' });
  });
  afterAll(() => portal.stop());

  const rename = async (visitor: Visitor, name: string) => {
    const account = await visitor.open('/account');
    await account.form('Save the name').fill('Your name', name).submit();
  };
  const readers = (page: Page) => page.texts('.who span');
  const tokens = (page: Page) =>
    page.root.querySelectorAll('input[name="csrf"]').map((field) => field.getAttribute('value'));

  test('each sees their own name, as they wrote it', async () => {
    await rename(ana, 'Ana <b>"& $1');
    await rename(bea, 'Bea');
    for (const turn of ['shown for the first time', 'kept by then']) {
      expect([turn, readers(await ana.open(ALL))]).toEqual([turn, ['Signed in as Ana <b>"& $1']]);
      expect([turn, readers(await bea.open(ALL))]).toEqual([turn, ['Signed in as Bea']]);
    }
    await rename(bea, 'Beatriz');
    expect(readers(await bea.open(ALL))).toEqual(['Signed in as Beatriz']);
  });

  test('each has forms that work for them and for nobody else', async () => {
    const [first, second] = [await ana.open(ALL), await bea.open(ALL)];
    const [mine, hers] = [new Set(tokens(first)), new Set(tokens(second))];
    expect([mine.size, hers.size]).toEqual([1, 1]);
    expect(mine).not.toEqual(hers);
    const post = (csrf: string) =>
      bea.request('/sign-out', { method: 'POST', body: new URLSearchParams({ csrf }) });
    expect((await post([...mine][0] ?? '')).status).toBe(403);
    expect((await post([...hers][0] ?? '')).status).toBe(303);
    bea = await portal.signIn('bea@lojaazul.example');
  });

  test('each reads it in their own language', async () => {
    await ana.open(`${ALL}&locale=en`);
    await bea.open(`${ALL}&locale=pt`);
    expect((await ana.open(ALL)).language).toBe('en');
    expect((await bea.open(ALL)).language).toBe('pt');
    await bea.open(`${ALL}&locale=en`);
  });

  test('a change of a request shows at the next look, and so does a new one', async () => {
    await ana.open(ALL);
    await sendRequest(bea, { account: 'lojaazul', subject: 'From Bea' });
    const [newest = '', before = ''] = (await ana.open(ALL)).texts('tbody tr');
    expect(newest).toContain('From Bea');
    expect(before).toContain('From Ana');
  });

  test('whoever lost the account reads an empty list that says so, not the kept one', async () => {
    expect((await bea.open(ALL)).texts('tbody tr')).not.toEqual([]);
    await askDatabase(
      portal.databaseUrl,
      `delete from access using people where id = person_id and email = 'bea@lojaazul.example'`,
    );
    const page = await bea.open(ALL);
    expect(page.texts('tbody tr')).toEqual([]);
    expect(page.has('a[href="/tickets/new"]')).toBe(false);
    expect((await ana.open(`${ALL}&status=closed`)).has('a[href="/tickets/new"]')).toBe(true);
    expect((await bea.open(`${ALL}&status=closed`)).has('a[href="/tickets/new"]')).toBe(false);
  });
});
