import {
  type FaultRootCause,
  paginateGetTraceSummaries,
  type TraceSummary,
  type XRayClient,
} from '@aws-sdk/client-xray';
import type { Findings } from '../../lib/model/contracts/findings';
import type { Enrichment } from './enrichment';
import { entityOf } from './entity';

const WINDOW_MS = 15 * 60_000;
const MOST_KEPT = 3;
/** A page may be empty although more follow: X-Ray counts what it looked through. */
const MOST_PAGES = 5;
const WHAT = 'requests that failed';
/** X-Ray documents no way to write these inside of a name in a filter, so a name that has one is not put there. */
const UNSAFE = /["\\\p{Cc}]/u;

type Trace = NonNullable<Findings['traces']>[number];

/** A few requests that failed, with what they threw; nothing of who sent them. */
export function traces(client: XRayClient): Enrichment {
  return {
    name: 'traces',
    what: WHAT,
    source: 'X-Ray',
    async find({ state, now }, abortSignal) {
      const name = entityOf(state)?.name;
      if (name === undefined) return {};
      if (UNSAFE.test(name))
        return { missing: [{ what: WHAT, why: 'X-Ray cannot be asked for the name of the service' }] };
      const FilterExpression = `service("${name}") { fault = true }`;
      const asked = { StartTime: new Date(now - WINDOW_MS), EndTime: new Date(now), FilterExpression };
      const found: Trace[] = [];
      let pages = 0;
      for await (const page of paginateGetTraceSummaries({ client }, asked, { abortSignal })) {
        found.push(...(page.TraceSummaries ?? []).flatMap(traceOf));
        pages += 1;
        if (found.length >= MOST_KEPT || pages >= MOST_PAGES) break;
      }
      return { traces: found.slice(0, MOST_KEPT) };
    },
  };
}

function traceOf({ Id: id, FaultRootCauses = [] }: TraceSummary): Trace[] {
  if (id === undefined) return [];
  const exception = FaultRootCauses.map(exceptionOf).find((name) => name !== undefined);
  return [exception === undefined ? { id } : { id, exception }];
}

/** The path leads from the service that answered to the one where it began. */
function exceptionOf({ Services = [] }: FaultRootCause): string | undefined {
  const path = Services.flatMap(({ EntityPath = [] }) => EntityPath);
  return path.flatMap(({ Exceptions = [] }) => Exceptions.flatMap(({ Name }) => Name ?? [])).at(-1);
}
