/**
 * Whether the packets of a live run were recorded while it went on. With `none` lost, what is not in them was not on this
 * machine's wire: the connections' packet facts rest on that.
 */
export type CaptureFacts =
  | {
      /** An AF_PACKET ring of our own, or a tcpdump that we started. */
      readonly by: 'af-packet' | 'tcpdump';
      readonly packets: number;
      /** Packets that the kernel had to leave out for want of room. */
      readonly lost: number;
    }
  | {
      readonly by: 'none';
      /** Why, as a sentence for people: `it needs CAP_NET_RAW, which this user does not have`. */
      readonly because: string;
    };
