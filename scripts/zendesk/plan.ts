import { writeFile } from 'node:fs/promises';
import { settleJournal } from '../../src/sync/apply';
import { planToJson } from '../../src/sync/plan-file';
import { preparePlan } from '../../src/sync/prepare';
import { exitCodeOf } from '../../src/sync/report';
import type { Run } from '../zendesk';
import { allowancesOf } from './allowances';
import { showPlan } from './show-plan';

/** Exit codes: 0 nothing to do, 2 changes wait, 1 the files have problems. */
export const plan: Run = async ({ site, color }, _words, options) => {
  const interrupted = await settleJournal(site);
  if (interrupted)
    site.patience.tell(`Apply ${interrupted.applyId} did not end; apply goes on with it.`);
  const { plan: made } = await preparePlan(site, allowancesOf(options));
  showPlan(made, { color, json: options.json === true });
  if (options.out !== undefined) await writeFile(options.out, planToJson(made), { mode: 0o600 });
  return exitCodeOf(made);
};
