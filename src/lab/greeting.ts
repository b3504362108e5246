import type { GreetingBehaviour } from './behaviour.ts';
import type { ControlChannel } from './control-channel.ts';
import type { Flavour } from './flavour.ts';
import type { Lifetime } from './lifetime.ts';
import { disturb } from './noise.ts';

/** What other protocols' servers say first. */
const strangers = {
  ssh: 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n',
  http: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  smtp: '220 mail.example.com ESMTP Postfix\r\n',
  // Alert record, TLS 1.0, fatal unexpected_message.
  'tls-bytes': '\x15\x03\x01\x00\x02\x02\x0a',
  malformed: 'Welcome to this server. It speaks, but not FTP.\r\n',
} as const;

/** Greets, or does what stands in place of a greeting. True when a session may follow. */
export async function greet(
  behaviour: GreetingBehaviour,
  flavour: Flavour,
  channel: ControlChannel,
  lifetime: Lifetime,
): Promise<boolean> {
  if (typeof behaviour === 'object') await lifetime.sleep(behaviour.afterMs);
  if (behaviour === 'normal' || typeof behaviour === 'object') {
    await channel.reply(flavour.greeting);
    return true;
  }
  switch (behaviour) {
    case 'service-unavailable':
    case 'refused':
      await channel.reply(behaviour === 'refused' ? flavour.bannedGreeting : flavour.serviceUnavailable);
      await channel.end();
      return false;
    case 'http':
    case 'tls-bytes':
      await channel.raw(strangers[behaviour]);
      await channel.end();
      return false;
    case 'ssh':
    case 'malformed':
      await channel.raw(strangers[behaviour]);
      return lifetime.forever();
    case 'smtp':
      await channel.raw(strangers[behaviour]);
      while ((await channel.nextLine()) !== null) await channel.raw('502 5.5.2 Error: command not recognized\r\n');
      return false;
    case 'unfinished':
      await channel.raw('220-This greeting has a beginning\r\n220-and no end\r\n');
      return lifetime.forever();
    default:
      await disturb(behaviour, channel, lifetime);
      return false;
  }
}
