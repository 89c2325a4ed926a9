import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { atTheDoor } from '../at-the-door';
import { leaveFlash } from '../flash';
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
import { refuseForm } from '../refuse-form';
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
    const refuse = (error: AppError, problems: readonly Problem[]) => {
      const props = { email: form.typed.email, isChosen: false, problems };
      refuseForm(response, error, PasswordPage, props);
    };
    if (!form.ok) return refuse(invalid, form.problems);
    request.body = form.value;
    // The second step waits for the browser that passed this one.
    browsers.begin(request, response);
    try {
      const entry = await identify(passport, 'password', [request, response, next]);
      await enter(request, response, entry);
    } catch (thrown) {
      const { error, problems } = atTheDoor(response, 'password', thrown);
      refuse(error, problems);
    }
  };

  const askAddress = (_request: Request, response: Response) => {
    sendPage(response, ForgottenPasswordPage, { email: '', problems: [] });
  };

  const sendCode = async (request: Request, response: Response) => {
    const form = readEmailForm(request.body);
    const refuse = (error: AppError, problems: readonly Problem[]) =>
      refuseForm(response, error, ForgottenPasswordPage, { email: form.typed.email, problems });
    if (!form.ok) return refuse(invalid, form.problems);
    const browser = browsers.begin(request, response);
    try {
      await portal.passwords.sendCode({ email: form.value.email, browser });
    } catch (thrown) {
      const { error, problems } = atTheDoor(response, 'email', thrown);
      return refuse(error, problems);
    }
    response.redirect(303, '/sign-in/password/reset/confirmation');
  };

  const askNewPassword = (_request: Request, response: Response) => {
    sendPage(response, ResetPasswordPage, { problems: [] });
  };

  const reset = async (request: Request, response: Response) => {
    const form = readResetForm(request.body);
    const refuse = (error: AppError, problems: readonly Problem[]) =>
      refuseForm(response, error, ResetPasswordPage, { problems });
    if (!form.ok) return refuse(invalid, form.problems);
    const { code, new_password: chosen } = form.value;
    try {
      const browser = browsers.of(request);
      const entry = await portal.passwords.reset({ browser, code, password: chosen });
      if (entry === null) response.redirect(303, '/sign-in/password?chosen=yes');
      else await enter(request, response, entry, false, '/account/second-step');
    } catch (thrown) {
      const isWeak = thrown instanceof AppError && thrown.details['field'] === 'new_password';
      const field = isWeak ? 'new_password' : 'code';
      const { error, problems } = atTheDoor(response, field, thrown, NEW_PASSWORD_PROBLEMS);
      refuse(error, problems);
    }
  };

  const askChange = (_request: Request, response: Response) => {
    sendPage(response, ChangePasswordPage, { problems: [] });
  };

  const change = async (request: Request, response: Response) => {
    const customer = customerOf(response);
    const form = readNewPasswordForm(request.body);
    const refuse = (error: AppError, problems: readonly Problem[]) =>
      refuseForm(response, error, ChangePasswordPage, { problems });
    if (!form.ok) return refuse(invalid, form.problems);
    try {
      await portal.passwords.change(customer, {
        password: form.value.new_password,
        browser: browsers.of(request),
        session: hashSessionId(request.sessionID),
      });
    } catch (thrown) {
      const { error, problems } = atTheDoor(
        response,
        'new_password',
        thrown,
        NEW_PASSWORD_PROBLEMS,
      );
      return refuse(error, problems);
    }
    await leaveFlash(request, 'password_chosen');
    response.redirect(303, '/account/second-step');
  };

  return { ask, signIn, askAddress, sendCode, askNewPassword, reset, askChange, change };
}

const invalid = new AppError('invalid', 'The form has problems.');

const NEW_PASSWORD_PROBLEMS = {
  too_short: 'problem.password_too_short',
  too_long: 'problem.password_too_long',
  too_common: 'problem.password_too_common',
  too_close: 'problem.password_too_close',
} as const;
