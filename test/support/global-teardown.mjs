/** After the last test: nothing stays behind, neither a process nor a folder. */
export default async function globalTeardown() {
  await globalThis.testServer?.stop();
}
