import { makeNetworkPath, type NetworkPath, pathAddresses } from '../support/network-path/network-path.ts';
import { startVsftpd, type Vsftpd } from '../support/real-server/vsftpd.ts';
import { Capture, type Segment } from './capture.ts';
import { formatTable } from './table.ts';
import { type Listing, runTool, type Tool } from './tools.ts';

/** Long, so that what the programs themselves take is small beside it. */
const rttMs = 200;
const server = pathAddresses.server;

interface Case {
  readonly title: string;
  readonly tlsOffered: boolean;
  readonly listing: Pick<Listing, 'family' | 'tls'>;
}

const cases: readonly Case[] = [
  { title: 'passive', tlsOffered: false, listing: { family: 'passive', tls: 'off' } },
  { title: 'active', tlsOffered: false, listing: { family: 'active', tls: 'off' } },
  { title: 'passive, TLS asked for and refused', tlsOffered: false, listing: { family: 'passive', tls: 'auto' } },
  { title: 'passive over TLS', tlsOffered: true, listing: { family: 'passive', tls: 'auto' } },
];

/** Round trips from the first SYN to the listing, counted on the wire at the client's end of a slow path. */
export async function benchRoundTrips(tools: readonly Tool[]): Promise<string> {
  const path = await makeNetworkPath(rttMs);
  const common = { place: path.server, address: server };
  const clear = await startVsftpd({ ...common, port: 21 });
  // Most clients do not take up the TLS session on data connections; vsftpd would show them nothing to measure.
  const tls = await startVsftpd({
    ...common,
    port: 2121,
    certificateNames: [`IP:${server}`],
    settings: { require_ssl_reuse: 'NO' },
  });
  try {
    const rows: string[][] = [];
    for (const { title, tlsOffered, listing } of cases) {
      const row = [title];
      for (const tool of tools) row.push(await measure(path, tlsOffered ? tls : clear, tool, listing));
      rows.push(row);
    }
    return [
      `Round trips from the first SYN to the first byte of the listing (to its last segment over TLS); path of ${rttMs} ms`,
      '',
      formatTable(['', ...tools.map(tool => tool.name)], rows),
      '',
      'Seven is the least without TLS and without pipelining, in either family: connection, greeting, USER, PASS, one',
      'command for the mode, and a data handshake whose last ACK the listing has to follow, one and a half of its own.',
    ].join('\n');
  } finally {
    await clear.stop();
    await tls.stop();
    path.remove();
  }
}

async function measure(path: NetworkPath, { port }: Vsftpd, tool: Tool, listing: Pick<Listing, 'family' | 'tls'>) {
  const capture = await Capture.start(path);
  await runTool(path.client, tool, tool.list({ host: server, port, ...listing }), { limitMs: 20_000 });
  const trips = roundTrips(await capture.stop(), port);
  return Number.isNaN(trips) ? 'no listing' : trips.toFixed(1);
}

/** Time from the first SYN to the listing, in round trips of this very capture; NaN when no listing came. */
function roundTrips(segments: readonly Segment[], controlPort: number): number {
  const syn = segments.find(segment => segment.flags === 'S');
  const synAck = segments.find(segment => segment.flags === 'S.');
  const listing = segments.filter(
    ({ from, to, length }) =>
      from.host === server && from.port !== controlPort && to.port !== controlPort && length > 0,
  );
  // Over TLS the first bytes are the handshake's, and the listing is what the server sends last.
  const isTls = controlPort !== 21;
  const arrival = isTls ? listing.at(-1) : listing[0];
  if (!syn || !synAck || !arrival) return Number.NaN;
  return (arrival.atSeconds - syn.atSeconds) / (synAck.atSeconds - syn.atSeconds);
}
