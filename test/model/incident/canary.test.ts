import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { decide, pending, targetsOf } from '../../../lib/model/incident';
import { composeDocument } from '../../../lib/model/wording';
import { entry } from '../../support/entries';
import { incident, MINUTE, START } from '../../support/incidents';

const DAY = 24 * 60;
const CANARY = entry({
  slo: 'delivery-canary',
  service: 'delivery-canary',
  canary: true,
  customerFacing: false,
  tiers: [],
  evidence: false,
  noData: false,
  runbook: { url: 'https://runbooks.shop.example/response', firstSteps: [] },
  owner: { team: 'platform', contact: 'platform@shop.example', stakeholder: 'Head of engineering' },
});

function canary(minute: number): IncidentEvent {
  const at = START + minute * MINUTE;
  const said = { slo: 'delivery-canary', alarm: 'canary', value: 'ALARM', at } as const;
  return { version: 1, type: 'alarm', key: `canary/${minute}`, ...said, entry: CANARY };
}

/** What the timers make of an incident at a minute. */
function timers(minute: number, ...events: IncidentEvent[]): IncidentEvent[] {
  const now = START + minute * MINUTE;
  return pending(incident(...events), now).flatMap((due) => decide(due, []) ?? []);
}

const day = Array.from({ length: 96 }, (_, index) => canary(index * 15));
const resolved: IncidentEvent = { version: 1, type: 'resolved', at: START + DAY * MINUTE };

describe("the day's canary", () => {
  it('is for information, wakes nobody, and makes one milestone however many come', () => {
    const state = incident(...day);
    expect(state).toMatchObject({ status: 'open', severity: 'info', peakSeverity: 'info', pages: 0 });
    expect(state.milestones.map(({ kind }) => kind)).toEqual(['opened']);
    expect(incident(...day, resolved).milestones).toHaveLength(1);
  });

  it('ends a day after it was opened, whatever its alarm says, and is sealed at once', () => {
    expect(timers(DAY - 1, ...day)).toEqual([]);
    expect(timers(DAY, ...day)).toEqual([resolved]);
    expect(timers(DAY, ...day, resolved)).toEqual([{ ...resolved, type: 'sealed' }]);
  });

  it('is not opened again by a canary that comes between the two', () => {
    const state = incident(...day, resolved, canary(DAY));
    expect(state.status).toBe('resolved');
    expect(timers(DAY, ...day, resolved, canary(DAY))).toEqual([{ ...resolved, type: 'sealed' }]);
  });

  it('goes to targets for canaries and to no others, and incidents go the other way', () => {
    const targets = [{ name: 'incidents' }, { name: 'canary', canary: true }];
    expect(targetsOf(incident(canary(0)), targets)).toEqual(['canary']);
    const breach = { ...canary(0), slo: 'orders', entry: entry() } as IncidentEvent;
    expect(targetsOf(incident(breach), targets)).toEqual(['incidents']);
  });

  it('says to whoever comes upon it what it is, when it last came, and that nobody needs to act', () => {
    const document = composeDocument('inc-0123456789ab', incident(canary(0), canary(15)), 'engineers');
    expect(document).toEqual({
      title: 'Test message of cdk-slo: nobody needs to act',
      status: 'open',
      severity: 'info',
      paragraphs: [
        'Every 15 minutes a test alarm takes the whole way that a real one takes, and this message is brought up to date to show that it arrived.',
        'Nobody needs to act. If test alarms stop arriving, other alarms tell the people who run this.',
      ],
      facts: [
        { label: 'Last arrived', value: '14 Nov, 21:15 (Europe/Paris)' },
        { label: 'First arrived', value: '14 Nov, 21:00 (Europe/Paris)' },
        { label: 'Owner', value: 'platform (platform@shop.example)' },
      ],
      steps: [],
      links: [{ label: 'What this is', url: 'https://runbooks.shop.example/response' }],
      footer: 'inc-0123456789ab · prod · delivery-canary',
    });
    expect(composeDocument('inc-0123456789ab', incident(canary(0), canary(15)), 'support')).toEqual(document);
  });

  it('says when its day is over', () => {
    const document = composeDocument('inc-0123456789ab', incident(...day, resolved), 'engineers');
    expect(document).toMatchObject({ status: 'resolved', title: 'Test message of cdk-slo: this one is finished' });
  });
});
