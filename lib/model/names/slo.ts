import { CANARY, NAME, STAGE } from './words';

/** With stage and SLO name an alarm's name stays below 255 characters. */
const LONGEST_TIER_NAME = 40;
/** Source: AWS::ApplicationSignals::ServiceLevelObjective, Name. */
const EXISTING_OBJECTIVE = /^[0-9A-Za-z][-._0-9A-Za-z ]{0,126}[0-9A-Za-z]$/;
const ALARM_KIND = /^[a-z][a-z0-9-]*$/;

/** Alarms that every SLO may have beside its burn-rate tiers. */
export const EVIDENCE = 'evidence';
export const NO_DATA = 'no-data';
/** On the budget itself; they open no incident. */
export const BUDGET_WARNING = 'budget-warning';
export const BUDGET_EXHAUSTED = 'budget-exhausted';

export interface AlarmName {
  readonly stage: string;
  readonly slo: string;
  /** `fast`, `slow`, `ticket`, `evidence`, `no-data`, … */
  readonly alarm: string;
}

/** What is wrong with the name of a burn-rate tier, in words; nothing when it is fine. It becomes the name of an alarm. */
export function burnTierNameFault(name: string): string | undefined {
  if (!ALARM_KIND.test(name) || name.length > LONGEST_TIER_NAME) {
    return `alertPolicy: tier name: got "${name}", allowed are lower-case letters, digits and "-", a letter first, at most ${LONGEST_TIER_NAME}`;
  }
  const taken = [EVIDENCE, NO_DATA, BUDGET_WARNING, BUDGET_EXHAUSTED, CANARY];
  return taken.includes(name)
    ? `alertPolicy: tier name: got "${name}", allowed is any but ${taken.join(', ')}`
    : undefined;
}

/** Prefix of all alarms of a stage: what the EventBridge rule selects and DescribeAlarms asks for. */
export function alarmPrefix(stage: string): string {
  return `slo/${stage}/`;
}

/** Prefix of all alarms of an SLO. */
export function sloAlarmPrefix(stage: string, slo: string): string {
  return `${alarmPrefix(stage)}${slo}/`;
}

export function alarmName({ stage, slo, alarm }: AlarmName): string {
  return `${sloAlarmPrefix(stage, slo)}${alarm}`;
}

/** The parts of one of our alarm names; nothing when the name is not ours. */
export function parseAlarmName(name: string): AlarmName | undefined {
  const [head, stage, slo, alarm, ...rest] = name.split('/');
  if (head !== 'slo' || stage === undefined || slo === undefined || alarm === undefined || rest.length > 0) {
    return undefined;
  }
  return STAGE.test(stage) && NAME.test(slo) && ALARM_KIND.test(alarm) ? { stage, slo, alarm } : undefined;
}

/** Name of the Application Signals SLO, which is also the `SloName` dimension of its metrics. */
export function objectiveName(stage: string, slo: string): string {
  return `${stage}-${slo}`;
}

/** The parts of a name that `objectiveName` made: a stage has no "-". Nothing for another name. */
export function parseObjectiveName(name: string): Pick<AlarmName, 'stage' | 'slo'> | undefined {
  const dash = name.indexOf('-');
  const [stage, slo] = [name.slice(0, Math.max(0, dash)), name.slice(dash + 1)];
  return STAGE.test(stage) && NAME.test(slo) ? { stage, slo } : undefined;
}

/** The same of a catalogue entry: an SLO that was adopted kept its name. */
export function objectiveOf(entry: {
  readonly stage: string;
  readonly slo: string;
  readonly objective?: string;
}): string {
  return entry.objective ?? objectiveName(entry.stage, entry.slo);
}

/** What is wrong with the name of an SLO that exists in Application Signals, in words; nothing when it is fine. */
export function existingObjectiveFault(name: string): string | undefined {
  return EXISTING_OBJECTIVE.test(name)
    ? undefined
    : `adopts: got "${name}", allowed are 2 to 128 letters, digits, spaces, ".", "_" and "-", with a letter or digit first and last`;
}

/** Name of the parameter that holds an SLO's catalogue entry. */
export function catalogueParameterName(stage: string, slo: string): string {
  return `/slo/${stage}/${slo}`;
}

/** Name of the saved query for an SLO's logs; "/" makes folders of it. */
export function logsQueryName(stage: string, slo: string): string {
  return `${stage}/${slo}/bad requests`;
}

export function parseCatalogueParameterName(name: string): { stage: string; slo: string } | undefined {
  const [empty, head, stage, slo, ...rest] = name.split('/');
  return empty === '' && head === 'slo' && stage && slo && rest.length === 0 ? { stage, slo } : undefined;
}
