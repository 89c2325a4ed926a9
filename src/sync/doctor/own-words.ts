import { z } from 'zod';
import type { Check, DoctorPorts, Finding } from './check';
import { wouldFire, type IntegrationChange, type Verdict } from './judge-condition';
import { PORTAL_TAG } from './portal-tag';
import { rule, type Rule } from './rule';

/**
 * The portal writes in its customers' names, so Zendesk takes its own user for the writer: triggers
 * that spare whoever wrote something do not spare them. Which ones would mail them their own words?
 */
export const ownWords: Check = {
  name: 'own-words',
  async run({ ask, list, lock, options }: DoctorPorts): Promise<Finding> {
    const { json } = await ask('GET', 'users/me');
    const { user } = z.object({ user: z.object({ id: z.int() }) }).parse(json);
    const listed = await list('triggers');
    const rules = (listed === 'missing' ? [] : z.array(rule).parse(listed)).filter(
      (each) => each.active && mailsRequester(each),
    );
    // The lock's triggers are not all ours: Zendesk's own are in it for their guards.
    const categories = new Set(Object.values(lock.trigger_categories ?? {}).map(String));
    const reply = { updateType: 'Change', tags: [PORTAL_TAG], possibleTags: 'any' } as const;
    const create: IntegrationChange = {
      updateType: 'Create',
      tags: [PORTAL_TAG],
      possibleTags: [...options.area, ...options.impact],
      integrationUserId: user.id,
    };
    const judged = rules.map((each) => ({
      title: each.title,
      // Ours confirms a new request, which is no repetition of it.
      verdict: worst([
        wouldFire(each, { ...reply, integrationUserId: user.id }),
        categories.has(each.category_id ?? '') ? false : wouldFire(each, create),
      ]),
      onOthers: wouldFire(each, { ...reply, tags: [], integrationUserId: user.id }),
    }));
    const certain = judged.filter(({ verdict }) => verdict === true);
    const perhaps = judged.filter(({ verdict }) => verdict === null);
    const others = judged.filter(
      ({ verdict, onOthers }) => verdict === false && onOthers !== false,
    );
    const said = [
      ...certain.map(({ title }) => `"${title}" mails people their own words`),
      ...perhaps.map(({ title }) => `"${title}" may mail people their own words`),
      ...others.map(
        ({ title }) =>
          `"${title}" spares the portal's tickets, not replies from the portal on tickets that began as e-mail`,
      ),
    ];
    if (said.length === 0) return { state: 'ok', says: 'Nobody is mailed their own words.' };
    return {
      state: certain.length > 0 ? 'broken' : 'warning',
      says: `${said.join('; ')}.`,
      remedy:
        `Add the conditions "Tags contain none of ${PORTAL_TAG}" and "Current user is not" our ` +
        `user (${user.id}), or let npm run zendesk -- adopt bind the trigger to its guard.`,
    };
  },
};

/** https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/ */
function mailsRequester({ actions }: Rule): boolean {
  return actions.some(({ field, value }) => {
    const who = Array.isArray(value) ? value[0] : value;
    return field === 'notification_user' && (who === 'requester_id' || who === 'requester_and_ccs');
  });
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(null) ? null : false;
}
