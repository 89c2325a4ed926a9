/** Zendesk's line on top of its mails; what a person answers stands above it. */
export const DELIMITER = '##- Please type your reply above this line -##';

/** `-- ` alone on a line begins a signature: https://www.rfc-editor.org/rfc/rfc3676#section-4.3 */
const SIGNATURE = /^-- ?$/;
/** How mail programs introduce what they quote: `On 3 May, … wrote:`; a long one runs over two lines. */
const ATTRIBUTION =
  /(?:^|\n)(?:On|Em|El)\b[^\n]*\d[^\n]*(?:\n[^\n]*)?(?:wrote|escreveu|escribió) ?:$/;

/** @returns what the sender wrote themselves: without quoted mail and without their signature */
export function ownWords(text: string): string {
  const lines = text.trim().replaceAll('\r\n', '\n').split('\n');
  const above = linesBefore(lines, (line) => line.includes(DELIMITER));
  const unquoted = withoutQuoteAtEnd(above);
  const isAnswer = unquoted.length < lines.length;
  const own = linesBefore(unquoted, (line) => SIGNATURE.test(line))
    .join('\n')
    .trim();
  return isAnswer ? own.replace(ATTRIBUTION, '').trim() : own;
}

function linesBefore(lines: string[], isEnd: (line: string) => boolean): string[] {
  const end = lines.findIndex(isEnd);
  return end === -1 ? lines : lines.slice(0, end);
}

/** Quoted lines between the sender's own stay: they are what the words around them answer. */
function withoutQuoteAtEnd(lines: string[]): string[] {
  const isOwn = (line: string) => line.trim() !== '' && !line.startsWith('>');
  return lines.slice(0, lines.findLastIndex(isOwn) + 1);
}
