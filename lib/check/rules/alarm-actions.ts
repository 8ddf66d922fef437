import type { PlacedResource } from '../../assembly';
import { ALARM, COMPOSITE_ALARM } from '../../assembly/resource-types';
import {
  type ActionKind,
  ALARM_LIMITS,
  type AlarmKind,
  type AlarmState,
  acceptanceOf,
  isFifoTopic,
  parseAlarmAction,
} from '../../model/alarm';
import { actionTarget } from '../action-targets';
import { mayBeEqual } from '../environments';
import { mayBeAnything, type Referred, referencesOf } from '../references';
import { resourcesOf } from '../resources';
import type { Estate, Found, Rule } from '../rule';
import { listOf, shown, textOf } from '../values';

const STATES: Readonly<Record<string, AlarmState>> = {
  AlarmActions: 'ALARM',
  OKActions: 'OK',
  InsufficientDataActions: 'INSUFFICIENT_DATA',
};

const KINDS: Readonly<Record<ActionKind, string>> = {
  topic: 'an SNS topic',
  function: 'a Lambda function',
  'ops-item': 'an OpsItem of Systems Manager',
  incident: 'a response plan of Incident Manager',
  investigation: 'an investigation group',
  ec2: 'an action on an EC2 instance',
  scaling: 'a scaling policy',
};

const ALLOWED =
  'is the ARN of an SNS topic, a Lambda function (version, alias), an OpsItem, a response plan, an investigation group, an EC2 action or a scaling policy';

/** The alarm is refused when it is deployed, or nobody hears of it. */
export const ALARM_ACTION: Rule = {
  id: 'alarm-action',
  level: 'error',
  *find(estate) {
    for (const [type, kind] of [
      [ALARM, 'metric'],
      [COMPOSITE_ALARM, 'composite'],
    ] as const) {
      for (const place of resourcesOf(estate, type)) yield* ofAlarm(estate, place, kind);
    }
  },
};

function* ofAlarm(estate: Estate, place: PlacedResource, alarm: AlarmKind): Generator<Found> {
  const properties = estate.properties(place);
  for (const [property, state] of Object.entries(STATES)) {
    const actions = listOf(properties[property]);
    if (actions.length > ALARM_LIMITS.actions) {
      yield { place, what: property, got: `${actions.length} actions`, allowed: `are ${ALARM_LIMITS.actions}` };
    }
    for (const [at, action] of actions.entries()) {
      const text = textOf(action);
      if (text !== undefined) yield* ofAction(estate, { place, what: `${property}[${at}]`, alarm, state, text });
    }
  }
}

interface Action {
  readonly place: PlacedResource;
  readonly what: string;
  readonly alarm: AlarmKind;
  readonly state: AlarmState;
  readonly text: string;
}

function* ofAction(estate: Estate, action: Action): Generator<Found> {
  const { place, what, text } = action;
  const references = referencesOf(estate);
  const referred = references.of(text);
  if (referred !== undefined) {
    yield* ofResource(action, referred);
    return;
  }
  const parsed = parseAlarmAction(text);
  if (parsed === undefined) {
    if (!references.isIn(text)) yield { place, what, got: shown(text), allowed: ALLOWED };
    return;
  }
  if (isFifoTopic(text)) yield fifo(action, shown(text));
  yield* inRegion(action, parsed.region, shown(text));
  yield* accepted(action, parsed.kind);
}

function* ofResource(action: Action, referred: Referred): Generator<Found> {
  const { place, what } = action;
  const { logicalId, resource, stack, attribute } = referred;
  const target = actionTarget(referred);
  if (target === undefined) {
    if (!mayBeAnything(referred))
      yield { place, what, got: `${logicalId}, which is ${resource.Type}`, allowed: ALLOWED };
    return;
  }
  if (!target.isArn) {
    const got = `${attribute === undefined ? 'Ref' : attribute} of ${logicalId}, which is ${resource.Type}`;
    yield { place, what, got, allowed: 'is its ARN' };
    return;
  }
  const { FifoTopic } = resource.Properties ?? {};
  if (FifoTopic === true || FifoTopic === 'true') yield fifo(action, logicalId);
  yield* inRegion(action, stack.region, logicalId);
  yield* accepted(action, target.kind);
}

/** What a FIFO topic demands of each message, alarms do not say; CloudWatch's documentation is silent on it. */
function fifo({ place, what }: Action, got: string): Found {
  return { place, what, got: `the FIFO topic ${got}`, allowed: 'is a standard topic', level: 'warning' };
}

/** "Invalid region eu-west-1 specified. Only us-east-1 is supported." (answer of PutMetricAlarm, in many field reports) */
function* inRegion({ place, what }: Action, region: string | undefined, name: string): Generator<Found> {
  if (mayBeEqual(region, place.stack.region)) return;
  yield { place, what, got: `${name} of ${region}`, allowed: `is what is in ${place.stack.region}, as the alarm is` };
}

function* accepted({ place, what, alarm, state }: Action, kind: ActionKind): Generator<Found> {
  const acceptance = acceptanceOf(kind, alarm, state);
  if (acceptance === 'accepted') return;
  const got = `${KINDS[kind]} for a ${alarm} alarm`;
  const allowed =
    alarm === 'composite' ? 'is an SNS topic or a Lambda function' : 'is what is documented for this state';
  yield { place, what, got, allowed, level: acceptance === 'refused' ? 'error' : 'warning' };
}
