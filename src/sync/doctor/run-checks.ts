import { toAppError } from '../../errors';
import { apiTokenEnd } from './api-token-end';
import { assignOnSolve } from './assign-on-solve';
import type { Check, DoctorPorts, Finding } from './check';
import { clock } from './clock';
import { closing } from './closing';
import { credentials } from './credentials';
import { fields } from './fields';
import { ticketForm } from './form';
import { idempotency } from './idempotency';
import { ownWords } from './own-words';
import { planFeatures } from './plan-features';
import { privateAttachments } from './private-attachments';
import { publicAnswers } from './public-answers';
import { referenceLag } from './reference-lag';
import { scopes } from './scopes';
import { solvingFields } from './solving-fields';
import { portalWebhook } from './webhook';
import { webhookReach } from './webhook-reach';
import { webhookSecret } from './webhook-secret';

/** In the order they are shown; without the first, none of the others means anything. */
const CHECKS: readonly Check[] = [
  ...[credentials, scopes, apiTokenEnd, clock, planFeatures, fields, ticketForm, solvingFields],
  ...[ownWords, closing, publicAnswers, assignOnSolve, privateAttachments],
  ...[portalWebhook, webhookSecret, webhookReach, idempotency, referenceLag],
];

export interface CheckedFinding extends Finding {
  readonly name: string;
}

/** @param show hears of each finding at once */
export async function runChecks(
  ports: DoctorPorts,
  show: (finding: CheckedFinding) => void,
): Promise<CheckedFinding[]> {
  const findings: CheckedFinding[] = [];
  const remembering = { ...ports, list: onceEach(ports.list) };
  for (const { name, run } of CHECKS) {
    const finding = { name, ...(await run(remembering).catch(toFinding)) };
    findings.push(finding);
    show(finding);
    if (name === credentials.name && finding.state === 'broken') break;
  }
  return findings;
}

function toFinding(thrown: unknown): Finding {
  const { message } = toAppError(thrown);
  return { state: 'broken', says: `It could not be found out: ${message}` };
}

/** Several checks look at the same lists. */
function onceEach(list: DoctorPorts['list']): DoctorPorts['list'] {
  const lists = new Map<string, ReturnType<DoctorPorts['list']>>();
  return (resource) => {
    const known = lists.get(resource) ?? list(resource);
    lists.set(resource, known);
    return known;
  };
}
