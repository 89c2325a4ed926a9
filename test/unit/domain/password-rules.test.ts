import { dictionary } from '@zxcvbn-ts/language-common';
import { PASSWORD_RULES, passwordFault, toPassword } from '../../../src/domain/password-rules';
import { isCommonPassword } from '../../../src/use-cases/common-passwords';

const SURROUNDINGS = [
  'lojaazul',
  'lojaazulb2b',
  'olivia.azul@correio.example',
  'Olívia Azul',
  'vtex',
];
const fault = (typed: string, least?: number) =>
  passwordFault(toPassword(typed), SURROUNDINGS, isCommonPassword, least);

test.each([
  [7, PASSWORD_RULES.least, 'too_short'],
  [8, PASSWORD_RULES.least, undefined],
  [14, PASSWORD_RULES.leastAlone, 'too_short'],
  [15, PASSWORD_RULES.leastAlone, undefined],
])('T-15 %i characters where %i are asked: %s', (length, least, expected) => {
  expect(fault('kx9wqz7mvbt2hyj'.slice(0, length), least)).toBe(expected);
});

test.each([
  [
    '64 characters',
    'kx9wqz7m'
      .split('')
      .map((c, i) => c.repeat((i % 3) + 1))
      .join('')
      .repeat(4)
      .slice(0, 55) + 'tail9wqzx',
  ],
  ['128 characters', Array.from({ length: 64 }, (_, at) => String(at).padStart(2, 'q')).join('')],
  ['spaces', 'correct horse battery staple'],
  ['spaces at the ends', ' kx9w qz7m '],
  ['emoji', '🌵🎺🧀🚲🦔🪁🧭🫐'],
  ['Japanese', '青い店の朝ごはん'],
  ['no upper case, digit or sign', 'kxwqzmvbthyj'],
])('T-16 %s may be a password', (_, password) => {
  expect(fault(password)).toBeUndefined();
});

test('T-16 what a keyboard composes and what it spells in two signs is one password', () => {
  expect(toPassword('cafe\u0301 ﬁno')).toBe(toPassword('caf\u00e9 fino'));
});

test('T-16 more than 256 characters are refused, not cut', () => {
  const long = Array.from({ length: 90 }, (_, at) => `${at}kz`).join('');
  expect(fault(long.slice(0, 256))).toBeUndefined();
  expect(fault(long.slice(0, 257))).toBe('too_long');
});

test.each([
  ...[
    'password1234567',
    'password',
    'Password',
    'p@$$w0rd2024',
    'PASSWORD!!!!',
    '12345678',
    '87654321',
  ],
  ...[
    'qwertyuiop',
    'aaaaaaaa',
    'abababab',
    'abcdefgh',
    'dragondragon',
    'Senha@2026',
    'minhasenha1',
  ],
  ...['contraseña123', 'flamengo10', '1q2w3e4r', 'iloveyou1', '!!!!letmein!!!!'],
])('T-17 %j is guessed first', (password) => {
  expect(fault(password)).toBe('too_common');
});

test.each([
  ...[
    'lojaazul1234567',
    'LojaAzul2026',
    'lojaazulb2b!',
    'olivia.azul',
    'olivia.azul99',
    'OLIVIA-1999',
  ],
  ...['vtexvtexvtex', 'vtex-kx9w', 'lojaazulpassword', 'correio.example', 'Olívia Azul 1'],
])('T-17 %j is made of what everybody knows about its owner', (password) => {
  expect(fault(password)).toMatch(/too_close|too_common/);
});

test('T-17 a name in a password does no harm when enough of it is left', () => {
  expect(fault('olivia kx9wqz7m')).toBeUndefined();
});

test('T-17 at least 3,000 of the listed passwords are long enough to be chosen', () => {
  const listed = dictionary['passwords-common'];
  const choosable = listed.filter((word) => word.length >= PASSWORD_RULES.least);
  expect(choosable.length).toBeGreaterThan(3_000);
  expect(choosable.filter((word) => fault(word) === undefined)).toEqual([]);
});
