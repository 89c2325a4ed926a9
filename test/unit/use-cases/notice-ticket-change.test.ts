import { createHmac } from 'node:crypto';
import { AppError } from '../../../src/errors';
import { createWebhook } from '../../../src/mirror/webhook';
import { noticeTicketChange } from '../../../src/use-cases/notice-ticket-change';

const now = () => new Date('2026-01-31T10:00:00Z');

function notice(secret: string) {
  const timestamp = '2026-01-31T10:00:00Z';
  const body = Buffer.from('{"ticket_id":"7"}');
  const digest = createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
  return { signature: digest, timestamp, body, invocationId: '01J0000000000000000000000A' };
}

function deps(secrets: string[], keep: () => Promise<boolean> = () => Promise.resolve(true)) {
  const wakeFollower = jest.fn();
  return { webhook: createWebhook({ secrets, now }), hints: { keep }, wakeFollower, now };
}

describe("support's word that a ticket changed", () => {
  test('is believed with either of two secrets', async () => {
    const parts = deps(['new', 'old']);
    await noticeTicketChange(parts, notice('old'));
    await noticeTicketChange(parts, notice('new'));
    expect(parts.wakeFollower).toHaveBeenCalledTimes(2);
  });

  test('finds no door where no secret is configured', async () => {
    await expect(noticeTicketChange(deps([]), notice(''))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('is not answered as stored while the database is away', async () => {
    const away = new AppError('unavailable', 'The database does not answer.');
    const parts = deps(['secret'], () => Promise.reject(away));
    await expect(noticeTicketChange(parts, notice('secret'))).rejects.toBe(away);
    expect(parts.wakeFollower).not.toHaveBeenCalled();
  });

  test('has no second effect when it comes again', async () => {
    const parts = deps(['secret'], () => Promise.resolve(false));
    await noticeTicketChange(parts, notice('secret'));
    expect(parts.wakeFollower).not.toHaveBeenCalled();
  });
});
