import { toAccountName } from '../../../src/domain/account';

test.each([
  ['lojaazul', 'lojaazul'],
  ['  LojaAzul ', 'lojaazul'],
  ['loja-azul-2', 'loja-azul-2'],
  ['7', '7'],
  ['a'.repeat(63), 'a'.repeat(63)],
])('%j is the account %s', (text, name) => {
  expect(toAccountName(text)).toBe(name);
});

test.each([
  ...['', ' ', '-loja', 'loja-', 'loja_azul', 'loja.azul', 'loja azul', 'lojá', 'a/b', '../etc'],
  ...['loja\nazul', 'loja%', "loja'azul", 'a'.repeat(64), 'lojaazul.evil.example', 'ⅼoja'],
])('%j is no account', (text) => {
  expect(toAccountName(text)).toBeUndefined();
});
