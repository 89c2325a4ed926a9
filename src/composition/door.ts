import type { SendNotice } from '../messages/notices';
import type { CodeSeal } from '../use-cases/code-seal';
import { createSignInLimits } from '../use-cases/sign-in-limits';
import { createSignInRecord } from '../use-cases/sign-in-record';
import type { Common } from './common';
import type { Records } from './records';

type Deps = Pick<Common, 'log' | 'now'> & {
  records: Pick<Records, 'tallies' | 'knownBrowsers' | 'people' | 'signInLog'>;
  seal: CodeSeal;
  sendNotice: SendNotice;
};

/** What counts and writes down who comes to the door. */
export function watchDoor({ records, seal, sendNotice, log, now }: Deps) {
  const recordSignIn = createSignInRecord({ ...records, log, now });
  const limits = createSignInLimits({ ...records, recordSignIn, seal, sendNotice, log, now });
  return { recordSignIn, limits };
}
