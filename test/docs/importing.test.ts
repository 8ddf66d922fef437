import { importOpenSlo } from '../../lib/openslo';
import { textOf } from './blocks';

describe('the page about OpenSLO', () => {
  it('shows what `slo import` makes of its example', () => {
    const text = textOf('docs/importing.md');
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(text)!;
    const [, typescript] = /```ts setup\n([\s\S]*?)```/.exec(text)!;
    expect(importOpenSlo([{ name: 'checkout.yaml', text: yaml! }])).toEqual({
      typescript,
      slos: ['place-order'],
      left: [],
    });
  });
});
