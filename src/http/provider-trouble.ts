import type { Response } from 'express';
import type { Provider } from '../domain/way-in';
import { AppError } from '../errors';
import type { Log } from '../log';
import type { Portal } from '../use-cases/portal';
import { statusOf } from './answer-error';
import { PROVIDER_NAMES } from './pages/provider-words';
import { ProviderTroublePage } from './pages/provider-trouble';
import { SignInPage } from './pages/sign-in';
import { sendPage } from './send-page';
import type { TextKey } from './words';

/** The sentence for each reason that a visit to a provider can fail for. */
const SENTENCES: Readonly<Record<string, TextKey>> = {
  provider_denied: 'provider.denied',
  provider_visit_ended: 'provider.ended',
  provider_refused: 'provider.refused',
  provider_failed: 'provider.failed',
  identity_taken: 'provider.identity_taken',
  provider_taken: 'provider.provider_taken',
};

/**
 * Answers with the sentence, above the ways in for a visitor: every other one is still there.
 *
 * @throws the error itself when it is of another kind
 */
export type AnswerProviderTrouble = (
  error: unknown,
  provider: Provider,
  response: Response,
) => void;

export function createAnswerProviderTrouble({
  portal,
  log,
}: {
  portal: Pick<Portal, 'isMailDelayed'>;
  log: Log;
}): AnswerProviderTrouble {
  return (error, provider, response) => {
    const reason = error instanceof AppError ? error.details['reason'] : undefined;
    const sentence = typeof reason === 'string' ? SENTENCES[reason] : undefined;
    if (!(error instanceof AppError) || sentence === undefined) throw error;
    const { requestId, words, customer } = response.locals;
    log[error.code === 'unavailable' ? 'error' : 'info'](
      { requestId, name: provider, person: customer?.id, code: error.code, reason, error },
      error.message,
    );
    // There is no form to correct: what came with the address was not right.
    const status = error.code === 'invalid' ? 400 : statusOf(error);
    const notice = words.text(sentence, { provider: PROVIDER_NAMES[provider] });
    if (customer !== undefined) sendPage(response, ProviderTroublePage, { notice }, status);
    else {
      const form = { email: '', problems: [], mailDelayed: portal.isMailDelayed() };
      sendPage(response, SignInPage, { ...form, notice }, status);
    }
  };
}
