import { startClient, type Client } from './client';
import type { Body } from './shapes';

let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient();
});
afterAll(() => zendesk.stop());

const FIELDS = { account: 360000000101, area: 360000000102, impact: 360000000103 };

async function agentId(): Promise<number> {
  const { body } = await zendesk.call('GET', '/users?role=agent');
  return body.users[0].id;
}

describe('creating tickets', () => {
  test('an integration that creates a ticket gets 201, its address, the ticket and its audit', async () => {
    const { id: requester } = await zendesk.person('Olivia');
    const reply = await zendesk.call('POST', '/tickets.json', {
      ticket: {
        subject: 'Invoice',
        requester_id: requester,
        submitter_id: requester,
        external_id: 'VS-1',
        priority: 'high',
        custom_fields: [
          { id: FIELDS.account, value: 'lojaazul' },
          { id: FIELDS.impact, value: 'impact_high' },
        ],
        comment: { body: 'Where is it?', public: true },
        metadata: { intent: 'abc' },
      },
    });
    const { ticket, audit } = reply.body;
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${zendesk.url}/api/v2/tickets/${ticket.id}.json`);
    expect(ticket).toMatchObject({
      status: 'new',
      description: 'Where is it?',
      tags: ['impact_high'],
      is_public: true,
      via: { channel: 'api' },
    });
    expect(ticket.fields).toEqual(ticket.custom_fields);
    expect(ticket.custom_fields).toContainEqual({ id: FIELDS.area, value: null });
    expect(audit.metadata.custom).toEqual({ intent: 'abc' });
    expect(audit.events[0]).toMatchObject({ type: 'Comment', author_id: requester });
  });

  test('an integration that repeats a key within two hours gets the first ticket again', async () => {
    const ticket = { subject: 'Once', comment: { body: 'a', public: true } };
    const key = { 'idempotency-key': 'intent-1' };
    const first = await zendesk.call('POST', '/tickets', { ticket }, key);
    const second = await zendesk.call('POST', '/tickets', { ticket }, key);
    const other = await zendesk.call('POST', '/tickets', { ticket: { ...ticket, tags: [] } }, key);
    expect(first.headers.get('x-idempotency-lookup')).toBe('miss');
    expect(second.headers.get('x-idempotency-lookup')).toBe('hit');
    expect(second.body).toEqual(first.body);
    expect(other.status).toBe(400);
    expect(other.body.error).toBe('IdempotentRequestError');

    await zendesk.control('POST', '/clock', { advance: 'PT2H1M' });
    const late = await zendesk.call('POST', '/tickets', { ticket }, key);
    expect(late.headers.get('x-idempotency-lookup')).toBe('miss');
    expect(late.body.ticket.id).not.toBe(first.body.ticket.id);
  });

  test.each([
    ['an unknown requester', { requester_id: 1 }, 'requester'],
    ['an unknown option', { custom_fields: [{ id: FIELDS.impact, value: 'impact_doom' }] }, 'base'],
    ['an unknown status', { status: 'lost' }, 'status'],
    ['no words', { comment: { body: ' ' } }, 'base'],
    ['nobody known as assignee', { assignee_id: 1 }, 'assignee'],
    ['an organization that is not the requester’s', { organization_id: 99 }, 'organization'],
  ])('an integration that sends %s gets 422 and no ticket', async (_what, fields, where) => {
    const { id } = await zendesk.person('Olivia');
    const external = `refused-${where}-${id}`;
    const reply = await zendesk.call('POST', '/tickets', {
      ticket: {
        requester_id: id,
        external_id: external,
        comment: { body: 'x', public: true },
        ...fields,
      },
    });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ error: 'RecordInvalid' });
    expect(reply.body.details[where]?.[0].description).toEqual(expect.any(String));
    const list = await zendesk.call('GET', `/tickets?external_id=${external}`);
    expect(list.body).toMatchObject({ tickets: [], count: 0, next_page: null });
  });

  test('a suspended requester gets no ticket', async () => {
    const { id } = await zendesk.person('Sus');
    await zendesk.call('PUT', `/users/${id}`, { user: { suspended: true } });
    const ticket = { requester_id: id, comment: { body: 'x', public: true } };
    const reply = await zendesk.call('POST', '/tickets', { ticket });
    expect(reply.status).toBe(422);
    expect(reply.body.details.requester?.[0].description).toMatch(/suspended/);
  });

  test('keys nobody knows are ignored and named in a warning', async () => {
    const ticket = { comment: { body: 'x', public: true }, colour: 'blue' };
    const reply = await zendesk.call('POST', '/tickets', { ticket });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('x-zendesk-api-warn')).toContain('"ticket.colour"');
  });

  test('broken JSON is 400, a body without its root too', async () => {
    const broken = await fetch(`${zendesk.url}/api/v2/tickets.json`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await zendesk.token('portal-demo')}`,
        'content-type': 'application/json',
      },
      body: '{"ticket":',
    });
    expect(broken.status).toBe(400);
    const rootless = await zendesk.call('POST', '/tickets', {});
    expect(rootless.body.error).toBe('ParameterMissing');
  });
});

