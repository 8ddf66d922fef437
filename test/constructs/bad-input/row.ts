import type { ISli, ServiceProps, SloProps, TeamProps } from '../../../lib';
import { declared } from '../fixture';

/** A wrong declaration and exactly what it says. */
export type Row = readonly [what: string, declare: () => unknown, faults: readonly string[]];

export const ENVIRONMENT = 'eks:prod/shop';

/** What callers without types may give. */
export const NOTHING = undefined as never;

export const slo = (change: Partial<SloProps>) => () => declared(change);
export const service = (change: Partial<ServiceProps>) => () => declared({}, change);
export const team = (change: Partial<TeamProps>) => () => declared({}, {}, change);
/** An SLI, in a service that Application Signals knows; made only when the row is tried. */
export const sli = (make: () => ISli) => () => declared({ sli: make() }, { environment: ENVIRONMENT });
