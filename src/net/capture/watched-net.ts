import type { Net } from '../net.ts';
import type { Capture } from './capture.ts';

/** The same network, with a recording that is told where connections go and come before their first packet. */
export function watchedNet(net: Net, capture: Capture): Net {
  return {
    ...net,
    connect(options) {
      capture.watch(options.to);
      return net.connect(options);
    },
    async listen(address, ports) {
      const listener = await net.listen(address, ports);
      capture.watchPort(listener.local.port);
      return listener;
    },
    hop(options) {
      capture.watch(options.to);
      return net.hop(options);
    },
  };
}