describe('system rules', () => {
  test('a new ticket becomes open when an agent takes it, and its group follows', async () => {
    const { id } = await zendesk.ticket();
    const assignee = await agentId();
    const { body } = await zendesk.call('PUT', `/tickets/${id}`, {
      ticket: { assignee_id: assignee },
    });
    expect(body.ticket).toMatchObject({ status: 'open', assignee_id: assignee });
    expect(body.audit.events).toContainEqual(
      expect.objectContaining({
        type: 'Change',
        field_name: 'status',
        value: 'open',
        previous_value: 'new',
      }),
    );
    const back = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'new' } });
    expect(back.status).toBe(422);
  });

  test('solving needs an assignee, unless the account assigns the solver', async () => {
    const { id } = await zendesk.ticket();
    const refused = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'solved' } });
    expect(refused.status).toBe(422);
    await zendesk.call('PUT', '/account/settings', {
      settings: { tickets: { assign_tickets_upon_solve: true } },
    });
    const solved = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'solved' } });
    await zendesk.call('PUT', '/account/settings', {
      settings: { tickets: { assign_tickets_upon_solve: false } },
    });
    const me = await zendesk.call('GET', '/users/me');
    expect(solved.body.ticket).toMatchObject({ status: 'solved', assignee_id: me.body.user.id });
  });

  test('an integration writing an end user’s words does not reopen; it has to send the status', async () => {
    const ticket = await zendesk.ticket({ assignee_id: await agentId() });
    await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { status: 'pending' } });
    const comment = { body: 'Here it is', public: true, author_id: ticket.requester_id };
    const words = await zendesk.call('PUT', `/tickets/${ticket.id}`, { ticket: { comment } });
    expect(words.body.ticket.status).toBe('pending');
    const both = await zendesk.call('PUT', `/tickets/${ticket.id}`, {
      ticket: { comment, status: 'open' },
    });
    expect(both.body.ticket.status).toBe('open');
  });

  test('a closed ticket refuses every update and can be followed up', async () => {
    const { id } = await zendesk.ticket({ assignee_id: await agentId() });
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: { status: 'closed' } });
    const refused = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { subject: 'new' } });
    expect(refused.status).toBe(422);
    expect(refused.body.details.status?.[0].description).toBe('closed prevents ticket update');

    const next = await zendesk.ticket({ via_followup_source_id: id });
    const { body } = await zendesk.call('GET', `/tickets/${id}`);
    expect(body.ticket.followup_ids).toEqual([next.id]);
    const open = await zendesk.ticket();
    await zendesk.ticket({ via_followup_source_id: open.id });
    const untouched = await zendesk.call('GET', `/tickets/${open.id}`);
    expect(untouched.body.ticket.followup_ids).toEqual([]);
  });

  test('what was solved 28 days ago is closed', async () => {
    const { id } = await zendesk.ticket({ assignee_id: await agentId(), status: 'solved' });
    await zendesk.control('POST', '/clock', { advance: 'P28D' });
    const { body } = await zendesk.call('GET', `/tickets/${id}`);
    expect(body.ticket.status).toBe('closed');
  });

  test('an outdated safe update is 409, even when it says false', async () => {
    const { id } = await zendesk.ticket();
    const reply = await zendesk.call('PUT', `/tickets/${id}`, {
      ticket: { subject: 'x', safe_update: false, updated_stamp: '2020-01-01T00:00:00Z' },
    });
    expect(reply.status).toBe(409);
    expect(reply.body.error).toBe('UpdateConflict');
  });

  test('a comment that says nothing of its visibility takes the first comment’s', async () => {
    const { id } = await zendesk.ticket({ comment: { body: 'secret', public: false } });
    await zendesk.call('PUT', `/tickets/${id}`, { ticket: { comment: { body: 'and this?' } } });
    const { body } = await zendesk.call('GET', `/tickets/${id}/comments?include=users`);
    expect(body.comments.map((comment: { public: boolean }) => comment.public)).toEqual([
      false,
      false,
    ]);
    expect(body.users).toHaveLength(1);
  });

  test('tags and dropdowns follow each other; a description is never changed', async () => {
    const { id } = await zendesk.ticket({
      custom_fields: [{ id: FIELDS.impact, value: 'impact_normal' }],
    });
    const change = await zendesk.call('PUT', `/tickets/${id}`, {
      ticket: {
        tags: ['vip', 'impact_urgent'],
        description: 'other',
        custom_fields: [{ id: FIELDS.area, value: 'area_financial' }],
      },
    });
    expect(change.body.ticket.tags).toEqual(['area_financial', 'impact_urgent', 'vip']);
    expect(change.body.ticket.custom_fields).toContainEqual({
      id: FIELDS.impact,
      value: 'impact_urgent',
    });
    expect(change.body.ticket.description).toBe('Where is it?');
    const added = await zendesk.call('PUT', `/tickets/${id}/tags`, { tags: ['late'] });
    expect(added.body.tags).toContain('late');
  });

  test('a priority once set cannot be emptied', async () => {
    const { id } = await zendesk.ticket({ priority: 'low' });
    const reply = await zendesk.call('PUT', `/tickets/${id}`, { ticket: { priority: null } });
    expect(reply.status).toBe(422);
  });
});

