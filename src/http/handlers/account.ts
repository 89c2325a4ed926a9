import type { Request, Response } from 'express';
import { AppError, notFound } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { leaveFlash, takeFlash } from '../flash';
import { readNameForm } from '../forms/name-form';
import type { Problem } from '../forms/problems';
import type { Browsers } from '../middleware/browser';
import { hashSessionId } from '../middleware/session';
import { customerOf } from '../middleware/signed-in';
import { AccountPage } from '../pages/account/account';
import { sendPage } from '../send-page';

/** What a person may look through and change about their own door. */
export function accountHandlers(portal: Portal, browsers: Browsers) {
  const sendAccount = async (
    request: Request,
    response: Response,
    { name, problems }: { name: string; problems: readonly Problem[] },
    status?: number,
  ) => {
    const customer = customerOf(response);
    const view = await portal.showAccount(customer, hashSessionId(request.sessionID));
    const flash = takeFlash(request);
    sendPage(response, AccountPage, { customer, view, name, problems, flash }, status);
  };

  const show = async (request: Request, response: Response) => {
    await sendAccount(request, response, { name: customerOf(response).name, problems: [] });
  };

  const rename = async (request: Request, response: Response) => {
    const form = readNameForm(request.body);
    if (!form.ok) {
      const again = { name: form.typed.name, problems: form.problems };
      await sendAccount(request, response, again, statusOf(invalid));
      return;
    }
    await portal.rename(customerOf(response).id, form.value.name);
    await leaveFlash(request, 'name_changed');
    response.redirect(303, '/account');
  };

  const endSession = async (request: Request, response: Response) => {
    await portal.endSession(customerOf(response), hashIn(request, 'session'));
    await leaveFlash(request, 'session_ended');
    response.redirect(303, '/account');
  };

  const endOtherSessions = async (request: Request, response: Response) => {
    await portal.endOtherSessions(customerOf(response), {
      sessionId: hashSessionId(request.sessionID),
      browser: browsers.of(request),
    });
    await leaveFlash(request, 'sessions_ended');
    response.redirect(303, '/account');
  };

  const endTrust = async (request: Request, response: Response) => {
    const one = request.params['browser'] === undefined ? undefined : hashIn(request, 'browser');
    await portal.endTrust(customerOf(response), one);
    await leaveFlash(request, one === undefined ? 'all_trust_ended' : 'trust_ended');
    response.redirect(303, '/account');
  };

  return { show, rename, endSession, endOtherSessions, endTrust };
}

const invalid = new AppError('invalid', 'The form has problems.');

/** @returns the hash in the address that names a session or a browser; throws `not_found` for anything else */
function hashIn(request: Request, name: 'session' | 'browser'): string {
  const hash = String(request.params[name]);
  if (!/^[0-9a-f]{64}$/.test(hash)) throw notFound(name);
  return hash;
}
