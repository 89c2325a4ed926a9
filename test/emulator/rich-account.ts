import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startClient, type Client } from './client';

type Pairs = [number, Record<string, unknown>][];

export const SECOND = { brand: 501, form: 502, group: 503 };
export const FIELDS = {
  text: 360000000101,
  tagger: 360000000103,
  multiselect: 511,
  checkbox: 512,
  date: 513,
  regexp: 514,
  integer: 515,
};

/** Starts an account with two brands, forms and groups, and a field of every type. */
export async function startRichAccount(): Promise<Client> {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-rules-'));
  const first = await startClient({ dataDir });
  await first.call('PUT', '/account/settings', { settings: { tickets: {} } });
  await first.stop();
  const file = join(dataDir, 'state.json');
  const kept = JSON.parse(await readFile(file, 'utf8')) as {
    state: { maps: Record<'brands' | 'ticketForms' | 'groups' | 'ticketFields', Pairs> };
  };
  const { brands, ticketForms, groups, ticketFields } = kept.state.maps;
  const copy = (pairs: Pairs, id: number, change: object) => {
    const [[, original] = [0, {}]] = pairs;
    pairs.push([id, { ...original, id, ...change }]);
  };
  copy(brands, SECOND.brand, { name: 'Second' });
  copy(ticketForms, SECOND.form, { name: 'Second', isDefault: false });
  copy(groups, SECOND.group, { name: 'Second', isDefault: false, memberIds: [] });
  for (const type of ['multiselect', 'checkbox', 'date', 'regexp', 'integer'] as const) {
    const options =
      type === 'multiselect'
        ? [
            { id: 1, name: 'Red', value: 'red' },
            { id: 2, name: 'Blue', value: 'blue' },
          ]
        : [];
    copy(ticketFields, FIELDS[type], { type, title: type, removable: true, options });
  }
  await writeFile(file, JSON.stringify(kept));
  const client = await startClient({ dataDir });
  return {
    ...client,
    stop: async () => {
      await client.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
