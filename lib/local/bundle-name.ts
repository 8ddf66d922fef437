/** Folders of `dist/lambda`. */
const BUNDLES = [
  'record-signal',
  'reconcile',
  'deliver',
  'canary',
  'enrich',
  'slack-actions',
  'callbacks',
  'act',
] as const;

/** The folder that a function of a response stack comes from, by its physical name; nothing for one of somebody else. */
export function bundleOf(functionName: string): string | undefined {
  return BUNDLES.find((bundle) => new RegExp(`${bundle.replaceAll('-', '')}Function[0-9A-F]{8}$`).test(functionName));
}
