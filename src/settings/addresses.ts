/** @returns whether the address is this machine's own */
function isLoopback(url: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/** @returns whether the text is an http address of this machine, where nothing leaves it */
export function isLocalHttp(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' && isLoopback(url);
}

/** https anywhere, http on this machine only; a path would break every link and cookie. */
export function isBrowserAddress(text: string): boolean {
  const url = plainOrigin(text);
  return url?.protocol === 'https:' || (url !== undefined && isLocalHttp(text));
}

/** Zendesk's own host names, or an emulator on this machine. */
export function isZendeskAddress(text: string): boolean {
  const url = plainOrigin(text);
  if (!url) return false;
  if (isLoopback(url)) return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && /^[a-z0-9-]+\.zendesk\.com$/.test(url.host);
}

/** An account is the first label of its host name; a stand-in on this machine has one host for all. */
export function isVtexAddress(text: string): boolean {
  const url = plainOrigin(text.replace('{account}', 'account'));
  if (!url) return false;
  if (isLoopback(url)) return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && text.startsWith('https://{account}.') && !url.port;
}

/** A provider played on this machine; what stands at its end is written after it. */
export function isStandInAddress(text: string): boolean {
  return isLocalHttp(text) && !/[?#]|\/$/.test(text);
}

export function isMailServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
}

/** A bare address, or a name and an address in angle brackets. */
export function isAddress(text: string): boolean {
  return /^(?:[^<>\r\n]+ <[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/.test(text);
}

/** An address, `*` standing for any letters in it. */
export function isAddressPattern(text: string): boolean {
  return /^[^\s<>@,;]+@[^\s<>@,;]+$/.test(text);
}

/** @returns the address alone, without the name in front */
export function bareAddress(text: string): string {
  return /<(.+)>$/.exec(text)?.[1] ?? text;
}

function plainOrigin(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.href === `${url.origin}/`;
  return isPlain ? url : undefined;
}
