import { countInWords } from './amounts';

/** `1 customer`, `1,200 customers` */
export function customersInWords(count: number): string {
  return `${countInWords(count)} customer${count === 1 ? '' : 's'}`;
}

/** Of a promise that services make to each other. */
export const NOBODY_DIRECTLY = 'no customer directly';

/** Whom it hits, as far as its own name says. */
export function whoInWords(segment: string | undefined): string {
  return segment === undefined ? 'all customers' : `customers of the segment ${segment}`;
}
