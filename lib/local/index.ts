export type { Kills, LogLine } from './lambda/function-process';
export type { KillPlan } from './lambda/runtime-api';
export { type CloudWatchPort, LOCAL_ENVIRONMENT } from './ports';
export { LocalStack, type LocalStackProps } from './stack';
export type { Conversation, Issue, VendorUrls } from './vendors';
export { VirtualClock } from './virtual-clock';
