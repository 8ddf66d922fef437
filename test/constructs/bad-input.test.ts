import { Lazy } from 'aws-cdk-lib';
import { BudgetAlarms, DeclarationError, Sli, type SloProps } from '../../lib';
import { goals } from './bad-input/goals';
import { limits } from './bad-input/limits';
import { names } from './bad-input/names';
import { policies } from './bad-input/policies';
import { slis } from './bad-input/slis';
import { texts } from './bad-input/texts';
import { tokens } from './bad-input/tokens';
import { untyped } from './bad-input/untyped';
import { untypedSlis } from './bad-input/untyped-slis';
import { declared, requests } from './fixture';

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

/** Places of a token that may be known at deployment only, because neither a name nor the catalogue has it. */
describe('a token that does no harm', () => {
  const later = Lazy.string({ produce: () => 'known later' });
  const good = requests('Good').with({ label: later, color: '#123456' });
  const keyAttributes = { Type: 'AWS::Resource', ResourceType: 'AWS::Synthetics::Canary', Identifier: later };
  const actions = [{ bind: () => ({ alarmActionArn: later }) }];

  it.each([
    ['the label of a metric', { sli: Sli.ratio({ good, total: requests('Total') }) }, false],
    ['what identifies a canary', { sli: Sli.canarySuccess({ canaryName: 'home', keyAttributes }) }, true],
    ['whom budget alarms tell', { budgetAlarms: BudgetAlarms.of({ actions }) }, true],
  ] satisfies [string, Partial<SloProps>, boolean][])('may be %s', (_what, change, isInTemplate) => {
    const { slo, template } = declared(change);
    expect(JSON.stringify(slo.entry)).not.toMatch(/Token\[|known later/);
    expect(JSON.stringify(template().toJSON()).includes('known later')).toBe(isInTemplate);
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
