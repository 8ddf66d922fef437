import { App, Stack } from 'aws-cdk-lib';
import { IncidentResponse, Route, Severity, Slo, slackChannel, WayOut } from '../../lib';
import type { Findings } from '../../lib/model/contracts/findings';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { decide, type IncidentState, pending, targetsOf } from '../../lib/model/incident';
import { incidentId } from '../../lib/model/names';
import { composeDocument } from '../../lib/model/wording';
import { declared, faults, SLO } from '../constructs/fixture';
import { Harness } from '../enrich/harness';
import { GROUP } from '../enrich/ledger-logs';
import { GENERATION, subjectOf } from '../enrich/subject';
import { pagesOf } from '../pages/fixture';
import { alarm, deed, found, incident, MINUTE, report, START, timer } from '../support/incidents';

/** Group 4 of the capabilities, from what is declared and what happened. One breach by template and targets: incidents.test.ts. */
const HOUR = 60;
const DAY = 24 * HOUR;
const ID = incidentId(GROUP, GENERATION);
const read = (state: IncidentState, audience: 'engineers' | 'support' = 'engineers') =>
  composeDocument(ID, state, audience, [], 'eu-west-3');
const textOf = (state: IncidentState, audience?: 'support') => read(state, audience).paragraphs.join('\n');
const page = [alarm(0, 'evidence', 'ALARM'), alarm(0, 'fast', 'ALARM')];

describe('who is told, and what is to be done', () => {
  const TARGETS = ['channel', 'ticket', 'pager'].map((name) => ({ name }));
  const routes = [Route.always('channel'), Route.from(Severity.SEV3, 'ticket'), Route.from(Severity.SEV2, 'pager')];
  const { entry } = declared({}, {}, { routes }).slo;
  const critical = { critical: true, entry: { ...entry, critical: true } };

  it.each([
    ['sev1', 'the fast tier of a critical SLO', [alarm(0, 'fast', 'ALARM', critical)], ['channel', 'pager', 'ticket']],
    ['sev2', 'the fast tier of any other', [alarm(0, 'fast', 'ALARM', { entry })], ['channel', 'pager', 'ticket']],
    ['sev3', 'the ticket tier', [alarm(0, 'ticket', 'ALARM', { entry })], ['channel', 'ticket']],
  ] as const)('S1.32: %s (%s) has its targets fixed in advance', (severity, _sign, events, targets) => {
    const state = incident(...events);
    expect(state.peakSeverity).toBe(severity);
    expect(targetsOf(state, TARGETS)).toEqual(targets);
  });

  it.each([
    ['hears of no ticket, whatever its route says', 'ticket', ['channel']],
    ['hears of a page', 'fast', ['channel', 'pager']],
  ])('S1.32: a pager %s', (_, name, targets) => {
    const { slo } = declared({}, {}, { routes: [Route.always('channel'), Route.always('pager')] });
    const state = incident(alarm(0, name, 'ALARM', { entry: slo.entry }));
    expect(targetsOf(state, [{ name: 'channel' }, { name: 'pager', pager: true }])).toEqual(targets);
  });

  it('S1.32: a route to a target that nobody has fails synth, said once for its team', () => {
    const synth = (...names: string[]) => {
      const app = new App();
      const { stack, shop } = declared({}, {}, { routes }, app);
      new Slo(stack, 'Baskets', { ...SLO, service: shop, sloName: 'baskets' });
      const targets = names.map((name, at) => slackChannel({ name, channelId: `C0INCIDENTS${at}` }));
      new IncidentResponse(new Stack(app, 'Response'), 'IncidentResponse', { targets });
      return () => app.synth();
    };
    expect(synth('channel', 'ticket', 'pager')).not.toThrow();
    expect(synth('channel', 'ticket', 'pgaer')).toThrow(
      /with the following errors:\n.*routes of team checkout: got "pager", allowed are the targets of the response: "channel", "ticket", "pgaer"$/,
    );
  });

  it('S1.32: a route without a target, or to a name that none can have, is refused at once', () => {
    expect(faults(() => declared({}, {}, { routes: [] }))).toEqual([expect.stringMatching(/^routes: got none/)]);
    expect(faults(() => declared({}, {}, { routes: [Route.always('#ops')] }))).toEqual([
      expect.stringMatching(/^routes: target: got "#ops"/),
    ]);
  });

  it('S1.33: each SLO has a page, which leads to the runbook', () => {
    const pages = pagesOf({ slos: [{}, { sloName: 'baskets' }] });
    for (const slo of ['orders', 'baskets']) expect(pages[`prod/${slo}.md`]).toContain('runbooks/shop.md');
  });

  it('S3.16: a cause of too little capacity brings the declared actions for it, with their region, first', () => {
    const waysOut = {
      rollBack: WayOut.of({ text: 'Bring back the version before.' }),
      scale: WayOut.of({ text: 'Add servers in {region}.', command: 'scale --region {region} --stage {stage}' }),
    };
    const { entry: scalable } = declared({}, { waysOut }).slo;
    const opened = alarm(0, 'fast', 'ALARM', { entry: scalable });
    const named = (tag: 'capacity' | 'data') => deed(5, 'causeNamed', { cause: { tag, text: 'Too few servers.' } });
    const scale = 'Scale: Add servers in eu-west-3. Run: scale --region eu-west-3 --stage prod';
    expect(read(incident(opened, named('capacity'))).steps[0]).toBe(scale);
    expect(read(incident(opened, named('data'))).steps.indexOf(scale)).toBeGreaterThan(0);
  });
});

