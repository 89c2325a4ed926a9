import type { Json } from './kind';

/** @returns a list's elements; what is no list has none */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** @returns an object's members; what is no object has none */
export function membersOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

/** @returns one member of an object */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return membersOf(value)[name];
}

/** @returns a text; what is no text is empty */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
