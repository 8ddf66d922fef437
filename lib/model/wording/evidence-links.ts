import type { CatalogueEntry } from '../contracts/catalogue';
import { firstSign, type IncidentState, memberObjectives } from '../incident';
import { isFallback } from '../incident/fallback';
import { dashboardUrl, logsUrl, objectiveUrl, tracesUrl, type Window } from '../links';
import { objectiveOf } from '../names';
import type { NeutralDocument } from './document';
import { leadEntry, pageLinks } from './facts';

/** Before the first sign of trouble, and after the last that is known: what led to it, and whether it is over. */
const MINUTE = 60_000;
const MARGIN_MS = 30 * MINUTE;
/** The query of one SLO's logs is a long address. */
const MOST_LOGS = 2;
const MOST_REPORTS = 3;

type Links = NeutralDocument['links'];

/** Runbook first, then where to look, limited to the service and the time of the incident. */
export function engineersLinks(state: IncidentState, region: string | undefined): Links {
  const entries = memberObjectives(state);
  const lead = leadEntry(state);
  return [
    ...(lead === undefined || lead.runbook.url === '' ? [] : [{ label: 'Runbook', url: lead.runbook.url }]),
    ...reportLinks(state),
    ...(region === undefined ? [] : consoleLinks(entries, region, windowOf(state))),
    ...pageLinks(entries, 'About this SLO', ({ slo }) => `About ${slo}`),
    ...(state.reviewed?.url === undefined ? [] : [{ label: 'Review', url: state.reviewed.url }]),
  ];
}

/** What customers said, where support keeps it. */
function reportLinks({ reports }: IncidentState): Links {
  const kept = Object.values(reports).flatMap(({ report, url }) => (url === undefined ? [] : [{ label: report, url }]));
  return kept.slice(0, MOST_REPORTS);
}

function consoleLinks(entries: readonly CatalogueEntry[], region: string, window: Window): Links {
  const known = entries.filter((entry) => !isFallback(entry));
  const [lead] = known;
  if (lead === undefined) return [];
  const { dashboard, entity } = lead;
  const withLogs = known.flatMap(({ slo, logs }) => (logs === undefined ? [] : [{ slo, logs }])).slice(0, MOST_LOGS);
  return [
    link('Dashboard', dashboard && dashboardUrl(region, dashboard, window)),
    ...withLogs.map(({ slo, logs }) =>
      link(withLogs.length === 1 ? 'Logs' : `Logs of ${slo}`, logsUrl(region, logs, window)),
    ),
    link('Traces of bad requests', entity && tracesUrl(region, entity.name, window)),
    link('SLO in CloudWatch', objectiveUrl(region, objectiveOf(lead))),
  ].flat();
}

function link(label: string, url: string | undefined): Links {
  return url === undefined ? [] : [{ label, url }];
}

/** No clock: it grows with what is known of the incident. */
export function windowOf(state: IncidentState): Window {
  const { milestones, findings, clearedAt, status } = state;
  const known = Math.max(firstSign(state), milestones.at(-1)?.at ?? 0, findings.at ?? 0);
  const to = status === 'open' ? known : (clearedAt ?? known);
  return { from: firstSign(state) - MARGIN_MS, to: Math.ceil((to + MARGIN_MS) / MINUTE) * MINUTE };
}
