import { simulationInMarkdown } from '../../lib/render/simulation-markdown';
import { HOSTILE } from '../support/page-story';
import { CALM, compared, oneDocument, severalDocument, simulated } from '../support/simulation';

/** GitHub: "body is too long (maximum is 65536 characters)". */
const MOST_CHARACTERS = 65_536;

describe('the answer of slo simulate as a comment', () => {
  it('says how it ended, compares policies and goals, and folds the rest', () => {
    const text = simulationInMarkdown(oneDocument());
    expect(text).toMatch(/^### ❌ place-order: the promise was broken, and somebody would have been woken once\n/);
    expect(text).toContain('the goal of 99.9 % was missed by 0.28 points.');
    expect(text).toContain('| as declared | 1 | 1 | 1 of 2 | 0 | 4 min | 43 % | 0.90 |');
    const [open, folded] = text.split('<details><summary>Who heard of what</summary>');
    expect(open).toContain('| 99.9 % \\(declared\\) | no, by 0.28 points | 99.62 % | 380 % | 1 / 1 | 3 / 0 |');
    expect(open).not.toContain('2026-11-14 20:30');
    expect(folded).toContain(
      '| 2026-11-14 20:30 | 32 min | 4,480 | 373 % | woken after 4 min, ticket after 30 min | 43 % |',
    );
    expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
  });

  it('is short where nothing happened', () => {
    const text = simulationInMarkdown(oneDocument(CALM));
    expect(text).toMatch(/^### ✅ place-order: the promise was kept, and nobody would have been woken\n/);
    expect(text).not.toContain('<details>');
  });

  it('shows hostile words as words', () => {
    const text = simulationInMarkdown(
      oneDocument({
        slo: HOSTILE,
        alarms: [],
        wakes: { team: `${HOSTILE} @echarpe/ops`, contact: HOSTILE },
        remarks: [HOSTILE],
        notSimulated: [{ alarm: HOSTILE, why: '</details> | a | b |' }],
        incidents: [{ ...simulated().incidents[0]!, members: [HOSTILE, '</details>'] }],
      }),
    );
    expect(text.match(/<[^>]*>/g)).toEqual(['<details>', '<summary>', '</summary>', '</details>', '<sub>', '</sub>']);
    expect(text).not.toMatch(/(?<!\\)\]\(/);
    expect(text).not.toContain('@echarpe');
    expect(text.match(/<\/details>/g)).toHaveLength(1);
  });

  it('stays below what GitHub takes, however much there is', () => {
    const { faults } = simulated();
    const own = compared({ found: 1000 });
    const busy = simulated({
      slo: 'x'.repeat(60),
      faults: Array(1000).fill(faults[0]),
      policies: [own],
      remarks: Array(500).fill('<'.repeat(9000)),
    });
    const several = simulationInMarkdown(severalDocument(Array(100).fill(busy)));
    expect(several.length).toBeLessThan(MOST_CHARACTERS);
    expect(several).toMatch(/… and \d+ more: `slo simulate --json` shows them all\.$/);
    const one = simulationInMarkdown(oneDocument(busy));
    expect(one.length).toBeLessThan(MOST_CHARACTERS);
    expect(one).toContain('… and 980 more: `slo simulate --json` shows them all.');
  });
});
