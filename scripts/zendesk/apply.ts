import { readFile } from 'node:fs/promises';
import { AppError } from '../../src/errors';
import { planOrRefuse } from '../../src/sync/apply-desired';
import { applyPlan, refuseIfMoved, settleJournal } from '../../src/sync/apply';
import { planFromJson } from '../../src/sync/plan-file';
import type { Run } from '../zendesk';
import { allowancesOf } from './allowances';
import { confirm } from './confirm';
import { showPlan } from './show-plan';
import { tellOutcome } from './tell-outcome';

/** Exit codes: 0 Zendesk is as the files say; 3 it is not; 1 refused, failed or interrupted. */
export const apply: Run = async ({ site, color }, [file], options) => {
  const allowances = allowancesOf(options);
  const given = file === undefined ? null : planFromJson(await textOf(file), file);
  const interrupted = await settleJournal(site);
  if (interrupted)
    site.patience.tell(`Going on with apply ${interrupted.applyId}, which did not end.`);
  const prepare = () => planOrRefuse(site, allowances);
  let prepared = await prepare();
  if (given) {
    refuseIfMoved(given, prepared.plan, interrupted);
  } else {
    showPlan(prepared.plan, { color, json: options.json === true });
    if (prepared.plan.changes.length > 0 && options.yes !== true) {
      if (!(await confirm('Carry this out?'))) return 2;
      const seen = prepared.plan;
      prepared = await prepare();
      refuseIfMoved(seen, prepared.plan, null);
    }
  }
  return tellOutcome(site, await applyPlan(site, prepared, interrupted, prepare));
};

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid', `${file} cannot be read.`, { cause });
  }
}
