import type { CatalogueEntry } from '../contracts/catalogue';
import { alarmsOf } from '../incident';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA } from '../names';
import { badInWords } from '../wording/outcomes';
import type { AlarmsPanel } from './panels';

/** All of its alarms; none for an SLO that was declared without. */
export function alarmsPanel(entry: CatalogueEntry): AlarmsPanel {
  const alarms = alarmsOf(entry);
  const [first, ...others] = meaningsOf(entry);
  const shadow = entry.shadow ? ' (in shadow: recorded, and nobody is told)' : '';
  return {
    kind: 'alarms',
    title: 'Alarms',
    sentence:
      first === undefined
        ? 'It has no alarms, so nobody is told when it is broken.'
        : `Red is what goes wrong now: ${[`${first.alarms} ${first.verb} ${first.meaning}`, ...others.map((other) => `${other.alarms} ${other.meaning}`)].join(', ')}${shadow}.`,
    alarms,
  };
}

interface Meaning {
  readonly alarms: string;
  readonly verb: 'say' | 'says';
  readonly meaning: string;
}

function meaningsOf({
  tiers,
  evidence,
  noData,
  budgetAlarms = [],
  measurement,
  warningThreshold,
}: CatalogueEntry): Meaning[] {
  const says = (alarm: string, isThere: boolean, meaning: string): Meaning[] =>
    isThere ? [{ alarms: alarm, verb: 'says', meaning: `that ${meaning}` }] : [];
  const verb = tiers.length === 1 ? 'says' : 'say';
  const burns = {
    alarms: tiers.map(({ alarm }) => alarm).join(', '),
    verb,
    meaning: 'that the error budget burns too fast',
  } as const;
  const silence = measurement.kind === 'requests' ? 'no requests arrive' : 'no data arrives';
  const left = warningThreshold === undefined ? 'little' : `${warningThreshold} % or less`;
  return [
    ...(tiers.length === 0 ? [] : [burns]),
    ...says(EVIDENCE, evidence, `more than a few ${badInWords(measurement)}`),
    ...says(NO_DATA, noData, silence),
    ...says(BUDGET_WARNING, budgetAlarms.includes(BUDGET_WARNING), `${left} of the error budget is left`),
    ...says(BUDGET_EXHAUSTED, budgetAlarms.includes(BUDGET_EXHAUSTED), 'the error budget is used up'),
  ];
}
