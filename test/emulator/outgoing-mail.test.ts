import type { SentMail } from '../../src/emulator/records';
import { startClient, type Client } from './client';
import { act, trigger, when } from './rules';

const left: SentMail[] = [];
let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient({ onMail: (mail) => left.push(mail) });
  const all = [when('comment_is_public', 'is', 'true'), when('role', 'is', 'agent')];
  const words = ['requester_id', 'Re: {{ticket.title}}', '{{ticket.latest_public_comment}}'];
  await trigger(
    zendesk,
    'An agent answers',
    [...all, when('update_type', 'is', 'Change')],
    [act('notification_user', words)],
  );
});
afterAll(() => zendesk.stop());

test('what a rule mails is in the agent’s name, and stays in one thread with the answers to it', async () => {
  const { id } = await zendesk.ticket();
  const as = { authorization: `Bearer ${await zendesk.token('agent-demo')}` };
  const answer = async (body: string) => {
    const ticket = { comment: { body, public: true } };
    await zendesk.call('PUT', `/tickets/${id}`, { ticket }, as);
    return left.at(-1);
  };
  const first = await answer('Which one?');
  expect(first?.from).toBe('"Ana Agent (Support)" <support@emulator.example>');
  expect(first?.text).toContain('Which one?');

  const received = await zendesk.control('POST', '/inbound-mail', {
    from: first?.to,
    to: first?.replyTo,
    subject: first?.subject,
    messageId: '<1@shop.example>',
    text: 'That of October.',
  });
  expect(received.body).toEqual({ outcome: 'comment', ticketId: id });
  expect(left).toEqual([first]);

  const second = await answer('Here it is.');
  expect(second?.inReplyTo).toBe('<1@shop.example>');
  expect(second?.references[0]).toBe(first?.references[0]);
  expect(second?.messageId).not.toBe(first?.messageId);
});
