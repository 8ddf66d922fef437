import { Duration } from 'aws-cdk-lib';
import { Dependency, GoodWhen, Sli } from '../../../lib';
import { requests } from '../fixture';
import { NOTHING, type Row, sli, slo } from './row';

const KNOWN = 'allowed is a value known at synth';
const THRESHOLD = 'allowed is a Duration above 0, for example Duration.millis(300)';
const metric = requests('Depth');
const threshold = Duration.seconds(1);

const known = (what: string, declare: () => unknown): Row => [what, declare, [`${what}: got nothing, ${KNOWN}`]];

/** The same for SLIs, which are checked when an SLO has them. */
export const untypedSlis: readonly Row[] = [
  [
    'a ratio of nothing',
    slo({ sli: Sli.ratio({} as never) }),
    ['sli.good: got no metric, allowed is a metric', 'sli.total: got no metric, allowed is a metric'],
  ],
  [
    'an error ratio of nothing',
    slo({ sli: Sli.errorRatio({} as never) }),
    ['sli.bad: got no metric, allowed is a metric', 'sli.total: got no metric, allowed is a metric'],
  ],
  [
    'a metric without anything',
    slo({ sli: Sli.metric({} as never) }),
    [
      'sli.metric: got no metric, allowed is a metric',
      'sli.goodWhen: got nothing, allowed is a comparison, for example GoodWhen.atMost(250)',
    ],
  ],
  [
    'a comparison with nothing',
    slo({ sli: Sli.metric({ metric, goodWhen: GoodWhen.atMost(NOTHING) }) }),
    ['sli.goodWhen: got undefined, allowed is a finite number'],
  ],
  ['a latency without a threshold', sli(() => Sli.latency({} as never)), [`sli.threshold: got nothing, ${THRESHOLD}`]],
  [
    'a percentile of nothing',
    sli(() => Sli.latencyPercentile({} as never)),
    [
      'sli.percentile: got nothing, allowed are numbers above 0 and below 100',
      `sli.threshold: got nothing, ${THRESHOLD}`,
    ],
  ],
  [
    'an availability of at least nothing',
    sli(() => Sli.periodAvailability({} as never)),
    ['sli.atLeast: got nothing, allowed are numbers above 0 and below 100'],
  ],
  [
    'a page without its operation',
    sli(() => Sli.pageLoad({} as never)),
    ['sli.operation: got a blank text, allowed is an operation, for example "POST /orders"'],
  ],
  [
    'a transaction without its operation',
    sli(() => Sli.transactionSpeed({} as never)),
    ['sli.operation: got a blank text, allowed is an operation, for example "POST /orders"'],
  ],
  known('sli.canaryName', slo({ sli: Sli.canarySuccess({} as never) })),
  [
    'the duration of a canary without a limit',
    slo({ sli: Sli.canaryDuration({ canaryName: 'home' } as never) }),
    ['sli.threshold: got nothing, allowed is a Duration above 0, for example Duration.seconds(30)'],
  ],
  known('sli.appMonitorName', slo({ sli: Sli.appMonitor({ threshold } as never) })),
  [
    'an app monitor without a limit',
    slo({ sli: Sli.appMonitor({ appMonitorName: 'shop' } as never) }),
    [`sli.threshold: got nothing, ${THRESHOLD}`],
  ],
  [
    'outcomes of nothing',
    slo({ sli: Sli.outcomes({} as never) }),
    [`sli.namespace: got nothing, ${KNOWN}`, `sli.feature: got nothing, ${KNOWN}`],
  ],
  ...[Sli.supportFirstResponse, Sli.supportResolution].map(
    (preset): Row => [
      'support without a channel',
      slo({ sli: preset({ namespace: 'Shop' } as never) }),
      ['sli.channel: got a blank text, allowed is a text'],
    ],
  ),
  [
    'a dependency of nothing',
    sli(() => Sli.availability({ dependency: Dependency.remoteService(NOTHING, NOTHING) })),
    [`sli.dependency: name: got nothing, ${KNOWN}`, `sli.dependency: operation: got nothing, ${KNOWN}`],
  ],
  [
    'a watched dependency of nothing',
    sli(() => Sli.availability({ dependency: Dependency.service({} as never) })),
    [
      `sli.dependency: name: got nothing, ${KNOWN}`,
      `sli.dependency: operation: got nothing, ${KNOWN}`,
      `sli.dependency: environment: got nothing, ${KNOWN}`,
    ],
  ],
  [
    'a dependency that is a name',
    sli(() => Sli.availability({ dependency: 'api.example' as never })),
    ['sli.dependency: got api.example, allowed is one of the class Dependency'],
  ],
];
