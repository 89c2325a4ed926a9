import { emptyState } from '../../src/emulator/state';
import { addStandardRules } from '../../src/emulator/seed/standard-rules';
import { startClient } from './client';
import { automation, trigger } from './rules';

test('the rules a new account comes with are rules this account takes', async () => {
  const state = emptyState();
  addStandardRules(state, '2026-01-31T10:00:00Z');
  const triggers = [...state.triggers.values()];
  expect(triggers).toHaveLength(8);
  expect(triggers.every(({ isDefault, active }) => isDefault && active)).toBe(true);
  const zendesk = await startClient();
  for (const { title, all, actions } of triggers) await trigger(zendesk, title, all, actions);
  for (const { title, all, actions } of state.automations.values()) {
    expect((await automation(zendesk, title, all, actions)).conditions.all).toContainEqual({
      ...{ field: 'SOLVED', operator: 'greater_than', value: '96' },
    });
  }
  await zendesk.stop();
});
