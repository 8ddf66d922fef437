import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { PageState } from '../../lib/local/page/state';
import type { StoryDocument } from '../../lib/model/contracts/documents';
import { echarpe, synthesized } from '../support/estate';
import { PageClient } from '../support/page-client';
import { StartProcess } from '../support/start-process';

const root = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-start-'));
const estate = echarpe();

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  estate.remove();
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether anything of its process group still runs. */
  readonly leftovers: boolean;
}

/** `npm start` without npm: a process group of its own, so that whatever it leaves behind is seen. */
function run(args: readonly string[], onOutput?: (text: string, interrupt: () => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/start.ts', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
      onOutput?.(output.stdout, () => process.kill(-child.pid!, 'SIGINT'));
    });
  }
  return new Promise((done) => {
    child.on('close', async (code) => done({ code, ...output, leftovers: await livesOn(child.pid!) }));
  });
}

/** A killed process may need a moment to be gone. */
async function livesOn(pid: number): Promise<boolean> {
  for (let look = 0; look < 30 && groupLives(pid); look += 1) await new Promise((later) => setTimeout(later, 100));
  return groupLives(pid);
}

function groupLives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The match story with one file of it spoilt. */
function spoiltStory(line: string): string {
  const folder = mkdtempSync(join(scratch, 'story-'));
  cpSync(join(root, 'examples/echarpe/stories'), join(folder, 'stories'), { recursive: true });
  cpSync(join(root, 'examples/echarpe/recordings'), join(folder, 'recordings'), { recursive: true });
  writeFileSync(
    join(folder, 'recordings/match-place-order.csv'),
    `timestamp,good,total\n2026-11-14T18:00:00Z,12,12\n${line}\n`,
  );
  return join(folder, 'stories/match.json');
}

