import { randomUUID } from 'node:crypto';
import { createMirroredTickets } from '../../src/mirror/tickets';
import type { Act } from '../../src/outbox/intent';
import { createOutbox } from '../../src/outbox/outbox';
import { migratedDatabase, type MigratedDatabase } from '../support/migrated-database';
import { endAll, start } from './a-process';

const WORDS = 'The secret of the customer';
const requester = {
  id: randomUUID(),
  name: 'Olivia',
  email: 'o@store.example',
  locale: 'pt',
} as const;
const CREATE: Act = {
  kind: 'create',
  payload: {
    requester,
    account: 'store',
    requestKind: 'financial',
    subject: WORDS,
    text: WORDS,
    impact: 'normal',
    followUpOf: null,
  },
};
const REPLY: Act = { kind: 'reply', payload: { requester, account: 'store', text: WORDS } };

describe('an operator looks after the outbox', () => {
  let db: MigratedDatabase;
  let references = 0;
  beforeAll(async () => {
    db = await migratedDatabase();
  });
  afterEach(endAll);
  afterAll(async () => {
    await db.drop();
  });

  const command = async (...args: string[]) => {
    const script = start('scripts/outbox.js', { DATABASE_URL: db.url }, args);
    const { code } = await script.end;
    return { code, said: script.stdout(), complained: script.stderr() };
  };

  /** A request on its way. @returns the number of its act */
  const accepted = async () => {
    const reference = `VS-${(references += 1)}`;
    const outbox = createOutbox(db.kysely);
    const intent = randomUUID();
    await db.kysely.transaction().execute(async (trx) => {
      await outbox.enqueue(trx, { intent, reference, personId: requester.id, act: CREATE });
      await createMirroredTickets(db.kysely).accept(trx, {
        reference,
        account: 'store',
        personId: requester.id,
        requesterName: 'Olivia',
        kind: 'financial',
        impact: 'normal',
        subject: WORDS,
        followUpOf: null,
        at: new Date(),
      });
    });
    return { id: (await outbox.find(intent))!.id, intent, reference };
  };
  const setAside = async () => {
    const { id, intent, reference } = await accepted();
    const outbox = createOutbox(db.kysely);
    const claimed = (await outbox.claim())!;
    expect(claimed.id).toBe(id);
    const why = { reason: 'Zendesk answered 422.', refusal: 'refused_content' } as const;
    await outbox.setAside(db.kysely, claimed, why);
    await createMirroredTickets(db.kysely).uncover(db.kysely, reference);
    return { id: String(id), intent, reference };
  };
  const find = (intent: string) => createOutbox(db.kysely).find(intent);
  const ticket = (reference: string) => createMirroredTickets(db.kysely).find(reference);

  test('listing names what is owed and why it waits, without a word of the customer', async () => {
    const { id, reference } = await setAside();
    const { code, said } = await command('list');
    expect(code).toBe(0);
    expect(said).toContain(
      `${id}\tneeds_attention\t0 min\tcreate\t${reference}\t1 attempts\tZendesk answered 422.\n`,
    );
    expect(said).not.toContain(WORDS);
    expect((await command('show', id)).said).toContain(WORDS);
    await command('drop', id);
  });

  test('retrying makes it due again and shows it as being sent; dropping lets go of it all', async () => {
    const { id, intent, reference } = await setAside();
    expect(await command('retry', id)).toEqual({
      code: 0,
      said: `${id} is due now.\n`,
      complained: '',
    });
    expect(await find(intent)).toMatchObject({ state: 'waiting', refusal: null });
    expect(await ticket(reference)).toMatchObject({ beingSent: true });

    const reply = randomUUID();
    const entry = { intent: reply, reference, personId: requester.id, act: REPLY };
    await createOutbox(db.kysely).enqueue(db.kysely, entry);
    expect(await command('drop', id)).toMatchObject({ code: 0, said: `${id} was dropped.\n` });
    for (const each of [intent, reply]) {
      expect(await find(each)).toMatchObject({ state: 'dropped', payload: {} });
    }
    expect(await ticket(reference)).toBeNull();
    expect((await command('list')).said).toBe('');
    expect(await command('drop', id)).toMatchObject({ code: 1, said: '' });
  });

  test('what a worker holds is left alone', async () => {
    const { id, intent } = await accepted();
    await createOutbox(db.kysely).claim();
    const refused = await command('drop', String(id));
    expect(refused).toMatchObject({ code: 1, said: '' });
    expect(refused.complained).toContain('being delivered now');
    expect(await find(intent)).toMatchObject({ state: 'waiting' });
  });

  test.each([[['drop']], [['drop', 'all']], [['forget', '1']], [['list', '1']], [[]]])(
    '%j is refused with the usage',
    async (args) => {
      const { code, complained } = await command(...args);
      expect(code).toBe(1);
      expect(complained).toContain('npm run outbox -- list');
    },
  );

  test('a number that nothing has is refused with a sentence', async () => {
    expect(await command('show', '999999')).toEqual({
      code: 1,
      said: '',
      complained: 'No such act.\n',
    });
  });
});
