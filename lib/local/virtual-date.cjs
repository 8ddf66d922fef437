/**
 * Puts `Date` where the story is: whatever asks for the present gets `now()`, everything else stays as it was. A proxy and not a
 * subclass, so that `Date()` is still a text and dates that Node.js makes itself are still instances of `Date`.
 */
module.exports = function virtualDate(now) {
  const RealDate = Date;
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (_, args, asked) => Reflect.construct(RealDate, args.length === 0 ? [now()] : args, asked),
  });
  RealDate.prototype.constructor = globalThis.Date;
};
