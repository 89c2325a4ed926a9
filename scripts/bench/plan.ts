import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEndings } from '../../src/composition/endings';
import { startEmulator } from '../../src/emulator/server';
import { addTrialSetup } from '../../src/emulator/seed/trial-setup';
import { nextId, type State } from '../../src/emulator/state';
import { readDemoSettings } from '../../src/settings/settings';
import { demoZendeskSettings } from '../../src/settings/zendesk';
import { preparePlan } from '../../src/sync/prepare';
import { NOTHING_ALLOWED } from '../../src/sync/site';
import { say } from '../command';
import { openSite } from '../zendesk/open-site';
import { onGrounds } from './grounds';

/** In the account; Zendesk takes at most 400 in files, so not all of the fields are ours. */
const FIELDS = 500;
const RULES = 2_000;
const OUR_FIELDS = 380;
const OUR_RULES = 1_600;
const MOST_SECONDS = 10;

/** How long a plan takes in a large account, and how many calls. */
export async function measurePlan(): Promise<void> {
  await onGrounds(async ({ folder }) => {
    const ids = { fields: [] as number[], triggers: [] as number[] };
    const furnish = (...setup: Parameters<typeof addTrialSetup>) => {
      addTrialSetup(...setup);
      enlarge(setup[0], ids);
    };
    const emulator = await startEmulator({ port: 0, seed: { agents: [], furnish } });
    const endings = createEndings();
    try {
      const asked = readDemoSettings({ DATA_DIR: folder });
      const zendesk = { ...asked.settings.zendesk, url: emulator.url };
      const account = demoZendeskSettings({ ...asked, settings: { ...asked.settings, zendesk } });
      const files = join(folder, 'files');
      await writeFiles(files, ids);
      const settings = { ...account, desiredFolder: files, lockFolder: files };
      const { site } = await openSite({ settings, noColor: undefined }, {}, endings.started);
      const startedAt = performance.now();
      const { plan } = await preparePlan(site, NOTHING_ALLOWED);
      const seconds = (performance.now() - startedAt) / 1000;
      const answer = await fetch(`${emulator.url}/_emulator/calls`);
      const calls = (await answer.json()) as { path: string; count: number }[];
      const lists = calls.filter(({ path }) => !/oauth|users\/me/.test(path));
      report(seconds, lists, `${plan.changes.length} changes, ${plan.problems.length} problems`);
    } finally {
      await endings.stop();
      await emulator.stop();
    }
  });
}

/** Copies a field and a rule of the account until it has enough of each. */
function enlarge(state: State, ids: { fields: number[]; triggers: number[] }): void {
  const field = [...state.ticketFields.values()].find(({ type }) => type === 'subject')!;
  const trigger = [...state.triggers.values()][0]!;
  while (state.ticketFields.size < FIELDS) {
    const id = nextId(state);
    const title = `Field ${ids.fields.push(id)}`;
    state.ticketFields.set(id, { ...field, id, type: 'text', title, removable: true });
  }
  while (state.triggers.size + state.automations.size < RULES) {
    const id = nextId(state);
    const position = ids.triggers.push(id);
    const title = `Rule ${position}`;
    state.triggers.set(id, { ...trigger, id, title, position: position + 100, isDefault: false });
  }
}

async function writeFiles(folder: string, ids: { fields: number[]; triggers: number[] }) {
  const ours = { fields: ids.fields.slice(0, OUR_FIELDS), rules: ids.triggers.slice(0, OUR_RULES) };
  const keyed = (name: string, list: number[]) =>
    Object.fromEntries(list.map((id, index) => [`${name}_${index + 1}`, id]));
  const lock = { ticket_fields: keyed('field', ours.fields), triggers: keyed('rule', ours.rules) };
  const fields = ours.fields.map((_id, at) => ({
    ...{ key: `field_${at + 1}`, type: 'text', title: `Field ${at + 1}` },
  }));
  const rules = ours.rules.map((_id, at) => ({
    ...{ key: `rule_${at + 1}`, title: `Rule ${at + 1}`, active: true },
    category_id: '@{trigger_categories.bench}',
    all: [{ field: 'status', operator: 'is', value: 'new' }],
    actions: [{ field: 'priority', value: 'high' }],
  }));
  await mkdir(folder, { recursive: true });
  const write = (name: string, content: object) =>
    writeFile(join(folder, name), JSON.stringify(content));
  await write('ticket-fields.yaml', fields);
  await write('trigger-categories.yaml', [{ key: 'bench', name: 'Bench' }]);
  await write('triggers.yaml', rules);
  await write('lock.demo.json', lock);
}

function report(seconds: number, lists: { path: string; count: number }[], what: string): void {
  const holds = (isSo: boolean) => (isSo ? 'holds' : 'DOES NOT HOLD');
  const countOf = (path: string) => lists.find((one) => one.path === `/api/v2/${path}`)?.count ?? 0;
  const calls = lists.reduce((sum, { count }) => sum + count, 0);
  const isOnePerHundred =
    countOf('ticket_fields') <= Math.ceil(FIELDS / 100) && countOf('triggers') <= RULES / 100;
  say(
    `  ${FIELDS} fields (${OUR_FIELDS} in files), ${RULES} rules (${OUR_RULES} in files): ${what}`,
  );
  say(`  ${seconds.toFixed(1)} s   (at most ${MOST_SECONDS}: ${holds(seconds <= MOST_SECONDS)})`);
  say(
    `  ${calls} list calls, ${countOf('ticket_fields')} of fields, ${countOf('triggers')} of triggers   (one per 100: ${holds(isOnePerHundred)})`,
  );
}
