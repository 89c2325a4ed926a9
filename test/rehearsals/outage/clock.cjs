// Loaded before the portal and the emulator: for their code, time passes CLOCK_QUICK times as fast in the
// first CLOCK_QUICK_MS after CLOCK_ZERO, and CLOCK_STEADY times as fast from then on.
//
// Packages and Node itself keep their timers real, AbortSignal.timeout too: they guard work that gets
// no faster (a connection opens, bytes arrive), and a twentieth of five seconds is not enough for it.
const { join } = require('node:path');
const promised = require('node:timers/promises');

const [zero, quickMs, quick, steady] = ['ZERO', 'QUICK_MS', 'QUICK', 'STEADY'].map((name) =>
  Number(process.env[`CLOCK_${name}`]),
);
const ours = join(__dirname, '../../../dist/');

const realDate = Date;
const realNow = Date.now;
const speed = () => (realNow() - zero < quickMs ? quick : steady);
const now = () => {
  const elapsed = realNow() - zero;
  return zero + Math.min(elapsed, quickMs) * quick + Math.max(0, elapsed - quickMs) * steady;
};
realDate.now = now;
globalThis.Date = new Proxy(realDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new realDate(now()).toString(),
});
performance.now = () => now() - zero;

/** Whether the function that called `below` stands in a file of ours. */
function isCalledByUs(below) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  const place = {};
  Error.captureStackTrace(place, below);
  Error.stackTraceLimit = stackTraceLimit;
  return place.stack.includes(ours);
}

for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  const timer = (act, ms, ...args) => real(act, isCalledByUs(timer) ? ms / speed() : ms, ...args);
  globalThis[name] = Object.defineProperties(timer, Object.getOwnPropertyDescriptors(real));
}
// Only our own code sleeps by promises.
const realSleep = promised.setTimeout;
promised.setTimeout = (ms, ...args) => realSleep(ms / speed(), ...args);
