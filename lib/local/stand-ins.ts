import { FakePagerDuty, routingKeyOf } from './fakes/pagerduty';
import type { FakeVendor } from './fakes/server';
import { FakeServiceNow } from './fakes/servicenow';

/** How one kind of target is played on this computer. A new kind is a row of STAND_INS, beside its fake. */
export interface StandIn {
  /** @param now what time it is for the vendor, epoch milliseconds */
  readonly start: (now: () => number) => Promise<FakeVendor>;
  /** What its secret holds, with a token that the vendor takes; nothing where it needs none. */
  readonly secret: (token: string) => Readonly<Record<string, string>>;
  /** Settings that differ here from those of the template. @default - `apiUrl` */
  readonly settings?: (url: string) => Readonly<Record<string, string>>;
  /** People see its texts as Markdown. @default - as they are */
  readonly isMarkdown?: boolean;
}

/** By kind. Slack and GitHub have an emulator that others wrote; kinds of the user's own have nobody behind them. */
export const STAND_INS: ReadonlyMap<string, StandIn> = new Map<string, StandIn>([
  ['pagerduty', { start: FakePagerDuty.start, secret: (token) => ({ routingKey: routingKeyOf(token) }) }],
  ['servicenow', { start: FakeServiceNow.start, secret: (password) => ({ user: 'cdk.slo', password }) }],
]);
