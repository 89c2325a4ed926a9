import { startMemberSync, told, type MemberSync } from './a-member-sync';

describe('an operator brings Zendesk to who may enter which account', () => {
  let sync: MemberSync;
  beforeAll(async () => {
    sync = await startMemberSync();
  });
  beforeEach(() => sync.afresh());
  afterAll(() => sync.stop());

  test('a plan says all there is to make, an apply makes it, and the next plan is empty', async () => {
    await sync.person('olivia@store.example', ['azul', 'verde'], 'Olivia');
    await sync.person('fabio@store.example', ['azul'], 'Fabio');
    const plan = await sync.plan();
    expect(told(plan)).toEqual([
      'create organizations azul',
      'create organizations verde',
      'create users fabio@store.example',
      'create users olivia@store.example',
      'create memberships azul/fabio@store.example',
      'create memberships azul/olivia@store.example',
      'create memberships verde/olivia@store.example',
    ]);
    expect(plan.changes[0]?.differences[0]).toMatchObject({ origin: 'ours' });
    const applied = await sync.apply({}, plan);
    expect(applied).toMatchObject({ failed: [], left: [], isBroken: false });
    expect(await sync.members()).toEqual({
      azul: ['fabio@store.example', 'olivia@store.example'],
      verde: ['olivia@store.example'],
    });
    expect(await sync.plan()).toMatchObject({ changes: [], heldBack: [], warnings: [] });
  });

  test('a plan that was looked at is not carried out once Zendesk or the access table has moved', async () => {
    await sync.person('olivia@store.example', ['azul']);
    const plan = await sync.plan();
    const id = await sync.person('fabio@store.example', ['azul']);
    await expect(sync.apply({}, plan)).rejects.toThrow('plan again');
    expect(await sync.organizations()).toEqual([]);
    await sync.access.revoke(id, 'azul');
    await sync.zendesk.call('POST', '/users', {
      user: { name: 'Olivia', email: 'olivia@store.example' },
    });
    await expect(sync.apply({}, plan)).rejects.toThrow('plan again');
  });

  test("what somebody changed in Zendesk is drift, what we changed is ours, and support's own is left alone", async () => {
    const id = await sync.person('olivia@store.example', ['azul'], 'Olivia');
    await sync.proves(id);
    await sync.apply();
    const user = await sync.userOf(id);
    const [organization] = await sync.organizations();
    await sync.zendesk.call('PUT', `/users/${user?.id}`, { user: { name: 'O.', locale: 'es' } });
    await sync.people.rememberLocale(id, 'en');
    const open = { shared_tickets: true, shared_comments: true, name: 'Azul Ltda' };
    await sync.zendesk.call('PUT', `/organizations/${organization?.id}`, { organization: open });
    const { changes } = await sync.plan();
    expect(changes.map(({ differences }) => differences)).toEqual([
      [
        { path: 'shared_tickets', live: true, desired: false, origin: 'drift' },
        { path: 'shared_comments', live: true, desired: false, origin: 'drift' },
      ],
      [
        { path: 'name', live: 'O.', desired: 'Olivia', origin: 'drift' },
        { path: 'locale', live: 'es', desired: 'en', origin: 'both' },
      ],
    ]);
    await sync.apply();
    expect(await sync.plan()).toMatchObject({ changes: [] });
    expect(await sync.userOf(id)).toMatchObject({ name: 'Olivia', locale: 'en-US' });
    expect(await sync.organizations()).toMatchObject([
      { name: 'Azul Ltda', shared_tickets: false, shared_comments: false },
    ]);
  });

  test('agents, and what has no external id of ours, are counted and never touched', async () => {
    await sync.zendesk.call('POST', '/organizations', {
      organization: { name: 'Internal', external_id: 'other-system-7' },
    });
    const { body } = await sync.zendesk.call('POST', '/users', {
      user: { name: 'Vera', email: 'vera@store.example' },
    });
    await sync.person('vera@store.example', ['azul']);
    await sync.person('agent1@support.example', ['azul']);
    const before = await sync.users();
    const plan = await sync.plan();
    expect(told(plan)).toEqual(['create organizations azul']);
    expect(plan.unmanaged).toEqual({ organizations: 1, users: 1, memberships: 0 });
    expect(plan.warnings).toEqual([
      expect.stringContaining('agent1@support.example belongs to an agent'),
      expect.stringContaining(`a user without our id (user ${body.user.id})`),
    ]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.users()).toEqual(before);
    expect(await sync.members()).toEqual({ azul: [], 'other-system-7': [] });
  });

  test('an agent who carries one of our external ids is still an agent', async () => {
    const id = await sync.person('ana@store.example', ['azul']);
    const agent = (await sync.users()).find(({ role }) => role === 'agent');
    await sync.zendesk.call('PUT', `/users/${agent?.id}`, { user: { external_id: id } });
    const plan = await sync.plan();
    expect(told(plan)).toEqual(['create organizations azul']);
    expect(plan.warnings).toEqual([expect.stringContaining('is an agent in Zendesk')]);
  });

  test('three lists of a hundred a call are all a plan reads', async () => {
    for (let number = 0; number < 3; number += 1) {
      await sync.person(`p${number}@store.example`, [`store${number}`]);
    }
    await sync.apply();
    await sync.zendesk.control('DELETE', '/calls');
    await sync.plan();
    const { body } = await sync.zendesk.control('GET', '/calls');
    const calls = body as unknown as { path: string; count: number }[];
    expect(calls.map(({ path, count }) => `${path} ${count}`).sort()).toEqual([
      '/api/v2/organization_memberships 1',
      '/api/v2/organizations 1',
      '/api/v2/users 1',
    ]);
  });
});
