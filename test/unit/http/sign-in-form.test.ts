import { readCodeForm, readEmailForm } from '../../../src/http/forms/sign-in-form';

describe('the sign-in forms', () => {
  it('reads one address', () => {
    expect(readEmailForm({ email: ' owner@lojaazul.example ' })).toMatchObject({
      ok: true,
      value: { email: 'owner@lojaazul.example' },
    });
  });

  it.each([
    '',
    'owner',
    'owner@',
    'a@b.example,c@d.example',
    'a@b.example;c@d.example',
    'a@b.example c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    '"a" <a@b.example>',
    'a@b.example\0',
    `${'a'.repeat(250)}@b.example`,
  ])('refuses %j', (email) => {
    expect(readEmailForm({ email })).toMatchObject({
      ok: false,
      typed: { email },
      problems: [{ field: 'email', key: 'problem.email_invalid' }],
    });
  });

  it('reads six digits, however they were spaced', () => {
    expect(readCodeForm({ code: ' 012 345 ' })).toMatchObject({ value: { code: '012345' } });
    expect(readCodeForm({ code: '012-345' })).toMatchObject({ value: { code: '012345' } });
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('refuses the code %j', (code) => {
    expect(readCodeForm({ code })).toMatchObject({ ok: false, typed: {} });
  });
});
