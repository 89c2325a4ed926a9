// Loaded before the portal's own code: ends the process at a step, the n-th time it is reached.
const { subscribe } = require('node:diagnostics_channel');

const { TRAP_STEP, TRAP_NTH = '1', TRAP_SIGNAL = 'SIGKILL' } = process.env;
let count = 0;
if (TRAP_STEP) {
  subscribe('portal:step', (step) => {
    if (step !== TRAP_STEP) return;
    count += 1;
    if (count === Number(TRAP_NTH)) process.kill(process.pid, TRAP_SIGNAL);
  });
}
