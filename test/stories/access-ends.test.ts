import { accountsOn } from '../process/an-accounts-command';
import { endAll } from '../process/a-process';
import { numberOf } from '../support/a-request';
import { askDatabase } from '../support/ask-database';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const FINANCE = 'finance@lojaazul.example';
const FILE = { name: 'october.csv', type: 'text/csv', bytes: Buffer.from('a;b\n') };

describe('T-60: access ends while somebody is at work', () => {
  let portal: RunningPortal;
  let accounts: ReturnType<typeof accountsOn>;
  beforeAll(async () => {
    portal = await startPortal();
    accounts = accountsOn(portal.databaseUrl);
  });
  beforeEach(async () => {
    await accounts('grant', FINANCE, 'lojaazul');
  });
  afterEach(endAll);
  afterAll(() => portal.stop());

  const form = async (visitor: Visitor, subject: string) =>
    (await visitor.open('/tickets/new'))
      .form('Send')
      .fill('Subject', subject)
      .fill('Question or problem', 'x')
      .choose('Normal');
  /** A ticket with an answer and a file, as its page shows them. */
  const conversation = async (visitor: Visitor) => {
    const sent = await (await form(visitor, 'With a file')).attach('Attachments', FILE).submit();
    const number = await numberOf(visitor, sent.path);
    return eventually(async () => {
      const page = await visitor.open(`/tickets/${number}`);
      expect(page.link(`${FILE.name}`)).toMatch(/attachments/);
      return page;
    });
  };
  const acts = () => askDatabase<{ id: number }>(portal.databaseUrl, 'select id from outbox');

  /** What the person tries, each with a page they opened before. */
  const tries = async (visitor: Visitor, ticket: Page, open: Awaited<ReturnType<typeof form>>) => ({
    submit: (await open.submit()).status,
    reply: (await ticket.form('Send').fill('Your reply', 'Hello?').submit()).status,
    read: (await visitor.request(ticket.url.pathname)).status,
    download: (await visitor.request(ticket.link(FILE.name))).status,
  });

  test('T-60: taken out of the account, they can neither submit nor reply, read or download', async () => {
    const finance = await portal.signIn(FINANCE);
    const ticket = await conversation(finance);
    const open = await form(finance, 'Too late');
    expect((await finance.request(ticket.link(FILE.name))).status).toBe(200);
    const before = await acts();

    expect(await accounts('revoke', FINANCE, 'lojaazul')).toMatchObject({ code: 0 });
    expect(await tries(finance, ticket, open)).toEqual({
      submit: 403,
      reply: 404,
      read: 404,
      download: 404,
    });
    expect((await finance.open('/tickets?scope=all')).text).not.toContain('With a file');
    expect(await acts()).toEqual(before);
  });

  test('T-60: removed as a person, they are signed out everywhere and a code on its way opens nothing', async () => {
    const [desk, phone] = [await portal.signIn(FINANCE), await portal.signIn(FINANCE)];
    const ticket = await conversation(desk);
    const open = await form(desk, 'Too late');
    const waiting = portal.visitor();
    const options = await waiting.open('/sign-in?locale=en');
    const code = await options.form('Send').fill('E-mail', FINANCE).submit();
    const before = await acts();

    expect(await accounts('remove', FINANCE)).toMatchObject({ code: 0 });
    expect((await phone.open('/tickets')).url.pathname).toBe('/sign-in');
    const signedOut = await tries(desk, ticket, open);
    expect(signedOut).toMatchObject({ read: 303, download: 303 });
    expect((await desk.open('/tickets')).url.pathname).toBe('/sign-in');
    const late = await code
      .form('Confirm')
      .fill('Access code', portal.newestCode(FINANCE))
      .submit();
    expect(late.status).not.toBe(200);
    expect((await waiting.open('/tickets')).url.pathname).toBe('/sign-in');
    expect(await acts()).toEqual(before);
    const left = `select from sessions join people on people.id = person_id where removed_at is not null`;
    expect(await askDatabase(portal.databaseUrl, left)).toEqual([]);
  });

  test('T-60: access that ends while a file is still arriving is not served by what it was before', async () => {
    const finance = await portal.signIn(FINANCE);
    const page = await finance.open('/tickets/new');
    const hidden = (name: string) =>
      page.form('Send').element.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? '';
    const intent = hidden('intent');
    const words = { csrf: hidden('csrf'), intent, name: 'Fábio', account: 'lojaazul' };
    const body = new FormData();
    for (const [name, value] of Object.entries({
      ...{ ...words, kind: 'financial', impact: 'normal' },
      ...{ subject: 'Slow file', text: 'x' },
    })) {
      body.append(name, value);
    }
    body.append('attachments', new Blob([Buffer.alloc(600_000)], { type: FILE.type }), FILE.name);
    const upload = slowly(body);
    const answer = finance.request('/tickets', upload.init);
    await eventually(async () => {
      const begun = `select from files where intent = '${intent}'`;
      expect(await askDatabase(portal.databaseUrl, begun)).toHaveLength(1);
    });
    const before = await acts();
    await accounts('revoke', FINANCE, 'lojaazul');
    upload.sendTheRest();
    expect((await answer).status).toBe(403);
    expect(await acts()).toEqual(before);
  });
});

/** A form whose last bytes wait for a word. */
function slowly(form: FormData): { init: RequestInit; sendTheRest: () => void } {
  const whole = new Response(form);
  let sendTheRest = () => {};
  const rest = new Promise<void>((resolve) => void (sendTheRest = resolve));
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const bytes = new Uint8Array(await whole.arrayBuffer());
      controller.enqueue(bytes.subarray(0, -1_000));
      await rest;
      controller.enqueue(bytes.subarray(-1_000));
      controller.close();
    },
  });
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' };
  return { init: { method: 'POST', body, headers, duplex: 'half' } as RequestInit, sendTheRest };
}
