import type { Log } from '../../log';
import { reached } from '../../steps';
import type { Files } from '../../storage/files';
import type { Zendesk } from '../../zendesk/zendesk';
import type { Delivered } from '../delivery';
import type { ClaimedIntent } from '../intent';
import type { Requesters } from '../requesters';
import { uploadFiles } from '../upload-files';
import { withPeople } from '../with-people';

type Deps = {
  zendesk: Pick<Zendesk, 'tickets' | 'uploads'>;
  files: Pick<Files, 'accepted' | 'read'>;
  requesters: Requesters;
  log: Log;
};
type Claimed = Extract<ClaimedIntent, { kind: 'create' }>;

/**
 * Creates the ticket, once. After an unclear attempt the ticket is looked for by our reference
 * first; within two hours Zendesk itself refuses a second one under the same key.
 * https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
 */
export async function createTicket(deps: Deps, claimed: Claimed): Promise<Delivered> {
  if (claimed.unclear) {
    const [found, ...others] = await deps.zendesk.tickets.findByReference(claimed.reference);
    if (others.length > 0) {
      deps.log.error({ reference: claimed.reference, count: others.length + 1 }, 'ticket doubled');
    }
    if (found) return { ticket: found, comment: null };
  }
  const { payload } = claimed;
  return withPeople(
    deps.requesters,
    payload.requester,
    payload.account,
    async ({ userId, organizationId }) => {
      const uploadTokens = await uploadFiles(deps, claimed.intent);
      reached('before-create');
      const created = await deps.zendesk.tickets.create(
        {
          reference: claimed.reference,
          subject: payload.subject,
          text: payload.text,
          account: payload.account,
          kind: payload.requestKind,
          impact: payload.impact,
          requesterId: userId,
          organizationId,
          uploadTokens,
          followUpOf: payload.followUpOf,
          intentId: claimed.intent,
        },
        // The same body under the same key, always: who it is for is the one thing that may change.
        { idempotencyKey: `${claimed.intent}-${userId}-${organizationId}` },
      );
      reached('created');
      return created;
    },
  );
}
