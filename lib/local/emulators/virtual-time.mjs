import virtualDate from '../virtual-date.cjs';

// Preload of emulators: their clock stands where the runner says. Visibility, delays and time stamps follow the story, not the day.
// The runner sends { now } and waits for { at }: nothing that it asks afterwards sees the old time.
let now = Date.now();
virtualDate(() => now);

process.on('message', (message) => {
  if (typeof message?.now !== 'number') return;
  now = message.now;
  process.send({ at: now });
});
// An emulator must not outlive its runner.
process.on('disconnect', () => process.exit(0));
