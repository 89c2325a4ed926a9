import { retryDelay } from '../../../src/outbox/retry-schedule';

const RANDOMS = [0, 0.001, 0.25, 0.5, 0.75, 0.999_999];
const ATTEMPTS = [1, 2, 3, 5, 8, 9, 20, 100, 1_000_000];

test('every wait is between half a second and five minutes', () => {
  for (const attempts of ATTEMPTS) {
    for (const random of RANDOMS) {
      const seconds = retryDelay(attempts, random);
      expect(seconds).toBeGreaterThanOrEqual(0.5);
      expect(seconds).toBeLessThan(300);
    }
  }
});

test('waits grow with the attempts until they are as long as they get', () => {
  for (const random of RANDOMS) {
    const waits = ATTEMPTS.map((attempts) => retryDelay(attempts, random));
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  }
  expect([1, 2, 3, 8, 9].map((attempts) => retryDelay(attempts, 0.5))).toEqual([
    ...[1, 2, 4, 128, 150],
  ]);
});

test('acts that failed together do not come back together', () => {
  const waits = RANDOMS.map((random) => retryDelay(6, random));
  expect(new Set(waits.map(Math.round)).size).toBeGreaterThan(4);
});
