import { applyPlan, refuseIfMoved, settleJournal } from '../../src/sync/apply';
import { prepareRollback } from '../../src/sync/rollback';
import type { Run } from '../zendesk';
import { allowancesOf } from './allowances';
import { confirm } from './confirm';
import { showPlan } from './show-plan';
import { tellOutcome } from './tell-outcome';

/** Exit codes as of apply. */
export const rollback: Run = async ({ site, color }, [applyId = ''], options) => {
  const interrupted = await settleJournal(site);
  const prepare = () => prepareRollback(site, applyId, allowancesOf(options));
  let prepared = await prepare();
  showPlan(prepared.plan, { color, json: options.json === true });
  if (prepared.plan.changes.length > 0 && options.yes !== true) {
    if (!(await confirm(`Take apply ${applyId} back?`))) return 2;
    const seen = prepared.plan;
    prepared = await prepare();
    refuseIfMoved(seen, prepared.plan, null);
  }
  return tellOutcome(site, await applyPlan(site, prepared, interrupted, prepare));
};
