import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface MailServer {
  /** Such as `smtp://127.0.0.1:2525`. */
  readonly url: string;
  /** Everything that was said to it. */
  heard(): string;
  stop(): Promise<void>;
}

/** As much of SMTP (RFC 5321) as one plain message needs. */
export async function startMailServer(): Promise<MailServer> {
  let heard = '';
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    let inMessage = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 ready');
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        if (inMessage && line !== '.') continue;
        if (inMessage) say('250 taken');
        else if (line === 'DATA') say('354 go on');
        else say('250 fine');
        inMessage = line === 'DATA';
      }
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    heard: () => heard,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
