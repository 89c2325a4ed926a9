import { AppError } from '../../src/errors';
import { createDemoMailbox } from '../../src/messages/demo-mailbox';
import type { MailMessage } from '../../src/messages/mail';
import { askCode, typeCode } from '../support/codes';
import { eventually } from '../support/eventually';
import { startPortal, type RunningPortal } from '../support/start-portal';

const OWNER = 'owner@lojaazul.example';

describe('while the mail server', () => {
  let portal: RunningPortal;
  let send: (message: MailMessage) => Promise<void>;
  const mailbox = createDemoMailbox({ now: () => new Date() });
  beforeAll(async () => {
    portal = await startPortal({ mailer: { ...mailbox, send: (message) => send(message) } });
  });
  afterAll(() => portal.stop());

  const codes = () => mailbox.list(OWNER);
  const codeOf = (text = '') => /\b\d{6}\b/.exec(text)?.[0] ?? '';
  const failing = (answered: boolean) => () =>
    Promise.reject(new AppError('unavailable', 'away', { details: { answered } }));

  test('takes its time, whoever asks for a code is answered at once', async () => {
    let take = (): void => undefined;
    const taken = new Promise<void>((resolve) => (take = resolve));
    send = async (message) => {
      await taken;
      await mailbox.send(message);
    };
    const page = await askCode(portal.visitor(), OWNER);
    expect(page.status).toBe(200);
    expect(codes()).toEqual([]);
    take();
    const [mail] = await eventually(() => {
      expect(codes()).toHaveLength(1);
      return codes();
    });
    expect((await typeCode(page, codeOf(mail?.text))).url.pathname).toBe('/tickets');
  });

  test('cannot be reached, pages say so, and the code comes when it can', async () => {
    send = failing(false);
    const page = await askCode(portal.visitor(), OWNER);
    expect(page.status).toBe(200);
    const looker = portal.visitor();
    const sign = 'Our mail server is not taking messages right now';
    await eventually(async () => {
      expect((await looker.open('/sign-in?locale=en')).text).toContain(sign);
    });
    expect((await looker.open('/sign-in/code')).text).toContain(sign);

    const before = codes().length;
    send = (message) => mailbox.send(message);
    const [mail] = await eventually(() => {
      expect(codes()).toHaveLength(before + 1);
      return codes();
    });
    expect((await typeCode(page, codeOf(mail?.text))).url.pathname).toBe('/tickets');
    expect((await looker.open('/sign-in')).text).not.toContain(sign);
  });

  test('refuses one addressee, no page tells that there was somebody to write to', async () => {
    let asked = 0;
    send = () => {
      asked += 1;
      return failing(true)();
    };
    const page = await askCode(portal.visitor(), OWNER);
    await eventually(() => expect(asked).toBeGreaterThan(0));
    const other = await askCode(portal.visitor(), 'stranger@nowhere.example');
    expect(other.text).toBe(page.text);
    expect(other.text).not.toContain('not taking messages');
  });
});
