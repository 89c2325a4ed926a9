import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Portal } from '../../use-cases/portal';
import { readAddress } from '../forms/address';
import { allowFormTo } from '../middleware/security-headers';
import { customerOf } from '../middleware/signed-in';
import { HelpCentrePage } from '../pages/help-centre';
import { sendPage } from '../send-page';

const query = z.object({ return_to: z.string().max(2_000).optional() });

/** Leads on to the help centre, where the person is known without signing in again. */
export function helpCentreHandlers(portal: Portal) {
  const leave = (request: Request, response: Response) => {
    const { return_to: returnTo } = readAddress(query, request.query);
    const visit = portal.visitHelpCentre(customerOf(response), returnTo);
    allowFormTo(response, new URL(visit.action).origin);
    sendPage(response, HelpCentrePage, { visit });
  };

  return { leave };
}
