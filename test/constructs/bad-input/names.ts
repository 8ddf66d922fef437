import { type App, Stack } from 'aws-cdk-lib';
import { Kpi, Route, SegmentedSlo, Segments, Service, Slo, Team } from '../../../lib';
import { declared, SERVICE, SLO, TEAM } from '../fixture';
import { ENVIRONMENT, type Row, service, slo, team } from './row';

const NAME = 'allowed are letters, digits, ".", "_" and "-", with a letter or digit first and last';
const BAD_NAMES = ['', ' ', 'a b', 'a/b', '-a', 'a-', 'é', 'a\n', '../a', 'a:b', '"a"'];

/** A second team with a service of its own, in another stack of the app. */
function elsewhere(serviceName: string) {
  const { stack } = declared();
  const other = new Stack(stack.node.root as App, 'Other');
  const owner = new Team(other, 'Team', TEAM);
  return { other, shop: new Service(other, 'Service', { team: owner, ...SERVICE, serviceName }) };
}

export const names: readonly Row[] = [
  ...BAD_NAMES.flatMap((name): Row[] => [
    [`the SLO name ${JSON.stringify(name)}`, slo({ sloName: name }), [`sloName: got "${name}", ${NAME}`]],
    [
      `the service name ${JSON.stringify(name)}`,
      service({ serviceName: name }),
      [`serviceName: got "${name}", ${NAME}`],
    ],
    [
      `the segment ${JSON.stringify(name)} of a service`,
      service({ segment: name }),
      [`segment: got "${name}", ${NAME}`],
    ],
    [`the segment ${JSON.stringify(name)} of an SLO`, slo({ segment: name }), [`segment: got "${name}", ${NAME}`]],
  ]),
  [
    'a name that is too long with its stage',
    slo({ sloName: 'x'.repeat(124) }),
    ['sloName: stage and name together have 128 characters, allowed are 127'],
  ],
  [
    'the name of the test alarm',
    slo({ sloName: 'delivery-canary' }),
    ['sloName: got "delivery-canary", allowed is any but the name of the response stack\'s test alarm'],
  ],
  ...['', 'pre-prod', 'a/b', 'prod '].map(
    (stage): Row => [
      `the stage "${stage}"`,
      service({ stage }),
      [`stage: got "${stage}", allowed are letters and digits, at least one`],
    ],
  ),
  [
    'an SLO name that another stack has',
    () => {
      const { other, shop } = elsewhere('other');
      return new Slo(other, 'Again', { service: shop, ...SLO });
    },
    ['sloName: got "orders", which Shop/Orders has in stage prod; allowed is each name once'],
  ],
  [
    'a service name that another stack has',
    () => elsewhere('shop'),
    [
      'serviceName: got "shop", whose composite alarm prod-shop-breach belongs to Shop/Service; allowed is each service and segment once',
    ],
  ],
  [
    'a service of another stack',
    () => {
      const { stack, shop } = declared();
      return new Slo(new Stack(stack.node.root as App, 'Other'), 'New', { service: shop, ...SLO, sloName: 'new' });
    },
    [
      "service: got one of stack Shop, allowed is one of the SLO's own stack Other: CloudWatch deletes no alarm that a composite alarm in another stack still names",
    ],
  ],
  [
    'a KPI name that is taken',
    () => {
      const { stack, slo: orders } = declared();
      new Kpi(stack, 'First', { kpiName: 'Orders', slo: orders });
      return new Kpi(stack, 'Second', { kpiName: 'Orders', slo: orders });
    },
    ['kpiName: got "Orders", which Shop/First has; allowed is each name once'],
  ],
  [
    'segments that become one name',
    () => {
      const { stack, shop } = declared();
      return new SegmentedSlo(stack, 'Plans', { service: shop, ...SLO, segments: Segments.of('Plan', 'a b', 'a-b') });
    },
    ['segments: got "a-b" twice, allowed is each once (names hold letters, digits, ".", "_", "-")'],
  ],
  [
    'a segment that CloudWatch cannot name',
    () => {
      const { stack, shop } = declared();
      return new SegmentedSlo(stack, 'Plans', { service: shop, ...SLO, segments: Segments.of('Plan', 'günstig') });
    },
    ['segments[0]: got "günstig", allowed are printable ASCII characters'],
  ],
  [
    'a segment without a letter or digit',
    () => {
      const { stack, shop } = declared();
      return new SegmentedSlo(stack, 'Plans', { service: shop, ...SLO, segments: Segments.of('Plan', '***') });
    },
    ['segments[0]: got "***", allowed are values with a letter or digit: it becomes part of a name'],
  ],
  ['no route', team({ routes: [] }), ['routes: got none, allowed is at least one (or leave them out for all targets)']],
  ...['', '#ops', 'Ops', 'a b'].map(
    (target): Row => [
      `a route to "${target}"`,
      team({ routes: [Route.always(target)] }),
      [`routes: target: got "${target}", allowed is a text of lower-case letters, digits and "-", at least one`],
    ],
  ),
  ...['Europe/Lyon', '+01:00', 'CEST', ''].map(
    (timeZone): Row => [
      `the time zone "${timeZone}"`,
      team({ timeZone }),
      [`timeZone: got "${timeZone}", allowed are IANA names like "Europe/Paris" or "UTC"`],
    ],
  ),
  [
    'the time zone "europe/paris"',
    team({ timeZone: 'europe/paris' }),
    ['timeZone: got "europe/paris", allowed is "Europe/Paris"'],
  ],
  ...['', 'é', 'x'.repeat(1025)].map(
    (environment): Row => [
      `an environment of ${environment.length} characters`,
      service({ environment }),
      [
        `environment: got "${environment.slice(0, 40)}", allowed are 1 to 1024 printable characters of ASCII, as Application Signals shows it`,
      ],
    ],
  ),
  [
    'a name in Application Signals that has a line break',
    service({ environment: ENVIRONMENT, applicationSignalsName: 'a\nb' }),
    [
      'applicationSignalsName: got "a\nb", allowed are 1 to 1024 printable characters of ASCII, as Application Signals shows it',
    ],
  ],
  ...['wiki', 'javascript:alert(1)', 'ftp://x', 'https://', 'https://a b', ''].map(
    (runbookUrl): Row => [
      `the runbook "${runbookUrl}"`,
      service({ runbookUrl }),
      [`runbookUrl: got "${runbookUrl}", allowed is an http or https address`],
    ],
  ),
  [
    'a name of an SLO that exists that no SLO can have',
    () => Slo.fromSloName(declared().stack, 'Old', '/old'),
    [
      'sloName: got "/old", allowed are 2 to 128 letters, digits, spaces, ".", "_" and "-", with a letter or digit first and last',
    ],
  ],
];
