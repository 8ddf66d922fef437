import { type Bench, document, hostileText, incident, SECRET, value, write } from './bench';
import type { Kind } from './kinds';

/** The smallest PNG: one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a target that takes pictures must do; of another, that it says so. */
export function pictures({ handOver }: Kind, start: () => Promise<Bench>): void {
  let bench: Bench;
  beforeAll(async () => {
    bench = await start();
  });
  afterAll(() => bench.stop());

  if (handOver.length === 0) {
    it('says that it takes no pictures', () => {
      expect([bench.target.abilities.chart, bench.target.attach]).toEqual([false, undefined]);
    });
    return;
  }

  const attach = async (id: string, alt = 'place-order: bad requests') =>
    bench.target.attach!(await bench.create(id), PNG, alt, write(id, 1));

  it('takes a picture and shows it with the edit that names it, under the same marker as ever', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const { imageId } = value(await bench.target.attach!(ref, PNG, hostileText(id), write(id, 1)));
    value(await bench.target.edit(ref, document(), write(id, 2), { id: imageId, alt: hostileText(id) }));
    expect(await bench.find(id, ref)).toMatchObject({ revision: 2, notes: [] });
  });

  it.each(handOver)('takes it again after an answer to %s was lost', async (call) => {
    const id = incident();
    bench.network.next(call, { kind: 'commitThenDrop' });
    expect(await attach(id)).toMatchObject({ outcome: 'retryLater' });
    value(await attach(id));
  });

  it.each(handOver)('says why when %s is refused, and not its secret', async (call) => {
    const body = JSON.stringify({ ok: false, error: 'missing_scope', said: SECRET });
    bench.network.next(call, { kind: 'status', status: 200, body });
    const refused = await attach(incident());
    expect(refused).toMatchObject({ outcome: 'rejected', reason: 'auth', why: 'Slack: missing_scope' });
    expect(JSON.stringify(refused)).not.toContain(SECRET);
  });
}
