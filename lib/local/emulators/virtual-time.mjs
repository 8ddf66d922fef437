// Preload of emulators: their clock stands where the runner says. Visibility, delays and time stamps follow the story, not the day.
// The runner sends { now } and waits for { at }: nothing that it asks afterwards sees the old time.
const RealDate = Date;
let now = RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now);
    else super(...args);
  }
  static now() {
    return now;
  }
};

process.on('message', (message) => {
  if (typeof message?.now !== 'number') return;
  now = message.now;
  process.send({ at: now });
});
// An emulator must not outlive its runner.
process.on('disconnect', () => process.exit(0));
