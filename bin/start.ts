import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  openInBrowser,
  SPEEDS,
  start,
  storyHeading,
  storyInWords,
  TICKET_SYSTEMS,
  timelineLine,
} from '../lib/commands/start';
import { EXIT, UsageError } from '../lib/commands/usage-error';

/** What `npm start` runs: the example app on this computer, through a recorded evening. */
const root = resolve(__dirname, '..');
const STORIES = resolve(root, 'examples/echarpe/stories');
const TIME_ZONE = 'Europe/Paris';
/** The match evening takes two minutes and a bit. */
const PLEASANT = 300;
const interrupted = new AbortController();

function program(): Command {
  return new Command('npm start --')
    .description(
      'runs the example shop Echarpe on this computer, through a recorded evening, and shows it on a page;\n' +
        'the page opens by itself when you sit at a terminal (BROWSER=none prevents it)',
    )
    .option('--story <name>', 'match, two-outages, ramp, storm, night, ordinary, or the path of a story file', 'match')
    .option('--json', 'print one JSON document and nothing else; there is a page only with --port', false)
    .option('--exit', 'end after the story (the default when nobody watches)', !process.stdout.isTTY)
    .option('--no-exit', 'stay after the story, until Ctrl-C')
    .addOption(
      new Option(
        '--speed <times>',
        `how fast the evening passes: ${SPEEDS.join(', ')} (default: ${PLEASANT} when you watch, otherwise max)`,
      ).argParser(speedNumber),
    )
    .addOption(
      new Option('--ticket <system>', `ticket system of the story: ${TICKET_SYSTEMS.join(', ')} (default: github)`)
        .argParser(ticketSystem)
        .conflicts('assembly'),
    )
    .option('--port <number>', 'port of the page (default: 9995, or a free one when that is in use)', portNumber)
    .option('--assembly <directory>', 'a synthesized assembly to run instead of synthesizing the example')
    .exitOverride();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('allowed are whole numbers from 1 to 65535');
  return port;
}

function speedNumber(text: string): (typeof SPEEDS)[number] {
  const speed = SPEEDS.find((candidate) => String(candidate) === text);
  if (speed === undefined) throw new InvalidArgumentError(`allowed are ${SPEEDS.join(', ')}`);
  return speed;
}

function ticketSystem(text: string): string {
  if (!TICKET_SYSTEMS.includes(text)) throw new InvalidArgumentError(`allowed are ${TICKET_SYSTEMS.join(', ')}`);
  return text;
}

async function main(): Promise<number> {
  const { story, json, exit, port, assembly, speed, ticket } = program().parse().opts();
  const print = json ? () => undefined : (line: string) => console.log(line);
  const stay = !exit && !json;
  const document = await start({
    directory: root,
    stories: STORIES,
    story,
    stay,
    signal: interrupted.signal,
    page: !json || port !== undefined,
    speed: speed ?? (stay && process.stdout.isTTY ? PLEASANT : 'max'),
    onPage: (url) => {
      print(`The page: ${url}`);
      if (process.stdout.isTTY && stay) openInBrowser(url);
    },
    onUp: (heading) => print(storyHeading(heading)),
    onEntry: (entry) => print(timelineLine(entry, TIME_ZONE)),
    onPlayed: (played, places) => {
      print(`\n${storyInWords(played)}`);
      if (stay && !interrupted.signal.aborted)
        print(`\nStill up: ${places.map(({ system, url }) => `${system} ${url}`).join(', ')}. Ctrl-C ends.`);
    },
    ...(port === undefined ? {} : { port }),
    ...(assembly === undefined ? {} : { assembly }),
    ...(ticket === undefined ? {} : { ticket }),
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
