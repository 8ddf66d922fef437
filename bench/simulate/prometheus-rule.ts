import type { Firing } from './arms/firing';

/**
 * The fast tier of the default policy for 99.9 % over 28 days, as people write it for Prometheus (SRE Workbook, chapter 5). A second more
 * in each window takes in the sample at its beginning also where ranges leave out their left end, as since Prometheus 3.
 */
export const RULES = `groups:
  - name: slo
    rules:
      - alert: Fast
        expr: |
          rate(bad_total[1h1s]) / rate(requests_total[1h1s]) > 13.44 * 0.001
          and
          rate(bad_total[5m1s]) / rate(requests_total[5m1s]) > 13.44 * 0.001
`;

/** What both counters have counted before: a process that has run for a while. It keeps `rate` from guessing at a start from zero. */
const COUNTED_BEFORE = 1e6;

/**
 * A test of promtool that passes when the alert fires at each minute of `firings` and at no other: it fires as often in each stretch as
 * the stretch has minutes, and no more often in all.
 *
 * @param history of a row in every minute; a minute's requests are in the counters one minute after it begins
 */
export function ruleTest(rules: string, history: string, firings: readonly Firing[]): string {
  const rows = history
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',').slice(1).map(Number));
  const total = counter(rows.map(([, requests]) => requests!));
  const bad = counter(rows.map(([good, requests]) => requests! - good!));
  const lengths = firings.map(({ from, to }) => to - from);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  return `rule_files: [${JSON.stringify(rules)}]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - { series: requests_total, values: '${total}' }
      - { series: bad_total, values: '${bad}' }
    promql_expr_test:
${[...firings.map(({ to }, at) => expectation(to - 1, lengths[at]!, lengths[at]!)), expectation(rows.length, rows.length, all)].join('\n')}
`;
}

/** How often the alert fires in the last so many minutes up to one. Half a minute less, so that it does not matter which end is open. */
function expectation(until: number, minutes: number, firing: number): string {
  const expr = `count_over_time(ALERTS{alertname="Fast"}[${60 * minutes - 30}s])`;
  const labels = '{alertname="Fast",alertstate="firing"}';
  return `      - { expr: '${expr}', eval_time: ${until}m, exp_samples: [{ labels: '${labels}', value: ${firing} }] }`;
}

function counter(counts: readonly number[]): string {
  let counted = COUNTED_BEFORE;
  return [counted, ...counts.map((count) => (counted += count))].join(' ');
}
