import { outlook } from '../../../lib/model/incident';
import { entry } from '../../support/entries';

const TARGETS = [{ name: 'chat' }, { name: 'tickets' }, { name: 'canary', canary: true }];
const of = (alarm: string, change: Parameters<typeof entry>[0] = {}, evidence?: 'ALARM' | 'OK') =>
  outlook(entry(change), alarm, TARGETS, evidence);

describe('what comes of one alarm', () => {
  it.each([
    ['the fastest page tier of a critical SLO', 'fast', { critical: true }, 'sev1', true],
    ['the fastest page tier', 'fast', {}, 'sev2', true],
    ['a slower page tier of a critical SLO', 'slow', { critical: true }, 'sev2', true],
    ['a ticket tier', 'ticket', { critical: true }, 'sev3', false],
    ['silence', 'no-data', {}, 'sev3', false],
    ['silence of a critical SLO', 'no-data', { critical: true }, 'sev2', true],
  ] as const)('%s', (_what, alarm, change, severity, pages) => {
    expect(of(alarm, change)).toEqual({ severity, pages, targets: ['chat', 'tickets'] });
  });

  it('is a ticket while evidence is off, and a page where there is none', () => {
    expect(of('fast', { critical: true }, 'OK')).toMatchObject({ severity: 'sev3', pages: false });
    expect(of('fast', { evidence: false }, 'OK')).toMatchObject({ severity: 'sev2', pages: true });
  });

  it('reaches whom routes name for that severity', () => {
    const routes = [
      { targets: ['chat'], from: 'info' as const },
      { targets: ['tickets'], from: 'sev2' as const },
    ];
    expect(of('fast', { routes })?.targets).toEqual(['chat', 'tickets']);
    expect(of('ticket', { routes })?.targets).toEqual(['chat']);
    expect(of('fast', { routes: [{ targets: ['gone'], from: 'info' }] })?.targets).toEqual(['chat', 'tickets']);
  });

  it('reaches nobody in shadow', () => {
    expect(of('fast', { shadow: true })).toEqual({ severity: 'info', pages: false, targets: [] });
  });

  it.each(['evidence', 'budget-warning', 'budget-exhausted'])('%s opens no incident', (alarm) => {
    expect(of(alarm)).toBeUndefined();
  });
});
