import { startClient, type Client } from './client';

let zendesk: Client;
beforeAll(async () => {
  zendesk = await startClient();
});
afterAll(() => zendesk.stop());

test('an integration that provisions a person twice keeps one, found by external id or e-mail', async () => {
  const user = { name: 'Olivia', email: 'olivia@lojaazul.example', external_id: 'P-1' };
  const first = await zendesk.call('POST', '/users/create_or_update', { user });
  const second = await zendesk.call('POST', '/users/create_or_update', {
    user: { name: 'Olívia', external_id: 'p-1' },
  });
  const third = await zendesk.call('POST', '/users/create_or_update', {
    user: { name: 'Olívia', email: 'OLIVIA@lojaazul.example' },
  });
  expect([first.status, second.status, third.status]).toEqual([201, 200, 200]);
  expect(third.body.user).toMatchObject({
    id: first.body.user.id,
    external_id: 'p-1',
    name: 'Olívia',
    role: 'end-user',
  });
  const many = await zendesk.call('GET', '/users/show_many?external_ids=P-1,P-2');
  expect(many.body.count).toBe(1);
  const found = await zendesk.call('GET', '/users/search?query=olivia@lojaazul.example');
  expect(found.body.users).toHaveLength(1);
  const taken = await zendesk.call('POST', '/users', { user });
  expect(taken.body.details.email?.[0].error).toBe('DuplicateValue');
});

test('organizations match by external id and never by name', async () => {
  const organization = { name: 'lojaazul', external_id: 'lojaazul' };
  const first = await zendesk.call('POST', '/organizations/create_or_update', { organization });
  const again = await zendesk.call('POST', '/organizations/create_or_update', { organization });
  const twin = await zendesk.call('POST', '/organizations/create_or_update', {
    organization: { name: 'LojaAzul', external_id: 'other' },
  });
  expect([first.status, again.status, twin.status]).toEqual([201, 200, 422]);
  expect(twin.body.details.name?.[0].description).toMatch(/has already been taken/);
  const found = await zendesk.call('GET', '/organizations/search?external_id=LOJAAZUL');
  expect(found.body.organizations).toMatchObject([{ id: first.body.organization.id }]);
});

test('the first membership is the default and gives tickets their organization', async () => {
  const person = await zendesk.person('Fabio');
  const ids: number[] = [];
  for (const name of ['first', 'second']) {
    const { body } = await zendesk.call('POST', '/organizations', { organization: { name } });
    ids.push(body.organization.id);
    const membership = { user_id: person.id, organization_id: body.organization.id };
    const joined = await zendesk.call('POST', '/organization_memberships', {
      organization_membership: membership,
    });
    expect(joined.body.organization_membership.default).toBe(name === 'first');
    const again = await zendesk.call('POST', '/organization_memberships', {
      organization_membership: membership,
    });
    expect(again.status).toBe(422);
  }
  const usual = await zendesk.ticket({ requester_id: person.id });
  const chosen = await zendesk.ticket({ requester_id: person.id, organization_id: ids[1] });
  expect([usual, chosen]).toMatchObject([{ organization_id: ids[0] }, { organization_id: ids[1] }]);
  const list = await zendesk.call('GET', `/users/${person.id}/organization_memberships`);
  expect(list.body.count).toBe(2);
});

test('an access token ends by the clock, and its scopes hold', async () => {
  const reader = { authorization: `Bearer ${await zendesk.token('portal-demo', 'read')}` };
  expect((await zendesk.call('GET', '/tickets', undefined, reader)).status).toBe(200);
  const ticket = { comment: { body: 'x', public: true } };
  expect((await zendesk.call('POST', '/tickets', { ticket }, reader)).status).toBe(403);
  const lost = { authorization: `Bearer ${await zendesk.token('portal-demo', 'everything')}` };
  expect((await zendesk.call('GET', '/tickets', undefined, lost)).status).toBe(403);
  await zendesk.control('POST', '/clock', { advance: 'PT31M' });
  const late = await zendesk.call('GET', '/tickets', undefined, reader);
  expect(late.status).toBe(401);
  expect(late.body.error).toBe('invalid_token');
});

test('the token endpoint refuses what OAuth refuses, and a refresh token works once', async () => {
  const ask = async (body: object) => {
    const reply = await fetch(`${zendesk.url}/oauth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: 'portal-demo',
        client_secret: 'portal-demo-secret',
        ...body,
      }),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  const grant = { grant_type: 'client_credentials' };
  expect(await ask({ ...grant, client_secret: 'x' })).toMatchObject({ status: 401 });
  expect(await ask({ ...grant, scope: 'read tickets:read' })).toMatchObject({ status: 400 });
  expect(await ask({ ...grant, expires_in: 60 })).toMatchObject({ status: 400 });
  expect(await ask({ grant_type: 'password' })).toMatchObject({
    body: { error: 'unsupported_grant_type' },
  });
  const refresh = { grant_type: 'refresh_token', refresh_token: 'portal-demo-refresh' };
  expect(await ask(refresh)).toMatchObject({ status: 201, body: { token_type: 'bearer' } });
  expect(await ask(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('nobody is told 401, except by users/me, which shows an anonymous person', async () => {
  const nobody = { authorization: '' };
  expect((await zendesk.call('GET', '/tickets', undefined, nobody)).status).toBe(401);
  const me = await zendesk.call('GET', '/users/me', undefined, nobody);
  expect(me).toMatchObject({ status: 200, body: { user: { id: null, name: 'Anonymous user' } } });
});

test('what Zendesk documents and the emulator lacks is 501, what does not exist is 404', async () => {
  const lacking = await zendesk.call('GET', '/tickets/count.json');
  expect(lacking.status).toBe(501);
  expect(lacking.body.description).toContain('GET /api/v2/tickets/count');
  const absent = await zendesk.call('GET', '/tickets/7/nonsense');
  expect(absent.body).toEqual({ error: 'InvalidEndpoint', description: 'Not found' });
});

test('the account’s fields, form, group, brand, languages and settings can be read', async () => {
  const fields = await zendesk.call('GET', '/ticket_fields');
  const ids = fields.body.ticket_fields.map(({ id }: { id: number }) => id);
  expect(ids).toEqual(expect.arrayContaining([360000000101, 360000000102, 360000000103]));
  const form = await zendesk.call('GET', '/ticket_forms/360000000201');
  expect(form.body.ticket_form).toMatchObject({ default: true, ticket_field_ids: ids });
  const groups = await zendesk.call('GET', '/groups');
  expect(groups.body.groups).toMatchObject([{ name: 'Financial Support' }]);
  expect((await zendesk.call('GET', '/brands')).body.count).toBe(1);
  const locales = await zendesk.call('GET', '/locales');
  expect(locales.body.locales.map(({ locale }: { locale: string }) => locale)).toEqual([
    'en-US',
    'es',
    'pt-BR',
  ]);
  const settings = await zendesk.call('GET', '/account/settings');
  expect(settings.body.settings.limits.attachment_size).toBe(52428800);
});
