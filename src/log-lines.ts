/** Where lines go at last, such as standard output. */
interface Out {
  write(text: string): unknown;
}

/**
 * Lines of one turn of the event loop leave in one write, since writing to a pipe or a file waits
 * for the system. What is still here when the process ends, by itself or by an error nobody caught,
 * leaves then: standard output is written synchronously.
 * https://nodejs.org/docs/latest-v20.x/api/process.html#a-note-on-process-io
 */
export function gatherLines(out: Out): Out {
  let lines = '';
  let listening = false;
  const leave = () => {
    if (lines === '') return;
    const text = lines;
    lines = '';
    out.write(text);
  };
  return {
    write(line) {
      if (!listening) process.on('exit', leave);
      listening = true;
      if (lines === '') setImmediate(leave);
      lines += line;
    },
  };
}
