import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlan, refuseIfMoved } from '../../src/sync/apply';
import { applyDesired, planOrRefuse } from '../../src/sync/apply-desired';
import { preparePlan } from '../../src/sync/prepare';
import { exitCodeOf } from '../../src/sync/report';
import { prepareRollback } from '../../src/sync/rollback';
import { NOTHING_ALLOWED, type Allowances, type Site } from '../../src/sync/site';
import { openAccount, SECRET, type Account } from './an-account';

const planOf = async (site: Site, allowances: Allowances = NOTHING_ALLOWED) =>
  (await preparePlan(site, allowances)).plan;
const changesOf = async (site: Site, allowances?: Allowances) =>
  (await planOf(site, allowances)).changes.map(({ act, kind, key }) => `${act} ${kind}.${key}`);
const deleting = (...keys: string[]): Allowances => ({ allow: new Set(), delete: new Set(keys) });

describe('an administrator brings an account to the state of the files', () => {
  let account: Account;
  let site: ReturnType<Account['site']>;
  beforeEach(async () => {
    account = await openAccount();
    site = account.site();
  });
  afterEach(() => account.close());

  const triggerOf = async (key: string) => {
    const { triggers } = await account.lock();
    const path = `/triggers/${triggers?.[key]}`;
    const { body } = await account.zendesk.call('GET', path);
    const { trigger } = body as unknown as { trigger: Record<string, unknown> };
    return { path, trigger };
  };

  test('points 3, 5, 7, 8, 18: a fresh account is planned, applied, empty; drift is shown and restored; what is not ours stays', async () => {
    const before = await account.inventory();
    const fresh = await planOf(site);
    expect(exitCodeOf(fresh)).toBe(2);
    expect(fresh.changes).toHaveLength(15);
    expect(await account.inventory()).toEqual(before);

    expect((await applyDesired(site)).left).toEqual([]);
    const after = await account.inventory();
    expect(exitCodeOf(await planOf(site))).toBe(0);
    for (const [many, titles] of Object.entries(before)) {
      expect(after[many as keyof typeof after].filter((title) => titles.includes(title))).toEqual(
        titles,
      );
    }
    expect(Object.values(after).flat().join()).not.toContain('asleep');
    expect(Object.values(after).flat()).toHaveLength(Object.values(before).flat().length + 15);

    const { path, trigger } = await triggerOf('tell_portal');
    const edited = { title: 'Mine now', active: false };
    await account.zendesk.call('PUT', path, { trigger: edited });
    const drifted = await planOf(site);
    expect(drifted.changes).toHaveLength(1);
    expect(drifted.changes[0]?.differences.map(({ path: at, origin }) => [at, origin])).toEqual(
      expect.arrayContaining([
        ['title', 'drift'],
        ['active', 'drift'],
      ]),
    );
    expect((await applyDesired(site)).left).toEqual([]);
    const restored = (await triggerOf('tell_portal')).trigger;
    expect(restored).toMatchObject({
      title: trigger.title,
      active: true,
      conditions: trigger.conditions,
      actions: trigger.actions,
      position: trigger.position,
    });
    expect(await account.inventory()).toEqual(after);
  });

  test('point 7: rules are made asleep and woken after everything else is there', async () => {
    await applyDesired(site);
    const calls = site.said.map((line) => line.trim());
    const woken = calls.findIndex((line) => line.includes('changed triggers.'));
    const lastMade = calls.findLastIndex((line) => line.includes('created'));
    expect(woken).toBeGreaterThan(lastMade);
    expect(calls.indexOf(calls.find((line) => line.includes('webhooks.portal'))!)).toBeLessThan(
      calls.findIndex((line) => line.includes('triggers.tell_portal')),
    );
  });

  test('point 8: rules of ours that were moved are put in order; the others keep their places', async () => {
    await applyDesired(site);
    const titles = (await account.inventory()).triggers;
    const { triggers, trigger_categories: categories } = await account.lock();
    const swap = ['priority_normal', 'tell_portal'].map((key) => triggers?.[key]);
    const items = swap.map((id, index) => ({
      id: String(id),
      category_id: String(categories?.portal),
      position: index === 0 ? 90 : 0,
      active: true,
    }));
    await account.zendesk.call('POST', '/trigger_categories/jobs', {
      job: { action: 'patch', items: { triggers: items } },
    });
    expect((await account.inventory()).triggers).not.toEqual(titles);
    expect(await changesOf(site)).toEqual(['reorder triggers.portal']);
    expect((await applyDesired(site)).left).toEqual([]);
    expect((await account.inventory()).triggers).toEqual(titles);
  });

  test('point 12: a kept plan is refused once Zendesk, or a file, has moved', async () => {
    await applyDesired(site);
    await account.edit('triggers.yaml', 'Portal ticket changed', 'Portal ticket moved');
    const kept = await planOf(site);
    refuseIfMoved(kept, await planOf(site), null);

    await account.edit('views.yaml', 'Portal urgent first', 'Portal late last');
    const filesMoved = await planOf(site);
    expect(() => refuseIfMoved(kept, filesMoved, null)).toThrow('The files have changed');

    const { path } = await triggerOf('priority_high');
    await account.zendesk.call('PUT', path, { trigger: { description: 'Somebody was here' } });
    const moved = await planOf(site);
    expect(() => refuseIfMoved(kept, moved, null)).toThrow(/^Zendesk has changed[^\n]+$/);
  });

  test('point 10: what leaves the files is put to sleep; only a named key is deleted', async () => {
    await applyDesired(site);
    const path = join(account.files, 'automations.yaml');
    const automations = await readFile(path, 'utf8');
    await writeFile(path, '[]\n');
    expect(await changesOf(site)).toEqual(['deactivate automations.close_solved']);
    expect((await applyDesired(site)).left).toEqual([]);
    expect((await account.inventory()).automations).toContain('Portal closes after a day (asleep)');

    await applyDesired(site, deleting('close_solved'));
    expect((await account.inventory()).automations.join()).not.toContain('Portal closes');
    expect((await account.lock()).automations?.close_solved).toBeUndefined();
    await writeFile(path, automations);
  });

  test('point 10: on how many tickets an option or a type stands is counted, and a word is needed to lose it', async () => {
    await applyDesired(site);
    const { ticket_fields: fields } = await account.lock();
    const ticket = (key: string, value: string) =>
      account.zendesk.ticket({ custom_fields: [{ id: fields?.[key], value }] });
    const byMail = [
      await ticket('channel', 'channel_mail'),
      await ticket('channel', 'channel_mail'),
    ];
    const byChat = await ticket('channel', 'channel_chat');
    await ticket('vtex_account', 'lojaazul');
    // Search finds what is new a minute later.
    await account.zendesk.control('POST', '/clock', { advance: 'PT2M' });
    await account.zendesk.control('DELETE', '/calls');
    await planOf(site);
    const searches = async () => {
      const { body } = await account.zendesk.control('GET', '/calls');
      return (body as unknown as { path: string }[]).filter(({ path }) => path.includes('search'));
    };
    expect(await searches()).toEqual([]);

    await account.edit('ticket-fields.yaml', '    - { name: Mail, value: channel_mail }\n', '');
    await account.edit('ticket-fields.yaml', 'type: text', 'type: textarea');
    const kept = await planOf(site);
    const changes = kept.changes.filter(({ needsAllow }) => needsAllow);
    expect(changes.map(({ key, warnings }) => [key, warnings.at(-1)])).toEqual(
      expect.arrayContaining([
        ['channel', 'The option channel_mail goes: it stands on 2 tickets.'],
        ['vtex_account', 'Every value of vtex_account is lost: it stands on 1 ticket.'],
      ]),
    );
    await account.edit('ticket-fields.yaml', 'type: textarea', 'type: text');
    await expect(applyDesired(site)).rejects.toThrow('--allow ticket_fields.channel');

    const channelOf = async ({ id }: { id: number }) => {
      const { body } = await account.zendesk.call('GET', `/tickets/${id}`);
      const values = body.ticket.custom_fields as { id: number; value: unknown }[];
      return values.find((field) => field.id === fields?.channel)?.value;
    };
    expect(await Promise.all(byMail.map(channelOf))).toEqual(['channel_mail', 'channel_mail']);
    const allow = { allow: new Set(['channel']), delete: new Set<string>() };
    const before = await planOf(site, allow);
    await ticket('channel', 'channel_mail');
    await account.zendesk.control('POST', '/clock', { advance: 'PT2M' });
    const after = await planOf(site, allow);
    expect(JSON.stringify(after)).toContain('it stands on 3 tickets');
    refuseIfMoved(before, after, null);
    expect((await applyDesired(site, allow)).left).toEqual([]);
    expect(await Promise.all([...byMail, byChat].map(channelOf))).toEqual([
      null,
      null,
      'channel_chat',
    ]);
  });

  test('points 14, 16, 17: the secret reaches Zendesk and nothing else', async () => {
    await applyDesired(site);
    await account.edit('webhooks.yaml', 'name: Portal', 'name: The portal');
    await applyDesired(site);
    const sent = await planOf(site);
    const escaped = JSON.stringify(SECRET).slice(1, -1);
    const written = [await account.everythingWritten(), site.said.join('\n'), JSON.stringify(sent)];
    for (const text of written) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(escaped);
    }
    const renewed = account.site({ secretOf: () => 'another secret' });
    expect(await changesOf(renewed)).toEqual(['update webhooks.portal']);
    await applyDesired(renewed);
    expect(await changesOf(renewed)).toEqual([]);
    expect(await changesOf(account.site({ secretOf: () => undefined }))).toEqual([]);
  });

  test('point 13: a credential that may only read is enough for a plan, and not for an apply', async () => {
    const client = { clientId: 'portal-demo', clientSecret: 'portal-demo-secret' };
    const reader = account.site({}, { auth: { kind: 'oauth', ...client, scope: 'read' } });
    expect(exitCodeOf(await planOf(reader))).toBe(2);
    await expect(applyDesired(reader)).rejects.toThrow(
      /^groups\.finance \(create\): Zendesk answered 403/,
    );
  });

  test('point 17: an apply is taken back, what it made put to sleep or deleted where named', async () => {
    await applyDesired(site);
    const before = await account.inventory();
    const { trigger } = await triggerOf('tell_portal');
    await account.edit('triggers.yaml', 'Portal ticket changed', 'Portal ticket moved');
    await account.edit(
      'views.yaml',
      '- key: urgent',
      '- key: second\n  title: Second\n  all: [{ field: status, operator: is, value: open }]\n  output: { columns: [status] }\n- key: urgent',
    );
    const { applyId } = await applyDesired(site);
    expect((await account.inventory()).views).toContain('Second');

    const back = () => prepareRollback(site, applyId!, NOTHING_ALLOWED);
    const prepared = await back();
    expect(prepared.plan.changes.map(({ act, key }) => `${act} ${key}`)).toEqual(
      expect.arrayContaining(['update tell_portal', 'deactivate second']),
    );
    expect((await applyPlan(site, prepared, null, back)).left).toEqual([]);
    expect((await triggerOf('tell_portal')).trigger).toMatchObject({
      title: trigger.title,
      conditions: trigger.conditions,
      actions: trigger.actions,
    });
    expect((await account.inventory()).views).toContain('Second (asleep)');

    const gone = () => prepareRollback(site, applyId!, deleting('second'));
    await applyPlan(site, await gone(), null, back);
    expect(await account.inventory()).toEqual(before);
    await expect(prepareRollback(site, '../lock', NOTHING_ALLOWED)).rejects.toThrow('no snapshot');
  });

  test('point 1: things of the same titles that are not ours are left alone, in two environments', async () => {
    const field = { type: 'text', title: 'VTEX account' };
    const made = await account.zendesk.call('POST', '/ticket_fields', { ticket_field: field });
    await account.zendesk.call('POST', '/trigger_categories', {
      trigger_category: { name: 'VTEX portal' },
    });
    expect((await applyDesired(site)).left).toEqual([]);
    const { ticket_fields: titles } = await account.inventory();
    expect(titles.filter((title) => title === 'VTEX account')).toHaveLength(2);
    expect((await account.lock()).ticket_fields?.vtex_account).not.toBe(made.body.ticket_field.id);

    const other = await openAccount();
    try {
      await other.zendesk.call('POST', '/groups', { group: { name: 'Shifts every id' } });
      const second = other.site({ environment: 'second' });
      expect((await applyDesired(second)).left).toEqual([]);
      expect(await changesOf(second)).toEqual([]);
      const { triggers } = await other.lock('second');
      expect(triggers).not.toEqual((await account.lock()).triggers);
    } finally {
      await other.close();
    }
  });

  test('where Zendesk wants names to differ and somebody is faster, a clash ends with one sentence, and the next run goes on', async () => {
    const replan = () => planOrRefuse(site, NOTHING_ALLOWED);
    const seen = await replan();
    const { body } = await account.zendesk.call('POST', '/groups', {
      group: { name: 'Finance desk' },
    });
    await expect(applyPlan(site, seen, null, replan)).rejects.toThrow(
      /^groups\.finance \(create\): Zendesk has something of that name that is not ours: adopt it, or rename one of the two\.$/,
    );
    await account.zendesk.call('DELETE', `/groups/${body.group.id}`);
    expect((await applyDesired(site)).left).toEqual([]);
  });

  test('an account whose plan lacks forms and dynamic content gets the rest, and says what is missing', async () => {
    await account.zendesk.control('PUT', '/plan', { ticketForms: false, dynamicContent: false });
    const { warnings } = await planOf(site);
    expect(warnings.join()).toContain(
      'no ticket forms: left out are ticket_forms.financial_support',
    );
    expect((await applyDesired(site)).left).toEqual([]);
    const { body } = await account.zendesk.call('GET', '/ticket_fields');
    expect(body.ticket_fields.map(({ title }) => title)).toContain('Impact');
    expect(await changesOf(site)).toEqual([]);
  });

  test('point 9: files with problems are refused with every problem and no call', async () => {
    await account.edit('views.yaml', '@{groups.finance}', '@{groups.nobody}');
    await account.zendesk.control('DELETE', '/calls');
    await expect(planOrRefuse(site, NOTHING_ALLOWED)).rejects.toThrow(/groups\.nobody/);
    expect((await account.zendesk.control('GET', '/calls')).body).toEqual([]);
  });

  test('a lock that was lost is no licence to make everything twice without a word', async () => {
    await applyDesired(site);
    await rm(join(account.files, 'lock.test.json'));
    const { changes } = await planOf(site);
    expect(changes.filter(({ act }) => act === 'create')).toHaveLength(15);
    expect(changes.flatMap(({ warnings }) => warnings).join()).toContain('adopt it, or have two');
  });
});
