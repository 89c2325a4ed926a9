import { startClient, type Client } from './client';
import { CREATED, UPDATED, act, automation, trigger, when } from './rules';

let zendesk: Client;
let people: Record<string, { id: number; email: string }>;
beforeEach(async () => {
  zendesk = await startClient();
  const { text } = await zendesk.call('GET', '/users?role=agent');
  const [ana, andre] = (JSON.parse(text) as { users: { id: number; email: string }[] }).users;
  people = { ana: ana!, andre: andre! };
});
afterEach(() => zendesk.stop());

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Oldest first. */
async function mails(): Promise<Mail[]> {
  const { text } = await zendesk.control('GET', '/mails');
  return (JSON.parse(text) as Mail[]).toReversed();
}

const tell = (who: string, body: string, subject = 'S') =>
  act('notification_user', [who, subject, body]);
const asAna = async () => ({ authorization: `Bearer ${await zendesk.token('agent-demo')}` });

/** @returns what a template becomes in a mail to the assignee of one ticket with everything set */
async function rendered(template: string, more: object = {}): Promise<string> {
  const fields = [
    { id: 360000000101, value: 'lojaazul' },
    { id: 360000000103, value: 'impact_high' },
  ];
  await trigger(zendesk, 'Tell', [CREATED], [tell('assignee_id', `<<${template}>>`)]);
  await zendesk.ticket({
    assignee_id: people.ana!.id,
    custom_fields: fields,
    external_id: 'VS-1',
    ...more,
  });
  const [mail] = await mails();
  return /<<(.*)>>/s.exec(mail?.text ?? '')?.[1] ?? `nothing but ${mail?.text}`;
}

test.each([
  ['requester_and_ccs', ['person1@shop.example', 'person2@shop.example']],
  ['requester_id', ['person1@shop.example']],
  ['assignee_id', ['agent2@support.example']],
  ['current_user', ['agent1@support.example']],
])('%s is told', async (who, expected) => {
  const { id: requester } = await zendesk.person('Olivia');
  const { id: copied } = await zendesk.person('Pedro');
  await trigger(zendesk, 'Tell', [CREATED], [tell(who, 'body')]);
  const ticket = {
    ...{ subject: 'A', requester_id: requester, assignee_id: people.andre!.id },
    ...{ email_ccs: [{ user_id: copied }], comment: { body: 'words', public: true } },
  };
  await zendesk.call('POST', '/tickets', { ticket }, await asAna());
  expect((await mails()).map(({ to }) => to)).toEqual(expected);
});

test('all agents, a group and one person are told; who is suspended is not', async () => {
  await trigger(
    zendesk,
    'Tell',
    [CREATED],
    [
      tell('all_agents', 'to all'),
      tell(String(people.ana!.id), 'to one'),
      act('notification_group', ['group_id', 'S', 'to group']),
    ],
  );
  await zendesk.call('PUT', `/users/${people.andre!.id}`, { user: { suspended: true } });
  await zendesk.ticket();
  const told = (await mails())
    .filter(({ to }) => to.startsWith('agent'))
    .map(({ text }) => /to \w+/.exec(text)?.[0]);
  expect(told).toEqual(['to all', 'to one', 'to group']);
});

test.each([
  [
    '{{ticket.title}} {{ticket.status}} {{ticket.ticket_type}} {{ticket.external_id}}',
    'Invoice Open Ticket VS-1',
  ],
  [
    '{{ticket.ticket_field_360000000103}} {{ticket.ticket_field_option_title_360000000103}}',
    'impact_high High',
  ],
  ['{{ticket.ticket_field_360000000101}}|{{ticket.ticket_field_360000000102}}|', 'lojaazul||'],
  [
    '{{ticket.requester.name}} {{ticket.requester.first_name}} {{ticket.requester.email}}',
    'Olivia Olivia person1@shop.example',
  ],
  [
    '{{ticket.assignee.last_name}} {{current_user.name}} {{ticket.group.name}}',
    'Agent Portal Integration Financial Support',
  ],
  ['{{ticket.Title}}{{Ticket.title}}{{ticket.nothing.at.all}}{{satisfaction.rating}}', ''],
  ['{% if ticket.priority == nil %}none{% else %}some{% endif %}', 'none'],
  [
    '{% for comment in ticket.comments %}{{comment.author.name}}: {{comment.value}}{% endfor %}',
    'Portal Integration: Where is it?',
  ],
  ['{{ticket.latest_public_comment.value}} {{ticket.tags}}', 'Where is it? impact_high'],
  ['{{ticket.created_at_with_timestamp | slice: 0, 4}}', String(new Date().getFullYear())],
  ['{{ticket.url | slice: 0, 10}}', '127.0.0.1:'],
])('%s is rendered', async (template, expected) => {
  expect(await rendered(template)).toBe(expected);
});

