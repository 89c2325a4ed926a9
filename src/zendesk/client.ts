import { createClient, type ZendeskClient } from 'node-zendesk';
import type { Lane } from './limits';
import { sameOriginLinks } from './paging-links';
import type { ApiAnswer, Transport } from './transport';

export interface CallOptions {
  readonly lane: Lane;
  /**
   * Honoured on creating tickets only, for two hours.
   * https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
   */
  readonly idempotencyKey?: string;
  /** An answer to the same question that is on its way already will do. */
  readonly joins?: boolean;
}

export type ClientFor = (options: CallOptions) => ZendeskClient;

/** What node-zendesk hands to a transport; the rest of its options is not for us. */
interface NodeZendeskRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** A client is cheap, so each call gets its own: node-zendesk knows headers per client, not per call. */
export function createClients(deps: { transport: Transport; origin: string }): ClientFor {
  return ({ lane, idempotencyKey, joins }) => {
    const client = createClient({
      endpointUri: `${deps.origin}/api/v2`,
      // It insists on a fixed token; the transport replaces the header with the token of the hour.
      useOAuth: true,
      token: 'replaced-by-the-transport',
      customHeaders: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
      // Otherwise it wraps our errors in its own and drops code and details.
      throwOriginalException: true,
      transportConfig: {
        transportFn: async (url: string, { method, headers, body }: NodeZendeskRequest) => ({
          answer: await deps.transport.send({ lane, method, url, headers, body, joins }),
          url,
        }),
        responseAdapter,
      },
    });
    // Told no names to unwrap, it hands over whole bodies: audits and sideloaded users included.
    const { tickets, ticketaudits, users, organizations, organizationmemberships } = client;
    for (const resource of [tickets, ticketaudits, users, organizations, organizationmemberships]) {
      resource.jsonAPINames = [];
    }
    return client;
  };
}

/**
 * Every answer that comes this far is a success and already parsed, so node-zendesk sees just
 * that. A real 204 or a Retry-After would make it return an Error as the result.
 */
function responseAdapter({ answer, url }: { answer: ApiAnswer; url: string }) {
  return {
    status: 200,
    statusText: '',
    headers: { get: (name: string) => (name === 'content-type' ? 'application/json' : null) },
    json: () => sameOriginLinks(answer.json, url),
  };
}
