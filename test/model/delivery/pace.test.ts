import { editAllowedAt, headlineOf, type LastWrite } from '../../../lib/model/delivery/pace';
import { composeDocument } from '../../../lib/model/wording';
import { alarm, incident, START } from '../../support/incidents';

const state = incident(alarm(0, 'fast', 'ALARM'));
const document = composeDocument('inc-0123456789ab', state, 'engineers');
const headline = headlineOf(document);
const EDITED = START + 60_000;
const enriched = { ...state, findings: { at: EDITED } };

describe('an edit of an object', () => {
  it.each<[string, LastWrite, Parameters<typeof editAllowedAt>[2], number]>([
    ['waits half a minute after the last one', { headline, editedAt: EDITED }, state, EDITED + 30_000],
    ['waits for nothing when it is the first', { headline }, state, 0],
    ['waits for nothing when the headline changes', { headline: 'other', editedAt: EDITED }, state, 0],
    ['waits for nothing when an older version wrote what is there', { editedAt: EDITED }, state, 0],
    ['waits for nothing when it is the first with findings', { headline, editedAt: EDITED }, enriched, 0],
    ['waits when findings were shown', { headline, editedAt: EDITED, enriched: true }, enriched, EDITED + 30_000],
    [
      'waits as long as its incident is told to',
      { headline, editedAt: EDITED },
      { ...state, rules: { ...state.rules, editEveryMs: 5000 } },
      EDITED + 5000,
    ],
  ])('%s', (_what, last, of, at) => {
    expect(editAllowedAt(last, document, of)).toBe(at);
  });

  it.each([
    ['title', { title: 'another' }],
    ['status', { status: 'mitigated' as const }],
    ['severity', { severity: 'sev1' as const }],
    ['priority', { priority: 'P1' as const }],
    ['buttons', { actions: [{ command: 'mitigated' as const, label: 'Mitigated' }] }],
  ])('changes the headline with its %s', (_what, change) => {
    expect(headlineOf({ ...document, ...change })).not.toBe(headline);
  });

  it('of a canary never waits: every one is measured', () => {
    const canary = incident(alarm(0, 'canary', 'ALARM', { slo: 'delivery-canary', entry: { canary: true } }));
    const shown = headlineOf(composeDocument('inc-0123456789ab', canary, 'engineers'));
    const of = composeDocument('inc-0123456789ab', canary, 'engineers');
    expect(editAllowedAt({ headline: shown, editedAt: EDITED }, of, canary)).toBe(0);
  });

  it('leaves the headline with words, facts and small print', () => {
    expect(headlineOf({ ...document, paragraphs: ['other'], facts: [], steps: [], footer: 'r2' })).toBe(headline);
  });
});
