import { toEmail } from '../../../src/domain/sign-in-rules';

test.each([
  ['owner@loja.example', 'owner@loja.example'],
  ['  Owner@LOJA.Example\n', 'owner@loja.example'],
  ['first.last+vtex@mail.loja.example', 'first.last+vtex@mail.loja.example'],
  ["o'neil@loja.example", "o'neil@loja.example"],
  ['olívia@loja.example', 'olívia@loja.example'],
  ['oli\u0301via@loja.example', 'olívia@loja.example'],
])('%j is the address %s', (text, email) => {
  expect(toEmail(text)).toBe(email);
});

test.each([
  ...['', 'owner', 'owner@', '@loja.example', 'owner@loja', 'a@b@c.example', 'owner @loja.example'],
  ...['a@x.example,b@y.example', 'a@x.example;b@y.example', 'a@x.example b@y.example'],
  ...[
    'Owner <a@x.example>',
    '"owner"@x.example',
    'a@x.example\r\nBcc: b@y.example',
    'a\0@x.example',
  ],
  ...['a@-x.example', 'a@x.example.', 'a@x_y.example', 'a@[127.0.0.1]'],
  ...[`${'a'.repeat(65)}@x.example`, `a@${'x'.repeat(250)}.example`],
])('%j is not one plain address', (text) => {
  expect(toEmail(text)).toBeUndefined();
});
