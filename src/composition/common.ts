import type { Log } from '../log';
import type { Metrics } from '../metrics';
import type { Secrets } from '../settings/secrets';
import type { Settings } from '../settings/settings';
import type { Started } from './endings';

/** What every stage of composing may need. */
export interface Common {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly started: Started;
}
