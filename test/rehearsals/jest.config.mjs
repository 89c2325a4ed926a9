import everyday from '../../jest.config.mjs';

/** Rehearsals of disasters: whole processes, killed and started again. One at a time. */
export default {
  ...everyday,
  rootDir: '../..',
  testMatch: ['**/rehearsals/**/*.rehearsal.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
