export type { Kills, LogLine } from './lambda/function-process';
export type { KillPlan } from './lambda/runtime-api';
export {
  type AwsTrouble,
  type CloudWatchPort,
  LOCAL_ENVIRONMENT,
  type ObjectiveBudget,
  type ServiceChange,
  type SignalsPort,
} from './ports';
export type { Ephemeral, SlackUser } from './slack-edge';
export type { Press } from './slack-payloads';
export type { DoorAnswer } from './slack-people';
export type { OpenedView } from './slack-view';
export { LocalStack, type LocalStackProps } from './stack';
export type { Ticket } from './ticket-systems';
export { type Conversation, type Place, TICKET_SYSTEMS, type VendorUrls } from './vendors';
export { VirtualClock } from './virtual-clock';
