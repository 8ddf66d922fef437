import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firing } from './arms/firing';
import { RULES, ruleTest } from './prometheus-rule';

/** Prometheus's own test of rules: the one tool that people have for asking this question today (Debian package `prometheus`). */
export function hasPromtool(): boolean {
  return spawnSync('promtool', ['--version']).status === 0;
}

/**
 * Lets promtool evaluate the rule over a history, and say whether it fires at just these minutes.
 *
 * @returns milliseconds of CPU, of all threads
 * @throws Error with promtool's words when it fires at others
 */
export function promtoolCpuMs(folder: string, history: string, firings: readonly Firing[]): number {
  const rules = join(folder, 'rules.yml');
  const test = join(folder, 'test.yml');
  writeFileSync(rules, RULES);
  writeFileSync(test, ruleTest(rules, readFileSync(history, 'utf8'), firings));
  // The last line of `times` (POSIX) is the user and system time of the processes that the shell waited for.
  const script = 'promtool test rules "$0"; status=$?; times; exit $status';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, test], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`promtool does not agree:\n${stderr}`);
  const [, ...parts] = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(stdout) ?? [];
  const [userMinutes, userSeconds, systemMinutes, systemSeconds] = parts.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return 1000 * (60 * (userMinutes + systemMinutes) + userSeconds + systemSeconds);
}
