import type { CompositeDefinition } from '../../lib/assembly';
import { evaluableComposites } from '../../lib/simulate';
import { objectiveOf } from './fixture';

const composite = (name: string, rule: string): CompositeDefinition => ({
  ...objectiveOf().composite!,
  name,
  arn: `arn:${name}`,
  rule,
});

describe('the composites that a recording can evaluate', () => {
  it.each([
    ['over known alarms', [composite('a', 'ALARM(known) OR OK(known)')], ['a']],
    ['over an unknown one', [composite('a', 'ALARM(known) OR ALARM(unknown)')], []],
    ['over each other, in any order', [composite('b', 'ALARM(arn:a)'), composite('a', 'ALARM(known)')], ['b', 'a']],
    ['over one that is not', [composite('b', 'ALARM(a)'), composite('a', 'ALARM(unknown)')], []],
    ['in a circle', [composite('a', 'ALARM(b)'), composite('b', 'ALARM(a)')], []],
    ['over nothing', [composite('a', 'TRUE')], ['a']],
  ])('%s', (_what, composites, expected) => {
    expect(evaluableComposites(composites, ['known']).map(({ name }) => name)).toEqual(expected);
  });
});
