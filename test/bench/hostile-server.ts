import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Ways in which a peer tries to fill its client's memory. */
export type Hostility = 'endless greeting line' | 'endless multi-line reply' | 'endless listing';

export interface HostileServer {
  readonly port: number;
  close(): void;
}

const chunk = Buffer.alloc(65_536, 'x');
const lines = Buffer.from('211-more to come\r\n'.repeat(4096));
const listing = Buffer.from(`-rw-r--r-- 1 0 0 1 Jan 1 00:00 ${'n'.repeat(200)}\r\n`.repeat(256));

/** A bare-bones server on loopback that plays fair until its one hostile act, and then sends for as long as anyone reads. */
export async function startHostileServer(hostility: Hostility): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const listeners = new Set<Server>();
  const open = async (onConnection: (socket: Socket) => void): Promise<number> => {
    const server = createServer(socket => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
      onConnection(socket);
    }).listen(0, '127.0.0.1');
    listeners.add(server);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const port = await open(socket => {
    if (hostility === 'endless greeting line') return sendForever(socket, chunk);
    socket.write('220 ready\r\n');
    socket.setEncoding('latin1').on('data', async (text: string) => {
      for (const line of text.split('\r\n').filter(Boolean)) await answer(socket, line.split(' ')[0] ?? '');
    });
  });

  async function answer(socket: Socket, verb: string): Promise<void> {
    if (verb === 'FEAT' && hostility === 'endless multi-line reply') return sendForever(socket, lines);
    if (verb === 'EPSV') {
      const dataPort = await open(data => sendForever(data, listing));
      socket.write(`229 Entering Extended Passive Mode (|||${dataPort}|)\r\n`);
    } else socket.write(replies[verb] ?? '502 not implemented\r\n');
  }

  return {
    port,
    close() {
      for (const socket of sockets) socket.destroy();
      for (const listener of listeners) listener.close();
    },
  };
}

const replies: Readonly<Record<string, string>> = {
  USER: '331 password, please\r\n',
  PASS: '230 logged in\r\n',
  FEAT: '211 no features\r\n',
  LIST: '150 here it comes\r\n',
  QUIT: '221 goodbye\r\n',
};

function sendForever(socket: Socket, bytes: Buffer): void {
  const send = (): void => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', send);
  send();
}