describe('S3.20: a second outage for the same cause', () => {
  const harness = Harness.forTests();
  const cause = { tag: 'data', text: 'The preview locks the orders.' } as const;
  const left = (minute: number, share: number) =>
    found(minute, { budgets: { orders: { status: 'OK', left: share } }, contributors: CONTRIBUTORS });
  const CONTRIBUTORS = [{ operation: 'POST /orders', bad: 5, total: 9, share: 1 }];
  const first = incidentId(GROUP, GENERATION - 1);

  /** The second, a number of days after the first, as far as a machine can know. */
  async function second(days: number, traces: Findings['traces'] = []): Promise<IncidentEvent[]> {
    const began = -days * DAY;
    const outage = [alarm(began, 'fast', 'ALARM'), left(began + 1, 0.9), left(began + 60, 0.5)];
    const seen = found(began + 61, { contributors: CONTRIBUTORS, traces: [{ id: '1-a', exception: 'LockTimeout' }] });
    await harness.logs.add([...outage, seen, deed(began + 62, 'causeNamed', { cause })], {}, GENERATION - 1);
    await harness.logs.add(page, {}, GENERATION);
    const findings = await harness.find(['earlier'], subjectOf(incident(...page)));
    return [...page, found(1, { ...findings, contributors: CONTRIBUTORS, traces })];
  }

  it('within 28 days it is possibly one, and nothing is raised', async () => {
    const state = incident(...(await second(27)));
    expect(textOf(state)).toContain(`Possible repeat of ${first} of `);
    expect([read(state).title, read(state).priority]).toEqual([expect.not.stringContaining('REPEAT'), 'P2']);
  });

  it.each([
    ['a person confirms the cause', [], [deed(9, 'causeNamed', { cause, repeatOf: first })]],
    ['operation and exception are the same', [{ id: '1-b', exception: 'LockTimeout' }], []],
  ])('when %s it is one: the ticket is raised, and says what it did to the budget', async (_, traces, said) => {
    const document = read(incident(...(await second(27, traces)), ...said));
    expect(document).toMatchObject({ title: expect.stringContaining('SEV2 REPEAT: '), priority: 'P1' });
    expect(document.paragraphs.join()).toMatch(new RegExp(`REPEAT of ${first} of .* It used 40 % of the budget`));
  });

  it('outside of 28 days it is none', async () => {
    const state = incident(...(await second(29, [{ id: '1-b', exception: 'LockTimeout' }])));
    expect([textOf(state), read(state).title].join()).not.toMatch(/repeat/i);
    expect(read(state).priority).toBe('P2');
  });
});

