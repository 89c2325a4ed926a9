import { randomBytes } from 'node:crypto';
import {
  readRecoveryCode,
  RECOVERY_CODES,
  writeRecoveryCode,
} from '../../../src/domain/recovery-code';

test('T-26 a recovery code holds at least 64 random bits, all of them', () => {
  expect(RECOVERY_CODES.bytes * 8).toBeGreaterThanOrEqual(64);
  const zeros = Buffer.alloc(RECOVERY_CODES.bytes);
  const written = new Set<string>();
  for (let bit = 0; bit < RECOVERY_CODES.bytes * 8; bit += 1) {
    const bytes = Buffer.from(zeros);
    bytes[bit >> 3]! |= 1 << (bit & 7);
    written.add(writeRecoveryCode(bytes));
  }
  expect(written.size).toBe(RECOVERY_CODES.bytes * 8);
});

test('a code is read as it was written, and as people type it', () => {
  const code = writeRecoveryCode(randomBytes(RECOVERY_CODES.bytes));
  const plain = code.replaceAll('-', '');
  expect(code).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){5}$/);
  const typed = ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'L')} `;
  expect(readRecoveryCode(code)).toBe(plain);
  expect(readRecoveryCode(typed)).toBe(plain);
});

test.each([
  '',
  '123456',
  'uuuu-uuuu-uuuu-uuuu-uuuu-uuuu',
  '7k2p-9xqa-m4t8-w0fz-3hc6-r1n',
  '7k2p-9xqa-m4t8-w0fz-3hc6-r1ny-1',
])('%j is no recovery code', (typed) => {
  expect(readRecoveryCode(typed)).toBeUndefined();
});
