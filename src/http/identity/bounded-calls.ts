import { askProvider } from './ask-provider';

type OAuth2 = {
  useAuthorizationHeaderforGET(use: boolean): void;
};

type Failure = Error | { statusCode: number; data: string };
type Callback = (failure: Failure | null, text?: string, response?: { statusCode: number }) => void;

/**
 * Puts `askProvider` in the place of the one function through which the `oauth` package, beneath every
 * passport-oauth2 strategy, talks to the world: that one waits for ever, reads without limit and puts
 * tokens into addresses.
 *
 * @param oauth2 what passport-oauth2 keeps as `_oauth2` for its subclasses
 */
export function boundCalls(oauth2: OAuth2): void {
  oauth2.useAuthorizationHeaderforGET(true);
  Object.assign(oauth2, { _request: request });
}

/** The signature of `OAuth2.prototype._request`; a 2xx is handed on as text, all else as a failure. */
function request(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string,
  _accessToken: string | null,
  callback: Callback,
): void {
  const question = { method, headers: { Accept: 'application/json', ...headers } };
  askProvider(url, body ? { ...question, body } : question).then(
    ({ status, text }) => {
      if (status >= 500) callback(new Error(`HTTP ${status}.`));
      else if (status < 200 || status > 299) callback({ statusCode: status, data: text });
      else if (method === 'POST' && !holdsToken(text)) callback(new Error('No usable token.'));
      else callback(null, text, { statusCode: status });
    },
    (error: Error) => callback(error),
  );
}

/** What comes next puts the token into a header and, at Facebook, into an HMAC. */
function holdsToken(text: string): boolean {
  const { access_token: token } = JSON.parse(text) as { access_token?: unknown };
  return typeof token === 'string' && /^[\x21-\x7e]{1,4096}$/.test(token);
}
