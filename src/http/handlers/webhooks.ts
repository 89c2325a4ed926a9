import type { Request, Response } from 'express';
import type { Portal } from '../../use-cases/portal';

/** Support's own calls: signed instead of signed in, and read as bytes, since bytes are signed. */
export function webhookHandlers(portal: Pick<Portal, 'noticeTicketChange'>) {
  const receive = async (request: Request, response: Response) => {
    const body: unknown = request.body;
    await portal.noticeTicketChange({
      signature: request.get('x-zendesk-webhook-signature') ?? '',
      timestamp: request.get('x-zendesk-webhook-signature-timestamp') ?? '',
      invocationId: request.get('x-zendesk-webhook-invocation-id') ?? '',
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    response.json({ status: 'stored' });
  };

  return { receive };
}
