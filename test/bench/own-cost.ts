import { makeNetworkPath, pathAddresses } from '../support/network-path/network-path.ts';
import { startVsftpd } from '../support/real-server/vsftpd.ts';
import { copyWithoutKoffi } from '../support/without-koffi.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';
import { ftpdiag, ftpdiagCheck, runTool } from './tools.ts';

const rounds = 31;
const rttMs = 40;
const host = pathAddresses.server;

/** What asking the kernel and recording packets costs a healthy check, beside the same program without any of it. */
export async function benchOwnCost(): Promise<string> {
  const path = await makeNetworkPath(rttMs);
  const server = await startVsftpd({ place: path.server, address: host, port: 21 });
  const bare = copyWithoutKoffi();
  const whole = ftpdiagCheck(host, server.port, '--tls', 'off');
  const variants = {
    'without koffi, nothing recorded': [bare.script, ...whole.slice(1), '--no-capture'],
    'kernel asked, nothing recorded': [...whole, '--no-capture'],
    'kernel asked, packets recorded': whole,
  };
  const taken = new Map(Object.keys(variants).map(name => [name, [] as number[]]));
  try {
    // In turn, so that whatever else the machine does meets all of them alike.
    for (let round = 0; round < rounds; round++) {
      for (const [name, words] of Object.entries(variants)) {
        taken.get(name)?.push((await runTool(path.client, ftpdiag, words)).tookMs);
      }
    }
  } finally {
    await server.stop();
    path.remove();
    bare.remove();
  }
  const [base = Number.NaN] = [...taken.values()].map(median);
  const rows = [...taken].map(([name, values]) => [
    name,
    median(values).toFixed(0),
    (median(values) / base).toFixed(3),
  ]);
  return [
    `A healthy check over ${rttMs} ms: ms, process start included, median of ${rounds} in turn`,
    '',
    formatTable(['', 'ms', 'ratio'], rows),
  ].join('\n');
}
