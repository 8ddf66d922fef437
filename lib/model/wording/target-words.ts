import type { TargetConfig } from '../contracts/target-config';

type Named = Pick<TargetConfig, 'name' | 'kind'>;

const KINDS: Readonly<Record<string, string>> = { slack: 'Slack', github: 'GitHub', pagerduty: 'PagerDuty' };

/** A target as people call it: by its kind, with its name where several are of that kind. */
export function targetInWords({ name, kind }: Named, every: readonly Named[]): string {
  const label = KINDS[kind] ?? kind;
  return every.filter((other) => other.kind === kind).length > 1 ? `${label} (${name})` : label;
}
