import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { DataSource } from './data-source.ts';
import { protectData } from './data-tls.ts';
import { hostileListing, listing, nameList } from './listing.ts';
import type { Session } from './session.ts';

/** Between a 226 that comes early and the listing. */
const lateMs = 50;

/** What the data connection carries. */
function contents({ behaviour, flavour }: Session, kind: 'LIST' | 'NLST'): Buffer {
  if (behaviour.transfer === 'hostile-names') return hostileListing();
  if (behaviour.transfer === 'empty') return Buffer.alloc(0);
  return kind === 'NLST' ? nameList() : listing(flavour.listing);
}

/** Sends the rest, closes with FIN, and waits until the system has it all. */
async function finish(socket: Socket, bytes: Buffer): Promise<void> {
  await new Promise<void>(resolve => {
    socket.once('close', resolve);
    socket.end(bytes, resolve);
  });
}

async function sendEndlessly(session: Session, socket: Socket, bytes: Buffer): Promise<void> {
  while (socket.writable) {
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {});
  }
  return session.reply(session.flavour.transferRefusal(426));
}

/** Sends the listing, or breaks off as the behaviour wants, and gives the final reply. */
async function send(session: Session, socket: Socket, bytes: Buffer): Promise<void> {
  const { behaviour, flavour, lifetime } = session;
  const fault = behaviour.transfer;
  const half = bytes.subarray(0, bytes.length / 2);
  if (typeof fault === 'object' && 'brokenOffWith' in fault) {
    await finish(socket, half);
    return session.reply(flavour.transferRefusal(fault.brokenOffWith));
  }
  switch (fault) {
    case 'stall-after-open':
      return lifetime.forever();
    case 'stall-midway':
      socket.write(half);
      return lifetime.forever();
    case 'no-completion':
      await finish(socket, bytes);
      return lifetime.forever();
    case 'completion-without-data':
      return session.reply(flavour.transferComplete);
    case 'completion-before-data':
      await session.reply(flavour.transferComplete);
      await lifetime.sleep(lateMs);
      return finish(socket, bytes);
    case 'endless':
      return sendEndlessly(session, socket, bytes);
    default:
      await finish(socket, bytes);
      return session.reply(flavour.transferComplete);
  }
}

/** Half a listing, and a RST when it has had time to arrive: a RST overtakes what the peer has not read. */
async function resetMidway(session: Session, tcp: Socket, socket: Socket, bytes: Buffer): Promise<void> {
  socket.write(bytes.subarray(0, bytes.length / 2));
  await session.lifetime.sleep(lateMs);
  tcp.resetAndDestroy();
  return session.reply(session.flavour.transferRefusal(426));
}

async function open(session: Session, source: DataSource): Promise<Socket | null> {
  const { flavour } = session;
  const early = flavour.preliminary[source.family] === 'before';
  if (early) await session.reply(flavour.transferOpening(source.family));
  const opened = await source.open();
  if ('refusal' in opened) {
    await session.reply(opened.refusal);
    return null;
  }
  if (!early) await session.reply(flavour.transferOpening(source.family));
  return opened.socket;
}

/** LIST and NLST (RFC 959 §4.1.3): from the data connection to the final reply. */
export async function transfer(session: Session, kind: 'LIST' | 'NLST'): Promise<void> {
  const { behaviour, flavour, encrypted, protection } = session;
  const source = session.takeDataSource();
  if (source === null) return session.reply(flavour.noDataConnection);
  const fault = behaviour.transfer;
  const refusal =
    typeof fault === 'object' && 'refusedWith' in fault
      ? flavour.transferRefusal(fault.refusedWith)
      : behaviour.tls.requiresProtP && encrypted && protection === 'C'
        ? flavour.protPRequired
        : null;
  if (refusal !== null) {
    source.abandon();
    return session.reply(refusal);
  }
  const tcp = await open(session, source);
  if (tcp === null) return;
  const guarded = protection === 'P' ? await protectData(session, tcp) : { socket: tcp };
  if ('refusal' in guarded) return session.reply(guarded.refusal);
  const bytes = contents(session, kind);
  return fault === 'reset-midway'
    ? resetMidway(session, tcp, guarded.socket, bytes)
    : send(session, guarded.socket, bytes);
}
