import type { RawObject } from './configuration';
import type { ConfigurationCall } from './configuration-call';
import { readShape } from './read-body';
import { conditionedRule } from './wire/business-rule';

const PARTS = ['all', 'any', 'actions'] as const;
const RULES = ['trigger', 'automation'];

/**
 * A PUT that carries conditions or actions clears those it leaves out, so all three lists are sent
 * together: what the body does not name stays as it is.
 * https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#update-trigger
 */
export async function wholeRule(
  call: ConfigurationCall,
  path: string,
  one: string,
  body: RawObject,
): Promise<RawObject> {
  const named = PARTS.filter((part) => part in body);
  if (!RULES.includes(one) || named.length === 0 || named.length === PARTS.length) return body;
  const { conditions, actions } = readShape(
    conditionedRule,
    (await call('GET', path))[one],
    `a ${one}`,
  );
  return { ...conditions, actions, ...body };
}
