import type { Request, Response } from 'express';
import type { Portal } from '../../use-cases/portal';
import { leaveFlash } from '../flash';
import { readIntent } from '../forms/intent';
import { customerOf } from '../middleware/signed-in';
import { ticketIdOf } from './tickets';

export function solutionHandlers(portal: Portal) {
  const submit = async (request: Request, response: Response) => {
    const intent = readIntent(request.body);
    const { id } = await portal.solveTicket(customerOf(response), ticketIdOf(request), intent);
    await leaveFlash(request, 'solution_sent');
    response.redirect(303, `/tickets/${id}`);
  };

  return { submit };
}
