import { SIGN_IN_LIMITS } from '../../src/domain/sign-in-rules';
import { createDemoMailbox } from '../../src/messages/demo-mailbox';
import { choosePassword, enterAppCode, enterPassword, setUpApp } from '../support/a-second-step';
import { anotherThan, askCode, typeCode, wasJudged } from '../support/codes';
import { eventually } from '../support/eventually';
import { oneTimePassword } from '../support/one-time-password';
import { addPeople } from '../support/people';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Page, Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const OTHER = 'owner@modaverde.example';
const STRANGER = 'stranger@nowhere.example';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const [shortest, , longest] = SIGN_IN_LIMITS.code.address;
const mails = SIGN_IN_LIMITS.code_mail;

describe('whoever guesses codes', () => {
  let portal: RunningPortal;
  let later = 0;
  const now = () => new Date(Date.now() + later);
  beforeAll(async () => {
    portal = await startPortal({ now });
  });
  beforeEach(() => void (later += 8 * DAY));
  afterAll(() => portal.stop());

  /** Asks for codes and guesses until nothing is judged any more. @returns how many guesses were */
  const guessAtLength = async (email: string): Promise<{ judged: number; last: Page }> => {
    const visitor = portal.visitor();
    let judged = 0;
    let last = await askCode(visitor, email);
    // Patient enough for every wait but the longest, and more often than that would take.
    for (let round = 0; round < 60; round += 1) {
      const page = await askCode(visitor, email);
      for (let guess = 0; guess < 5 && page.status === 200; guess += 1) {
        last = await typeCode(page, '000000');
        if (wasJudged(last)) judged += 1;
      }
      later += 2 * HOUR;
    }
    return { judged, last };
  };

  test('T-07 is stopped after a hundred failures, new codes or not, and the owner is told', async () => {
    const inside = await portal.signIn(FINANCE);
    await choosePassword(inside);
    const { key } = await setUpApp(inside, now);
    const { judged, last } = await guessAtLength(FINANCE);
    expect(judged).toBe(longest!.most);
    expect(last.status).toBe(429);
    expect(last.text).toMatch(/cannot sign in with a code from here for \d+ (hours|days)/);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(3_600);

    // Not even the right code opens.
    const page = await askCode(portal.visitor(), FINANCE);
    expect((await typeCode(page, portal.newestCode(FINANCE))).status).toBe(429);
    const told = portal.mails(FINANCE).filter(({ subject }) => /failed/.test(subject));
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(6); // once a day
    // The door is this address's only, and other ways in stay open.
    await portal.signIn(OTHER);
    const step = await enterPassword(portal.visitor(), FINANCE);
    const panel = await enterAppCode(step, oneTimePassword(key, now()));
    expect(panel.url.pathname).toBe('/tickets');
  });

  test('T-07 gets no other answer where nobody has the address', async () => {
    const { judged, last } = await guessAtLength(STRANGER);
    expect(judged).toBe(longest!.most);
    expect(last.status).toBe(429);
    expect(portal.mails(STRANGER)).toEqual([]);
  });

  test('T-07 begins anew when the owner came in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const visitor = portal.visitor();
      const page = await askCode(visitor, OTHER);
      const right = portal.newestCode(OTHER);
      for (let guess = 0; guess < 4; guess += 1) await typeCode(page, anotherThan(right));
      expect((await typeCode(page, right)).url.pathname).toBe('/tickets');
    }
  });

  test('T-08 in two hundred browsers at once has no more guesses than in one', async () => {
    const visitors = Array.from({ length: 200 }, () => portal.visitor());
    const asked: Page[] = [];
    for (const some of inTens(visitors)) {
      asked.push(...(await Promise.all(some.map((visitor) => askCode(visitor, OTHER)))));
    }
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(mails.address[0]!.most);
    const wrong = anotherThan(portal.newestCode(OTHER));
    const guessing = visitors.map(async (visitor, number) => {
      const page = await visitor.open('/sign-in/code?locale=en');
      const tries = asked[number]!.status === 200 ? 5 : 1;
      return Promise.all(Array.from({ length: tries }, () => typeCode(page, wrong)));
    });
    const answers = (await Promise.all(guessing)).flat();
    expect(answers.filter(wasJudged)).toHaveLength(shortest!.most);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25 - shortest!.most);
  }, 90_000);

  test('T-11 does not shut out the owner, who comes with a browser they have used before', async () => {
    const known = await portal.signIn(OWNER);
    const panel = await known.open('/tickets');
    await panel.form('Sign out').submit();

    const attacker = portal.visitor();
    const page = await askCode(attacker, OWNER);
    for (let guess = 0; guess < 5; guess += 1) await typeCode(page, '000000');
    const again = await askCode(attacker, OWNER);
    for (let guess = 0; guess < 5; guess += 1) await typeCode(again, '000000');
    for (let ask = 0; ask < 5; ask += 1) await askCode(attacker, OWNER);
    expect((await askCode(attacker, OWNER)).status).toBe(429);
    expect((await typeCode(again, portal.newestCode(OWNER))).status).not.toBe(200);

    const form = await askCode(known, OWNER);
    expect(form.status).toBe(200);
    expect((await typeCode(form, portal.newestCode(OWNER))).url.pathname).toBe('/tickets');
  });

  test("T-11 gains nothing by a browser that is known for somebody else's address", async () => {
    const attacker = await portal.signIn(OTHER);
    await (await attacker.open('/tickets')).form('Sign out').submit();
    for (let ask = 0; ask < mails.address[0]!.most; ask += 1)
      await askCode(portal.visitor(), FINANCE);
    expect((await askCode(attacker, FINANCE)).status).toBe(429);
    expect((await askCode(attacker, OTHER)).status).toBe(200);
  });
});

