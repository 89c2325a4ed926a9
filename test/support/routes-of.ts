import type { Express } from 'express';

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** @returns every address an application answers at, as its router lists them */
export function routesOf(application: Express): { path: string; method: string }[] {
  const { stack } = application.router as unknown as { stack: Layer[] };
  return stack.flatMap(flatten);
}

function flatten({ route, handle }: Layer): { path: string; method: string }[] {
  if (!route) return (handle.stack ?? []).flatMap(flatten);
  const methods = Object.keys(route.methods).filter((method) => method !== '_all');
  return methods.map((method) => ({ path: route.path, method: method.toUpperCase() }));
}
