import { storm } from '../support/storm';

describe('200 messages of alarms at once, for 20 SLOs of 4 services, repeated and in any order', () => {
  it('make 4 incidents with one message and one issue each, through vendors that limit their rate, and lose none', async () => {
    const figures = await storm({ services: 4, slosPerService: 5, events: 200 }, 1);
    expect(figures).toMatchObject({ slos: 20, incidents: 4, deadLetters: 0, broken: [] });
    // Who is told "too fast" waits as long as the vendor asks, so it is told so a few times per write, not hundreds.
    const { slack, github } = figures;
    expect(slack.tooFast).toBeLessThan(slack.calls / 2);
    expect(github.tooFast).toBeLessThan(github.calls / 2);
  });
});
