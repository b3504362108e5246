import { createServer, type Socket } from 'node:net';

/**
 * A process of its own: speaks as much of another protocol as a client meets that expects FTP.
 *
 * Words: protocol, address, port.
 */
const [protocol = '', address = '', port = ''] = process.argv.slice(2);

/** Calls back with each line that comes, as text. */
function onLine(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line.trimEnd());
  });
}

const conversations: Readonly<Record<string, (socket: Socket) => void>> = {
  // RFC 4253 §4.2: both sides say their version, then binary packets; sshd hangs up on anything else.
  ssh(socket) {
    socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n');
    onLine(socket, line => {
      if (!line.startsWith('SSH-')) socket.end('Invalid SSH identification string.\r\n');
    });
  },
  // The client speaks first (RFC 9112 §2.1): silence until a line comes.
  http(socket) {
    onLine(socket, () => {
      const body = '<html><body><h1>400 Bad Request</h1></body></html>\r\n';
      const head = ['HTTP/1.1 400 Bad Request', 'Server: nginx', `Content-Length: ${body.length}`, 'Connection: close'];
      socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    });
  },
  // RFC 5321 §3.1. The greeting's code is FTP's too.
  smtp(socket) {
    socket.write('220 mail.example.test ESMTP Postfix (Debian)\r\n');
    onLine(socket, line => {
      const verb = line.toUpperCase();
      if (verb.startsWith('QUIT')) socket.end('221 2.0.0 Bye\r\n');
      else if (verb.startsWith('NOOP')) socket.write('250 2.0.0 Ok\r\n');
      else socket.write('502 5.5.2 Error: command not recognized\r\n');
    });
  },
};

const converse = conversations[protocol];
if (converse === undefined) throw new Error(`no such protocol: ${protocol}`);
createServer(socket => {
  socket.on('error', () => {});
  converse(socket);
}).listen(Number(port), address);
