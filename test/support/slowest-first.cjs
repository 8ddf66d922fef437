const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Where nothing is known of earlier runs, as in a clean checkout, jest begins with the largest files. The evenings that take longest are
 * told in the smallest ones: begun last, they leave one of two cores idle for minutes.
 */
const SLOWEST = ['test/story/kill-', 'test/commands/start.', 'test/conformance/', 'test/story/'];

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = SLOWEST.findIndex((part) => path.replaceAll('\\', '/').includes(part));
      return place < 0 ? SLOWEST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
