import { createTarget } from '../../lambda/targets';
import type { Fields, RemoteRef, Target } from '../../lambda/targets/target';
import type { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import type { FakeVendor } from '../../lib/local/fakes/server';
import type { CallbackKindName } from '../../lib/model/contracts/callback';
import { document, value, write } from '../conformance/bench';
import { KINDS } from '../conformance/kinds';
import { VENDORS } from './vendors';
import { CallbackWorld, SECRET } from './world';

/** Our target and a person at the same object, in a stand-in for the vendor that tells of what both do. */
class Place {
  readonly world: CallbackWorld;
  private constructor(
    readonly kind: CallbackKindName,
    readonly vendor: FakeVendor,
    readonly target: Target,
    readonly door: { readonly url: string; stop(): void },
    world: CallbackWorld,
    readonly incident: string,
    readonly ref: RemoteRef,
  ) {
    this.world = world;
  }

  static async start(kind: (typeof KINDS)[number]): Promise<Place> {
    const name = kind.kind as CallbackKindName;
    const settings = kind.settings('http://127.0.0.1', '');
    const world = new CallbackWorld({}, { [name]: settings });
    const incident = await world.open();
    const vendor = await kind.fake(() => world.now);
    const token = 'a'.repeat(32);
    vendor.tokens = new Set([token]);
    const door = await world.listen();
    vendor.callbacks = { url: `${door.url}/${name}`, signingSecret: SECRET };
    const config = { name, kind: name, audience: 'engineers' as const, settings: kind.settings(vendor.url, '') };
    const target = createTarget({ config, secret: async () => kind.secret(token), timeoutMs: 5000 });
    const ref = value(await target.create(document(), write(incident, 1)));
    await world.deliver(incident, name, { ref, phase: 'done', ours: [target.fields!(document())] });
    return new Place(name, vendor, target, door, world, incident, ref);
  }

  person(change: Fields): Promise<void> {
    return this.vendor.change!(this.ref.id, change);
  }

  /** What the worker makes of all that was told. */
  async outcomes(): Promise<string[]> {
    await this.vendor.told();
    return (await this.world.work()).map((made) => ('outcome' in made ? made.outcome : JSON.stringify(made)));
  }

  async stop(): Promise<void> {
    this.door.stop();
    await this.vendor.stop();
  }
}

type Take = (vendor: FakeVendor, id: string) => Promise<void>;
const assigned: Take = (vendor, id) => vendor.change!(id, { assignee: 'sam' });
/** How people take it, where that is not by assigning it. */
const TAKES: Readonly<Record<string, Take>> = {
  pagerduty: (vendor, id) => (vendor as FakePagerDuty).acknowledge(id),
  zendesk: (vendor, id) => vendor.change!(id, { state: 'pending' }),
};

describe.each(KINDS.filter(({ kind }) => kind in VENDORS).map((kind) => [kind.kind, kind] as const))(
  'what happens at %s',
  (name, kind) => {
    let place: Place;
    beforeEach(async () => {
      for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
      place = await Place.start(kind);
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await place.stop();
    });
    const state = () => place.world.state(place.incident);

    it('is no news when we do it ourselves', async () => {
      const { target, ref, world, incident } = place;
      const over = document({ status: 'resolved' });
      const ours = [target.fields!(document()), target.fields!(over)];
      await world.deliver(incident, place.kind, { ours });
      value(await target.edit(ref, over, { ...write(incident, 2), ours }));
      expect((await place.outcomes()).filter((outcome) => outcome === 'done')).toEqual([]);
      expect(world.knocks).toBeGreaterThan(0);
      expect(await state()).toMatchObject({ status: 'open', revision: 1 });
    });

    it('is the end of the trouble for a while when a person closes it', async () => {
      await place.person({ state: 'closed' });
      expect(await place.outcomes()).toContain('done');
      expect((await state()).status).toBe('mitigated');
    });

    it('is an acknowledgement when a person takes it', async () => {
      await (TAKES[name] ?? assigned)(place.vendor, place.ref.id);
      const made = await place.outcomes();
      expect(made).toContain('done');
      expect((await state()).episode.acknowledged).toBeDefined();
    });

    it('is read by support when a comment is meant for it, and only then', async () => {
      await place.vendor.comment!(place.ref.id, 'Looking');
      expect(await place.outcomes()).toEqual([]);
      await place.vendor.comment!(place.ref.id, '/share Try again');
      // A note of PagerDuty does not say of which incident it is.
      expect(await place.outcomes()).toEqual(name === 'pagerduty' ? [] : ['done']);
    });
  },
);
