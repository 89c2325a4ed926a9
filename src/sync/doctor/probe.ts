import { z } from 'zod';
import { AppError } from '../../errors';
import type { DoctorPorts, Probe, ProbeTicket } from './check';
import { PORTAL_TAG } from './portal-tag';

const body = z.object({ ticket: z.object({ id: z.int() }) });
const self = z.object({ user: z.object({ id: z.int() }) });

/**
 * Makes one ticket, twice under one key. Its requester is our own user and its comment internal,
 * so nobody is mailed.
 * @param uuid makes its key and its reference
 */
export function createProbe(
  { ask }: Pick<DoctorPorts, 'ask'>,
  uuid: () => string,
): Probe & { remove(): Promise<void> } {
  let made: Promise<ProbeTicket> | undefined;
  const numbers = new Set<number>();

  async function make(): Promise<ProbeTicket> {
    const externalId = `portal-doctor-${uuid()}`;
    const { user } = self.parse((await ask('GET', 'users/me')).json);
    const ticket = {
      external_id: externalId,
      subject: 'Doctor of the support portal',
      comment: { body: 'A check. This ticket is deleted at its end.', public: false },
      requester_id: user.id,
      tags: [PORTAL_TAG, 'portal_doctor'],
    };
    const create = async () => {
      const answer = await ask('POST', 'tickets', {
        body: { ticket },
        headers: { 'Idempotency-Key': externalId },
      });
      const number = body.safeParse(answer.json).data?.ticket.id ?? null;
      if (number !== null) numbers.add(number);
      return { number, status: answer.status, lookup: answer.header('x-idempotency-lookup') };
    };
    const first = await create();
    if (first.number === null) {
      throw new AppError('internal', `Zendesk makes no ticket for us (${first.status}).`);
    }
    const again = await create();
    return {
      number: first.number,
      externalId,
      lookups: [first.lookup, again.lookup],
      repeated: again.number,
    };
  }

  return {
    ticket: () => (made ??= make()),
    /** Deletes what was made; where that is refused, it is solved. */
    async remove() {
      for (const number of numbers) {
        const { status } = await ask('DELETE', `tickets/${number}`);
        if (status >= 300) {
          await ask('PUT', `tickets/${number}`, { body: { ticket: { status: 'solved' } } });
        }
      }
    },
  };
}
