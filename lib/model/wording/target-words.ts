import type { TargetConfig } from '../contracts/target-config';

type Named = Pick<TargetConfig, 'name' | 'kind'>;

const KINDS: Readonly<Record<string, string>> = {
  slack: 'Slack',
  github: 'GitHub',
  jira: 'Jira',
  pagerduty: 'PagerDuty',
  email: 'e-mail',
  servicenow: 'ServiceNow',
  opsitems: 'OpsCenter',
  webhook: 'Webhook',
  zendesk: 'Zendesk',
};

/** Whether the kind is one of ours; all others are their users' own. */
export function isOurKind(kind: string): boolean {
  return Object.hasOwn(KINDS, kind);
}

/** A target as people call it: by its kind, with its name where several are of that kind. */
export function targetInWords({ name, kind }: Named, every: readonly Named[]): string {
  const label = kindInWords(kind);
  return every.filter((other) => other.kind === kind).length > 1 ? `${label} (${name})` : label;
}

/** A kind of target as people call it; one of the user's own as it calls itself. */
export function kindInWords(kind: string): string {
  return KINDS[kind] ?? kind;
}
