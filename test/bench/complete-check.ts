import { makeNetworkPath, pathAddresses } from '../support/network-path/network-path.ts';
import { startVsftpd } from '../support/real-server/vsftpd.ts';
import { medianOf } from './median.ts';
import { formatTable } from './table.ts';
import { ftpdiag, ftpdiagCheck, runTool, type Tool } from './tools.ts';

const times = 5;
const host = pathAddresses.server;

/** Our complete check of all four modes beside one listing by each peer, from start to end of the process. */
export async function benchCompleteCheck(tools: readonly Tool[]): Promise<string> {
  const peers = tools.filter(tool => tool !== ftpdiag);
  const rows: string[][] = [];
  for (const rttMs of [40, 200]) {
    const path = await makeNetworkPath(rttMs);
    const common = { place: path.server, address: host };
    const clear = await startVsftpd({ ...common, port: 21 });
    const tls = await startVsftpd({
      ...common,
      port: 2121,
      certificateNames: [`IP:${host}`],
      settings: { require_ssl_reuse: 'NO' },
    });
    const time = (tool: Tool, words: readonly string[]): Promise<number> =>
      medianOf(times, async () => (await runTool(path.client, tool, words)).tookMs);
    try {
      for (const [title, port, mode] of [
        ['without TLS', clear.port, 'off'],
        ['TLS where offered, not offered', clear.port, 'auto'],
        ['over TLS', tls.port, 'auto'],
      ] as const) {
        const row = [`${rttMs} ms, ${title}`];
        row.push(inMs(await time(ftpdiag, ftpdiagCheck(host, port, '--tls', mode, '--insecure'))));
        for (const peer of peers)
          row.push(inMs(await time(peer, peer.list({ host, port, family: 'passive', tls: mode }))));
        rows.push(row);
      }
    } finally {
      await clear.stop();
      await tls.stop();
      path.remove();
    }
  }
  return [
    `A complete check of all four modes beside one listing by each peer: ms, process start included, median of ${times}`,
    '',
    formatTable(['round-trip time', 'ftpdiag, 4 modes', ...peers.map(peer => `${peer.name}, 1 listing`)], rows),
  ].join('\n');
}

function inMs(value: number): string {
  return value.toFixed(0);
}
