import { applyPlan, settleJournal, type Outcome } from './apply';
import { preparePlan, type Prepared } from './prepare';
import { unusable } from './refuse-unsafe';
import { NOTHING_ALLOWED, type Allowances, type Site } from './site';

/**
 * Brings an account to the state of the files: plan, apply and look again, as the command does.
 * @throws AppError `invalid` with every problem of the files, or what must be allowed first
 */
export async function applyDesired(
  site: Site,
  allowances: Allowances = NOTHING_ALLOWED,
): Promise<Outcome> {
  const journal = await settleJournal(site);
  const prepare = () => planOrRefuse(site, allowances);
  return applyPlan(site, await prepare(), journal, prepare);
}

/** @throws AppError `invalid` with every problem of the files */
export async function planOrRefuse(site: Site, allowances: Allowances): Promise<Prepared> {
  const prepared = await preparePlan(site, allowances);
  if ('entries' in prepared) return prepared;
  throw unusable(prepared.plan.problems);
}
