import { timeOf } from '../../../lib/simulate';
import { definedEpisodes, episodes, interruptions, twiceAbove, weightedAlike } from './episodes';
import { FRONT_SERVICE, frontService, LATENCY, latencies } from './recorded-days';
import { describeWith } from './shared';

/** Days that were recorded elsewhere: what fires, as a backtest outside of this project found it [../shared/reference/real-data.md, 3 and 7]. */

describeWith([FRONT_SERVICE], 'the recorded day of Online Boutique', () => {
  const { successPercent, p99Seconds } = frontService();
  const goodWhen = { good: 'GreaterThanOrEqualTo', threshold: 100 } as const;
  const clock = (minute: number) => new Date(timeOf(successPercent.startMinute + minute)).toISOString().slice(11, 16);
  /** Of the data point that made it fire. */
  const begins = (found: readonly [number, number][]) => found.map(([fired]) => clock(fired - 1));

  it('has 7 interruptions with 22 minutes in total, each with start and end', () => {
    expect(successPercent.values).toHaveLength(1209);
    const found = interruptions(successPercent, goodWhen).map(([begin, minutes]) => [
      clock(begin),
      clock(begin + minutes),
      minutes,
    ]);
    expect(found).toEqual([
      ['04:03', '04:06', 3],
      ['04:19', '04:22', 3],
      ['05:02', '05:05', 3],
      ['05:10', '05:13', 3],
      ['06:28', '06:31', 3],
      ['06:44', '06:48', 4],
      ['07:45', '07:48', 3],
    ]);
  });

  it('with minutes that weigh alike fires in 6 episodes, none of them in the quiet part', () => {
    // As a backtest outside of this project found: ../shared/reference/real-data.md, 7.
    const found = begins(episodes(99.9, weightedAlike(successPercent)));
    expect(found).toEqual(['04:03', '04:21', '05:03', '06:29', '06:44', '07:45']);
  });

  it('with judged minutes fires at the start of every interruption: what is lost by judging is how bad a minute was', () => {
    const found = episodes(99.9, successPercent, goodWhen);
    expect(found).toEqual(definedEpisodes(99.9, successPercent, goodWhen));
    expect(begins(found)).toEqual(interruptions(successPercent, goodWhen).map(([begin]) => clock(begin)));
  });

  it.each([
    [2.4175, 10],
    [3, 6],
  ])('has a P99 twice above %d s in %d episodes', (limit, count) => {
    expect(twiceAbove(limit, p99Seconds)).toHaveLength(count);
  });
});

describeWith([LATENCY], 'two recorded weeks of a latency', () => {
  const values = latencies();
  const goodWhen = { good: 'LessThanOrEqualTo', threshold: 50 } as const;
  const stamp = (minute: number) => new Date(timeOf(values.startMinute + minute)).toISOString().slice(5, 16);

  it('fire in 12 episodes, 8 of them an hour or more after the one before', () => {
    // As the backtest found, although it divides by the values that there are, and this by all periods: the gaps lie elsewhere.
    const found = episodes(99, values, goodWhen);
    expect(found).toEqual(definedEpisodes(99, values, goodWhen));
    expect(found).toHaveLength(12);
    expect(found.filter(([fired], at) => at === 0 || fired - found[at - 1]![1] >= 60)).toHaveLength(8);
    // A data point of five minutes is read when it ends. Two of the three labelled failures are among them.
    const begun = found.map(([fired]) => stamp(fired - 5));
    expect(begun).toEqual(expect.arrayContaining(['03-18T22:36', '03-21T03:16']));
    expect(begun.filter((at) => at.startsWith('03-14'))).toEqual([]);
  });
});
