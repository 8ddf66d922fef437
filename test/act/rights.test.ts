import { rights } from '../../lambda/act/rights';
import type { Command } from '../../lib/model/contracts/command';
import { ok, retryLater } from '../../lib/model/contracts/target-result';

const of = (...members: string[]) => ({ has: async (user: string) => ok(members.includes(user)) });
const away = { has: async () => retryLater(5, 'network', 'away') };

describe('who may tell incidents what', () => {
  it.each<[string, Command['type'], boolean]>([
    ['U0ONCALL', 'acknowledge', true],
    ['U0ONCALL', 'confirm', true],
    ['U0SUPPORT', 'confirm', true],
    ['U0SUPPORT', 'note', true],
    ['U0SUPPORT', 'mitigated', false],
    ['U0SUPPORT', 'falsePositive', false],
    ['U0NOBODY', 'note', false],
  ])('%s: %s: %s', async (user, command, may) => {
    expect(await rights(of('U0ONCALL'), of('U0SUPPORT'))(user, command)).toEqual(ok(may));
  });

  it('is one group for everything where support has none', async () => {
    expect(await rights(of('U0ONCALL'))('U0SUPPORT', 'confirm')).toEqual(ok(false));
  });

  it('does not wait for a group that cannot be asked where the other one is enough', async () => {
    expect(await rights(of('U0ONCALL'), away)('U0ONCALL', 'note')).toEqual(ok(true));
    expect(await rights(away, of('U0SUPPORT'))('U0SUPPORT', 'note')).toEqual(ok(true));
    expect(await rights(of('U0ONCALL'), away)('U0SUPPORT', 'note')).toMatchObject({ outcome: 'retryLater' });
  });
});
