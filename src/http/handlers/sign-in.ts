import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../../errors';
import type { Portal } from '../../use-cases/portal';
import { statusOf } from '../answer-error';
import type { Cookies } from '../cookies';
import type { Problem } from '../forms/problems';
import { readCodeForm, readEmailForm } from '../forms/sign-in-form';
import type { Enter } from '../identity/enter';
import { identify, logOut, type Authenticator } from '../identity/passport';
import type { Browsers } from '../middleware/browser';
import { SignInPage } from '../pages/sign-in';
import { SignInCodePage } from '../pages/sign-in-code';
import { sendPage } from '../send-page';

interface Deps {
  readonly portal: Portal;
  readonly passport: Authenticator;
  readonly cookies: Cookies;
  readonly browsers: Browsers;
  readonly enter: Enter;
}

export function signInHandlers({ portal, passport, cookies, browsers, enter }: Deps) {
  const choose = (_request: Request, response: Response) => {
    if (response.locals.customer === undefined) {
      sendPage(response, SignInPage, { email: '', problems: [] });
    } else response.redirect(303, '/tickets');
  };

  const sendCode = async (request: Request, response: Response) => {
    const form = readEmailForm(request.body);
    if (!form.ok) {
      const props = { email: form.typed.email, problems: form.problems };
      sendPage(response, SignInPage, props, statusOf(invalid));
      return;
    }
    const browser = browsers.begin(request, response);
    await portal.sendSignInCode({ email: form.value.email, browser });
    response.redirect(303, '/sign-in/code');
  };

  const askCode = (_request: Request, response: Response) => {
    sendPage(response, SignInCodePage, { problems: [] });
  };

  const confirm = async (request: Request, response: Response, next: NextFunction) => {
    const form = readCodeForm(request.body);
    if (!form.ok) {
      sendPage(response, SignInCodePage, { problems: form.problems }, statusOf(invalid));
      return;
    }
    request.body = form.value;
    try {
      await enter(
        request,
        response,
        await identify(passport, 'email-code', [request, response, next]),
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
      sendPage(response, SignInCodePage, { problems: [codeProblem(error)] }, statusOf(error));
      return;
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

function codeProblem({ details }: AppError): Problem {
  const ended = details['reason'] === 'code_ended';
  return { field: 'code', key: ended ? 'problem.code_ended' : 'problem.wrong_code' };
}
