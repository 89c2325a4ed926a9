import { randomBytes } from 'node:crypto';
import {
  newAuthenticatorKey,
  stepOfCode,
  toAuthenticatorKey,
} from '../../../src/use-cases/authenticator-code';
import { oneTimePassword } from '../../support/one-time-password';

const AT = new Date('2026-11-27T12:00:10Z');
const STEP = Math.floor(AT.getTime() / 30_000);

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is the one of RFC 6238, Appendix B', (second, code) => {
  const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const at = new Date(second * 1000);
  expect(oneTimePassword(key, at)).toBe(code);
  expect(stepOfCode(key, code, at)).toBe(Math.floor(second / 30));
});

test.each([
  [-2, undefined],
  [-1, STEP - 1],
  [0, STEP],
  [1, undefined],
  [2, undefined],
])('T-23 the code of step %i is judged %s', (steps, expected) => {
  const key = newAuthenticatorKey(randomBytes);
  expect(stepOfCode(key, oneTimePassword(key, AT, steps), AT)).toBe(expected);
});

test('T-24 a hundred keys are a hundred different ones of 160 bits', () => {
  const keys = Array.from({ length: 100 }, () => newAuthenticatorKey(randomBytes));
  expect(new Set(keys).size).toBe(100);
  expect(keys.every((key) => /^[A-Z2-7]{32}$/.test(key))).toBe(true);
});

test('the app is told the portal, the person, and what its codes are made of', () => {
  const key = newAuthenticatorKey(randomBytes);
  const { uri, text } = toAuthenticatorKey(key, 'owner@lojaazul.example');
  const told = new URL(uri);
  expect(text).toBe(key);
  expect(decodeURIComponent(told.pathname)).toContain('VTEX Support:owner@lojaazul.example');
  expect(Object.fromEntries(told.searchParams)).toMatchObject({
    issuer: 'VTEX Support',
    secret: key,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