describe('npm start', () => {
  it('plays the match evening: one incident of both SLOs, opened by a page tier, told once, over at the end', async () => {
    const { code, stdout, stderr, leftovers } = await run(['--json', '--assembly', estate.directory]);
    expect(stderr).toBe('');
    const document = JSON.parse(stdout) as StoryDocument;
    expect(document).toMatchObject({
      version: 1,
      ok: true,
      story: 'match',
      history: { recorded: { ordinary: 360, evening: 690 }, repeated: 112 },
      incidents: [
        {
          group: { service: 'shop' },
          members: ['place-order', 'text-preview'],
          severity: 'sev2',
          openedBy: { urgency: 'page' },
          pages: 1,
        },
      ],
      deliveries: { failed: 0 },
      unsupportedResources: [],
    });
    const { judged, good } = document.canaries;
    expect(judged).toBeGreaterThan(40);
    expect(good).toBe(judged);
    const [incident] = document.incidents;
    expect(incident!.targets.map(({ name, state, notes }) => [name, state, notes > 0])).toEqual([
      ['incidents', 'confirmed', true],
      ['support', 'confirmed', true],
      ['tickets', 'confirmed', true],
    ]);
    const lockedUp = Date.parse('2026-11-14T20:29:00Z');
    expect(Date.parse(incident!.openedAt) - lockedUp).toBeLessThan(10 * 60_000);
    expect(Date.parse(incident!.mitigatedAt!)).toBeGreaterThan(Date.parse('2026-11-14T20:57:00Z'));
    expect(Date.parse(incident!.resolvedAt!)).toBeGreaterThan(Date.parse(incident!.mitigatedAt!));
    expect([code, leftovers]).toEqual([0, false]);
  });

  it('has nothing to tell of an ordinary evening', async () => {
    const { code, stdout } = await run(['--story', 'ordinary', '--exit', '--assembly', estate.directory]);
    expect(stdout).toContain('no incident');
    expect(stdout).toContain('place-order: 100.000 % good over the interval, 100.0 % of the error budget left');
    expect(code).toBe(0);
  });

  it.each([
    ['2026-11-14T18:01:00Z,13,12', /match-place-order\.csv:3: .*13/],
    ['2026-11-14T18:01:00Z,-1,12', /match-place-order\.csv:3: .*-1/],
    ['2026-11-14T18:00:00Z,1,12', /match-place-order\.csv:3: /],
    ['yesterday,1,1', /match-place-order\.csv:3: .*yesterday/],
  ])('names file and line of a broken recording: %s', async (line, message) => {
    const { code, stdout, stderr, leftovers } = await run(['--json', '--story', spoiltStory(line)]);
    expect(stderr).toMatch(message);
    expect([code, stdout, leftovers]).toEqual([2, '', false]);
  });

  it('refuses an assembly without SLOs', async () => {
    const empty = synthesized((app) => new Stack(app, 'Empty'));
    const { code, stderr, leftovers } = await run(['--exit', '--assembly', empty.directory]);
    empty.remove();
    expect(stderr).toMatch(/the assembly has no SLOs/);
    expect([code, leftovers]).toEqual([2, false]);
  });

  describe('with a page', () => {
    let start: StartProcess;
    let url: string;
    let before: PageState;

    beforeAll(async () => {
      start = new StartProcess(['--no-exit', '--speed', 'max', '--assembly', estate.directory]);
      url = await start.page();
    });
    afterAll(() => start.interrupt());

    it('refuses its port to a second one: what, where, what is allowed', async () => {
      const { port } = new URL(url);
      const { code, stdout, stderr } = await run(['--exit', '--port', port, '--assembly', estate.directory]);
      expect(stderr).toBe(
        `start: --port: got ${port} for the page on 127.0.0.1, which is in use; allowed is a free port from 1 to 65535, or no --port to let us find one\n`,
      );
      expect([code, stdout]).toEqual([2, '']);
    });

    it('stands still when somebody pauses it, and a browser that comes back in the middle has missed nothing', async () => {
      const early = await PageClient.connect(url);
      await early.until(({ incidents }) => incidents.length > 0);
      await early.send({ action: 'pause' });
      await early.until(({ clock }) => clock.paused);
      early.close();
      const back = await PageClient.connect(url);
      back.close();
      before = back.state;
      const { samples, incidents, timeline } = before;
      expect(samples.map(({ at }) => at)).toEqual(samples.map((_, index) => samples[0]!.at + index * 60_000));
      expect(timeline.map(({ text }) => text)).toContain('the database is locked up: most requests fail');
      expect(incidents).toMatchObject([
        {
          pages: 1,
          conversations: [{ target: 'incidents' }, { target: 'support' }],
          tickets: [{ target: 'tickets', name: '#1' }],
        },
      ]);
    });

    it('begins again when asked, on a stack of its own, and ends with nothing left running', async () => {
      const client = await PageClient.connect(url);
      await client.send({ action: 'again' });
      await client.until(({ phase }) => phase === 'starting');
      await client.until(({ phase, clock }) => phase === 'evening' && clock.now! < before.samples.at(-1)!.at);
      expect(client.state.incidents).toEqual([]);
      expect(await start.interrupt()).toBe(130);
      expect(await livesOn(start.child.pid!)).toBe(false);
    });
  });

  it('serves a page beside the JSON document only when a port is named', async () => {
    const free = createServer();
    await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
    const { port } = free.address() as AddressInfo;
    await new Promise((closed) => free.close(closed));
    const start = new StartProcess(['--json', '--port', String(port), '--assembly', estate.directory]);
    const url = `http://127.0.0.1:${port}`;
    let client: PageClient | undefined;
    while (client === undefined) client = await PageClient.connect(url).catch(() => undefined);
    await client.until(({ phase }) => phase !== 'starting');
    await start.interrupt();
    expect(start.stdout).not.toContain('The page');
  });

  it('says which bundle throws at start, and leaves nothing running', async () => {
    const copy = join(scratch, 'broken');
    cpSync(estate.directory, copy, { recursive: true });
    const asset = readdirSync(copy).find((name) => name.startsWith('asset.'))!;
    writeFileSync(join(copy, asset, 'index.mjs'), "throw new Error('spoilt bundle');");
    const { code, stderr, leftovers } = await run(['--exit', '--assembly', copy]);
    expect(stderr).toMatch(/function \S+ does not start: .*spoilt bundle/);
    expect([code, leftovers]).toEqual([2, false]);
  });

  it('ends at Ctrl-C in the middle of the story, with nothing left running', async () => {
    let sent = false;
    const { code, leftovers, stdout } = await run(['--exit', '--assembly', estate.directory], (text, interrupt) => {
      if (sent || !text.includes('SEV2')) return;
      sent = true;
      interrupt();
    });
    expect(stdout).not.toContain('Resolved');
    expect([code, leftovers]).toEqual([130, false]);
  });

  it.each([
    [['--story', 'derby'], /--story: got "derby", allowed are match, night, ordinary, ramp, storm, two-outages/],
    [['--port', '99999'], /allowed are whole numbers from 1 to 65535/],
    [['--speed', '7'], /allowed are 60, 100, 300, 1000, max/],
    [['--ticket', 'trello'], /allowed are github/],
    [['--colour'], /unknown option '--colour'/],
    [['--assembly', '/does/not/exist'], /which does not exist, allowed is what `cdk synth` wrote/],
  ])('explains wrong usage %j', async (args, message) => {
    const { code, stderr } = await run(['--exit', ...args]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
