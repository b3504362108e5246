import { commands } from './commands.ts';
import { greet } from './greeting.ts';
import { secureControl } from './login.ts';
import { disturb } from './noise.ts';
import type { Session } from './session.ts';

/** A command line as it may be shown: the argument of PASS is not. */
function masked(verb: string, argument: string): string {
  if (verb.startsWith('PASS')) return 'PASS ****';
  return argument === '' ? verb : `${verb} ${argument}`;
}

/** Talks to one client from greeting to goodbye, and records its commands. Rejects with an AbortError when the connection is cut meanwhile. */
export async function converse(session: Session, record: (line: string) => void): Promise<void> {
  const { behaviour, channel, flavour, lifetime } = session;
  if (behaviour.tls.mode === 'implicit') await secureControl(session);
  if (!(await greet(behaviour.greeting, flavour, channel, lifetime))) return;
  for (let line = await channel.nextLine(); line !== null; line = await channel.nextLine()) {
    const [, word = '', argument = ''] = /^(\S*) ?(.*)$/s.exec(line) ?? [];
    const verb = word.toUpperCase();
    record(masked(verb, argument));
    const fault = Object.entries(behaviour.at).find(([broken]) => broken === verb)?.[1];
    if (fault !== undefined) return disturb(fault, channel, lifetime);
    if (verb === 'QUIT') {
      await channel.reply(flavour.goodbye);
      return channel.end();
    }
    const command = commands.get(verb);
    if (command?.needsLogin !== false && !session.loggedIn) await channel.reply(flavour.notLoggedIn);
    else if (command === undefined) await channel.reply(flavour.unknownCommand);
    else await command.run(session, argument);
  }
}
