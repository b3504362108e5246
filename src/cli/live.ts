export { ownPackets } from '../ingest/live/own-packets.ts';
export { withPackets } from '../ingest/live/with-packets.ts';
