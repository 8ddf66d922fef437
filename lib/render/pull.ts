import type { PullDocument } from '../model/contracts/documents';
import { countInWords, many } from '../model/wording/amounts';
import type { Style } from './style';

/** The answer of `slo pull` for people. */
export function pullInWords(document: PullDocument, style: Style): string {
  const { slo, goal, interval, out, from, to, stepSeconds, rows, gaps, requests, alarms } = document;
  return [
    style.strong(`${slo} (${goal} % over ${interval}): ${countInWords(rows)} rows in ${out}`),
    `  from ${from} to ${to}, ${length(stepSeconds)} a row; ${gaps === 0 ? 'none is missing' : `${countInWords(gaps)} without data`}`,
    ...(requests === undefined
      ? []
      : [`  ${countInWords(requests.total)} requests, ${countInWords(requests.total - requests.good)} of them bad`]),
    ...corrections(document).map((correction) => `  ${style.notice(correction)}`),
    ...(alarms === undefined ? [] : [`  ${alarmsInWords(alarms)}`]),
  ].join('\n');
}

function corrections({
  stepSeconds,
  finestStepSeconds,
  clamped,
  dropped,
  repeated,
  resumed,
  clockOffsetSeconds,
  kind,
}: PullDocument): string[] {
  const lost =
    kind === 'requests'
      ? 'bad requests are spread evenly over it, so that alarms and evidence look calmer than they were'
      : 'single bad periods do not show';
  return [
    ...(stepSeconds > finestStepSeconds
      ? [`A row is ${length(stepSeconds)} long, and the SLO is computed from ${length(finestStepSeconds)}: ${lost}.`]
      : []),
    ...(clamped > 0
      ? [`${many(clamped, 'row')} had more good or bad requests than requests; the rest was cut off.`]
      : []),
    ...(dropped > 0
      ? [`${many(dropped, 'data point')} could not be used and ${dropped === 1 ? 'was' : 'were'} left out.`]
      : []),
    ...(repeated > 0 ? [`${many(repeated, 'data point')} came more than once; the last one counts.`] : []),
    ...(clockOffsetSeconds === undefined
      ? []
      : [
          `The clock of this computer is ${countInWords(Math.abs(clockOffsetSeconds))} s ${clockOffsetSeconds > 0 ? 'slow' : 'fast'}; the time is that of AWS.`,
        ]),
    ...(resumed ? ['An earlier command had begun: the time is that of its beginning.'] : []),
  ];
}

function alarmsInWords({ file, alarms, items, from }: NonNullable<PullDocument['alarms']>): string {
  if (alarms === 0) return `no alarm of the SLO exists; ${file} is empty`;
  return `${many(items, 'change')} of ${many(alarms, 'alarm')} since ${from} in ${file}`;
}

function length(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return `${seconds / 60} min`;
}
