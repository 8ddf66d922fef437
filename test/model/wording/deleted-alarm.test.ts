import { composeDocument, composeNote } from '../../../lib/model/wording';
import { alarm, deletion, incident } from '../../support/incidents';

const state = incident(alarm(0, 'fast', 'ALARM', { reading: 41 }), deletion(7, 'fast'));

describe('an alarm that was deleted while it was on', () => {
  it('is told to engineers with what to do about it', () => {
    expect(composeDocument('inc-1', state, 'engineers').paragraphs).toContain(
      'The alarm fast of orders was deleted while it was on. No alarm will say when this is over, so the incident stays open: find out, and deploy the SLO again so that it is watched.',
    );
    expect(composeNote(state, state.milestones.slice(-1), 'engineers').paragraphs).toEqual([
      expect.stringMatching(/^14 Nov, 21:07 \(Europe\/Paris\): The alarm fast of orders was deleted while it was on\./),
    ]);
  });

  it('is no news for support', () => {
    expect(composeNote(state, state.milestones.slice(-1), 'support').paragraphs).toEqual(['No change for customers.']);
  });
});
