import { LONGEST_PERIOD_MINUTES } from '../model/contracts/measurement';
import { exact } from '../model/slo';
import { minutesOf } from './durations';
import { literal } from './numbers';
import type { Objective } from './shapes';

export interface Slice {
  readonly minutes: number;
  /** Share of 1 that it must reach. */
  readonly target: string;
}

export interface SliceFault {
  readonly field: 'timeSliceWindow' | 'timeSliceTarget';
  readonly fault: string;
}

/** The slices of an objective, or what is wrong with them. */
export function sliceOf({ timeSliceWindow: window, timeSliceTarget: target }: Objective): Slice | SliceFault {
  if (window === undefined || target === undefined) {
    const field = window === undefined ? 'timeSliceWindow' : 'timeSliceTarget';
    return { field, fault: 'got nothing, allowed with Timeslices are timeSliceWindow and timeSliceTarget' };
  }
  const share = exact(target);
  if (share.lte(0) || share.gt(1) || literal(share) === undefined) {
    return { field: 'timeSliceTarget', fault: `got ${target}, allowed are shares above 0 and up to 1` };
  }
  // A number alone means minutes.
  const minutes = /\d$/.test(window) ? Number(window) : minutesOf(window);
  if (minutes !== undefined && minutes <= LONGEST_PERIOD_MINUTES) return { minutes, target };
  const allowed = `allowed are 1 to ${LONGEST_PERIOD_MINUTES} minutes, the periods of Application Signals`;
  return { field: 'timeSliceWindow', fault: `got ${window}, ${allowed}` };
}
