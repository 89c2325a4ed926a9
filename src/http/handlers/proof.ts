import type { Request, RequestHandler, Response } from 'express';
import type { Browser } from '../../domain/browser';
import type { Proof } from '../../domain/proof';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import type { Cookies } from '../cookies';
import { leaveFlash } from '../flash';
import type { Problem } from '../forms/problems';
import { readProofForm, readProofQuery, toProofProblem } from '../forms/proof-form';
import { renewSession } from '../identity/renew-session';
import type { Browsers } from '../middleware/browser';
import { isProved } from '../middleware/proved';
import { hashSessionId } from '../middleware/session';
import { customerOf, takeReturnPath } from '../middleware/signed-in';
import { ProofPage } from '../pages/account/proof';
import { refuseForm } from '../refuse-form';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly cookies: Cookies;
  readonly browsers: Browsers;
  readonly now: () => Date;
}

/** Where somebody who is signed in shows once more who they are, before what opens the door is changed. */
export function proofHandlers({ portal, cookies, browsers, now }: Deps) {
  const sendProof = async (
    response: Response,
    shown: { sent: Proof | undefined; problems: readonly Problem[] },
    status?: number,
  ) => {
    const customer = customerOf(response);
    const offered = await portal.offeredProofs(customer);
    sendPage(response, ProofPage, { customer, offered, ...shown }, status);
  };

  const ask = async (request: Request, response: Response) => {
    if (isProved(request, now())) goBack(request, response);
    else await sendProof(response, { sent: readProofQuery(request.query), problems: [] });
  };

  /** The form again with what is wrong with that kind of proof; throws what no form can tell. */
  const sendAgain = async (
    response: Response,
    error: unknown,
    { proof, sent }: { proof: Proof; sent: Proof | undefined },
  ) => {
    const { words } = response.locals;
    const problem = error instanceof AppError ? toProofProblem(words, error, proof) : undefined;
    if (!(error instanceof AppError) || problem === undefined) throw error;
    const customer = customerOf(response);
    const offered = await portal.offeredProofs(customer);
    refuseForm(response, error, ProofPage, { customer, offered, sent, problems: [problem] });
  };

  const sendBy = (proof: 'code' | 'sms'): RequestHandler => {
    return async (request, response) => {
      const customer = customerOf(response);
      const browser = boundToSession(request, browsers);
      try {
        if (proof === 'code') await portal.sendProofCode(customer, browser);
        else await portal.sendProofMessage(customer, browser);
      } catch (error) {
        return sendAgain(response, error, { proof, sent: undefined });
      }
      response.redirect(303, `/account/proof?sent=${proof}`);
    };
  };

  const confirm = async (request: Request, response: Response) => {
    const form = readProofForm(request.body);
    const sent = form.typed.proof;
    if (!form.ok) {
      await sendProof(response, { sent, problems: form.problems }, statusOf(invalid));
      return;
    }
    const browser = boundToSession(request, browsers);
    try {
      await portal.proveIdentity(customerOf(response), { ...form.value, browser });
    } catch (error) {
      return sendAgain(response, error, { proof: sent, sent });
    }
    await renewSession(request, now());
    await leaveFlash(request, 'proved');
    goBack(request, response);
  };

  const goBack = (request: Request, response: Response) => {
    response.redirect(303, takeReturnPath(cookies, request, response, '/account'));
  };

  return { ask, sendCode: sendBy('code'), sendMessage: sendBy('sms'), confirm };
}

const invalid = new AppError('invalid', 'The form has problems.');

/** What is half done by somebody who is signed in belongs to the session, and ends with it. */
function boundToSession(request: Request, browsers: Browsers): Browser {
  return { ...browsers.of(request), visit: hashSessionId(request.sessionID) };
}