test('the conversation is formatted newest first, with its dates in the words of the reader', async () => {
  const text = await rendered('{{ticket.comments_formatted}} {{ticket.created_at}}');
  expect(text).toMatch(/^-{20,}\nPortal Integration, .*\d{4}.*\n\nWhere is it\?\n/);
});

test('a ticket has a name of its own in mails', async () => {
  expect(await rendered('{{ticket.encoded_id}}')).toMatch(/^[0-9A-Z]{6,}-[0-9A-Z]{4}$/);
});

test("a customer's words are never read as a template", async () => {
  await trigger(
    zendesk,
    'Tell',
    [CREATED],
    [tell('all_agents', '[{{ticket.title}}] [{{ticket.description}}]')],
  );
  await zendesk.ticket({
    subject: '{{ticket.assignee.email}}',
    comment: { body: '{% assign x = 1 %}{{x}}{{ticket.id}}', public: true },
  });
  expect((await mails())[0]?.text).toContain(
    '[{{ticket.assignee.email}}] [{% assign x = 1 %}{{x}}{{ticket.id}}]',
  );
});

test.each([
  ['nobody can read', '{% if %}'],
  ['that reads files', '{% include "/etc/passwd" %}'],
])('a template %s says so and the ticket is there', async (_what, template) => {
  await trigger(zendesk, 'Tell', [CREATED], [tell('all_agents', template, '{{ broken')]);
  const { id } = await zendesk.ticket();
  expect((await zendesk.call('GET', `/tickets/${id}`)).status).toBe(200);
  expect((await mails())[0]).toMatchObject({
    subject: expect.stringContaining('Liquid error') as string,
    text: expect.stringContaining('Liquid error') as string,
  });
});

test('a subject stays one line, whatever a customer wrote into theirs', async () => {
  await trigger(zendesk, 'Tell', [CREATED], [tell('all_agents', 'b', '{{ticket.title}}')]);
  await zendesk.ticket({ subject: 'Hello\r\nBcc: everybody@shop.example' });
  expect((await mails())[0]?.subject).toBe('Hello Bcc: everybody@shop.example');
});

test('an end user is never told a private comment, an agent is', async () => {
  const { id } = await zendesk.ticket({ assignee_id: people.ana!.id });
  await trigger(
    zendesk,
    'Tell',
    [UPDATED],
    [
      tell('requester_id', 'R {{ticket.latest_comment.value}}'),
      tell('assignee_id', 'A {{ticket.latest_comment.value}}'),
    ],
  );
  await zendesk.call('PUT', `/tickets/${id}`, {
    ticket: { comment: { body: 'secret', public: false } },
  });
  const texts = (await mails()).map(({ text }) => /[RA] .*/.exec(text)?.[0]);
  expect(texts).toEqual(['R Where is it?', 'A secret']);
});

describe('what a stranger writes into a new ticket is not mailed on to end users', () => {
  const WORDS = '[{{ticket.description}}{{ticket.comments_formatted}}{{ticket.latest_comment}}]';
  const ask = async (person: number) =>
    zendesk.call(
      'POST',
      '/requests',
      { request: { subject: 'Buy', comment: { body: 'spam' } } },
      { 'x-on-behalf-of': String(person) },
    );

  test('through a request: blank for the requester, there for agents', async () => {
    const { id } = await zendesk.person('Olivia');
    await trigger(
      zendesk,
      'Tell',
      [CREATED],
      [tell('requester_id', WORDS), tell('all_agents', WORDS)],
    );
    await ask(id);
    const [toRequester, toAgent] = await mails();
    expect(toRequester?.text).toContain('[]');
    expect(toAgent?.text).toContain('spam');
  });

  test('through the Tickets API, in a later update and from an automation it is there', async () => {
    await trigger(zendesk, 'Tell', [CREATED], [tell('requester_id', `A ${WORDS}`)]);
    await trigger(zendesk, 'Tell later', [UPDATED], [tell('requester_id', `B ${WORDS}`)]);
    await zendesk.ticket();
    const { id } = await zendesk.person('Pedro');
    const { body } = await ask(id);
    await zendesk.call('PUT', `/tickets/${body.request.id}`, {
      ticket: { comment: { body: 'more', public: true } },
    });
    await automation(
      zendesk,
      'Hourly',
      [when('NEW', 'is', '1'), when('status', 'is', 'new')],
      [tell('requester_id', `C ${WORDS}`)],
    );
    await zendesk.control('POST', '/clock', { advance: 'PT3H' });
    const texts = (await mails()).map(({ text }) => text);
    expect(texts.find((text) => text.includes('A [Where'))).toBeDefined();
    expect(texts.find((text) => text.includes('B [spam'))).toBeDefined();
    expect(texts.find((text) => text.includes('C [spam'))).toBeDefined();
  });
});
