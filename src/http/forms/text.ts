/** Text as people mean it: one kind of line break, nothing before or after, no NUL (PostgreSQL refuses it). */
export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim();
}

/** The same on one line: control characters and line breaks become spaces. */
export function tidyLine(text: string): string {
  return tidyText(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** @returns the length in characters as people count them, an emoji being one */
export function characters(text: string): number {
  return [...text].length;
}
