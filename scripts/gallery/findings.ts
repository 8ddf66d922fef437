import type { Findings } from '../../lib/model/contracts/findings';
import { at } from './log';

/** What was found out about the evening: a deployment, a database that locks up. */
export const FOUND: Findings = {
  budgets: { 'place-order': { status: 'WARNING', attainment: 99.94, left: 0.41 } },
  lately: { 'place-order': { minutes: 5, bad: 131, total: 310 } },
  trends: {
    'place-order': {
      from: at(-36),
      stepMinutes: 2,
      badPercent: [0, 0, 0, 0.3, 0, 0, null, 0, 0, 0.6, 0, 0, 2, 18, 35, 41, 42, 42],
    },
  },
  changes: [
    { at: at(-14), kind: 'DEPLOYMENT', service: 'shop', name: '2026.11.14-3' },
    { at: at(-95), kind: 'CONFIGURATION', service: 'orders-database' },
  ],
  dependency: { name: 'orders-database', operation: 'UPDATE stock', bad: 118, total: 240 },
  contributors: [
    { operation: 'POST /orders', bad: 120, total: 150, share: 0.92 },
    { operation: 'PUT /basket', bad: 11, total: 160, share: 0.08 },
  ],
  traces: [{ id: '1-6917a2b0-1234567890abcdef12345678', exception: 'LockTimeoutException' }],
  segments: [],
  earlier: null,
};

/** The same an hour later: it burned on. */
export const FOUND_LATER: Findings = {
  ...FOUND,
  budgets: { 'place-order': { status: 'BREACHED', attainment: 99.89, left: -0.06 } },
};

/** An earlier evening that looked the same. */
export const EARLIER: NonNullable<Findings['earlier']> = {
  incident: 'inc-0c4fe27ab81d',
  openedAt: at(-7 * 24 * 60),
  resolvedAt: at(-7 * 24 * 60 + 190),
  cause: { tag: 'data', text: 'The preview holds a lock on the stock table while it draws.' },
  operation: 'POST /orders',
  dependency: 'orders-database',
  budgetUsed: 0.37,
};

/** When it is quiet again. */
export const FOUND_QUIET: Findings = {
  ...FOUND,
  budgets: { 'place-order': { status: 'WARNING', attainment: 99.91, left: 0.08 } },
  lately: { 'place-order': { minutes: 5, bad: 0, total: 322 } },
  trends: {
    'place-order': {
      from: at(-20),
      stepMinutes: 4,
      badPercent: [0, 0, 0, 2, 35, 42, 42, 41, 42, 42, 40, 42, 39, 12, 0, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    },
  },
};
