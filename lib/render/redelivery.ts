import type { RedeliveryDocument } from '../model/contracts/documents';

export function redeliveryInWords({ asked }: RedeliveryDocument): string {
  if (asked.length === 0) return 'Nothing to ask for: no incident is active, or none is routed to that target.';
  const lines = asked.map(
    ({ incident, target, revision }) => `asked ${target} again to show ${incident} at revision ${revision}`,
  );
  return lines.join('\n');
}
