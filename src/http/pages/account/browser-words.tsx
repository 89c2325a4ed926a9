import type { Words } from '../../words';

interface BrowserWordsProps {
  readonly words: Words;
  readonly device: string;
  readonly address: string;
}

/** A browser as a person recognises it: its name in our words, and the IP address it came from. */
export function BrowserWords({ words, device, address }: BrowserWordsProps) {
  return (
    <>
      <strong>{device || words.text('account.unknown_device')}</strong>{' '}
      {address && <small>{words.text('account.address', { address })}</small>}
    </>
  );
}
