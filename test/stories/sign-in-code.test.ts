import { createLog } from '../../src/log';
import { anotherThan, askCode, typeCode, wasJudged } from '../support/codes';
import { addPeople } from '../support/people';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const OWNER = 'owner@lojaazul.example';
const FINANCE = 'finance@lojaazul.example';
const OTHER = 'owner@modaverde.example';
const NEWCOMER = 'newcomer@example.com';
const SECOND = 1_000;
const HOUR = 3_600_000;

describe('a code sent by e-mail', () => {
  const lines: string[] = [];
  let portal: RunningPortal;
  let later = 0;
  beforeAll(async () => {
    const destination = { write: (line: string) => lines.push(line) };
    const log = createLog({ level: 'debug', destination });
    portal = await startPortal({ log, now: () => new Date(Date.now() + later) });
  });
  // An address is sent only so many codes a day, and only so many tries are judged.
  beforeEach(() => void (later += 24 * HOUR));
  afterAll(() => portal.stop());

  test('T-01 two thousand codes have six digits, each as likely, and show nowhere but in the mail', async () => {
    const seen = new Set<string>();
    const answers: string[] = [];
    const people = Array.from({ length: 10 }, (_, number) => `person${number}@many.example`);
    await addPeople(portal.databaseUrl, people);
    const collect = async (count: number) => {
      const codes = await Promise.all(
        people.map((email) => collectFor(email, portal.visitor(), count / people.length)),
      );
      for (const code of codes.flat()) seen.add(code);
      return codes.flat();
    };
    const collectFor = async (email: string, visitor: Visitor, count: number) => {
      const csrf = hidden(await visitor.open('/sign-in'));
      const codes: string[] = [];
      while (codes.length < count) {
        later += 2 * HOUR; // no address is sent twenty codes a day
        const body = new URLSearchParams({ csrf, email });
        const answer = await visitor.request('/sign-in/code', { method: 'POST', body });
        expect(answer.status).toBe(303);
        answers.push(JSON.stringify([...answer.headers]), await answer.text());
        codes.push(portal.newestCode(email));
      }
      return codes;
    };

    const codes = await collect(2_000);
    expect(codes.every((code) => /^[0-9]{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    // Fair digits fail at one position in a thousand: the odd one gets a second sample.
    const odd = oddPositions(codes);
    const stillOdd = odd.length > 0 ? oddPositions(await collect(2_000)) : [];
    expect(odd.filter((position) => stillOdd.includes(position))).toEqual([]);

    const shown = [...answers, ...lines].join('\n').match(/(?<!\d)\d{6}(?!\d)/g) ?? [];
    expect(shown.filter((digits) => seen.has(digits))).toEqual([]);
    expect(lines.length).toBeGreaterThan(2_000);
  }, 180_000);

  test('T-02 is good for nine minutes and 59 seconds, and not for ten and one', async () => {
    const early = await askCode(portal.visitor(), OWNER);
    const inTime = portal.newestCode(OWNER);
    later += 599 * SECOND;
    expect((await typeCode(early, inTime)).url.pathname).toBe('/tickets');

    const late = await askCode(portal.visitor(), OWNER);
    const tooLate = portal.newestCode(OWNER);
    later += 601 * SECOND;
    const refused = await typeCode(late, tooLate);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The 10 minutes of this access code are over');
  });

  test('T-03 opens once, one after the other', async () => {
    const page = await askCode(portal.visitor(), OWNER);
    const code = portal.newestCode(OWNER);
    expect((await typeCode(page, code)).url.pathname).toBe('/tickets');
    expect((await typeCode(page, code)).url.pathname).not.toBe('/tickets');
  });

  test('T-03 opens once, typed twenty times at the same moment', async () => {
    const visitor = portal.visitor();
    const page = await askCode(visitor, OWNER);
    const body = () => new URLSearchParams({ csrf: hidden(page), code: portal.newestCode(OWNER) });
    // One request each, so that no try sees the cookies that another one was given.
    const cookie = [...visitor.cookies].map((pair) => pair.join('=')).join('; ');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${portal.origin}/sign-in/code/confirmation`, {
          method: 'POST',
          body: body(),
          headers: { cookie },
          redirect: 'manual',
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 422)).toHaveLength(19);
    const sessions = answers.filter((answer) =>
      answer.headers.getSetCookie().some((line) => line.startsWith('session=')),
    );
    expect(sessions).toHaveLength(1);
  });

  test('T-04 opens only in the browser that asked for it, and the try elsewhere counts', async () => {
    const elsewhere = portal.visitor();
    const page = await askCode(elsewhere, 'stranger@nowhere.example');
    await askCode(portal.visitor(), OTHER);
    const refused = await typeCode(page, portal.newestCode(OTHER));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Tries left with this code: 4');
    expect((await elsewhere.open('/tickets')).url.pathname).toBe('/sign-in');
  });

  test('T-05 gives way to the next one', async () => {
    const visitor = portal.visitor();
    await askCode(visitor, FINANCE);
    const first = portal.newestCode(FINANCE);
    const page = await askCode(visitor, FINANCE);
    const second = portal.newestCode(FINANCE);
    const isDifferent = first !== second;
    expect(wasJudged(await typeCode(page, isDifferent ? first : anotherThan(first)))).toBe(true);
    expect((await typeCode(page, second)).url.pathname).toBe('/tickets');
  });

  test('T-06 is dead after five wrong tries, each told; a new one opens', async () => {
    const visitor = portal.visitor();
    const page = await askCode(visitor, NEWCOMER);
    const right = portal.newestCode(NEWCOMER);
    const told: string[] = [];
    for (let left = 4; left >= 0; left -= 1) {
      const refused = await typeCode(page, anotherThan(right));
      expect(wasJudged(refused)).toBe(true);
      told.push(refused.texts('.problem').join());
    }
    expect(told.map((text) => /\d+(?=\.$)/.exec(text)?.[0])).toEqual([
      '4',
      '3',
      '2',
      '1',
      undefined,
    ]);
    expect(told.at(-1)).toContain('that was the last try');
    const late = await typeCode(page, right);
    expect(late.status).toBe(422);
    expect(late.text).toContain('no longer valid');

    const again = await askCode(visitor, NEWCOMER);
    expect((await typeCode(again, portal.newestCode(NEWCOMER))).status).toBe(200);
  });

  test('T-14 travels without a link, so that no scanner of mails can spend it', async () => {
    const page = await askCode(portal.visitor(), OWNER);
    const [mail] = portal.mails(OWNER);
    expect(mail?.text).toContain(portal.newestCode(OWNER));
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/https?:|www\.|href|\?code=/i);

    const code = portal.newestCode(OWNER);
    for (const method of ['GET', 'HEAD']) {
      for (const path of ['/sign-in/code/confirmation', '/sign-in/code']) {
        await portal.visitor().request(`${path}?code=${code}`, { method });
      }
    }
    expect((await typeCode(page, code)).url.pathname).toBe('/tickets');
  });

  test('is written in the language of its owner, whatever the browser that asks speaks', async () => {
    await askCode(portal.visitor({ 'accept-language': 'en' }), OTHER);
    expect(portal.mails(OTHER)[0]?.subject).toBe('Tu código de acceso');
  });

  test('what went wrong is on one line of the log, without the address', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 \x85{"person":"forged"}' };
    const page = await askCode(portal.visitor(headers), 'log-canary@nowhere.example');
    await typeCode(page, '000000');
    const known = await askCode(portal.visitor(headers), OWNER);
    await typeCode(known, anotherThan(portal.newestCode(OWNER)));

    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const refused = events.filter(
      ({ event, outcome }) => event === 'sign_in' && outcome === 'refused',
    );
    expect(refused.slice(-2)).toEqual([
      expect.not.objectContaining({ person: expect.anything() as unknown }),
      expect.objectContaining({ person: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown }),
    ]);
    expect(refused.at(-1)).toMatchObject({
      way: 'code',
      ip: expect.stringContaining('127.0.0.1') as unknown,
    });
    expect(refused.at(-1)?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(lines.join('')).not.toMatch(/log-canary|forged|\u001b/);
    expect(lines.join('')).not.toContain(OWNER);
  });
});

function hidden(page: { html: string }): string {
  return /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
}

/** @returns the positions where the digits are not equally frequent (chi-square, p <= 0.001) */
function oddPositions(codes: readonly string[]): number[] {
  const CRITICAL = 27.877; // nine degrees of freedom
  const expected = codes.length / 10;
  return [0, 1, 2, 3, 4, 5].filter((position) => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (const code of codes) counts[Number(code[position])]! += 1;
    const deviation = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    return deviation >= CRITICAL;
  });
}
