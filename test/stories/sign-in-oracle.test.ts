import { Client } from 'pg';
import { enterPassword } from '../support/a-second-step';
import { askCode, typeCode } from '../support/codes';
import { startPortal, type RunningPortal } from '../support/start-portal';
import type { Visitor } from '../support/visitor';

const KNOWN = 'finance@lojaazul.example';
const UNKNOWN = 'finance@loja-azul.example';
const HOUR = 3_600_000;
/** What signing in reads and writes; the portal's own errands touch other tables. */
const TABLES =
  /\b(people|access|tallies|one_time_codes|known_browsers|sign_in_log|halfway_sign_ins|passwords)\b/;

describe('nobody learns whether somebody has an address', () => {
  let portal: RunningPortal;
  let later = 0;
  beforeAll(async () => {
    portal = await startPortal({ now: () => new Date(Date.now() + later) });
  });
  beforeEach(() => void (later += 8 * 24 * HOUR));
  afterAll(() => portal.stop());

  /** What a stranger sees of an answer: everything but what is random in each. */
  const shown = async (answer: Response) => {
    const headers = [...answer.headers].filter(
      ([name]) => !/^(x-request-id|date|set-cookie)$/.test(name),
    );
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, ''));
    const body = (await answer.text()).replace(/name="csrf" value="[^"]*"/g, '');
    return JSON.stringify({ status: answer.status, headers, cookies, body });
  };

  const askAs = async (visitor: Visitor, email: string) => {
    const page = await visitor.open('/sign-in');
    const csrf = page.root.querySelector('[name=csrf]')?.getAttribute('value') ?? '';
    const body = new URLSearchParams({ csrf, email });
    return shown(await visitor.request('/sign-in/code', { method: 'POST', body }));
  };

  const guessAs = async (visitor: Visitor) => {
    const page = await visitor.open('/sign-in/code');
    const csrf = page.root.querySelector('[name=csrf]')?.getAttribute('value') ?? '';
    const body = new URLSearchParams({ csrf, code: '000000' });
    return shown(await visitor.request('/sign-in/code/confirmation', { method: 'POST', body }));
  };

  const guessPassword = (email: string, visitor: Visitor) =>
    enterPassword(visitor, email, 'some 0ther words');

  const askPasswordCode = async (email: string, visitor: Visitor) => {
    const page = await visitor.open('/sign-in/password/reset?locale=en');
    await page.form('Send me a code').fill('E-mail', email).submit();
  };

  const knownBrowser = async () => {
    const visitor = await portal.signIn('owner@modaverde.example');
    await (await visitor.open('/tickets')).form('Sign out').submit();
    return visitor;
  };

  test('T-09 by what is answered, two hundred times', async () => {
    const answers = { known: new Set<string>(), unknown: new Set<string>() };
    const [one, other] = [portal.visitor(), portal.visitor()];
    for (let time = 0; time < 200; time += 1) {
      later += 2 * HOUR;
      answers.known.add(await askAs(one, KNOWN));
      answers.unknown.add(await askAs(other, UNKNOWN));
    }
    expect([...answers.unknown]).toEqual([...answers.known]);
    expect(answers.known.size).toBe(1);
    expect(portal.mails(KNOWN).length).toBeGreaterThan(100);
    expect(portal.mails(UNKNOWN)).toEqual([]);
  }, 120_000);

  test('T-09 by what is answered to codes, until the code is dead, and at the limits', async () => {
    const told = async (email: string) => {
      const answers: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        const visitor = portal.visitor();
        answers.push(await askAs(visitor, email));
        for (let guess = 0; guess < 7; guess += 1) answers.push(await guessAs(visitor));
      }
      for (let time = 0; time < 3; time += 1) answers.push(await askAs(portal.visitor(), email));
      return answers
        .map((answer) => answer.replaceAll(email, 'ADDRESS'))
        .map((answer) => answer.replace(/("retry-after",")\d+/, '$1'))
        .map((answer) => answer.replace(/("content-length",")\d+/, '$1'));
    };
    const [known, unknown] = [await told(KNOWN), await told(UNKNOWN)];
    expect(unknown).toEqual(known);
    expect(new Set(known.map((answer) => answer.slice(0, 13)))).toEqual(
      new Set(['{"status":303', '{"status":422', '{"status":429']),
    );
  });

  test('T-09 by the time it takes: the work before the answer is the same', async () => {
    const query = jest.spyOn(Client.prototype, 'query');
    try {
      const during = async (act: () => Promise<unknown>) => {
        query.mockClear();
        await act();
        const texts = query.mock.calls.map(([first]) => textOf(first));
        return texts.filter((text) => TABLES.test(text));
      };
      const visit = async (email: string, visitor: Visitor) => {
        const asked = await during(() => askCode(visitor, email));
        const page = await visitor.open('/sign-in/code?locale=en');
        const guessed = await during(() => typeCode(page, '000000'));
        return { asked, guessed };
      };
      const [known, unknown] = [portal.visitor(), portal.visitor()];
      const first = await visit(KNOWN, known);
      expect(await visit(UNKNOWN, unknown)).toEqual(first);
      for (const act of [guessPassword, askPasswordCode]) {
        const statements = await during(() => act(KNOWN, known));
        expect(statements.length).toBeGreaterThan(2);
        expect(await during(() => act(UNKNOWN, unknown))).toEqual(statements);
      }
      expect(first.asked.length).toBeGreaterThan(2);
      expect(first.guessed.length).toBeGreaterThan(2);

      // The same in browsers somebody has signed in with before.
      const [again, anew] = [await knownBrowser(), await knownBrowser()];
      const second = await visit(KNOWN, again);
      expect(second.asked.length).toBe(first.asked.length + 1);
      expect(await visit(UNKNOWN, anew)).toEqual(second);
    } finally {
      query.mockRestore();
    }
  });
});

/** A statement is asked for as text, or as an object that holds it. */
function textOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : (asked as { text: string }).text;
}
