import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { parseSupportReport, type SupportReport } from '../../lib/model/contracts/support-report';
import { nameFault, reportSignalKey } from '../../lib/model/names';
import type { Signal } from '../ledger/ledger';

/** Clocks of others differ; one that is further ahead means something else, such as microseconds. */
const MOST_AHEAD_MS = 5 * 60_000;
/** A message may have waited in a dead-letter queue; what is older means something else, such as seconds. */
const MOST_BEHIND_MS = 35 * 24 * 3_600_000;

/** @throws Error when the body is no report of this stage: such a message belongs in the dead-letter queue */
export function receiveReport(body: string, stage: string, now: number): SupportReport {
  const report = parseSupportReport(body);
  const fault = faultOf(report, stage, now);
  if (fault !== undefined) throw new Error(`not a support report: ${fault}`);
  return report;
}

function faultOf(report: SupportReport, stage: string, now: number): string | undefined {
  if (report.stage !== stage) return `stage: got "${report.stage}", allowed is "${stage}"`;
  const isTime = report.at <= now + MOST_AHEAD_MS && report.at >= now - MOST_BEHIND_MS;
  return isTime
    ? nameFault('slo', report.slo, stage)
    : `at: got ${report.at}, allowed are epoch milliseconds of the last 35 days`;
}

/** Joins the report with the catalogue entry of its SLO. @param functionArn of the function itself: says account and region */
export function reportSignal(report: SupportReport, entry: CatalogueEntry, functionArn: string): Signal {
  const [, , , region = '', account = ''] = functionArn.split(':');
  const { stage, service, segment } = entry;
  const { source: _, id, stage: __, operation, exception, url, ...said } = report;
  return {
    group: { account, region, stage, service, ...(segment ? { segment } : {}) },
    entry,
    event: {
      ...said,
      type: 'report',
      key: reportSignalKey(id),
      ...(operation === undefined ? {} : { operation }),
      ...(exception === undefined ? {} : { exception }),
      ...(url === undefined ? {} : { url }),
    },
  };
}
