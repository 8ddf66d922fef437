import { type AlarmStateChange, parseAlarmStateChange } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { alarmSignalKey, parseAlarmName } from '../../lib/model/names';
import type { Signal } from '../ledger/ledger';

/** A state change of one of our alarms, or why it is none of our business. */
export type Received =
  | { readonly change: AlarmStateChange; readonly slo: string; readonly alarm: string; readonly stage: string }
  | { readonly ignored: string };

/** @throws Error when the body is no alarm event or its alarm is none of ours: such a message belongs in the dead-letter queue. */
export function receive(body: string): Received {
  const change = parseAlarmStateChange(body);
  const { alarmName, state, previousState } = change.detail;
  const name = parseAlarmName(alarmName);
  if (name === undefined) throw new Error(`alarm "${alarmName}" is none of ours: expected slo/<stage>/<slo>/<alarm>`);
  if (previousState?.value === state.value) return { ignored: `${alarmName} was ${state.value} before` };
  return { change, ...name };
}

/** Joins the change with the catalogue entry of its SLO. */
export function toSignal(
  { change, slo, alarm }: Extract<Received, { change: unknown }>,
  entry: CatalogueEntry,
): Signal {
  const { account, region, detail, resources } = change;
  const { value, timestamp } = detail.state;
  const reading = lastReading(detail.state.reasonData);
  return {
    group: {
      account,
      region,
      stage: entry.stage,
      service: entry.service,
      ...(entry.segment ? { segment: entry.segment } : {}),
    },
    entry,
    event: {
      version: 1,
      type: 'alarm',
      key: alarmSignalKey(resources[0]!, value, timestamp),
      slo,
      alarm,
      value,
      at: timestamp,
      ...(reading === undefined ? {} : { reading }),
    },
  };
}

/** `reasonData` is JSON in a string and may be anything; a missing number costs one figure in a message. */
function lastReading(reasonData: string | undefined): number | undefined {
  try {
    const points: unknown = JSON.parse(reasonData ?? '{}')?.recentDatapoints;
    const last: unknown = Array.isArray(points) ? points.at(-1) : undefined;
    return typeof last === 'number' ? last : undefined;
  } catch {
    return undefined;
  }
}
