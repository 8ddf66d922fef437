import type { Draw } from '../../lambda/deliver/picture';
import { rejected, retryLater } from '../../lib/model/contracts/target-result';
import type * as Wording from '../../lib/model/wording';
import { EVENING, ID, setting } from '../support/delivery';
import { START } from '../support/incidents';
import { Patience } from '../support/patience';

jest.mock('../../lib/model/wording', () => {
  const wording = jest.requireActual<typeof Wording>('../../lib/model/wording');
  const composeDocument = (...given: Parameters<typeof wording.composeDocument>) => ({
    ...wording.composeDocument(...given),
    // It goes on while the incident does.
    chart: { ...CHART, to: CHART.to + given[1].revision },
  });
  return { ...wording, composeDocument };
});

const CHART = { slo: 'orders', title: 'orders: bad requests', from: START, to: START + 60_000 };

describe('the picture of an incident', () => {
  beforeEach(() => {
    jest.spyOn(console, 'warn').mockImplementation();
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  const drawn = () => jest.fn<ReturnType<Draw>, Parameters<Draw>>(async () => Buffer.from('F1'));
  const picture = async ({ deliveries }: ReturnType<typeof setting>) =>
    (await deliveries.rows(ID, 'incidents')).object!.picture;

  it('is made after the first edit, shown by the next one, and made again when the incident is mitigated', async () => {
    const made = setting();
    const { target, to, pass } = made;
    const draw = drawn();
    expect(await to(1, { draw })).toMatchObject({ writes: ['create'] });
    expect(draw).not.toHaveBeenCalled();
    expect(await to(2, { draw })).toMatchObject({ retryAfterSeconds: 30, reason: 'paced' });
    expect(target.calls).toEqual(['create', 'edit', 'note', 'attach']);
    expect(target.objects[0]!.picture).toBeUndefined();
    pass(30);
    expect(await to(2, { draw })).toEqual({ writes: ['edit'] });
    expect(target.objects[0]!.picture).toEqual({ id: 'F1', alt: CHART.title });
    expect(await to(2, { draw })).toEqual({ writes: [] });
    for (const revision of [3, 4]) {
      pass(30);
      await to(revision, { draw });
    }
    expect(draw).toHaveBeenCalledTimes(1);
    pass(30);
    await to(5, { draw: async () => Buffer.from('F2') });
    pass(30);
    await to(5, { draw });
    expect(target.objects[0]!.picture).toMatchObject({ id: 'F2' });
    pass(30);
    await to(6, { draw });
    expect(draw).toHaveBeenCalledTimes(1);
    expect(await picture(made)).toMatchObject({ key: 'orders#over' });
  });

  it.each<[string, Draw]>([
    ['CloudWatch fails', async () => Promise.reject(new Error('AccessDenied'))],
    ['it is too large', async () => Buffer.alloc(1024 * 1024 + 1)],
  ])('is left out when %s: said once, and the words are there', async (_what, draw) => {
    const made = setting();
    const { target, to, pass } = made;
    await to(1, { draw });
    expect(await to(2, { draw })).toMatchObject({ writes: ['edit', 'note'] });
    pass(30);
    expect(await to(3, { draw })).toMatchObject({ writes: ['edit'] });
    expect(target.calls).not.toContain('attach');
    expect(console.warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['says no', rejected('auth', 'missing_scope')],
    ['says later', retryLater(60, 'rateLimited', '429')],
  ])('is left out when the target %s', async (_what, answer) => {
    const made = setting();
    const { target, to } = made;
    const draw = drawn();
    await to(1, { draw });
    target.plan.push(undefined, undefined, answer);
    expect(await to(2, { draw })).toMatchObject({ writes: ['edit', 'note'] });
    expect(await picture(made)).toEqual({ key: 'orders#open', alt: CHART.title });
    expect((await made.deliveries.rows(ID, 'incidents')).object).toMatchObject({ retries: 0, leaseUntil: 0 });
  });

  it('is waited for no longer than three seconds', async () => {
    const { target, to } = setting();
    const patience = new Patience();
    const draw: Draw = () => {
      setImmediate(() => patience.end());
      return new Promise(() => undefined);
    };
    await to(1, { draw });
    expect(await to(2, { draw })).toMatchObject({ writes: ['edit', 'note'] });
    expect(patience.limits).toEqual([3000]);
    patience.stop();
    expect(target.calls).toEqual(['create', 'edit', 'note']);
  });

  it('is put off when the target refuses the message with it, and the words come all the same', async () => {
    const made = setting();
    const { target, to, pass } = made;
    const draw = drawn();
    await to(1, { draw });
    await to(2, { draw });
    pass(30);
    target.plan.push(rejected('clientError', 'invalid_blocks'));
    expect(await to(3, { draw })).toMatchObject({ reason: 'paced' });
    expect(target.objects[0]!).toMatchObject({ marker: `${ID}:r1-3` });
    expect(target.objects[0]!.picture).toBeUndefined();
    expect(console.warn).toHaveBeenCalledWith(expect.objectContaining({ message: 'picture refused' }));
    pass(30);
    await to(3, { draw });
    expect(target.objects[0]!.picture).toEqual({ id: 'F1', alt: CHART.title });
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it('is given up when it is refused twice, until another one is made', async () => {
    const made = setting();
    const { target, to, pass } = made;
    const draw = drawn();
    await to(1, { draw });
    await to(2, { draw });
    for (const revision of [3, 4]) {
      pass(30);
      target.plan.push(rejected('clientError', 'invalid_blocks'));
      await to(revision, { draw });
    }
    expect(target.objects[0]!.picture).toBeUndefined();
    expect(target.objects[0]!.marker).toBe(`${ID}:r1-4`);
    expect(await picture(made)).toEqual({ key: 'orders#open', alt: CHART.title });
    pass(30);
    await to(EVENING.length, { draw: async () => Buffer.from('F2') });
    pass(30);
    await to(EVENING.length, { draw });
    expect(target.objects[0]!.picture).toMatchObject({ id: 'F2' });
  });
});
