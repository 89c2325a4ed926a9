import { AppError, toAppError } from '../../errors';
import type { ZendeskMembers } from '../../zendesk/members';
import type { MemberChange, MembersPlan } from './accounts-plan';
import { createCarryOut, knownIds, type CarryOutDeps } from './carry-out';
import { readLive } from './live';
import { planMembers, type Allowed } from './plan-members';
import type { Wanted } from './wanted';

export interface FailedChange {
  readonly change: MemberChange;
  readonly message: string;
}

export interface AppliedMembers {
  readonly done: readonly MemberChange[];
  readonly failed: readonly FailedChange[];
  /** Each once. */
  readonly notices: readonly string[];
  /** Zendesk was away, or refused our credentials: what came after was not tried. */
  readonly isBroken: boolean;
  /** Read back afterwards: what a new plan would still do. */
  readonly left: readonly MemberChange[];
}

type Deps = CarryOutDeps & {
  members: ZendeskMembers;
  environment: string;
  allowed: Allowed;
  /** Hears of each change before it is made. */
  show: (change: MemberChange, place: { number: number; of: number }) => void;
};

/** Reads what is there and plans. */
export async function lookAtMembers(
  deps: Pick<Deps, 'members' | 'environment' | 'allowed'>,
  wanted: Wanted,
) {
  const live = await readLive(deps, wanted);
  return { live, plan: planMembers(deps, wanted, live) };
}

/**
 * Makes Zendesk so, and reads back. Everything is found by our own ids, so a run that broke off is
 * simply run again. A change that is refused is told and the others go on; when Zendesk is away or
 * refuses our credentials, nothing more is tried.
 * @param reviewed the plan an operator has looked at; carried out only while it still holds
 * @throws AppError `conflict` when things have moved since, or an account would lose too many people
 */
export async function applyMembers(
  deps: Deps,
  wanted: Wanted,
  reviewed?: MembersPlan,
): Promise<AppliedMembers> {
  const { live, plan } = await lookAtMembers(deps, wanted);
  if (reviewed) refuseMoved(plan, reviewed);
  refuseMassRemoval(plan);
  const carryOut = createCarryOut(deps, wanted, knownIds(live));
  const done: MemberChange[] = [];
  const failed: FailedChange[] = [];
  const notices = new Set<string>();
  let isBroken = false;
  for (const [index, change] of plan.changes.entries()) {
    deps.show(change, { number: index + 1, of: plan.changes.length });
    try {
      await carryOut[change.kind](change);
      done.push(change);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.details['reason'] === 'one_organization') notices.add(error.message);
      else failed.push({ change, message: error.message });
      isBroken = !concernsOneChange(error);
      if (isBroken) break;
    }
  }
  const after = await lookAtMembers(deps, wanted).catch((thrown: unknown) => {
    if (isBroken) return null;
    throw thrown;
  });
  const left = after?.plan.changes ?? plan.changes.filter((change) => !done.includes(change));
  return { done, failed, notices: [...notices], isBroken, left };
}

/** @throws AppError `conflict` unless it would do just what was looked at, on what was looked at */
function refuseMoved(plan: MembersPlan, reviewed: MembersPlan): void {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  if (reviewed.environment !== plan.environment) {
    throw new AppError('conflict', `The plan was made for ${reviewed.environment}.`);
  }
  if (reviewed.fingerprint !== plan.fingerprint || !isSame(reviewed.changes, plan.changes)) {
    throw new AppError('conflict', 'Something has changed since the plan was made: plan again.');
  }
}

function refuseMassRemoval({ stopped, changes }: MembersPlan): void {
  if (stopped.length === 0) return;
  const counted = stopped.map((account) => {
    const leaving = changes.filter(
      (change) => change.act === 'delete' && change.account === account,
    );
    return `${account} would lose ${leaving.length} of its people`;
  });
  throw new AppError(
    'conflict',
    `Nothing was changed: ${counted.join('; ')}. If that is right: ` +
      stopped.map((account) => `--allow-removals ${account}`).join(' '),
  );
}

function concernsOneChange({ code }: AppError): boolean {
  return ['invalid', 'not_found', 'conflict', 'forbidden'].includes(code);
}
