/** Where Zendesk redirects for files. */
const FILE_HOSTS = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.zdusercontent\.com$/;

/**
 * Fetching an address somebody else wrote is how servers are led into their own network, so only
 * Zendesk's hosts pass, over https. A Zendesk on this machine may send to this machine.
 * @param origin the configured Zendesk's
 */
export function isAllowedHost(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === origin) return true;
  if (isLoopback(new URL(origin))) return isLoopback(url) && /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && url.port === '' && FILE_HOSTS.test(url.hostname);
}

export function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
