#!/usr/bin/env node
import { CommanderError } from 'commander';
import { EXIT, UsageError } from '../lib/commands/usage-error';
import { plain } from '../lib/render/text';
import { program } from './program';

/** The command line's door: parses, calls, prints, and says by its exit code how it went. */
async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    else if (error instanceof UsageError) {
      // The message may show a piece of a file.
      console.error(`slo: ${plain(error.message)}`);
      process.exitCode = EXIT.usage;
    } else throw error;
  }
}

// Whoever reads on may have had enough (`slo cost | head -1`): not an error, and nothing to say about it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  // A full disk: what was printed is not the whole answer.
  console.error(`slo: cannot write the answer: ${error.message}`);
  process.exit(EXIT.usage);
});

void main();
