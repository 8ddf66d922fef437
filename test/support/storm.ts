import { type App, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

import { Route, Service, Severity, Sli, Slo, Team } from '../../lib';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { incidentId } from '../../lib/model/names';
import { PlainResponse, synthesized } from './estate';
import type { RateLimit } from './faulty-proxy';
import { brokenInvariants } from './invariants';
import { type RemoteSide, remoteSides } from './remote-side';
import { generator } from './schedule';
import { World } from './world';

export interface StormSize {
  readonly services: number;
  readonly slosPerService: number;
  /** Messages at the beginning, repeated ones included. */
  readonly events: number;
}

export interface StormFigures {
  readonly slos: number;
  readonly events: number;
  readonly incidents: number;
  /** Calls of each vendor, and how many of them it refused because they came too fast. */
  readonly slack: { readonly calls: number; readonly tooFast: number };
  readonly github: { readonly calls: number; readonly tooFast: number };
  /** Until every incident had its message and its issue. */
  readonly told: { readonly virtualSeconds: number; readonly realSeconds: number };
  readonly realSeconds: number;
  readonly deadLetters: number;
  /** What is wrong at the other side in the end. */
  readonly broken: readonly string[];
}

const TIERS = ['fast', 'slow', 'ticket'];
const STEP_MINUTES = 1 / 6;
const MOST_STEPS = 600;
const AT_ONCE = 25;

/** Source: Slack, "Rate limits" (one message per second per channel, short bursts; tier 3); GitHub, "Rate limits for the REST API" (80 content-creating requests a minute). */
const SLACK = '{"ok":false,"error":"ratelimited"}';
const SLACK_LIMITS: readonly RateLimit[] = [
  { when: /chat\.postMessage/, calls: 5, seconds: 5, body: SLACK },
  { when: /chat\.update/, calls: 50, seconds: 60, body: SLACK },
  { when: /conversations\./, calls: 50, seconds: 60, body: SLACK },
];
const GITHUB_LIMITS: readonly RateLimit[] = [
  { when: /^(POST|PATCH) /, calls: 80, seconds: 60, body: '{"message":"You have exceeded a secondary rate limit."}' },
];

/** Everything breaks at once, is told through vendors that take only so much, and is over some minutes later. */
export async function storm(size: StormSize, seed: number): Promise<StormFigures> {
  const estate = stormEstate(size);
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  const world = await World.start(estate.assembly);
  for (const limit of SLACK_LIMITS) world.slack.limit(limit, () => world.now());
  for (const limit of GITHUB_LIMITS) world.github.limit(limit, () => world.now());
  try {
    const from = world.now();
    await arrive(world, messages(world, size, [...TIERS, 'evidence'], 'ALARM', size.events, generator(seed)));
    const incidents = ids(size);
    await until(world, () => each(incidents, async (id) => isTold(await remoteSides(world.stack, id))));
    const told = { virtualSeconds: Math.round((world.now() - from) / 1000), realSeconds: seconds() };
    await world.jump(5);
    await arrive(world, messages(world, size, TIERS, 'OK', 0, generator(seed + 1)));
    for (const minutes of [1, 60, 60]) await world.jump(minutes);
    const broken = (id: string) => brokenInvariants(world.stack, id);
    await until(world, () => each(incidents, async (id) => (await broken(id)).length === 0));
    return {
      slos: size.services * size.slosPerService,
      events: size.events,
      incidents: (await world.report()).incidents.length,
      slack: { calls: world.slack.calls.length, tooFast: world.slack.tooFast },
      github: { calls: world.github.calls.length, tooFast: world.github.tooFast },
      told,
      realSeconds: seconds(),
      deadLetters: await world.stack.deadLetters(),
      broken: (await Promise.all(incidents.map(broken))).flat(),
    };
  } finally {
    await world.stop();
    estate.remove();
  }
}

/** One stack per service: a template holds at most 500 resources. */
function stormEstate({ services, slosPerService }: StormSize) {
  const stacks = Array.from({ length: services }, (_, index) => (app: App) => {
    const stack = new Stack(app, `Promises${index}`);
    const team = new Team(stack, 'Team', {
      teamName: 'shop',
      contact: 'shop@echarpe.example',
      businessStakeholder: 'Head of online sales',
      timeZone: 'Europe/Paris',
      routes: [Route.always('incidents'), Route.from(Severity.SEV3, 'tickets')],
    });
    const service = new Service(stack, 'Service', {
      team,
      serviceName: serviceName(index),
      runbookUrl: 'https://runbooks.echarpe.example/shop',
      runbookFirstSteps: ['Look at the last deployment.', 'Look for locks.', 'Roll back.'],
      reviewCycle: Duration.days(30),
    });
    for (let slo = 0; slo < slosPerService; slo += 1) {
      const sloName = nameOf(index, slo);
      const requests = (metricName: string) =>
        new Metric({
          namespace: 'Storm',
          metricName,
          dimensionsMap: { Operation: sloName },
          period: Duration.minutes(1),
        });
      new Slo(stack, sloName, {
        service,
        sloName,
        sli: Sli.ratio({
          good: requests('Good').with({ statistic: 'Sum' }),
          total: requests('Total').with({ statistic: 'Sum' }),
        }),
        attainmentGoal: 99.9,
        promise: `Operation ${sloName} works.`,
        businessImpact: 'Lost sales.',
        requestsPerHourAtTrough: 60,
      });
    }
    return stack;
  });
  return synthesized(...stacks, (app) => new PlainResponse(app, 'EcharpeResponse'));
}

function serviceName(service: number): string {
  return `service-${service}`;
}

function nameOf(service: number, slo: number): string {
  return `s${service}-operation-${slo}`;
}

function ids({ services }: StormSize): string[] {
  return Array.from({ length: services }, (_, index) =>
    incidentId({ ...LOCAL_ENVIRONMENT, stage: 'prod', service: serviceName(index) }, 1),
  );
}

/** A message about each alarm, some more than once until there are enough, in any order. */
function messages(
  world: World,
  { services, slosPerService }: StormSize,
  alarms: readonly string[],
  value: AlarmValue,
  enough: number,
  random: () => number,
): object[] {
  const slos = Array.from({ length: services * slosPerService }, (_, index) =>
    nameOf(Math.floor(index / slosPerService), index % slosPerService),
  );
  const once = slos.flatMap((slo) =>
    alarms.map((alarm) => world.event(slo, alarm, value, value === 'ALARM' ? 'OK' : 'ALARM')),
  );
  const more = Array.from(
    { length: Math.max(0, enough - once.length) },
    () => once[Math.floor(random() * once.length)]!,
  );
  return [...once, ...more]
    .map((message) => ({ message, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ message }) => message);
}

async function arrive(world: World, events: readonly object[]): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE)
    await Promise.all(events.slice(from, from + AT_ONCE).map((event) => world.stack.putEvent(event)));
  await world.stack.drain();
}

async function until(world: World, met: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < MOST_STEPS && !(await met()); step += 1) await world.jump(STEP_MINUTES);
}

/** Asks for one after the other, and no further than the first for which it does not hold: looking costs calls, too. */
async function each(incidents: readonly string[], holds: (incident: string) => Promise<boolean>): Promise<boolean> {
  for (const incident of incidents) if (!(await holds(incident))) return false;
  return true;
}

function isTold(sides: readonly RemoteSide[]): boolean {
  return sides.every(({ objects }) => objects.length === 1);
}
