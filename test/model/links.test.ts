import { dashboardUrl, logsUrl, objectiveUrl, tracesUrl } from '../../lib/model/links';

const window = { from: Date.parse('2026-11-14T19:00:00Z'), to: Date.parse('2026-11-14T20:30:00Z') };
const HOSTILE = [
  'say "hi" & <b>',
  "it's (a) [b] {c} ~*!",
  '🧣 scarf',
  'שלום',
  'two\nlines',
  '100 % #1?a=b',
  'half \ud83e',
];

describe('addresses in the console', () => {
  it.each([
    ['eu-west-3', 'https://eu-west-3.console.aws.amazon.com/cloudwatch/home?region=eu-west-3#'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/cloudwatch/home?region=cn-north-1#'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#'],
  ])('are those of the partition: %s', (region, begin) => {
    expect(dashboardUrl(region, 'prod-shop', window)).toBe(
      `${begin}dashboards/dashboard/prod-shop?start=2026-11-14T19:00:00.000Z&end=2026-11-14T20:30:00.000Z`,
    );
  });

  it.each(['us-iso-east-1', 'us-isob-east-1', 'evil.example/', '', 'local'])('are not made up for %j', (region) => {
    expect(dashboardUrl(region, 'shop', window)).toBeUndefined();
    expect(logsUrl(region, { groups: ['/a'], query: 'x' }, window)).toBeUndefined();
    expect(tracesUrl(region, 'shop', window)).toBeUndefined();
    expect(objectiveUrl(region, 'prod-shop')).toBeUndefined();
  });

  // The notation as the console wrote it into an address bar (a public question about its encoding shows one).
  it('of a query read as the console writes them', () => {
    expect(
      logsUrl('eu-west-1', { groups: ['/aws/lambda/a'], query: 'fields @timestamp, @message\n| limit 200' }, window),
    ).toBe(
      'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:logs-insights$3FqueryDetail$3D' +
        '$257E$2528end$257E$25272026-11-14T20*3a30*3a00.000Z$257Estart$257E$25272026-11-14T19*3a00*3a00.000Z' +
        '$257EtimeType$257E$2527ABSOLUTE$257Etz$257E$2527UTC$257EeditorString$257E$2527fields*20*40timestamp*2c*20*40message*0a*7c*20limit*20200' +
        '$257EisLiveTail$257Efalse$257Esource$257E$2528$257E$2527*2faws*2flambda*2fa$2529$2529',
    );
  });

  // X-Ray developer guide, "Console deep linking".
  it('of traces are as documented, at most six hours of them', () => {
    const long = { from: window.from, to: window.from + 48 * 3_600_000 };
    expect(decodeURIComponent(tracesUrl('eu-west-3', 'shop', long)!)).toBe(
      'https://eu-west-3.console.aws.amazon.com/xray/home?region=eu-west-3#/traces?timeRange=2026-11-14T19:00:00~2026-11-15T01:00:00&filter=service("shop") { fault = true }',
    );
  });

  it.each(HOSTILE)('hold names as data: %j', (name) => {
    const urls = [
      dashboardUrl('eu-west-3', name, window),
      logsUrl('eu-west-3', { groups: [name], query: name }, window),
      tracesUrl('eu-west-3', name, window),
      objectiveUrl('eu-west-3', name),
    ];
    // What Slack and Markdown take for an address, whole.
    for (const url of urls)
      expect(url).toMatch(/^https:\/\/[\w.-]+\/(?:cloudwatch|xray)\/home\?region=eu-west-3#[\w$%*~:./=&?-]+$/);
    const whole = name.replace(/\ud83e$/, '\ufffd');
    expect(decodeURIComponent(urls[3]!.split('#application-signals:slo/')[1]!)).toBe(whole);
    const filter = decodeURIComponent(urls[2]!.split('&filter=')[1]!);
    expect(JSON.parse(/^service\((.*)\) \{ fault = true \}$/s.exec(filter)![1]!)).toBe(whole);
  });
});