describe('reading tickets', () => {
  test('comments come newest first when asked, by cursor and by page', async () => {
    const { id } = await zendesk.ticket();
    await zendesk.call('PUT', `/tickets/${id}`, {
      ticket: { comment: { body: 'second', public: true } },
    });
    const cursor = await zendesk.call(
      'GET',
      `/tickets/${id}/comments?sort=-created_at&page[size]=1`,
    );
    expect(cursor.body.comments[0].body).toBe('second');
    expect(cursor.body.meta.has_more).toBe(true);
    expect(cursor.body.links.next).toContain(zendesk.url);
    const next = await fetch(cursor.body.links.next, {
      headers: { authorization: `Bearer ${await zendesk.token('portal-demo')}` },
    });
    const last = (await next.json()) as Body;
    expect(last).toMatchObject({ comments: [{ body: 'Where is it?' }], meta: { has_more: false } });
    expect(last.links.next).toEqual(expect.any(String));
    const page = await zendesk.call('GET', `/tickets/${id}/comments?sort_order=desc&per_page=1`);
    expect(page.body).toMatchObject({ count: 2, comments: [{ body: 'second' }] });
  });

  test('a deleted ticket is 404 and gone from lists', async () => {
    const { id } = await zendesk.ticket({ external_id: 'gone' });
    const deletion = await zendesk.call('DELETE', `/tickets/${id}`);
    expect(deletion.status).toBe(204);
    const shown = await zendesk.call('GET', `/tickets/${id}`);
    expect(shown.body).toEqual({ error: 'RecordNotFound', description: 'Not found' });
    const list = await zendesk.call('GET', '/tickets?external_id=gone');
    expect(list.body.count).toBe(0);
  });

  test('audits tell what changed and what the writer noted', async () => {
    const { id } = await zendesk.ticket();
    await zendesk.call('PUT', `/tickets/${id}`, {
      ticket: { subject: 'Changed', metadata: { intent: 'reply-1' } },
    });
    const { body } = await zendesk.call('GET', `/tickets/${id}/audits`);
    expect(body.audits).toHaveLength(2);
    expect(body.audits[1].metadata.custom).toEqual({ intent: 'reply-1' });
  });

  test('search finds a ticket once the index has it', async () => {
    const { id } = await zendesk.ticket({ external_id: 'findme' });
    const query = encodeURIComponent('type:ticket status<solved external_id:findme');
    const early = await zendesk.call('GET', `/search?query=${query}`);
    expect(early.body.count).toBe(0);
    await zendesk.control('POST', '/clock', { advance: 'PT1M' });
    const late = await zendesk.call('GET', `/search?query=${query}`);
    expect(late.body.results).toMatchObject([{ id, result_type: 'ticket' }]);
  });
});
