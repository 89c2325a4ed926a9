import { silentLog } from '../../src/log';
import { createSmtpMailer } from '../../src/messages/mail';
import { askCode, typeCode } from '../support/codes';
import { eventually } from '../support/eventually';
import { startMailServer, type MailServer } from '../support/mail-server';
import { addPeople } from '../support/people';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';

describe('an address that is typed', () => {
  let portal: RunningPortal;
  beforeAll(async () => {
    portal = await startPortal({ neverMailed: ['help@desk.example', '*@tickets.*.example'] });
  });
  afterAll(() => portal.stop());

  test.each([
    ['a second recipient', `${OWNER},b@b.example`],
    ['a second recipient after a semicolon', `${OWNER};b@b.example`],
    ['a second recipient after a space', `${OWNER} b@b.example`],
    ['a header of its own', `${OWNER}\r\nBcc: b@b.example`],
    ['a line break', `own\ner@lojaazul.example`],
    ['NUL', `owner\0@lojaazul.example`],
    ['a name', `Owner <${OWNER}>`],
    ['quotes', '"owner"@lojaazul.example'],
    ['a comment', 'owner(b@b.example)@lojaazul.example'],
    ['an invisible letter', 'own\u200ber@lojaazul.example'],
    ['a change of direction', '\u202eowner@lojaazul.example'],
    ['a homograph in its domain', 'owner@l\u043ejaazul.example'],
    ['a full-width sign', 'owner\uff20lojaazul.example'],
    ['a dot at its end', `${OWNER}.`],
    ['two dots', 'owner@lojaazul..example'],
    ['an IP address', 'owner@[127.0.0.1]'],
    ['320 characters', `${'a'.repeat(64)}@${'b'.repeat(251)}.example`],
    ['nothing', ''],
  ])('T-12 with %s is refused on its form, and nobody gets a mail', async (_what, typed) => {
    const before = portal.mails(OWNER).length;
    const page = await askCode(portal.visitor(), typed);
    expect(page.status).toBe(422);
    expect(page.text).toContain('Sign in with a valid e-mail');
    expect(page.form('Send').value('E-mail')).toBe(typed);
    expect(portal.mails(OWNER)).toHaveLength(before);
    expect(portal.mails('b@b.example')).toEqual([]);
  });

  test('T-12 with a letter that only looks the same is somebody else, whom nobody knows', async () => {
    const page = await askCode(portal.visitor(), '\u043ewner@lojaazul.example');
    expect(page.status).toBe(200);
    expect(portal.mails(OWNER)).toEqual([]);
    expect(portal.mails('\u043ewner@lojaazul.example')).toEqual([]);
  });

  test('T-13 in other case, white space around it and another Unicode form is the same', async () => {
    const email = 'jos\u00e9@lojaazul.example';
    await addPeople(portal.databaseUrl, [email]);
    for (const typed of ['  JOS\u00c9@LojaAzul.Example ', 'jose\u0301@lojaazul.example']) {
      const page = await askCode(portal.visitor(), typed);
      const panel = await typeCode(page, portal.newestCode(email));
      expect(panel.url.pathname).toBe('/tickets');
    }
  });

  test('T-13 that differs otherwise is somebody else: no two people are ever taken for one', async () => {
    const people = ['a.b@one.example', 'ab@one.example', 'ab+x@one.example', 'jose@one.example'];
    await addPeople(portal.databaseUrl, people);
    for (const email of people) {
      await askCode(portal.visitor(), email);
      expect(portal.mails(email)).toHaveLength(1);
    }
    for (const typed of ['a.b+y@one.example', 'ab@mail.one.example', 'jos\u00e9@one.example']) {
      await askCode(portal.visitor(), typed);
      expect(portal.mails(typed)).toEqual([]);
    }
    for (const email of people) expect(portal.mails(email)).toHaveLength(1);
  });

  test.each([
    ['our own sender', 'support@portal.example'],
    ['our own sender, tagged', 'support+id7@portal.example'],
    ['a support address', 'help@desk.example'],
    ['a support address, tagged', 'help+id7@desk.example'],
    ['a support domain', 'anything@tickets.acme.example'],
    ['the ticket system', 'support@acme.zendesk.com'],
  ])('I-01 that is %s gets no mail, even when access was given to it', async (_what, email) => {
    await addPeople(portal.databaseUrl, [email]);
    const page = await askCode(portal.visitor(), email);
    const other = await askCode(portal.visitor(), `not-${email}`);
    expect(page.text).toBe(other.text);
    const forgotten = await portal.visitor().open('/sign-in/password/reset?locale=en');
    await forgotten.form('Send me a code').fill('E-mail', email).submit();
    expect(portal.mails(email)).toEqual([]);
  });
});

describe('a mail server that is asked', () => {
  let portal: RunningPortal;
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
    const from = 'VTEX Support <support@portal.example>';
    const mailer = createSmtpMailer({ url: server.url, from, log: silentLog() });
    portal = await startPortal({ mailer });
  });
  afterAll(async () => {
    await portal.stop();
    await server.stop();
  });

  test('T-12 hears of one recipient for each mail, however odd the address', async () => {
    const people = ["o'neil@one.example", 'first.last+tag@one.example', 'a=b!c%d@one.example'];
    await addPeople(portal.databaseUrl, people);
    for (const email of people) await askCode(portal.visitor(), email);
    await eventually(() => expect(server.heard().match(/^RCPT TO/gm)).toHaveLength(people.length));
    expect(server.heard().match(/(?<=^RCPT TO:<).+(?=>)/gm)).toEqual(people);
    expect(server.heard()).not.toMatch(/^(Bcc|Cc):/im);
  });
});
