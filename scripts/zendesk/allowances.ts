import type { Allowances } from '../../src/sync/site';

/** @returns the keys a person has named */
export function allowancesOf(typed: { allow?: string[]; delete?: string[] }): Allowances {
  return { allow: new Set(typed.allow), delete: new Set(typed.delete) };
}
