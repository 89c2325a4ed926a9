import { channel } from 'node:diagnostics_channel';

/** The points between which a crash makes a difference, in the order an act passes them. */
export const STEPS = [
  'file-kept',
  'act-stored',
  'act-committed',
  'act-claimed',
  'file-uploaded',
  'before-create',
  'created',
  'before-reply',
  'replied',
  'before-solve',
  'solved',
  'before-settle',
  'settled',
] as const;
export type Step = (typeof STEPS)[number];

/** The same of an apply of configuration, which passes most of them once for each change. */
export const APPLY_STEPS = [
  'apply-begun',
  'apply-noted',
  'apply-sent',
  'apply-locked',
  'apply-done',
] as const;
export type ApplyStep = (typeof APPLY_STEPS)[number];

const steps = channel('portal:step');

/** Says on a diagnostics channel how far an act has come; costs nothing while nobody listens. */
export function reached(step: Step | ApplyStep): void {
  if (steps.hasSubscribers) steps.publish(step);
}
