import { listen } from './listen.ts';
import { type CapturedPacket, pcapBytes } from './pcap-bytes.ts';

/** What is told of the first flow among these packets, and all that was heard. */
export async function hear({ packets }: { packets: readonly CapturedPacket[] }) {
  const heard = await listen(pcapBytes(packets));
  const [flow] = heard.flows;
  if (flow === undefined) throw new Error('no flow');
  return { ...heard, flow };
}
