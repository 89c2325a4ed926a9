import type { Express } from 'express';

export interface Route {
  /** As it is written: `/tickets/:id`. */
  readonly path: string;
  /** Upper case, those that are answered and not refused. */
  readonly methods: readonly string[];
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Read out of the router itself, so that a test of "every route" cannot forget a new one. */
export function routesOf(app: Express): Route[] {
  return walk((app.router as unknown as { stack: readonly Layer[] }).stack);
}

function walk(stack: readonly Layer[]): Route[] {
  return stack.flatMap(({ route, handle }) => {
    if (route === undefined) return walk(handle?.stack ?? []);
    const methods = Object.keys(route.methods).filter((method) => method !== '_all');
    return [{ path: route.path, methods: methods.map((method) => method.toUpperCase()) }];
  });
}

/** @returns the address with something in every place of a parameter */
export function addressOf({ path }: Route, parameters: Record<string, string> = {}): string {
  return path.replace(/:(\w+)/g, (_whole, name: string) => parameters[name] ?? '1');
}
