import type { NeutralDocument } from '../../lib/model/wording/document';
import { fitted, line, plain, truncated } from '../../lib/render/text';

/** Limits of the Events API v2; the size is of the whole event as JSON, in bytes. */
const SUMMARY = 1024;
const LARGEST_EVENT = 512_000;
/** Ours: what somebody who was just woken reads. */
const LONGEST_NAME = 255;
const LONGEST_DETAIL = 2000;
const LINKS = 10;
/** Room for the routing key, which is added later. */
const KEY_ROOM = 100;

const SEVERITY = { sev1: 'critical', sev2: 'error', sev3: 'warning', info: 'info' } as const;

export type PagerDutyEvent =
  | { readonly event_action: 'acknowledge' | 'resolve'; readonly dedup_key: string }
  | (Alert & { readonly event_action: 'trigger'; readonly dedup_key: string });

interface Alert {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** The document as an alert. One that is too large goes without its details: that somebody is woken matters more. */
export function alertOf(document: NeutralDocument, dedup_key: string): PagerDutyEvent {
  const { title, severity, about, links } = document;
  const event = {
    event_action: 'trigger',
    dedup_key,
    client: 'cdk-slo',
    payload: {
      summary: fitted(line(title), SUMMARY) || '-',
      source: name(about?.segment === undefined ? about?.service : `${about.service}/${about.segment}`) || 'cdk-slo',
      severity: SEVERITY[severity],
      class: 'slo',
      ...(about && { component: name(about.service) }),
      ...(about?.segment !== undefined && { group: name(about.segment) }),
    },
    links: links
      .filter(({ url }) => /^https?:\/\/\S+$/.test(url))
      .slice(0, LINKS)
      .map(({ label, url }) => ({ href: url, text: name(label) || '-' })),
  } as const;
  const detailed = { ...event, payload: { ...event.payload, custom_details: detailsOf(document) } };
  return Buffer.byteLength(JSON.stringify(detailed)) <= LARGEST_EVENT - KEY_ROOM ? detailed : event;
}

function detailsOf({ paragraphs, facts, steps, footer }: NeutralDocument): Readonly<Record<string, string>> {
  const said = (texts: readonly string[]) => truncated(plain(texts.join('\n')), LONGEST_DETAIL);
  const details = [
    ['what', said(paragraphs)],
    ...facts.map(({ label, value }) => [name(label), said([value])] as const),
    ['first steps', said(steps.map((step, place) => `${place + 1}. ${line(step)}`))],
    ['incident', name(footer)],
  ] as const;
  return Object.fromEntries(details.filter(([label, value]) => label !== '' && value !== ''));
}

function name(text = ''): string {
  return truncated(line(text), LONGEST_NAME);
}
