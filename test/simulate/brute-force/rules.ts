import fc from 'fast-check';
import { type AlarmValue, alarmValues } from '../../../lib/model/contracts/alarm-event';

/** A rule of a composite alarm as its grammar has it: NOT binds tighter than AND, AND tighter than OR. */
export interface Rule {
  readonly or: readonly { readonly and: readonly { readonly not: boolean; readonly of: Operand }[] }[];
}

type Operand =
  | boolean
  | { readonly state: AlarmValue; readonly alarm: string }
  | {
      readonly atLeast: number;
      readonly unit: '' | '%';
      readonly not: boolean;
      readonly state: AlarmValue;
      readonly alarms: readonly string[];
    }
  | { readonly group: Rule };

/** @param alarms names and ARNs that a rule may refer to */
export function ruleOver(alarms: readonly string[]): fc.Arbitrary<Rule> {
  const alarm = fc.constantFrom(...alarms);
  const state = fc.constantFrom(...alarmValues);
  const counted = fc.array(alarm, { minLength: 1, maxLength: 4 }).chain((list) =>
    fc.record({
      atLeast: fc.integer({ min: 1, max: list.length }),
      unit: fc.constant('' as const),
      not: fc.boolean(),
      state,
      alarms: fc.constant(list),
    }),
  );
  const share = fc.tuple(counted, fc.integer({ min: 1, max: 100 })).map(([found, percent]) => ({
    ...found,
    atLeast: percent,
    unit: '%' as const,
  }));
  const { rule } = fc.letrec<{ rule: Rule; operand: Operand }>((tie) => ({
    operand: fc.oneof(
      { maxDepth: 2 },
      fc.record({ state, alarm }),
      fc.boolean(),
      counted,
      share,
      fc.record({ group: tie('rule') }),
    ),
    rule: fc.record({
      or: fc.array(
        fc.record({
          and: fc.array(fc.record({ not: fc.boolean(), of: tie('operand') }), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  }));
  return rule;
}

export function textOf({ or }: Rule): string {
  return or
    .map(({ and }) => and.map(({ not, of }) => `${not ? 'NOT ' : ''}${operandText(of)}`).join(' AND '))
    .join(' OR ');
}

function operandText(operand: Operand): string {
  if (typeof operand === 'boolean') return operand ? 'TRUE' : 'FALSE';
  if ('group' in operand) return `(${textOf(operand.group)})`;
  if ('alarm' in operand) return `${operand.state}("${operand.alarm}")`;
  const { atLeast, unit, not, state, alarms } = operand;
  return `AT_LEAST(${atLeast}${unit}, ${not ? 'NOT ' : ''}${state}, (${alarms.join(', ')}))`;
}

export function holds({ or }: Rule, stateOf: (alarm: string) => AlarmValue): boolean {
  return or.some(({ and }) => and.every(({ not, of }) => not !== operandHolds(of, stateOf)));
}

/** A share is reached by as many alarms as are at least so many hundredths of all that are named. */
function operandHolds(operand: Operand, stateOf: (alarm: string) => AlarmValue): boolean {
  if (typeof operand === 'boolean') return operand;
  if ('group' in operand) return holds(operand.group, stateOf);
  if ('alarm' in operand) return stateOf(operand.alarm) === operand.state;
  const { atLeast, unit, not, state, alarms } = operand;
  const found = alarms.filter((alarm) => (stateOf(alarm) === state) === !not).length;
  return unit === '%' ? found / alarms.length >= atLeast / 100 : found >= atLeast;
}
