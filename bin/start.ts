import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { start, storyHeading, storyInWords, timelineLine } from '../lib/commands/start';
import { EXIT, UsageError } from '../lib/commands/usage-error';

/** What `npm start` runs: the example app on this computer, through a recorded evening. */
const root = resolve(__dirname, '..');
const STORIES = resolve(root, 'examples/echarpe/stories');
const TIME_ZONE = 'Europe/Paris';
const interrupted = new AbortController();

function program(): Command {
  return new Command('npm start --')
    .description('runs the example shop Echarpe on this computer, through a recorded evening')
    .option('--story <name>', 'match, ordinary, or the path of a story file', 'match')
    .option('--json', 'print one JSON document and nothing else', false)
    .option('--exit', 'end after the story (the default when nobody watches)', !process.stdout.isTTY)
    .option('--ticket <system>', 'ticket system of the story: github', ticketSystem, 'github')
    .option('--port <number>', 'port of the stand-in for Slack (default: chosen by the system)', portNumber)
    .option('--assembly <directory>', 'a synthesized assembly to run instead of synthesizing the example')
    .exitOverride();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('allowed are whole numbers from 1 to 65535');
  return port;
}

function ticketSystem(text: string): string {
  if (text !== 'github') throw new InvalidArgumentError('allowed is github');
  return text;
}

async function main(): Promise<number> {
  const { story, json, exit, port, assembly } = program().parse().opts();
  const print = json ? () => undefined : (line: string) => console.log(line);
  const document = await start({
    directory: root,
    stories: STORIES,
    story,
    signal: interrupted.signal,
    onUp: (heading) => print(storyHeading(heading)),
    onEntry: (entry) => print(timelineLine(entry, TIME_ZONE)),
    onPlayed: async (played, urls) => {
      print(`\n${storyInWords(played)}`);
      if (exit || json || interrupted.signal.aborted) return;
      print(`\nStill up: Slack ${urls.slack}, GitHub ${urls.github}. Ctrl-C ends.`);
      await new Promise<void>((done) => interrupted.signal.addEventListener('abort', () => done()));
    },
    ...(port === undefined ? {} : { port }),
    ...(assembly === undefined ? {} : { assembly }),
  });
  if (json) console.log(JSON.stringify(document, null, 2));
  return document.ok ? EXIT.fine : EXIT.no;
}

// Whoever reads the story may stop reading.
process.stdout.on('error', () => interrupted.abort());
process.on('SIGINT', () => interrupted.abort()).on('SIGTERM', () => interrupted.abort());
main()
  .catch((error: Error) => {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    if (interrupted.signal.aborted) return EXIT.interrupted;
    console.error(`start: ${error instanceof UsageError ? error.message : error.stack}`);
    return error instanceof UsageError ? EXIT.usage : EXIT.no;
  })
  .then((code) => {
    process.exitCode = interrupted.signal.aborted ? EXIT.interrupted : code;
  });
