import { isSignedWith } from '../../../src/zendesk/webhook-signature';
import { changedTicket } from '../../../src/zendesk/changed-ticket';

/** The secret Zendesk signs tests with, which is used as it is written, never decoded. */
const SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const DELIVERY = {
  signature: 'JteWkSA/Tu/ManxlAwjEQU2Ul1VmHOMEqJeatAgomJU=',
  timestamp: '2026-01-31T10:00:00Z',
  body: Buffer.from('{"ticket_id":"123"}'),
};

describe('the signature of a webhook', () => {
  test('is the HMAC of the timestamp and the bytes, one after the other', () => {
    expect(isSignedWith([SECRET], DELIVERY)).toBe(true);
  });

  test('holds with the second secret, while one replaces the other', () => {
    expect(isSignedWith(['a new secret', SECRET], DELIVERY)).toBe(true);
    expect(isSignedWith(['a new secret', 'another'], DELIVERY)).toBe(false);
    expect(isSignedWith([], DELIVERY)).toBe(false);
  });

  test.each([
    ['no signature', { signature: '' }],
    ['a shortened signature', { signature: DELIVERY.signature.slice(0, -1) }],
    ['a signature that is not base64', { signature: 'ä'.repeat(44) }],
    ['another time', { timestamp: '2026-01-31T10:00:01Z' }],
    ['one byte changed', { body: Buffer.from('{"ticket_id":"124"}') }],
    ['the same JSON written otherwise', { body: Buffer.from('{"ticket_id": "123"}') }],
    ['no body', { body: Buffer.alloc(0) }],
  ])('is refused with %s', (_what, change) => {
    expect(isSignedWith([SECRET], { ...DELIVERY, ...change })).toBe(false);
  });
});

describe('the ticket a webhook is about', () => {
  const read = (text: string) => changedTicket(Buffer.from(text));

  test('is read from a trigger of ours and from an event', () => {
    expect(read('{"ticket_id":"123"}')).toBe(123);
    expect(read('{"ticket_id":123,"subject":"anything"}')).toBe(123);
    expect(read('{"type":"zen:event-type:ticket.created","detail":{"id":"123"}}')).toBe(123);
  });

  test.each([
    ['', 'not JSON', 'null', '[]', '{}', '"123"'],
    ['{"ticket_id":"0"}', '{"ticket_id":"-1"}', '{"ticket_id":1.5}', '{"ticket_id":"1e3"}'],
    ['{"ticket_id":"1234567890123456"}', '{"ticket_id":["123"]}', '{"ticket_id":"12 or 1=1"}'],
    ['{"type":"zen:event-type:user.deleted","detail":{"id":"123"}}', '{"detail":{"id":"123"}}'],
  ])('is nobody’s in %s and the like', (...bodies) => {
    expect(bodies.map(read)).toEqual(bodies.map(() => null));
  });
});
