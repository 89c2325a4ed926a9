import { toAppError } from '../errors';
import type { CreatePayload } from './intent';
import type { People, Requesters } from './requesters';

/**
 * Acts under Zendesk's ids of the person and the account. Ids are remembered, and somebody may have
 * deleted or merged what they stand for: when an act is refused under remembered ids, they are
 * forgotten and asked for again, once.
 */
export async function withPeople<Result>(
  requesters: Requesters,
  requester: CreatePayload['requester'],
  account: string | null,
  act: (people: People) => Promise<Result>,
): Promise<Result> {
  const people = await requesters.provision(requester, account);
  try {
    return await act(people);
  } catch (error) {
    const refused = ['invalid', 'not_found'].includes(toAppError(error).code);
    if (!refused || !people.remembered) throw error;
    await requesters.forget(requester.id, account);
    return act(await requesters.provision(requester, account));
  }
}
