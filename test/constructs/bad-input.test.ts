import { DeclarationError } from '../../lib';
import { goals } from './bad-input/goals';
import { limits } from './bad-input/limits';
import { names } from './bad-input/names';
import { policies } from './bad-input/policies';
import { slis } from './bad-input/slis';
import { texts } from './bad-input/texts';
import { tokens } from './bad-input/tokens';
import { untyped } from './bad-input/untyped';
import { untypedSlis } from './bad-input/untyped-slis';

/** Of all these the template validators of the CDK find few, and AWS says it at deployment, or never. */
const SUBJECTS = { goals, policies, slis, names, texts, tokens, untyped, untypedSlis };

describe.each(Object.entries(SUBJECTS))('bad input: %s', (_subject, rows) => {
  it.each(rows)('%s is refused in words that say what, got and allowed', (_what, declare, faults) => {
    expect(declare).toThrow(DeclarationError);
    expect(said(declare)).toEqual(faults);
    for (const fault of faults) expect(fault).toMatch(/^[\w.[\] -]+: .*allowed/s);
  });
});

describe('input at the limit', () => {
  it.each(limits)('%s is accepted', (_what, declare) => {
    expect(declare).not.toThrow();
  });
});

function said(declare: () => unknown): readonly string[] | undefined {
  try {
    declare();
  } catch (error) {
    return (error as DeclarationError).faults;
  }
  return undefined;
}
