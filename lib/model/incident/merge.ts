import type { IncidentEvent, KnownAlarm } from '../contracts/incident-event';
import type { Group } from '../names';
import { isCanary } from './canary';
import { pageRoute } from './routing';
import { isForTheRecord } from './shadow';
import type { IncidentState, Register } from './state';
import { isOver } from './step';

/** DynamoDB keeps items of at most 400 KB, and what an incident knows may grow until it is merged. */
const LARGEST_ABSORBED_KB = 300;

/** An incident that may be merged, or merged into. */
export interface Mergeable {
  readonly id: string;
  readonly group: Group;
  readonly state: IncidentState;
}

/** Why one incident must not be merged into another, in words; nothing when it may. Only younger into older, so no two wait for each other. */
export function mergeFault(younger: Mergeable, older: Mergeable, now: number): string | undefined {
  const [a, b] = [`incident ${younger.id}`, `incident ${older.id}`];
  if (younger.id === older.id) return `${a} cannot be merged into itself`;
  if (place(younger.group) !== place(older.group))
    return `${a} is of ${place(younger.group)}, ${b} of ${place(older.group)}: only incidents of one account, region and stage can be merged`;
  for (const { id, state } of [younger, older]) {
    const fault = unfitness(state);
    if (fault !== undefined) return `incident ${id} ${fault}`;
  }
  if (isOver(older.state, now)) return `${b} is over`;
  if (!isOlder(older, younger)) return `${a} is older: merge ${b} into it`;
  const kb = Math.ceil(bytesOf(absorbedEvent(younger.id, younger.state, now)) / 1024);
  return kb > LARGEST_ABSORBED_KB
    ? `${a} is too large to be merged: got ${kb} KB of SLOs and reports, allowed are ${LARGEST_ABSORBED_KB}`
    : undefined;
}

/** The incident that this one was merged into. */
export function mergedInto({ end }: IncidentState): { readonly incident: string; readonly group: Group } | undefined {
  return end?.kind === 'merged' ? { incident: end.into, group: end.group } : undefined;
}

/** What an older incident must hear of a younger one that is merged into it: its SLOs, what their alarms last said, and its reports. */
export function absorbedEvent(
  incident: string,
  state: IncidentState,
  at: number,
): Extract<IncidentEvent, { type: 'absorbed' }> {
  const { members, objectives, registers, reports, heard, episode } = state;
  const parts = members.flatMap((slo) => {
    const entry = objectives[slo];
    const its = Object.values(registers).filter((register) => register.slo === slo);
    return entry === undefined ? [] : [{ entry, known: its.flatMap(spokenBy) }];
  });
  return {
    version: 1,
    type: 'absorbed',
    at,
    incident,
    ...(episode.paged ? { route: pageRoute(state) } : {}),
    ...(episode.paged && episode.acknowledged ? { acknowledged: episode.acknowledged } : {}),
    parts,
    ...(Object.keys(reports).length === 0 ? {} : { reports: Object.values(reports), heard: [...heard] }),
  };
}

/** An alarm that fires and then lacks data still fires, so the last thing that it said is not all there is to know. */
function spokenBy({ alarm, value, at, firing, since, reading }: Register): KnownAlarm[] {
  const last: KnownAlarm = { alarm, value, at, ...(reading === undefined ? {} : { reading }) };
  return since < at ? [{ alarm, value: firing ? 'ALARM' : 'OK', at: since }, last] : [last];
}

function unfitness(state: IncidentState): string | undefined {
  if (isCanary(state)) return 'is a test alarm';
  const into = mergedInto(state);
  if (into !== undefined) return `was merged into ${into.incident}`;
  if (state.sealed) return 'is over';
  return isForTheRecord(state) ? 'is only recorded: nobody hears of it' : undefined;
}

function bytesOf(event: IncidentEvent): number {
  return new TextEncoder().encode(JSON.stringify(event)).length;
}

function isOlder(a: Mergeable, b: Mergeable): boolean {
  const [at, bt] = [a.state.openedAt, b.state.openedAt];
  return at === bt ? a.id < b.id : at < bt;
}

function place({ account, region, stage }: Group): string {
  return `${account}/${region}/${stage}`;
}
