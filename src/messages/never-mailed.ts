/** Tells whether an address is one that no mail of ours may go to. */
export type NeverMailed = (address: string) => boolean;

/**
 * Addresses where mail becomes a ticket that somebody can read: a code sent there would open a door
 * to whoever writes to support. A `+tag` does not make another mailbox of them.
 * @param patterns addresses, `*` standing for any letters but `@`: `support@store.example`, `*@*.desk.example`
 */
export function createNeverMailed(patterns: readonly string[]): NeverMailed {
  const rules = patterns.map(
    (pattern) =>
      new RegExp(`^${pattern.toLowerCase().split('*').map(literal).join('[^@]*')}$`, 'u'),
  );
  return (address) => {
    const plain = address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
    return rules.some((rule) => rule.test(plain));
  };
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
