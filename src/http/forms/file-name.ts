import { LIMITS } from '../../domain/draft';

/**
 * @param sent a file's name as a browser or support gives it, perhaps with a path
 * @returns the bare name without control characters or marks that turn the writing direction,
 * shortened at its end's expense but for the extension
 */
export function cleanFileName(sent: string): string {
  const base = sent.split(/[/\\]/).at(-1) ?? '';
  const name = base
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '')
    .replace(/^[.\s]+|\s+$/g, '');
  if (name === '') return 'file';
  const letters = [...name];
  if (letters.length <= LIMITS.fileNameCharacters) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, LIMITS.fileNameCharacters - extension.length).join('') + extension;
}
