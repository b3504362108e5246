import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, createSecureContext, TLSSocket } from 'node:tls';
import { selfSigned } from '../../../../src/lab/certificate.ts';
import type { Conversation } from '../../capture/support/conversation.ts';

/** What one side wrote at a time. */
export interface Said {
  readonly from: 'client' | 'server';
  readonly bytes: Buffer;
}

const certificate = selfSigned({
  commonName: 'ftp.example.com',
  names: ['ftp.example.com'],
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2027-01-01T00:00:00Z'),
});
const context = createSecureContext({ cert: certificate.certPem, key: certificate.keyPem });

/** A TLS handshake between Node and Node without a network, `text` of each side in it, and its bytes as they were written. */
export async function tlsTalk(options: ConnectionOptions, text = 'hello'): Promise<readonly Said[]> {
  const said: Said[] = [];
  const [clientEnd, serverEnd] = pipes(said);
  const server = new TLSSocket(serverEnd, { isServer: true, secureContext: context });
  const client = connect({ socket: clientEnd, rejectUnauthorized: false, ...options });
  await new Promise<void>((resolve, reject) => {
    server.on('data', () => server.write(text));
    client.on('data', () => resolve());
    client.on('secureConnect', () => void client.write(text));
    client.on('error', reject);
    server.on('error', reject);
  });
  client.destroy();
  server.destroy();
  return said;
}

/** Puts it on a conversation, whose opener is the FTP client or the FTP server. */
export function sayTls(
  conversation: Conversation,
  said: readonly Said[],
  opener: Said['from'] = 'client',
): Conversation {
  for (const { from, bytes } of said) conversation.say(from === opener ? 'opener' : 'peer', bytes);
  return conversation;
}

function pipes(said: Said[]): readonly [Duplex, Duplex] {
  const ends: { client?: Duplex; server?: Duplex } = {};
  const end = (from: Said['from'], to: Said['from']): Duplex =>
    new Duplex({
      read() {},
      write(bytes: Buffer, _encoding, done) {
        said.push({ from, bytes });
        // Not within the writer's own call, as on a network.
        setImmediate(() => ends[to]?.push(bytes));
        done();
      },
    });
  ends.client = end('client', 'server');
  ends.server = end('server', 'client');
  return [ends.client, ends.server];
}
