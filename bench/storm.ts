import { storm } from '../test/support/storm';

/** 2,000 messages of alarms at once for 200 SLOs of 40 services, repeated and shuffled, through vendors that limit their rate. */
process.env.CDK_VALIDATION ??= 'false';

async function main(): Promise<void> {
  const figures = await storm({ services: 40, slosPerService: 5, events: 2000 }, 1);
  const ok = figures.incidents === 40 && figures.deadLetters === 0 && figures.broken.length === 0;
  console.log(JSON.stringify({ version: 1, ok, ...figures }, null, 2));
  if (!ok) process.exitCode = 1;
}

void main();
