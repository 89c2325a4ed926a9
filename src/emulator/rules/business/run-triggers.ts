import type { Ticket, Trigger } from '../../records';
import type { State } from '../../state';
import { fireRule, type Firing } from './fire-rule';
import { judge } from './judge-rule';
import type { Occasion } from './occasion';

/**
 * Runs the triggers over an update, from the first to the last. When one has changed the ticket the
 * list begins again from the top, without those that have fired: each fires at most once.
 * https://support.zendesk.com/hc/en-us/articles/4408886797466
 * @param refresh gives the occasion for the ticket as a trigger left it
 * @returns what each did, in order
 */
export function runTriggers(start: Occasion, refresh: (ticket: Ticket) => Occasion): Firing[] {
  const waiting = triggersInOrder(start.state).filter(({ active }) => active);
  const firings: Firing[] = [];
  let occasion = start;
  for (let next = 0; next < waiting.length;) {
    const trigger = waiting[next];
    if (!trigger || !judge(trigger, 'trigger', occasion)) {
      next += 1;
      continue;
    }
    waiting.splice(next, 1);
    const firing = fireRule(occasion, trigger, 'trigger');
    firings.push(firing);
    if (isSame(firing.before, firing.after)) continue;
    occasion = refresh(firing.after);
    next = 0;
  }
  return firings;
}

/** @returns all triggers as they run: by the place of their category, then by their own */
export function triggersInOrder(state: State): Trigger[] {
  const place = (trigger: Trigger) =>
    state.triggerCategories.get(trigger.categoryId)?.position ?? 0;
  return [...state.triggers.values()].sort(
    (a, b) =>
      place(a) - place(b) || a.categoryId - b.categoryId || a.position - b.position || a.id - b.id,
  );
}

function isSame(before: Ticket, after: Ticket): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
