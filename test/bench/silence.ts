import { makeNetworkPath, type NetworkPath, pathAddresses } from '../support/network-path/network-path.ts';
import { startVsftpd } from '../support/real-server/vsftpd.ts';
import { formatTable } from './table.ts';
import { ftpdiag, ftpdiagCheck, runTool, type Tool } from './tools.ts';

/** Peers are given up on after this; left alone they take more than two minutes. */
const capMs = 15_000;
const host = pathAddresses.server;

const scenarios = [
  {
    title: 'passive ports dropped',
    family: 'passive',
    apply: (path: NetworkPath) => path.server.nft(dropping('tcp dport 20000-29999')),
  },
  {
    title: 'active connections dropped',
    family: 'active',
    apply: (path: NetworkPath) => path.client.nft(dropping('tcp flags & (syn | ack) == syn')),
  },
] as const;

/** Time until each tool ends when a firewall drops data connections without a word. */
export async function benchSilence(tools: readonly Tool[]): Promise<string> {
  const rows: string[][] = [];
  for (const rttMs of [0, 40, 100]) {
    for (const scenario of scenarios) {
      const path = await makeNetworkPath(rttMs);
      const vsftpd = await startVsftpd({
        place: path.server,
        address: host,
        port: 21,
        settings: { pasv_min_port: '20000', pasv_max_port: '29999' },
      });
      scenario.apply(path);
      const { port } = vsftpd;
      try {
        // Nobody waits for the processor here, so that all can be measured beside each other.
        const cells = tools.map(async tool => {
          const words =
            tool === ftpdiag
              ? ftpdiagCheck(host, port)
              : tool.list({ host, port, family: scenario.family, tls: 'off' });
          const { tookMs, cut, stdout } = await runTool(path.client, tool, words, { limitMs: capMs });
          const time = cut ? `> ${capMs / 1000} s` : `${(tookMs / 1000).toFixed(1)} s`;
          return tool === ftpdiag ? `${time}, ${verdictIn(stdout)}` : time;
        });
        rows.push([`${scenario.title}, ${rttMs} ms`, ...(await Promise.all(cells))]);
      } finally {
        await vsftpd.stop();
        path.remove();
      }
    }
  }
  return [
    `Silently dropped data connections: time to the end of the process (peers are cut off after ${capMs / 1000} s)`,
    '',
    formatTable(['what is dropped, round-trip time', ...tools.map(tool => tool.name)], rows),
  ].join('\n');
}

function dropping(match: string): string {
  return `table inet ftpdiag { chain input { type filter hook input priority 0; ${match} drop; }; }\n`;
}

/** The rule that the verdict rests on, and its cause. */
function verdictIn(json: string): string {
  const match = /"verdict":\s*\{[^}]*?"cause":\s*"([^"]*)"[^}]*?"rule":\s*(?:"([^"]*)"|null)/.exec(json);
  return match === null ? 'no verdict' : `${match[1]} (${match[2] ?? 'no rule'})`;
}
