export { withPackets } from '../ingest/live/with-packets.ts';
