/** @returns a JSON log line as a short one for a terminal: `12:30:01 warn  Message  port=4000` */
export function prettyLine(line: string): string {
  const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = String(time).slice(11, 19);
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`);
  return `${[clock, String(level).padEnd(5), String(msg), ...rest].join(' ')}\n`;
}

function shown(value: unknown): string {
  if (isError(value)) return `"${[value.message, value.cause].filter(Boolean).join(': ')}"`;
  return typeof value === 'string' && !value.includes(' ') ? value : JSON.stringify(value);
}

function isError(value: unknown): value is { message: string; cause?: string } {
  return typeof value === 'object' && value !== null && 'message' in value;
}
