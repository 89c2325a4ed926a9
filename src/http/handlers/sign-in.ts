import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { atTheDoor } from '../at-the-door';
import type { Cookies } from '../cookies';
import type { Problem } from '../forms/problems';
import { readCodeForm, readEmailForm } from '../forms/sign-in-form';
import type { Enter } from '../identity/enter';
import { identify, logOut, type Authenticator } from '../identity/passport';
import type { Browsers } from '../middleware/browser';
import { SignInPage } from '../pages/sign-in';
import { SignInCodePage } from '../pages/sign-in-code';
import { refuseForm } from '../refuse-form';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly passport: Authenticator;
  readonly cookies: Cookies;
  readonly browsers: Browsers;
  readonly enter: Enter;
}

export function signInHandlers({ portal, passport, cookies, browsers, enter }: Deps) {
  const mailDelayed = () => portal.isMailDelayed();

  const choose = (_request: Request, response: Response) => {
    if (response.locals.customer === undefined) {
      sendPage(response, SignInPage, { email: '', problems: [], mailDelayed: mailDelayed() });
    } else response.redirect(303, '/tickets');
  };

  const sendCode = async (request: Request, response: Response) => {
    const form = readEmailForm(request.body);
    const refuse = (error: AppError, problems: readonly Problem[]) => {
      const props = { email: form.typed.email, problems, mailDelayed: mailDelayed() };
      refuseForm(response, error, SignInPage, props);
    };
    if (!form.ok) return refuse(invalid, form.problems);
    const browser = browsers.begin(request, response);
    try {
      await portal.sendSignInCode({ email: form.value.email, browser });
    } catch (thrown) {
      const { error, problems } = atTheDoor(response, 'email', thrown);
      return refuse(error, problems);
    }
    response.redirect(303, '/sign-in/code');
  };

  const askCode = (_request: Request, response: Response) => {
    sendPage(response, SignInCodePage, { problems: [], mailDelayed: mailDelayed() });
  };

  const confirm = async (request: Request, response: Response, next: NextFunction) => {
    const form = readCodeForm(request.body);
    const refuse = (error: AppError, problems: readonly Problem[]) =>
      refuseForm(response, error, SignInCodePage, { problems, mailDelayed: mailDelayed() });
    if (!form.ok) return refuse(invalid, form.problems);
    request.body = form.value;
    try {
      const entry = await identify(passport, 'email-code', [request, response, next]);
      await enter(request, response, entry);
    } catch (thrown) {
      const { error, problems } = atTheDoor(response, 'code', thrown);
      return refuse(error, problems);
    }
  };

  const signOut = async (request: Request, response: Response) => {
    await logOut(request);
    cookies.clear(response, 'session');
    // Not "cookies": the language is kept, and the session's own cookie is cleared above.
    response.set('Clear-Site-Data', '"cache", "storage"');
    response.redirect(303, '/sign-in');
  };

  return { choose, sendCode, askCode, confirm, signOut };
}

const invalid = new AppError('invalid', 'The form has problems.');