describe('S3.37: the customer has the last word', () => {
  const critical = { critical: true };
  const reported = [...page, report(3, 1), alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
  const sev1 = [
    alarm(0, 'evidence', 'ALARM', critical),
    alarm(0, 'fast', 'ALARM', critical),
    alarm(20, 'fast', 'OK', critical),
    timer(80, 'mitigated'),
  ];
  const calm = [...page, alarm(20, 'fast', 'OK'), timer(80, 'mitigated')];
  const PEOPLE = { answer: true, awaitNews: true, workTickets: true, pager: false };

  /** What the clock makes of the incident in that minute, with traffic. */
  function at(minute: number, ...events: IncidentEvent[]): IncidentState {
    const due = pending(incident(...events), START + minute * MINUTE, PEOPLE);
    const traffic = { requests: 1000, usual: 1000 };
    const done = due.flatMap(
      (one) =>
        decide(
          one,
          one.questions.map(() => traffic),
        ) ?? [],
    );
    return incident(...events, ...done);
  }

  it.each([
    ['with a report', reported],
    ['a SEV1 that customers notice', sev1],
  ])('%s: is not closed without it, and after 24 hours as unconfirmed, which it says', (_, events) => {
    expect(at(80 + DAY - 1, ...events).status).toBe('mitigated');
    const closed = at(80 + DAY, ...events);
    expect(closed).toMatchObject({ status: 'resolved', end: { kind: 'unconfirmed' } });
    expect(textOf(closed)).toContain('Over, unconfirmed: no customer said within 24 h that it works again.');
    expect(textOf(closed, 'support')).toContain('No customer has confirmed it in time');
  });

  it.each([
    ['with a report', reported],
    ['a SEV1 that customers notice', sev1],
  ])('%s: is closed with who confirmed it, and when', (_, events) => {
    const closed = at(200, ...events, deed(199, 'confirmed', { customer: 'the buyer of order 12' }));
    expect(closed).toMatchObject({ status: 'resolved', confirmation: { confirmed: { at: START + 199 * MINUTE } } });
    expect(textOf(closed)).toContain('Confirmed by the buyer of order 12, says Dana.');
    expect(textOf(closed, 'support')).toContain('Confirmed at 15 Nov, 00:19 (Europe/Paris): the buyer of order 12');
  });

  it('any other is closed without', () => {
    expect(at(200, ...calm)).toMatchObject({ status: 'resolved' });
    expect(textOf(at(200, ...calm))).not.toMatch(/onfirmed/);
  });
});

describe('S1.14: when the budget will be empty', () => {
  // 28 days x what is left / burn, by hand; the burn is the share of bad requests / the share that the goal allows.
  it.each([
    [0.6, 5, 1000, '99.9', 672 * (0.6 / 5)],
    [0.4, 250, 1000, '99', 672 * (0.4 / 25)],
    [0.1, 20, 1000, '99.5', 672 * (0.1 / 4)],
  ])('%d left, %d of %d bad at %s %%: says the time to within 1 %%', (left, bad, total, attainmentGoal, hours) => {
    const budgets = { orders: { status: 'OK' as const, left } };
    const lately = { orders: { minutes: 5, bad, total } };
    const opened = alarm(0, 'fast', 'ALARM', { entry: { attainmentGoal } });
    const [, day, hour, minute] = /empty by \w+ (\d+) Nov, (\d+):(\d+) \(Europe\/Paris\)/.exec(
      textOf(incident(opened, found(0, { budgets, lately }))),
    )!;
    // Paris is an hour ahead in November.
    const printed = (Date.UTC(2026, 10, Number(day), Number(hour) - 1, Number(minute)) - START) / (HOUR * MINUTE);
    expect(Math.abs(printed - hours) / hours).toBeLessThan(0.01);
  });
});
