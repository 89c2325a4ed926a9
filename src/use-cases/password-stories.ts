import type { Browser } from '../domain/browser';
import type { Customer } from '../domain/customer';
import { changePassword, resetPassword, type ChoosePasswordDeps } from './choose-password';
import type { Entry } from './entry';
import { sendDoorCode, type SendDoorCodeDeps } from './send-door-code';
import { signInWithPassword, type SignInWithPasswordDeps } from './sign-in-with-password';

/** What people do with a password. A weak one is told by its `PasswordFault` in details.reason. */
export interface PasswordStories {
  /** Throws `invalid` (details.reason: `wrong_password` | `second_step_missing`), `rate_limited`. */
  signIn(attempt: { email: string; password: string; browser: Browser }): Promise<Entry>;
  /** Mails a code when the address is one we know; answers alike when it is not. Throws `invalid`, `rate_limited`. */
  sendCode(request: { email: string; browser: Browser }): Promise<void>;
  /** Null leads to the door. Throws `invalid` (details.field: `code` | `new_password`). */
  reset(wanted: { browser: Browser; code: string; password: string }): Promise<Entry | null>;
  /** Ends every session but the one whose hash is `session`. Throws `invalid`. */
  change(
    customer: Customer,
    change: { password: string; browser: Browser; session: string },
  ): Promise<void>;
}

export type PasswordDeps = SignInWithPasswordDeps & ChoosePasswordDeps & SendDoorCodeDeps;

export function createPasswordStories(deps: PasswordDeps): PasswordStories {
  return {
    signIn: signInWithPassword.bind(null, deps),
    sendCode: sendDoorCode.bind(null, deps, 'password'),
    reset: resetPassword.bind(null, deps),
    change: changePassword.bind(null, deps),
  };
}
