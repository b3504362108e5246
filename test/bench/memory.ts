import { whyNot } from '../support/real-server/requirement.ts';
import { startVsftpd } from '../support/real-server/vsftpd.ts';
import { type Hostility, startHostileServer } from './hostile-server.ts';
import { costOf } from './peak-memory.ts';
import { formatTable } from './table.ts';
import { ftpdiag, ftpdiagCheck, type Tool } from './tools.ts';

/** A tool that reads an endless listing is ended after this; ours ends by itself. */
const limitMs = 20_000;
const hostilities: readonly Hostility[] = ['endless greeting line', 'endless multi-line reply', 'endless listing'];

/** The highest resident memory of each tool, against an honest server and against hostile ones. */
export async function benchMemory(tools: readonly Tool[]): Promise<string> {
  const rows: string[][] = [];
  const measureAll = async (title: string, port: number): Promise<void> => {
    const row = [title];
    for (const tool of tools) {
      const words =
        tool === ftpdiag
          ? ftpdiagCheck('127.0.0.1', port, '--timeout', '15')
          : tool.list({ host: '127.0.0.1', port, family: 'passive', tls: 'off' });
      row.push(await peakMemory(tool, words));
    }
    rows.push(row);
  };
  if (whyNot('vsftpd') === null) {
    const vsftpd = await startVsftpd();
    await measureAll('healthy vsftpd', vsftpd.port);
    await vsftpd.stop();
  }
  for (const hostility of hostilities) {
    const server = await startHostileServer(hostility);
    await measureAll(hostility, server.port);
    server.close();
  }
  return [
    `Peak memory (VmHWM, MB) and how it ended; cut off after ${limitMs / 1000} s`,
    '',
    formatTable(['', ...tools.map(tool => tool.name)], rows),
  ].join('\n');
}

async function peakMemory(tool: Tool, words: readonly string[]): Promise<string> {
  const { peakMegabytes, tookMs, exitCode } = await costOf(tool.program, words, limitMs);
  const end = exitCode === null ? `> ${limitMs / 1000} s` : `${(tookMs / 1000).toFixed(1)} s`;
  return `${peakMegabytes.toFixed(0)} (${end})`;
}
