import { AppError } from '../../src/errors';
import { createLog } from '../../src/log';

function logTo(lines: string[], options: { level?: string; pretty?: boolean } = {}) {
  const destination = { write: (line: string) => lines.push(line) };
  return createLog({ level: 'info', ...options, destination });
}

test('only listed fields are written', () => {
  const lines: string[] = [];
  logTo(lines)
    .child({ requestId: 'r-1', cookie: 'canary' })
    .info({ ticket: 7, headers: { authorization: 'canary' }, body: 'canary' }, 'answered');
  expect(JSON.parse(lines[0]!)).toEqual({
    level: 'info',
    time: expect.any(String) as string,
    requestId: 'r-1',
    ticket: 7,
    msg: 'answered',
  });
});

test('an error is written without what its client hung on it', () => {
  const lines: string[] = [];
  const cause = Object.assign(new Error('503 from smtp://user:canary@mail.test/?key=canary'), {
    response: { headers: { authorization: 'canary' } },
  });
  const error = new AppError('unavailable', 'Refused: Bearer canary.canary', {
    cause,
    details: { form: 'canary' },
  });
  logTo(lines).error({ error }, 'failed');
  expect(lines[0]).not.toContain('canary');
  expect(JSON.parse(lines[0]!)).toMatchObject({
    error: {
      name: 'AppError',
      code: 'unavailable',
      message: 'Refused: Bearer [secret]',
      cause: '503 from smtp://mail.test/',
    },
  });
});

test('a visitor cannot forge a line or send escapes to a terminal', () => {
  for (const pretty of [true, false]) {
    const lines: string[] = [];
    logTo(lines, { pretty }).info({ path: '/a\n\u001b[2J{"level":"info"}\u2028' }, 'one\r\ntwo');
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toMatch(/[\u0000-\u001f\u2028]/);
  }
});

test('long texts are cut and query strings left out', () => {
  const lines: string[] = [];
  logTo(lines).info({ reason: 'x'.repeat(9_000), path: '/sign-in?email=canary' }, 'said');
  const { reason, path } = JSON.parse(lines[0]!) as { reason: string; path: string };
  expect(reason).toHaveLength(501);
  expect(path).toBe('/sign-in');
});

test('a person at a terminal reads short lines', () => {
  const lines: string[] = [];
  const log = logTo(lines, { pretty: true });
  log.warn({ port: 4000, error: new Error('It is taken.') }, 'No emulator.');
  log.debug({}, 'not shown');
  expect(lines.map((line) => line.slice(9))).toEqual([
    'warn  No emulator. port=4000 error="It is taken."\n',
  ]);
});
