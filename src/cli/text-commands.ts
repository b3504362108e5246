import { Command } from 'commander';
import { writeStdout } from './output.ts';
import { UsageError } from './usage-error.ts';

/** `ftpdiag explain`: what a finding, a reply code or an address means. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Explain a finding, a reply code, or the address in a 227, 229, PORT or EPRT line')
    .argument('<topic...>', 'a finding (pasv-private-address), a code (425), "227 …", "PORT …"')
    .action(async (words: readonly string[]) => {
      const { explain } = await import('#cli/explain');
      const explained = explain(words.join(' '));
      if (!explained.ok) throw new UsageError(explained.problem);
      await writeStdout(explained.text.endsWith('\n') ? explained.text : `${explained.text}\n`);
    });
}

/** `ftpdiag schema`: the contract of the JSON report. */
export function schemaCommand(): Command {
  return new Command('schema').description('Print the JSON Schema of the JSON report').action(async () => {
    const { schemaText } = await import('#cli/schema');
    await writeStdout(schemaText());
  });
}
