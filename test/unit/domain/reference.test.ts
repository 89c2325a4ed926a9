import { randomBytes } from 'node:crypto';
import { isReference, makeReference } from '../../../src/domain/reference';

test('every random value makes a reference that can be read out on the phone', () => {
  for (let round = 0; round < 1000; round += 1) {
    const reference = makeReference(randomBytes(12));
    expect(reference).toMatch(/^VS-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(isReference(reference)).toBe(true);
  }
});

test('the same bytes make the same reference, and any other byte another one', () => {
  const bytes = Buffer.alloc(12);
  const references = new Set([makeReference(bytes)]);
  for (let position = 0; position < 12; position += 1) {
    for (let value = 1; value < 32; value += 1) {
      const other = Buffer.from(bytes);
      other[position] = value;
      references.add(makeReference(other));
    }
  }
  expect(references.size).toBe(1 + 12 * 31);
  expect(makeReference(Buffer.alloc(12))).toBe('VS-000000-000000');
});

test.each(['', 'VS-000000', 'vs-000000-000000', 'VS-00000I-000000', ' VS-000000-000000', '17'])(
  '%j is no reference',
  (text) => {
    expect(isReference(text)).toBe(false);
  },
);
