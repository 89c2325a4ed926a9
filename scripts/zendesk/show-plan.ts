import type { Plan } from '../../src/sync/plan';
import { planToJson } from '../../src/sync/plan-file';
import { planToText } from '../../src/sync/report';

export function showPlan(plan: Plan, { color, json }: { color: boolean; json: boolean }): void {
  const text = json ? planToJson(plan) : planToText(plan, { color });
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