describe('whoever asks for codes', () => {
  let portal: RunningPortal;
  let later = 0;
  let sent = 0;
  const people = Array.from({ length: 1_000 }, (_, number) => `person${number}@many.example`);
  beforeAll(async () => {
    const mailbox = createDemoMailbox({ now: () => new Date() });
    portal = await startPortal({
      now: () => new Date(Date.now() + later),
      http: { trustProxy: 1 },
      mailer: {
        ...mailbox,
        send: (message) => {
          sent += 1;
          return mailbox.send(message);
        },
      },
    });
    await addPeople(portal.databaseUrl, people);
  });
  beforeEach(() => {
    later += 2 * DAY;
    sent = 0;
  });
  afterAll(() => portal.stop());

  /** Asks as from another place each time, where told to. @returns the answers */
  const ask = async (requests: readonly { email: string; from: string }[]) => {
    const visitor = portal.visitor();
    const csrf =
      /name="csrf" value="([^"]*)"/.exec((await visitor.open('/sign-in')).html)?.[1] ?? '';
    const answers: Response[] = [];
    for (const some of inTens(requests)) {
      const asked = some.map(({ email, from }) =>
        post(visitor, new URLSearchParams({ csrf, email }), { 'x-forwarded-for': from }),
      );
      answers.push(...(await Promise.all(asked)));
    }
    return answers;
  };
  const refusedOf = (answers: readonly Response[]) =>
    answers.filter(
      ({ status, headers }) => status === 429 && Number(headers.get('retry-after')) > 0,
    );
  const place = (number: number) => `10.${number >> 8}.${number & 255}.9`;

  test.each<[string, number, (number: number) => { email: string; from: string }]>([
    [
      'for one address',
      mails.address[0]!.most,
      (number) => ({ email: OWNER, from: place(number) }),
    ],
    [
      'from one place',
      mails.network[0]!.most,
      (number) => ({ email: people[number]!, from: place(1) }),
    ],
    [
      'from one network of IPv6',
      mails.network[0]!.most,
      (number) => ({ email: people[number]!, from: `2001:db8:1:2:${number.toString(16)}::1` }),
    ],
    [
      'from everywhere for everybody',
      mails.inAll[0]!.most,
      (number) => ({ email: people[number]!, from: place(number) }),
    ],
  ])(
    'T-10 a thousand times %s causes at most %i mails',
    async (_title, most, request) => {
      const answers = await ask(Array.from({ length: 1_000 }, (_, number) => request(number)));
      expect(refusedOf(answers)).toHaveLength(1_000 - most);
      await eventually(() => expect(sent).toBe(most));
      later += 16 * MINUTE;
      const [again] = await ask([request(0)]);
      expect(again?.status).toBe(303);
    },
    180_000,
  );

  test.each([
    ['en', 'en', /Too many codes were asked for.*try again in 15 minutes/],
    ['pt', 'pt-BR', /Códigos demais foram pedidos.*tente de novo em 15 minutos/],
    ['es', 'es-MX', /Se pidieron demasiados códigos.*inténtalo de nuevo en 15 minutos/],
  ])('T-10 too often is told on the form, what was typed kept: %s', async (_locale, tag, words) => {
    const email = `again-${tag}@nowhere.example`;
    const visitor = portal.visitor({ 'accept-language': tag });
    const form = async () =>
      (await visitor.open('/sign-in')).form(tag === 'en' ? 'Send' : 'Enviar');
    for (let time = 0; time < mails.address[0]!.most; time += 1) {
      expect((await (await form()).fill('E-mail', email).submit()).status).toBe(200);
    }
    const page = await (await form()).fill('E-mail', email).submit();
    expect(page.status).toBe(429);
    expect(page.text).toMatch(words);
    expect(page.form(tag === 'en' ? 'Send' : 'Enviar').value('E-mail')).toBe(email);

    const body = new URLSearchParams({
      csrf: page.root.querySelector('[name=csrf]')?.getAttribute('value') ?? '',
      email,
    });
    const answer = await post(visitor, body, { accept: 'application/json' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await answer.json()).toMatchObject({
      error: {
        code: 'rate_limited',
        field: 'email',
        message: expect.stringMatching(words) as string,
      },
    });
  });
});

function post(visitor: Visitor, body: URLSearchParams, headers: Record<string, string>) {
  return visitor.request('/sign-in/code', { method: 'POST', body, headers });
}

function inTens<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 10) }, (_, number) =>
    items.slice(number * 10, number * 10 + 10),
  );
}
