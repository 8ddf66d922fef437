import {
  type ApplicationSignalsClient,
  type ChangeEvent,
  paginateListEntityEvents,
} from '@aws-sdk/client-application-signals';
import type { Change } from '../../lib/model/contracts/findings';
import { firstSign } from '../../lib/model/incident';
import type { Enrichment } from './enrichment';
import { entityOf, keyAttributes } from './entity';

/** What was changed longer ago seldom shows only now. */
const BEFORE_MS = 3 * 3_600_000;
/** Source: Application Signals API reference, ListEntityEvents. */
const PAGE = 250;
/** More are not looked at: their order is not documented. */
const MOST_EVENTS = 1000;
const MOST_KEPT = 10;

/** What was changed lately, without who did it. */
export function changes(client: ApplicationSignalsClient): Enrichment {
  return {
    name: 'changes',
    what: 'what was changed lately',
    source: 'Application Signals',
    async find({ state, now }, abortSignal) {
      const entity = entityOf(state);
      if (entity === undefined) return {};
      const first = firstSign(state);
      const asked = { Entity: keyAttributes(entity), StartTime: new Date(first - BEFORE_MS), EndTime: new Date(now) };
      const events = new Map<string, ChangeEvent>();
      for await (const page of paginateListEntityEvents({ client, pageSize: PAGE }, asked, { abortSignal })) {
        for (const event of page.ChangeEvents ?? []) events.set(event.EventId ?? String(events.size), event);
        if (events.size >= MOST_EVENTS) break;
      }
      const newest = [...events.values()].flatMap((event) => changeOf(event, entity.name)).sort((a, b) => b.at - a.at);
      return { changes: kept(newest, first) };
    },
  };
}

/** The newest, and the last deployment before the first sign of trouble in any case: it may be the reason. */
function kept(newest: readonly Change[], first: number): Change[] {
  const some = newest.slice(0, MOST_KEPT);
  const before = newest.find(({ kind, at }) => kind === 'DEPLOYMENT' && at <= first);
  return before === undefined || some.includes(before) ? some : [...some.slice(0, -1), before];
}

function changeOf({ Timestamp, ChangeEventType: kind, Entity, EventName }: ChangeEvent, service: string): Change[] {
  if (Timestamp === undefined || (kind !== 'DEPLOYMENT' && kind !== 'CONFIGURATION')) return [];
  const name = EventName === undefined ? {} : { name: EventName };
  return [{ at: Timestamp.getTime(), kind, service: Entity?.Name ?? service, ...name }];
}
