import type { Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { tellRetryAfter, toFormRefusal } from '../form-refusal';
import type { Problem } from '../forms/problems';
import { FIELD_OF, readSecondStepForm } from '../forms/second-step-form';
import type { Enter } from '../identity/enter';
import type { Browsers } from '../middleware/browser';
import { SecondStepEndedPage, SecondStepPage } from '../pages/second-step';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly browsers: Browsers;
  readonly enter: Enter;
}

/** The second step of a sign-in, in the browser that passed the first one. */
export function secondStepHandlers({ portal, browsers, enter }: Deps) {
  const show = async (
    request: Request,
    response: Response,
    problems: readonly Problem[],
    status?: number,
  ) => {
    const choice = await portal.secondSteps.choose(browsers.of(request));
    const isSent = request.query['sent'] === 'yes';
    sendPage(response, SecondStepPage, { choice, isSent, problems }, status);
  };

  const ask = (request: Request, response: Response) => show(request, response, []);

  const sendCode = async (request: Request, response: Response) => {
    try {
      await portal.secondSteps.sendCode(browsers.of(request));
    } catch (error) {
      const refused = toFormRefusal(error, MESSAGE_PROBLEMS, FIELD_OF.sms);
      tellRetryAfter(response, refused.retryAfter);
      return show(request, response, refused.problems, refused.status);
    }
    response.redirect(303, '/sign-in/second-step?sent=yes');
  };

  const confirm = async (request: Request, response: Response) => {
    const form = readSecondStepForm(request.body);
    if (!form.ok) return show(request, response, form.problems, statusOf(invalid));
    const { proof, trust } = form.value;
    try {
      const entry = await portal.secondSteps.confirm({ browser: browsers.of(request), proof });
      await enter(request, response, entry, trust);
    } catch (error) {
      if (isEnded(error)) return sendPage(response, SecondStepEndedPage, {}, statusOf(error));
      const keys = proof.kind === 'recovery' ? RECOVERY_PROBLEMS : STEP_PROBLEMS;
      const refused = toFormRefusal(error, keys, FIELD_OF[proof.kind]);
      tellRetryAfter(response, refused.retryAfter);
      await show(request, response, refused.problems, refused.status);
    }
  };

  return { ask, sendCode, confirm };
}

/** @returns whether the time or the tries between the steps are used up */
function isEnded(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'unauthenticated';
}

const invalid = new AppError('invalid', 'The form has problems.');

/** What can be wrong with six digits. */
export const STEP_PROBLEMS = {
  wrong_code: 'problem.wrong_code',
  code_ended: 'problem.code_ended',
  code_spent: 'problem.code_spent',
  rate_limited: 'problem.too_many_guesses',
} as const;

const RECOVERY_PROBLEMS = { wrong_code: 'problem.recovery_code_invalid' } as const;

/** Why no text message went out. */
export const MESSAGE_PROBLEMS = {
  number_refused: 'problem.number_refused',
  rate_limited: 'problem.too_many_messages',
  unavailable: 'problem.sms_unsent',
} as const;
