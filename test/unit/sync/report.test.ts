import { exitCodeOf, planToText, wantsColor } from '../../../src/sync/report';
import { appliedState, edited, planOf } from './a-live';
import { entriesOf, withFiles } from './a-configuration';

describe('a plan as a person reads it (ideal 19)', () => {
  const drifted = edited(appliedState(), 'triggers', 'webhook', { title: 'Mine now' });

  test('says what changes, from what to what, and whose doing it was (ideal 3)', () => {
    const text = planToText(planOf(drifted), { color: false });
    expect(text).toContain('~ triggers.webhook "Mine now"');
    expect(text).toContain('title: "Mine now" → "VTEX portal: webhook" (drift)');
    expect(text).toContain('1 to change in test.');
    expect(text).toContain('Not ours, left as they are: 4 ticket fields.');
  });

  test('is short of words when there is nothing to do', () => {
    expect(planToText(planOf(appliedState()), { color: false })).toBe(
      'Nothing to do.\nNot ours, left as they are: 4 ticket fields.\n',
    );
  });

  test('shows of two long texts the place where they part', () => {
    const long = (end: string) => `${'x'.repeat(500)}${end}`;
    const file = (end: string) =>
      withFiles({ 'groups.yaml': `- key: finance\n  name: Finance\n  description: ${long(end)}` });
    const plan = planOf(appliedState(entriesOf(file('A'))), { desired: entriesOf(file('B')) });
    const line = planToText(plan, { color: false })
      .split('\n')
      .find((one) => one.includes('description'));
    expect(line).toMatch(/…x{20}A" → …x{20}B" \(ours\)/);
  });

  test('names what must be allowed and what is in the way', () => {
    const plan = planOf(
      {},
      { problems: [{ check: 'tag-clash', place: 'a.yaml:3', message: 'Twice.' }] },
    );
    const text = planToText(
      {
        ...plan,
        changes: plan.changes.map((change) => ({ ...change, needsAllow: change.key === 'area' })),
      },
      { color: false },
    );
    expect(text).toContain('Problem a.yaml:3: Twice. [tag-clash]');
    expect(text.match(/Needs --allow \w+/g)).toEqual(['Needs --allow area']);
    expect(exitCodeOf(plan)).toBe(1);
  });

  test('is coloured for a person at a terminal only', () => {
    const plan = planOf(drifted);
    const codes = planToText(plan, { color: true }).split('\u001b[');
    expect(codes.length).toBeGreaterThan(4);
    expect(
      codes
        .slice(1)
        .join('')
        .replaceAll(/(?<=^|[^\d])\d+m/g, ''),
    ).toContain('Mine now');
    expect(planToText(plan, { color: false })).not.toContain('\u001b');
    const terminal = { isTTY: true, noColor: undefined, flag: false };
    expect(wantsColor(terminal)).toBe(true);
    expect(wantsColor({ ...terminal, isTTY: false })).toBe(false);
    expect(wantsColor({ ...terminal, noColor: '1' })).toBe(false);
    expect(wantsColor({ ...terminal, flag: true })).toBe(false);
  });
});
