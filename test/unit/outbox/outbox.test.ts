import { randomUUID } from 'node:crypto';
import type { Act } from '../../../src/outbox/intent';
import { createOutbox } from '../../../src/outbox/outbox';
import { migratedDatabase, type MigratedDatabase } from '../../support/migrated-database';

const SOLVE: Act = { kind: 'solve', payload: {} };
const requester = {
  id: randomUUID(),
  name: 'Olívia',
  email: 'o@loja.example',
  locale: 'pt',
} as const;
const REPLY: Act = { kind: 'reply', payload: { requester, account: 'loja', text: 'A reply.' } };
const CREATE: Act = {
  kind: 'create',
  payload: {
    requester,
    account: 'loja',
    requestKind: 'financial',
    subject: 'Invoice',
    text: 'A question.',
    impact: 'normal',
    followUpOf: null,
  },
};

describe('what we owe Zendesk', () => {
  let db: MigratedDatabase;
  let outbox: ReturnType<typeof createOutbox>;
  beforeAll(async () => {
    db = await migratedDatabase(20);
    outbox = createOutbox(db.kysely);
  });
  beforeEach(() => db.pool.query('truncate outbox'));
  afterAll(async () => {
    await db.drop();
  });

  const enqueue = async (reference: string, act: Act = CREATE, intent: string = randomUUID()) => {
    const entry = { intent, reference, personId: requester.id, act };
    const isNew = await db.kysely.transaction().execute((trx) => outbox.enqueue(trx, entry));
    return { intent, isNew };
  };
  const claimed = async () => {
    const claim = await outbox.claim();
    if (!claim) throw new Error('Nothing was due.');
    return claim;
  };
  const expireLeases = () =>
    db.pool.query(`update outbox set leased_until = now() - interval '1 second'`);

  test('the same intent twice is one act, and its words are the first ones', async () => {
    const { intent } = await enqueue('VS-1');
    const again = await enqueue('VS-1', SOLVE, intent);
    expect(again.isNew).toBe(false);
    expect(await outbox.find(intent)).toMatchObject({ kind: 'create', payload: CREATE.payload });
    expect(await outbox.countByState()).toEqual({ waiting: 1 });
  });

  test('an act whose transaction fails was never taken on', async () => {
    const intent = randomUUID();
    const entry = { intent, reference: 'VS-1', personId: requester.id, act: CREATE };
    const work = db.kysely.transaction().execute(async (trx) => {
      await outbox.enqueue(trx, entry);
      throw new Error('the rest failed');
    });
    await expect(work).rejects.toThrow('the rest failed');
    expect(await outbox.find(intent)).toBeNull();
  });

  test('acts on one ticket go out in the order they were done, other tickets meanwhile', async () => {
    const create = await enqueue('VS-1');
    const reply = await enqueue('VS-1', REPLY);
    const solve = await enqueue('VS-1', SOLVE);
    const other = await enqueue('VS-2');

    const first = await claimed();
    expect(first).toMatchObject({ intent: create.intent, attempts: 1, unclear: false });
    expect((await claimed()).intent).toBe(other.intent);
    expect(await outbox.claim()).toBeNull();

    await outbox.markDelivered(db.kysely, first);
    const second = await claimed();
    expect(second.intent).toBe(reply.intent);
    await outbox.postpone(second, { delaySeconds: 600, unclear: false, reason: 'away' });
    expect(await outbox.claim()).toBeNull();
    expect((await outbox.waitingFor('VS-1')).map(({ intent }) => intent)).toEqual([
      reply.intent,
      solve.intent,
    ]);
  });

  test('a postponed act comes back when its time has come, with its doubt', async () => {
    await enqueue('VS-1');
    const first = await claimed();
    await outbox.postpone(first, { delaySeconds: 600, unclear: false, reason: 'away' });
    expect(await outbox.claim()).toBeNull();
    await db.pool.query('update outbox set next_attempt_at = now()');
    const second = await claimed();
    expect(second).toMatchObject({ attempts: 2, unclear: false, lastError: 'away' });
    await outbox.postpone(second, { delaySeconds: 0, unclear: true, reason: 'timeout' });
    expect(await claimed()).toMatchObject({ attempts: 3, unclear: true });
  });

  test('when a worker dies another takes over, in doubt about what the first one did', async () => {
    const { intent } = await enqueue('VS-1');
    await claimed();
    expect(await outbox.claim()).toBeNull();
    await expireLeases();
    expect(await claimed()).toMatchObject({ intent, attempts: 2, unclear: true });
  });

  test('a worker that lost its lease can no longer write', async () => {
    const { intent } = await enqueue('VS-1');
    const former = await claimed();
    await expireLeases();
    const present = await claimed();

    expect(await outbox.markDelivered(db.kysely, former)).toBe(false);
    expect(
      await outbox.setAside(db.kysely, former, { reason: 'refused', refusal: 'refused_content' }),
    ).toBe(false);
    const later = { delaySeconds: 600, unclear: false, reason: 'away' };
    expect(await outbox.postpone(former, later)).toBe(false);
    expect(await outbox.find(intent)).toMatchObject({ state: 'waiting', lastError: null });

    expect(await outbox.markDelivered(db.kysely, present)).toBe(true);
    expect(
      await outbox.setAside(db.kysely, present, { reason: 'too late', refusal: 'refused_content' }),
    ).toBe(false);
    expect(await outbox.find(intent)).toMatchObject({ state: 'delivered' });
  });

  test('a request set aside holds back its replies and nothing else', async () => {
    const create = await enqueue('VS-1');
    await enqueue('VS-1', REPLY);
    const other = await enqueue('VS-2');
    const otherReply = await enqueue('VS-2', REPLY);

    const refused = await claimed();
    expect(
      await outbox.setAside(db.kysely, refused, {
        reason: 'invalid: no such form',
        refusal: 'refused_content',
      }),
    ).toBe(true);
    expect(await outbox.find(create.intent)).toMatchObject({
      state: 'needs_attention',
      lastError: 'invalid: no such form',
    });
    const next = await claimed();
    expect(next.intent).toBe(other.intent);
    await outbox.markDelivered(db.kysely, next);
    expect((await claimed()).intent).toBe(otherReply.intent);
    expect(await outbox.claim()).toBeNull();
  });

  test('a reply set aside does not hold back what follows', async () => {
    await enqueue('VS-1', REPLY);
    const solve = await enqueue('VS-1', SOLVE);
    await outbox.setAside(db.kysely, await claimed(), {
      reason: 'ticket_closed',
      refusal: 'refused_content',
    });
    expect((await claimed()).intent).toBe(solve.intent);
  });

  test('workers that look at the same moment never get the same act', async () => {
    for (let ticket = 0; ticket < 12; ticket += 1) await enqueue(`VS-${ticket}`);
    const claims = await Promise.all(Array.from({ length: 20 }, () => outbox.claim()));
    const got = claims.flatMap((claim) => claim?.intent ?? []);
    expect(new Set(got).size).toBe(got.length);
    // A worker that looked while another was choosing may leave empty-handed; nothing is lost.
    for (let claim = await outbox.claim(); claim; claim = await outbox.claim()) {
      got.push(claim.intent);
    }
    expect(new Set(got).size).toBe(12);
    expect(got).toHaveLength(12);
  });
});
