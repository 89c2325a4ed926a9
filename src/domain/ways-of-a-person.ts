import type { Provider, WayIn } from './way-in';

/**
 * @param open the ways in that are switched on; the mailed code is everybody's, the others of those
 *   who set them up
 * @param own what the person has set up
 * @returns whether the person could still come in without that provider
 */
export function mayLetGoOf(
  provider: Provider,
  { open, own }: { open: readonly WayIn[]; own: readonly WayIn[] },
): boolean {
  const others = own.filter((way) => way !== provider);
  return open.includes('code') || others.some((way) => open.includes(way));
}
