import type { IncidentState } from '../incident';
import { countInWords } from './amounts';

/** How many customers said so, in all reports together. */
export function customersHeard({ reports }: Pick<IncidentState, 'reports'>): number {
  return Object.values(reports).reduce((sum, { count }) => sum + count, 0);
}

/** `1 customer`, `1,200 customers` */
export function customersInWords(count: number): string {
  return `${countInWords(count)} customer${count === 1 ? '' : 's'}`;
}

/** Whom it hits, as far as its own name says. */
export function whoInWords(segment: string | undefined): string {
  return segment === undefined ? 'all customers' : `customers of the segment ${segment}`;
}
