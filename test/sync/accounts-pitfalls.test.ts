import { windowsOf } from '../../src/zendesk/limits';
import { startMemberSync, told, type MemberSync } from './a-member-sync';

const OLIVIA = 'olivia@store.example';

describe('known pitfalls of accounts in Zendesk', () => {
  let sync: MemberSync;
  beforeAll(async () => {
    sync = await startMemberSync();
  });
  beforeEach(() => sync.afresh());
  afterAll(() => sync.stop());

  const faults = (...list: object[]) => sync.zendesk.control('PUT', '/faults', list);
  const calls = async (path: string) => {
    const { body } = await sync.zendesk.control('GET', '/calls');
    const all = body as unknown as { method: string; path: string; count: number }[];
    return all.find((call) => `${call.method} ${call.path}` === path)?.count ?? 0;
  };

  test('1: create_or_update without e-mail duplicates, so it is never used for people', async () => {
    await sync.person(OLIVIA, ['azul']);
    await sync.apply();
    expect(await calls('POST /api/v2/users/create_or_update')).toBe(0);
    expect(await calls('POST /api/v2/users')).toBe(1);
  });

  test('2: an organization of that name is not ours: the external id says, and ours gets another name', async () => {
    const { body } = await sync.zendesk.call('POST', '/organizations', {
      organization: { name: 'Azul' },
    });
    await sync.person(OLIVIA, ['azul']);
    const plan = await sync.plan();
    expect(plan.changes[0]?.warnings).toEqual([
      'Another organization is called azul; it is left alone, and ours is "azul (VTEX)".',
    ]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.organizations()).toMatchObject([
      { id: body.organization.id, name: 'Azul', external_id: null },
      { name: 'azul (VTEX)', external_id: 'azul' },
    ]);
  });

  test('3: a membership that is there already is fine', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    const plan = await sync.plan();
    await faults({ match: 'POST /api/v2/organization_memberships', times: 1, drop: 'after' });
    expect(await sync.apply({}, plan)).toMatchObject({ failed: [], left: [] });
    expect(await sync.memberships()).toHaveLength(1);
    expect((await sync.directory.read()).isRemembered(id, 'azul')).toBe(true);
  });

  test('3: several organizations need the plan: one sentence, and the first is the default', async () => {
    const id = await sync.person(OLIVIA, ['azul', 'verde', 'roxo']);
    await sync.person('fabio@store.example', ['verde']);
    const first = { match: 'POST /api/v2/organization_memberships', times: 1 };
    await sync.access.revoke(id, 'verde');
    await sync.access.revoke(id, 'roxo');
    await sync.apply();
    await sync.access.grant(id, 'verde');
    await sync.access.grant(id, 'roxo');
    await faults({ ...first, times: 2, status: 403 });
    const applied = await sync.apply();
    expect(applied.notices).toEqual([
      expect.stringContaining("This Zendesk's plan lets a user belong to one organization only"),
    ]);
    expect(applied.failed).toEqual([]);
    expect(told({ changes: applied.left })).toEqual([
      `create memberships roxo/${OLIVIA}`,
      `create memberships verde/${OLIVIA}`,
    ]);
    const user = await sync.userOf(id);
    const azul = (await sync.organizations()).find((each) => each.external_id === 'azul');
    expect(user?.organization_id).toBe(azul?.id);
  });

  test('3: the default is an account they may enter, also after the former default ends', async () => {
    await sync.copyIsWhole();
    const id = await sync.person(OLIVIA, ['azul', 'verde', 'roxo']);
    await sync.apply();
    const named = async () => {
      const user = await sync.userOf(id);
      const all = await sync.organizations();
      return all.find((each) => each.id === user?.organization_id)?.external_id;
    };
    expect(await named()).toBe('azul');
    await sync.access.revoke(id, 'azul');
    expect(told(await sync.plan())).toEqual([
      `update memberships roxo/${OLIVIA}`,
      `delete memberships azul/${OLIVIA}`,
    ]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await named()).toBe('roxo');
  });

  test('4: one e-mail in two sources is one person, and stays while either names it', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    const row = { person_id: id, account: 'azul', source: 'file' } as const;
    await sync.db.insertInto('access').values(row).execute();
    await sync.apply();
    expect(await sync.members()).toEqual({ azul: [OLIVIA] });
    await sync.db.deleteFrom('access').where('source', '=', 'hand').execute();
    expect(await sync.plan()).toMatchObject({ changes: [], heldBack: [] });
  });

  test('5: a recycled e-mail inherits neither the user nor the organizations', async () => {
    await sync.copyIsWhole();
    const former = await sync.person(OLIVIA, ['azul'], 'Olivia, who left');
    await sync.apply();
    const old = await sync.userOf(former);
    await sync.people.remove(OLIVIA, new Date());
    const next = await sync.person(OLIVIA, ['verde'], 'Olivia, the new one');
    const plan = await sync.plan();
    expect(plan.changes.flatMap(({ warnings }) => warnings)).toEqual([
      `${OLIVIA} is still the address of who had it before (user ${old?.id}), so the new user gets none: take it from that user.`,
    ]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.userOf(former)).toMatchObject({ id: old?.id, email: OLIVIA });
    expect(await sync.userOf(next)).toMatchObject({ name: 'Olivia, the new one', email: null });
    expect(await sync.members()).toEqual({ azul: [], verde: ['Olivia, the new one'] });

    // Once support has freed the address, it goes where it belongs.
    await sync.zendesk.call('DELETE', `/users/${old?.id}`);
    expect(told(await sync.plan())).toEqual([`update users ${OLIVIA}`]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.userOf(next)).toMatchObject({ email: OLIVIA });
  });

  test('6: mapping by domain is taken off, and never put on', async () => {
    await sync.person(OLIVIA, ['azul']);
    await sync.apply();
    const [organization] = await sync.organizations();
    expect(organization?.domain_names).toEqual([]);
    await sync.zendesk.call('PUT', `/organizations/${organization?.id}`, {
      organization: { domain_names: ['store.example'] },
    });
    expect((await sync.plan()).changes[0]?.differences).toEqual([
      { path: 'domain_names', live: ['store.example'], desired: [], origin: 'drift' },
    ]);
    await sync.apply();
    expect((await sync.organizations())[0]?.domain_names).toEqual([]);
  });

  test('7: whoever is revoked leaves the organization and stays a user', async () => {
    await sync.copyIsWhole();
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.person('fabio@store.example', ['azul']);
    await sync.apply();
    await sync.access.revoke(id, 'azul');
    expect(told(await sync.plan())).toEqual([`delete memberships azul/${OLIVIA}`]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.members()).toEqual({ azul: ['fabio@store.example'] });
    expect(await sync.userOf(id)).toMatchObject({ email: OLIVIA });
    expect((await sync.directory.read()).isRemembered(id, 'azul')).toBe(false);
  });

  test('7: open tickets would lose their organization, so it waits for an operator', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.apply();
    await sync.access.revoke(id, 'azul');
    const unknown = await sync.plan();
    expect(unknown.changes).toEqual([]);
    expect(unknown.heldBack[0]?.warnings[0]).toMatch(/^an unknown number of tickets/);

    await sync.copyIsWhole();
    const user = await sync.userOf(id);
    const at = new Date();
    for (const status of ['open', 'solved', 'closed']) {
      await sync.db
        .insertInto('tickets')
        .values({
          ...{ reference: `VS-${status}`, account: 'azul', requester_id: user!.id, status },
          ...{ requester_name: 'Olivia', subject: 'Invoice', version: 1 },
          ...{ created_at: at, updated_at: at, number: null, person_id: null },
          ...{ kind: null, impact: null, assigned: false, is_problem: false, follow_up_of: null },
          ...{ comments_version: null, expected_status: null, acted_at: null },
        })
        .execute();
    }
    const held = await sync.plan();
    expect(held.changes).toEqual([]);
    expect(held.heldBack[0]?.warnings).toEqual([
      '2 tickets not closed yet would lose the organization azul.',
    ]);
    await sync.apply();
    expect(await sync.members()).toEqual({ azul: [OLIVIA] });
    const key = `azul/${OLIVIA}`;
    expect(await sync.apply({ keys: [key] })).toMatchObject({ failed: [], left: [] });
    expect(await sync.members()).toEqual({ azul: [] });
  });

  test('7: a member whom we never let in came by another hand, and stays', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.person('fabio@store.example', ['verde']);
    await sync.apply();
    const user = await sync.userOf(id);
    const verde = (await sync.organizations()).find((each) => each.external_id === 'verde');
    const membership = { user_id: user?.id, organization_id: verde?.id };
    await sync.zendesk.call('POST', '/organization_memberships', {
      organization_membership: membership,
    });
    expect(await sync.plan()).toMatchObject({
      changes: [],
      heldBack: [],
      unmanaged: { memberships: 1 },
    });
  });

  test('7: a tombstone keeps: whoever is put back by hand after their access ended leaves again', async () => {
    await sync.copyIsWhole();
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.apply();
    await sync.access.revoke(id, 'azul');
    await sync.apply();
    const [azul] = await sync.organizations();
    const membership = { user_id: (await sync.userOf(id))?.id, organization_id: azul?.id };
    await sync.zendesk.call('POST', '/organization_memberships', {
      organization_membership: membership,
    });
    const { changes } = await sync.plan();
    expect(changes).toMatchObject([{ act: 'delete', differences: [{ origin: 'drift' }] }]);
  });

  test('8: a person counts as verified only after they proved their address to us', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.apply();
    expect(await sync.userOf(id)).toMatchObject({ verified: false });
    // The portal would otherwise believe that Zendesk knows all there is, and never say so.
    expect((await sync.directory.read()).users.has(id)).toBe(false);
    await sync.proves(id);
    expect((await sync.plan()).changes[0]?.differences).toMatchObject([{ path: 'verified' }]);
    await sync.apply();
    expect(await sync.userOf(id)).toMatchObject({ verified: true });
    expect(await sync.plan()).toMatchObject({ changes: [] });
  });

  test('9: when Zendesk says wait, it waits as told and goes on', async () => {
    await sync.person(OLIVIA, ['azul']);
    await faults(
      { match: 'POST /api/v2/users', times: 1, status: 429, retryAfter: 1 },
      { match: 'POST /api/v2/organization_memberships', times: 2, status: 503 },
    );
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(sync.waits).toEqual([1, 2, 4]);
  });

  test('9: updates are counted: five a minute to one user, one a second in all', () => {
    const windows = windowsOf({ method: 'PUT', path: '/api/v2/users/7' }, 'sync');
    expect(windows).toContainEqual(
      expect.objectContaining({ name: 'user-updates #7', total: 5, seconds: 60 }),
    );
    expect(windows).toContainEqual(
      expect.objectContaining({ name: 'all-user-updates', total: 1, seconds: 1 }),
    );
  });

  test.each([
    ['POST /api/v2/organizations/create_or_update', 'after'],
    ['POST /api/v2/users', 'after'],
    ['POST /api/v2/organization_memberships', 'before'],
  ])('9: broken off at %s, a second run converges without a duplicate', async (match, drop) => {
    await sync.person(OLIVIA, ['azul', 'verde']);
    await sync.person('fabio@store.example', ['azul']);
    // More often than a call is repeated.
    await faults({ match, times: 5, drop });
    const broken = await sync.apply();
    expect(broken.isBroken).toBe(match !== 'POST /api/v2/users');
    await faults();
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect(await sync.members()).toEqual({
      azul: ['fabio@store.example', OLIVIA],
      verde: [OLIVIA],
    });
    const ours = (await sync.users()).filter((user) => user.external_id !== null);
    expect(ours).toHaveLength(2);
  });

  test('9: one change that is refused is told, and the others go on', async () => {
    await sync.person('fabio@store.example', ['azul']);
    await sync.person(OLIVIA, ['azul']);
    await faults({ match: 'POST /api/v2/users', times: 1, status: 422, body: { error: 'x' } });
    const applied = await sync.apply();
    expect(applied.isBroken).toBe(false);
    expect(applied.failed.map(({ change }) => change.key)).toEqual([
      'fabio@store.example',
      'azul/fabio@store.example',
    ]);
    expect(told({ changes: applied.left })).toHaveLength(2);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
  });

  test('10: a deleted user is made anew, a merged one is left to support, a suspended one is told', async () => {
    const gone = await sync.person('gone@store.example', ['azul']);
    const merged = await sync.person('merged@store.example', ['azul']);
    const shut = await sync.person('shut@store.example', ['azul'], 'Shut');
    for (const id of [gone, merged, shut]) await sync.proves(id);
    await sync.apply();
    const [first, second, third] = [
      await sync.userOf(gone),
      await sync.userOf(merged),
      await sync.userOf(shut),
    ];
    await sync.zendesk.call('DELETE', `/users/${first?.id}`);
    const { id: target } = await sync.zendesk.person('Known to support');
    await sync.zendesk.call('PUT', `/users/${second?.id}/merge`, { user: { id: target } });
    await sync.zendesk.call('PUT', `/users/${third?.id}`, { user: { suspended: true, name: 'S' } });
    const plan = await sync.plan();
    expect(told(plan)).toEqual([
      'create users gone@store.example',
      'create memberships azul/gone@store.example',
    ]);
    expect(plan.changes[0]?.differences[0]).toMatchObject({ origin: 'drift' });
    expect(plan.warnings).toEqual([
      expect.stringContaining(`merged@store.example was merged into user ${target}`),
      `shut@store.example is suspended in Zendesk (user ${third?.id}).`,
    ]);
    expect(await sync.apply()).toMatchObject({ failed: [], left: [] });
    expect((await sync.directory.read()).users.get(gone)?.userId).toBe(
      (await sync.userOf(gone))?.id,
    );
  });

  test('11: a store name typed in a ticket gives nobody a membership', async () => {
    const id = await sync.person(OLIVIA, ['azul']);
    await sync.person('fabio@store.example', ['verde']);
    await sync.apply();
    const user = await sync.userOf(id);
    const fields = [{ id: 360000000101, value: 'verde' }];
    await sync.zendesk.ticket({ requester_id: user?.id, custom_fields: fields });
    expect(await sync.plan()).toMatchObject({ changes: [] });
  });

  test('more than a fifth of an account leaves only when an operator says so', async () => {
    await sync.copyIsWhole();
    const ids: string[] = [];
    for (let number = 0; number < 6; number += 1) {
      ids.push(await sync.person(`p${number}@store.example`, ['azul']));
    }
    await sync.apply();
    await sync.access.revoke(ids[0]!, 'azul');
    expect(await sync.plan()).toMatchObject({ stopped: [] });
    await sync.access.revoke(ids[1]!, 'azul');
    expect(await sync.plan()).toMatchObject({ stopped: ['azul'] });
    await expect(sync.apply()).rejects.toThrow('azul would lose 2 of its people');
    expect((await sync.members())['azul']).toHaveLength(6);
    expect(await sync.apply({ removals: ['azul'] })).toMatchObject({ failed: [], left: [] });
    expect((await sync.members())['azul']).toHaveLength(4);
  });
});
