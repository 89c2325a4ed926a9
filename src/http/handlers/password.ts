import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import { leaveFlash } from '../flash';
import { tellRetryAfter, toFormRefusal } from '../form-refusal';
import { readNewPasswordForm, readPasswordForm, readResetForm } from '../forms/password-form';
import type { Problem } from '../forms/problems';
import { readEmailForm } from '../forms/sign-in-form';
import type { Enter } from '../identity/enter';
import { identify, type Authenticator } from '../identity/passport';
import type { Browsers } from '../middleware/browser';
import { hashSessionId } from '../middleware/session';
import { customerOf } from '../middleware/signed-in';
import { ChangePasswordPage } from '../pages/change-password';
import { PasswordPage } from '../pages/password';
import { ResetPasswordPage } from '../pages/reset-password';
import { ForgottenPasswordPage } from '../pages/forgotten-password';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly passport: Authenticator;
  readonly browsers: Browsers;
  readonly enter: Enter;
}

/** The way in by a password, and choosing one. */
export function passwordHandlers({ portal, passport, browsers, enter }: Deps) {
  const ask = (request: Request, response: Response) => {
    const isChosen = request.query['chosen'] === 'yes';
    sendPage(response, PasswordPage, { email: '', isChosen, problems: [] });
  };

  const signIn = async (request: Request, response: Response, next: NextFunction) => {
    const form = readPasswordForm(request.body);
    const showAgain = (problems: readonly Problem[], status: number) =>
      sendPage(
        response,
        PasswordPage,
        { email: form.typed.email, isChosen: false, problems },
        status,
      );
    if (!form.ok) return showAgain(form.problems, statusOf(invalid));
    request.body = form.value;
    // The second step waits for the browser that passed this one.
    browsers.begin(request, response);
    try {
      const entry = await identify(passport, 'password', [request, response, next]);
      await enter(request, response, entry);
    } catch (error) {
      const { problems, status, retryAfter } = toFormRefusal(error, SIGN_IN_PROBLEMS, 'password');
      tellRetryAfter(response, retryAfter);
      showAgain(problems, status);
    }
  };

  const askAddress = (_request: Request, response: Response) => {
    sendPage(response, ForgottenPasswordPage, { email: '', problems: [] });
  };

  const sendCode = async (request: Request, response: Response) => {
    const form = readEmailForm(request.body);
    if (!form.ok) {
      const props = { email: form.typed.email, problems: form.problems };
      return sendPage(response, ForgottenPasswordPage, props, statusOf(invalid));
    }
    const browser = browsers.begin(request, response);
    const { locale } = response.locals.words;
    await portal.passwords.sendCode({ email: form.value.email, browser, locale });
    response.redirect(303, '/sign-in/password/reset/confirmation');
  };

  const askNewPassword = (_request: Request, response: Response) => {
    sendPage(response, ResetPasswordPage, { problems: [] });
  };

  const reset = async (request: Request, response: Response) => {
    const form = readResetForm(request.body);
    if (!form.ok) {
      const { problems } = form;
      return sendPage(response, ResetPasswordPage, { problems }, statusOf(invalid));
    }
    const { code, new_password: chosen } = form.value;
    try {
      const browser = browsers.of(request);
      const entry = await portal.passwords.reset({ browser, code, password: chosen });
      if (entry === null) response.redirect(303, '/sign-in/password?chosen=yes');
      else await enter(request, response, entry, false, '/account/second-step');
    } catch (error) {
      const field = error instanceof AppError ? String(error.details['field']) : 'code';
      const { problems, status } = toFormRefusal(error, NEW_PASSWORD_PROBLEMS, field);
      sendPage(response, ResetPasswordPage, { problems }, status);
    }
  };

  const askChange = (_request: Request, response: Response) => {
    sendPage(response, ChangePasswordPage, { problems: [] });
  };

  const change = async (request: Request, response: Response) => {
    const customer = customerOf(response);
    const form = readNewPasswordForm(request.body);
    if (!form.ok) {
      const { problems } = form;
      return sendPage(response, ChangePasswordPage, { problems }, statusOf(invalid));
    }
    try {
      await portal.passwords.change(customer, {
        password: form.value.new_password,
        browser: browsers.of(request),
        session: hashSessionId(request.sessionID),
      });
    } catch (error) {
      const { problems, status } = toFormRefusal(error, NEW_PASSWORD_PROBLEMS, 'new_password');
      return sendPage(response, ChangePasswordPage, { problems }, status);
    }
    await leaveFlash(request, 'password_chosen');
    response.redirect(303, '/account/second-step');
  };

  return { ask, signIn, askAddress, sendCode, askNewPassword, reset, askChange, change };
}

const invalid = new AppError('invalid', 'The form has problems.');

const SIGN_IN_PROBLEMS = {
  wrong_password: 'problem.wrong_password',
  second_step_missing: 'problem.second_step_missing',
  rate_limited: 'problem.too_many_guesses',
} as const;

const NEW_PASSWORD_PROBLEMS = {
  wrong_code: 'problem.wrong_code',
  code_ended: 'problem.code_ended',
  too_short: 'problem.password_too_short',
  too_long: 'problem.password_too_long',
  too_common: 'problem.password_too_common',
  too_close: 'problem.password_too_close',
} as const;
