import * as v from 'valibot';
import { type AlarmValue, alarmValues } from './alarm-event';

/**
 * Alarm history, as `aws cloudwatch describe-alarm-history` prints it and `slo pull --alarms` writes it: one JSON document,
 * `{"AlarmHistoryItems": [...]}`. Unknown keys are ignored, because AWS adds some.
 */

/** A change of state that CloudWatch recorded. */
export interface RecordedTransition {
  readonly alarmName: string;
  readonly previous: AlarmValue;
  readonly value: AlarmValue;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface AlarmHistory {
  /** In order of time. */
  readonly transitions: readonly RecordedTransition[];
  /** Items that are no change of state: of other types, or from a state to the same one. */
  readonly skipped: number;
  /** Changes that the file holds more than once. */
  readonly repeated: number;
  /** The file is one page of several: the AWS CLI was told to stop (`--max-items`). */
  readonly truncated: boolean;
}

const STATE_UPDATE = 'StateUpdate';

const page = v.object({ AlarmHistoryItems: v.array(v.unknown()), NextToken: v.optional(v.nullable(v.string())) });
const typed = v.object({ HistoryItemType: v.string() });

/** The AWS CLI writes ISO-8601 with any offset, or epoch seconds when it is told not to touch what the service says. */
const timestamp = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((time) => (typeof time === 'number' ? Math.round(time * 1000) : Date.parse(time))),
  v.check((time) => Number.isFinite(time), 'is no time'),
);
const stateUpdate = v.object({
  AlarmName: v.pipe(v.string(), v.minLength(1)),
  Timestamp: timestamp,
  HistoryData: v.pipe(
    v.string(),
    v.parseJson(),
    v.object({
      oldState: v.object({ stateValue: v.picklist(alarmValues) }),
      newState: v.object({ stateValue: v.picklist(alarmValues) }),
    }),
  ),
});

/**
 * Reads recorded changes of state.
 *
 * @param file name of the file, for errors
 * @throws SyntaxError that names the file, the item and what is wrong with it
 */
export function parseAlarmHistory(text: string, file: string): AlarmHistory {
  const { AlarmHistoryItems: items, NextToken: token } = read(
    v.pipe(v.string(), v.parseJson(), page),
    withoutMark(text),
    file,
  );
  const found = items.flatMap((item, at) => transition(item, `${file}: AlarmHistoryItems[${at}]`) ?? []);
  // "In rare cases, your history might show more than one notification for a state change. The timestamp enables you to
  // confirm unique state changes." (CloudWatch user guide, alarms)
  const unique = new Map(found.map((one) => [JSON.stringify([one.at, one.alarmName, one.value]), one]));
  return {
    transitions: [...unique.values()].sort((a, b) => a.at - b.at || compare(a.alarmName, b.alarmName)),
    skipped: items.length - found.length,
    repeated: found.length - unique.size,
    truncated: token !== undefined && token !== null,
  };
}

/** Nothing for an item that is no change of state. */
function transition(item: unknown, place: string): RecordedTransition | undefined {
  if (read(typed, item, place).HistoryItemType !== STATE_UPDATE) return undefined;
  const { AlarmName: alarmName, Timestamp: at, HistoryData: data } = read(stateUpdate, item, place);
  const { stateValue: previous } = data.oldState;
  const { stateValue: value } = data.newState;
  return previous === value ? undefined : { alarmName, previous, value, at };
}

function read<S extends v.GenericSchema>(schema: S, input: unknown, place: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const member = v.getDotPath(issue);
  throw new SyntaxError(`${place}: ${member === null ? '' : `${member}: `}${faultOf(issue)}`);
}

const MOST_SHOWN = 60;

function faultOf({ type, received, expected, message }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return 'got nothing, allowed is a value';
  const got = received.length > MOST_SHOWN ? `${received.slice(0, MOST_SHOWN)}...` : received;
  if (type === 'parse_json') return `got ${got}, allowed is JSON`;
  return expected === null ? `got ${got}, which ${message}` : `got ${got}, allowed is ${expected}`;
}

/** Some programs begin a file with a byte order mark, which is no JSON. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
