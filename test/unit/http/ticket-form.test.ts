import type { Offer } from '../../../src/domain/offer';
import { readReplyForm } from '../../../src/http/forms/reply-form';
import { readTicketForm } from '../../../src/http/forms/ticket-form';

const same = (text: string) => ({ en: text, pt: text, es: text });
const offer: Offer = {
  kinds: [{ key: 'financial', label: same('Financial') }],
  impactLevels: [
    {
      key: 'normal',
      label: same('Normal'),
      meaning: same('General questions.'),
      priority: 'normal',
    },
  ],
};
const complete = {
  name: 'Olívia Azul',
  account: 'lojaazul',
  kind: 'financial',
  subject: 'Boleto not received',
  text: 'We did not receive it.',
  impact: 'normal',
  followUpOf: '',
};
const read = (changes: object) => readTicketForm({ ...complete, ...changes }, offer);
const problemsOf = (changes: object) => {
  const form = read(changes);
  return form.ok ? [] : form.problems;
};

describe('the form that sends a request', () => {
  it('becomes a draft when it is complete', () => {
    expect(read({})).toMatchObject({ ok: true, value: { ...complete, followUpOf: null } });
  });

  it('names every field that is missing, once, in the order of the form', () => {
    const form = readTicketForm({}, offer);
    expect(form.ok ? [] : form.problems.map(({ key }) => key)).toEqual([
      'problem.name_missing',
      'problem.account_missing',
      'problem.kind_missing',
      'problem.subject_missing',
      'problem.text_missing',
      'problem.impact_missing',
    ]);
  });

  it('gives back what was typed, as typed, when it is refused', () => {
    const form = read({ subject: '  two\r\nlines ', impact: '' });
    expect(form).toMatchObject({ ok: false, typed: { subject: '  two\r\nlines ', impact: '' } });
  });

  it('tidies text: one kind of line break, no NUL, nothing around it', () => {
    const form = read({ subject: ' a\r\nb\tc ', text: '\r\nfirst\r\nsecond\rthird\0\n ' });
    expect(form).toMatchObject({ value: { subject: 'a b c', text: 'first\nsecond\nthird' } });
  });

  it('counts characters as people do', () => {
    expect(problemsOf({ subject: '🧾'.repeat(150) })).toEqual([]);
    expect(problemsOf({ subject: '🧾'.repeat(151) })).toEqual([
      { field: 'subject', key: 'problem.subject_long', values: { limit: 150 } },
    ]);
    expect(problemsOf({ text: 'é'.repeat(65_000) })).toEqual([]);
    expect(problemsOf({ text: 'é'.repeat(65_001) })).toMatchObject([{ key: 'problem.text_long' }]);
  });

  it.each([' lojaazul', 'LojaAzul', 'loja_azul', 'loja.azul', '../x', 'null\0'])(
    'takes no account that the list of choices could not have given: %j',
    (account) => {
      expect(problemsOf({ account })).toMatchObject([{ key: 'problem.account_missing' }]);
    },
  );

  it('takes only kinds and levels that are offered', () => {
    expect(problemsOf({ kind: 'technical' })).toMatchObject([{ field: 'kind' }]);
    expect(problemsOf({ impact: 'low' })).toMatchObject([{ field: 'impact' }]);
  });

  it('reads the number of the request it follows up', () => {
    expect(read({ followUpOf: '1042' })).toMatchObject({ value: { followUpOf: 1042 } });
  });

  it.each([
    { subject: ['a', 'b'] },
    { account: { name: 'lojaazul' } },
    { text: null },
    { followUpOf: '-1' },
    { followUpOf: '1e3' },
  ])('refuses %j, which no page of ours sends', (changes) => {
    expect(() => read(changes)).toThrow('Unreadable');
  });

  it('hands on nothing but its own fields', () => {
    const form = read({ status: 'solved', requester_id: '1', public: 'false' });
    expect(form.ok && Object.keys(form.value).sort()).toEqual(Object.keys(complete).sort());
  });
});

describe('the form that sends a reply', () => {
  it('needs words', () => {
    expect(readReplyForm({ text: ' \r\n ' })).toMatchObject({
      ok: false,
      problems: [{ field: 'text', key: 'problem.reply_missing' }],
    });
    expect(readReplyForm({ text: 'Thanks\r\n' })).toMatchObject({ value: { text: 'Thanks' } });
  });
});
