import { AppError, type ErrorCode, type ErrorExtras } from '../../../src/errors';
import { judge } from '../../../src/outbox/deliver';

const verdict = (code: ErrorCode, extras: ErrorExtras = {}, claimed = {}, random = 0.5) =>
  judge(
    new AppError(code, 'Zendesk said so.', extras),
    { attempts: 3, unclear: false, ...claimed },
    random,
  );

test.each(['invalid', 'not_found', 'forbidden', 'unauthenticated'] as const)(
  'an act refused as %s is set aside for a human, with the reason',
  (code) => {
    expect(verdict(code)).toMatchObject({ move: 'set_aside', reason: 'Zendesk said so.' });
    expect(verdict(code, { details: { reason: 'ticket_closed' } })).toMatchObject({
      move: 'set_aside',
      reason: 'ticket_closed: Zendesk said so.',
    });
  },
);

test.each([
  ['invalid', { reason: 'ticket_closed' }, 'ticket_closed'],
  ['invalid', { reason: 'not_solved' }, 'not_allowed'],
  ['invalid', {}, 'refused_content'],
  ['forbidden', {}, 'not_allowed'],
  ['not_found', {}, 'unknown'],
] as const)('the writer of an act refused as %s (%j) is told: %s', (code, details, refusal) => {
  expect(verdict(code, { details })).toMatchObject({ refusal });
});

test('after a conflict the worker looks what is there before it tries again', () => {
  expect(verdict('conflict')).toEqual({ move: 'postpone', delaySeconds: 4, unclear: true });
});

test('rate limits are waited out as told, and leave no doubt behind', () => {
  expect(verdict('rate_limited', { retryAfter: 17 })).toEqual({
    move: 'postpone',
    delaySeconds: 17.5,
    unclear: false,
  });
  expect(verdict('rate_limited')).toMatchObject({ delaySeconds: 60.5 });
  expect(verdict('rate_limited', {}, { unclear: true })).toMatchObject({ unclear: true });
});

describe('when Zendesk is away', () => {
  test('an attempt that may have arrived is looked up before the next one', () => {
    expect(verdict('unavailable')).toEqual({ move: 'postpone', delaySeconds: 4, unclear: true });
  });

  test('an attempt that never left is simply made again', () => {
    const notSent = { details: { outcome: 'not_sent' } };
    expect(verdict('unavailable', notSent)).toMatchObject({ move: 'postpone', unclear: false });
    expect(verdict('unavailable', notSent, { unclear: true })).toMatchObject({ unclear: true });
  });

  test('the longer of its wish and our backoff is waited', () => {
    expect(verdict('unavailable', { retryAfter: 90 })).toMatchObject({ delaySeconds: 90 });
    expect(verdict('unavailable', { retryAfter: 1 })).toMatchObject({ delaySeconds: 4 });
  });
});

test('our own bug or credentials hold the act for a minute, however often it happens', () => {
  for (const attempts of [1, 10, 1_000]) {
    expect(verdict('internal', {}, { attempts })).toEqual({
      move: 'postpone',
      delaySeconds: 60,
      unclear: true,
    });
  }
});
