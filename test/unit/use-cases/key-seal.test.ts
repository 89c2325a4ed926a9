import { randomBytes } from 'node:crypto';
import { createKeySeal } from '../../../src/use-cases/key-seal';

const [OLD, NEW] = ['an old secret of thirty-two letters', 'a new secret of thirty-two letters!'];
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

test('T-32 a sealed key shows nothing of itself, and never looks the same twice', () => {
  const seal = createKeySeal([OLD], randomBytes);
  const sealed = [seal.seal(KEY, 'olivia'), seal.seal(KEY, 'olivia')];
  expect(sealed[0]).not.toBe(sealed[1]);
  expect(sealed.join()).not.toContain(KEY);
  expect(sealed.map((text) => seal.open(text, 'olivia'))).toEqual([KEY, KEY]);
});

test('a key opens for its owner only, and only as it was sealed', () => {
  const seal = createKeySeal([OLD], randomBytes);
  const sealed = seal.seal(KEY, 'olivia');
  const altered = sealed.replace(/\.(.)/, (_, letter: string) => `.${letter === 'A' ? 'B' : 'A'}`);
  expect(() => seal.open(sealed, 'fabio')).toThrow('does not open');
  expect(() => seal.open(altered, 'olivia')).toThrow('does not open');
  expect(() => seal.open('', 'olivia')).toThrow('does not open');
});

test('after a change of the secret the new one seals and the old one still opens', () => {
  const before = createKeySeal([OLD], randomBytes).seal(KEY, 'olivia');
  const during = createKeySeal([NEW, OLD], randomBytes);
  const after = createKeySeal([NEW], randomBytes);
  expect(during.isOld(before)).toBe(true);
  expect(during.isOld(during.seal(KEY, 'olivia'))).toBe(false);
  expect(during.open(before, 'olivia')).toBe(KEY);
  expect(after.open(during.seal(KEY, 'olivia'), 'olivia')).toBe(KEY);
  expect(() => after.open(before, 'olivia')).toThrow('does not open');
});
