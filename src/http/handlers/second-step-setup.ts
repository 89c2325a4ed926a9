import type { Request, Response } from 'express';
import type { SecondStep } from '../../domain/way-in';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { atTheDoor } from '../at-the-door';
import { leaveFlash, takeFlash } from '../flash';
import type { Problem } from '../forms/problems';
import { readNumberForm, readStepCode } from '../forms/second-step-form';
import type { Browsers } from '../middleware/browser';
import { customerOf } from '../middleware/signed-in';
import { AppSetupPage } from '../pages/app-setup';
import { PhoneSetupPage } from '../pages/phone-setup';
import { RecoveryCodesPage } from '../pages/recovery-codes';
import { SecondStepSetupPage } from '../pages/second-step-setup';
import { refuseForm } from '../refuse-form';
import { sendPage } from '../send-page';
import { MESSAGE_PROBLEMS } from './second-step';

interface Deps {
  readonly portal: Portal;
  readonly browsers: Browsers;
}

const HOME = '/account/second-step';

/**
 * Setting up the second step. A key and recovery codes stand in the answer to the form that makes
 * them and nowhere else: no address shows them again.
 */
export function secondStepSetupHandlers({ portal: { secondSteps }, browsers }: Deps) {
  const show = async (request: Request, response: Response) => {
    const state = await secondSteps.show(customerOf(response));
    sendPage(response, SecondStepSetupPage, { state, flash: takeFlash(request) });
  };

  const beginApp = async (_request: Request, response: Response) => {
    const authenticator = await secondSteps.beginApp(customerOf(response));
    sendPage(response, AppSetupPage, { authenticator, problems: [] });
  };

  const confirmApp = async (request: Request, response: Response) => {
    const refuse = (error: AppError, problems: readonly Problem[]) =>
      refuseForm(response, error, AppSetupPage, { authenticator: null, problems });
    const form = readStepCode(request.body, 'app_code');
    if (!form.ok) return refuse(invalid, form.problems);
    const step = { ...form.value, browser: browsers.of(request) };
    try {
      const codes = await secondSteps.confirmApp(customerOf(response), step);
      await leaveFlash(request, 'second_step_added');
      showCodesOrGoHome(response, codes);
    } catch (thrown) {
      const { error, problems } = atTheDoor(response, 'app_code', thrown, SETUP_PROBLEMS);
      refuse(error, problems);
    }
  };

  const askNumber = async (_request: Request, response: Response) => {
    const state = await secondSteps.show(customerOf(response));
    sendPage(response, PhoneSetupPage, { state, number: '', problems: [] });
  };

  const refusePhone = async (
    response: Response,
    number: string,
    { error, problems }: { error: AppError; problems: readonly Problem[] },
  ) => {
    const state = await secondSteps.show(customerOf(response));
    refuseForm(response, error, PhoneSetupPage, { state, number, problems });
  };

  const beginPhone = async (request: Request, response: Response) => {
    const { number } = readNumberForm(request.body);
    const step = { number, browser: browsers.of(request), holder: request.sessionID };
    try {
      await secondSteps.beginPhone(customerOf(response), step);
    } catch (thrown) {
      const refused = atTheDoor(response, 'number', thrown, NUMBER_PROBLEMS);
      return refusePhone(response, number, refused);
    }
    response.redirect(303, `${HOME}/phone`);
  };

  const confirmPhone = async (request: Request, response: Response) => {
    const form = readStepCode(request.body, 'sms_code');
    if (!form.ok) return refusePhone(response, '', { error: invalid, problems: form.problems });
    const step = { ...form.value, browser: browsers.of(request), holder: request.sessionID };
    try {
      const codes = await secondSteps.confirmPhone(customerOf(response), step);
      await leaveFlash(request, 'second_step_added');
      showCodesOrGoHome(response, codes);
    } catch (thrown) {
      await refusePhone(response, '', atTheDoor(response, 'sms_code', thrown, SETUP_PROBLEMS));
    }
  };

  const remove = (kind: SecondStep) => async (request: Request, response: Response) => {
    await secondSteps.remove(customerOf(response), { browser: browsers.of(request), kind });
    await leaveFlash(request, 'second_step_removed');
    response.redirect(303, HOME);
  };

  const renewCodes = async (request: Request, response: Response) => {
    const customer = customerOf(response);
    const codes = await secondSteps.renewRecoveryCodes(customer, browsers.of(request));
    sendPage(response, RecoveryCodesPage, { codes });
  };

  return {
    ...{ show, beginApp, confirmApp, askNumber, beginPhone, confirmPhone, renewCodes },
    removeApp: remove('app'),
    removePhone: remove('sms'),
  };
}

function showCodesOrGoHome(response: Response, codes: readonly string[] | null): void {
  if (codes === null) response.redirect(303, HOME);
  else sendPage(response, RecoveryCodesPage, { codes });
}

const invalid = new AppError('invalid', 'The form has problems.');

const SETUP_PROBLEMS = { code_ended: 'problem.setup_ended' } as const;
const NUMBER_PROBLEMS = {
  ...MESSAGE_PROBLEMS,
  bad_number: 'problem.bad_number',
  country_not_served: 'problem.country_not_served',
} as const;
