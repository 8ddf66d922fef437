/**
 * Addresses in the AWS console, limited to what an incident is about and to its window. Names are data: what is not a letter, a digit or
 * one of `-_.` never stands in an address as it is.
 *
 * Only the address of traces is documented (X-Ray developer guide, "Console deep linking"). The others are what the console shows in the
 * address bar, as read in public repositories: [inferred], to be looked at with the first deployment.
 */

export interface Window {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** X-Ray developer guide: time ranges are in UTC and up to 6 hours long. */
const LONGEST_TRACES_MS = 6 * 3_600_000;

/** @returns nothing in partitions whose console we do not know */
export function dashboardUrl(region: string, name: string, window: Window): string | undefined {
  return cloudWatch(region, `dashboards/dashboard/${encoded(name)}?start=${iso(window.from)}&end=${iso(window.to)}`);
}

/** A query of CloudWatch Logs Insights, ready to run. */
export function logsUrl(
  region: string,
  { groups, query }: { readonly groups: readonly string[]; readonly query: string },
  window: Window,
): string | undefined {
  const text = (value: string) => `~'${starred(value)}`;
  const source = groups.map(text).join('');
  const detail = `~(end${text(iso(window.to))}~start${text(iso(window.from))}~timeType~'ABSOLUTE~tz~'UTC~editorString${text(query)}~isLiveTail~false~source~(${source}))`;
  return cloudWatch(region, `logsV2:logs-insights${dollars('?queryDetail=')}${dollars(twice(detail))}`);
}

/** Traces of a service's requests that failed. */
export function tracesUrl(region: string, service: string, { from, to }: Window): string | undefined {
  const end = Math.min(to, from + LONGEST_TRACES_MS);
  const filter = `service(${JSON.stringify(whole(service))}) { fault = true }`;
  const host = consoleHost(region);
  const seconds = (at: number) => iso(at).slice(0, 19);
  return (
    host &&
    `https://${host}/xray/home?region=${region}#/traces?timeRange=${seconds(from)}~${seconds(end)}&filter=${encoded(filter)}`
  );
}

/** The page of an SLO in Application Signals. */
export function objectiveUrl(region: string, objective: string): string | undefined {
  return cloudWatch(region, `application-signals:slo/${encoded(objective)}`);
}

/** An OpsItem of OpsCenter. */
export function opsItemUrl(region: string, id: string): string | undefined {
  const host = consoleHost(region);
  return host && `https://${host}/systems-manager/opsitems/${encoded(id)}?region=${region}`;
}

function cloudWatch(region: string, place: string): string | undefined {
  const host = consoleHost(region);
  return host && `https://${host}/cloudwatch/home?region=${region}#${place}`;
}

/** Hosts by partition. Source: AWS documentation of the partitions aws, aws-cn and aws-us-gov; others are not known to us. */
function consoleHost(region: string): string | undefined {
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) || /-iso[a-z]?-/.test(region)) return undefined;
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** `encodeURIComponent` leaves `!'()*` and `~`. */
function encoded(text: string): string {
  return encodeURIComponent(whole(text)).replace(/[!'()*~]/g, hex);
}

/** Halves of characters have no encoding. */
function whole(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A text inside the console's notation `~(name~'text)`: encoded, with stars for percent signs. */
function starred(text: string): string {
  return encoded(text)
    .replaceAll('%', '*')
    .replace(/\*[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** The notation itself is encoded once more than its stars show. */
function twice(text: string): string {
  return text.replace(/[~'()]/g, hex);
}

/** In a fragment, the console writes dollars for percent signs. */
function dollars(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '$');
}
