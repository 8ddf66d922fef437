import { alarm, dashboard, found, stack, TOPIC } from '../template';

const topics = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`T${at}`, TOPIC]));

describe('a template', () => {
  it('holds at most 500 resources, and says so in time', () => {
    const line = (level: string, count: number) =>
      `${level} template-resources Shop/Resources: number of resources: got ${count}, allowed are 500 in one template`;
    expect(found(stack(topics(450)))).toEqual([]);
    expect(found(stack(topics(451)))).toEqual([line('info', 451)]);
    expect(found(stack(topics(500)))).toEqual([line('info', 500)]);
    expect(found(stack(topics(501)))).toEqual([line('error', 501)]);
  });

  it('is at most 1 MB, in bytes', () => {
    expect(found(stack({ T: TOPIC }, { templateBytes: 1_000_000 }))).toEqual([]);
    expect(found(stack({ T: TOPIC }, { templateBytes: 1_000_001 }))).toEqual([
      'error template-size Shop/Resources: size of the template: got 1000001 bytes, allowed are 1000000',
    ]);
  });

  it('of hostile text is told in short', () => {
    const hostile = `\u001b[31m${'x'.repeat(1_000_000)}`;
    const resources = {
      A: alarm({ AlarmName: hostile, Period: hostile, AlarmActions: [hostile] }),
      B: dashboard(hostile),
    };
    for (const line of found(stack(resources))) expect(line.length).toBeLessThan(500);
  });
});
