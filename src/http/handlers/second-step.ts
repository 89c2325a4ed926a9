import type { Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { atTheDoor } from '../at-the-door';
import type { Problem } from '../forms/problems';
import { FIELD_OF, readSecondStepForm } from '../forms/second-step-form';
import type { Enter } from '../identity/enter';
import type { Browsers } from '../middleware/browser';
import { SecondStepEndedPage, SecondStepPage } from '../pages/second-step';
import { refuseForm } from '../refuse-form';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly browsers: Browsers;
  readonly enter: Enter;
}

/** The second step of a sign-in, in the browser that passed the first one. */
export function secondStepHandlers({ portal, browsers, enter }: Deps) {
  const ask = async (request: Request, response: Response) => {
    const choice = await portal.secondSteps.choose(browsers.of(request));
    const isSent = request.query['sent'] === 'yes';
    sendPage(response, SecondStepPage, { choice, isSent, problems: [] });
  };

  const refuse = async (
    request: Request,
    response: Response,
    { error, problems }: { error: AppError; problems: readonly Problem[] },
  ) => {
    const choice = await portal.secondSteps.choose(browsers.of(request));
    refuseForm(response, error, SecondStepPage, { choice, isSent: false, problems });
  };

  const sendCode = async (request: Request, response: Response) => {
    try {
      await portal.secondSteps.sendCode(browsers.of(request));
    } catch (thrown) {
      const refused = atTheDoor(response, FIELD_OF.sms, thrown, MESSAGE_PROBLEMS);
      return refuse(request, response, refused);
    }
    response.redirect(303, '/sign-in/second-step?sent=yes');
  };

  const confirm = async (request: Request, response: Response) => {
    const form = readSecondStepForm(request.body);
    if (!form.ok) return refuse(request, response, { error: invalid, problems: form.problems });
    const { proof, trust } = form.value;
    try {
      const entry = await portal.secondSteps.confirm({ browser: browsers.of(request), proof });
      await enter(request, response, entry, trust);
    } catch (thrown) {
      if (isEnded(thrown)) return sendPage(response, SecondStepEndedPage, {}, statusOf(thrown));
      const own = proof.kind === 'recovery' ? RECOVERY_PROBLEMS : {};
      const refused = atTheDoor(response, FIELD_OF[proof.kind], thrown, own);
      await refuse(request, response, refused);
    }
  };

  return { ask, sendCode, confirm };
}

/** @returns whether the time or the tries between the steps are used up */
function isEnded(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'unauthenticated';
}

const invalid = new AppError('invalid', 'The form has problems.');

const RECOVERY_PROBLEMS = { wrong_code: 'problem.recovery_code_invalid' } as const;

/** Why no text message went out. */
export const MESSAGE_PROBLEMS = {
  number_refused: 'problem.number_refused',
  rate_limited: 'problem.too_many_messages',
  unavailable: 'problem.sms_unsent',
} as const;
