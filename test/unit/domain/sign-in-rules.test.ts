import fc from 'fast-check';
import { toEmail } from '../../../src/domain/sign-in-rules';

test.each([
  ['owner@loja.example', 'owner@loja.example'],
  ['  Owner@LOJA.Example\n', 'owner@loja.example'],
  ['first.last+vtex@mail.loja.example', 'first.last+vtex@mail.loja.example'],
  ["o'neil@loja.example", "o'neil@loja.example"],
  ['olívia@loja.example', 'olívia@loja.example'],
  ['\u212aelvin@loja.example', 'kelvin@loja.example'],
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
  ...['.a@x.example', 'a.@x.example', 'a..b@x.example', 'a@x..example', 'a@x-.example'],
  ...['a@-x.example', 'a@x.example.', 'a@x_y.example', 'a@[127.0.0.1]'],
  ...[`${'a'.repeat(65)}@x.example`, `a@${'x'.repeat(250)}.example`],
])('%j is not one plain address', (text) => {
  expect(toEmail(text)).toBeUndefined();
});

test('an address that was read is read the same again, whatever was typed', () => {
  const near = fc.stringMatching(
    /^[ a-zA-Z\u0130\u0131\u00c5\u030a\u0301.+'-]{1,12}@[a-z.-]{1,12}\.example$/,
  );
  fc.assert(
    fc.property(near, (text) => {
      const email = toEmail(text);
      expect(email === undefined ? undefined : toEmail(email)).toBe(email);
    }),
  );
});
