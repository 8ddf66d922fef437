import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Effort } from '../../bench/study/part';
import type { PartName, Results } from '../../bench/study/parts';

const root = resolve(__dirname, '../..');

/**
 * The study's own worker. Loops over a month of minutes are ten times slower inside of jest, where every global goes through the
 * sandbox.
 */
export class StudyWorker {
  readonly #child = fork(join(root, 'bench/study/worker.ts'), [], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, CDK_VALIDATION: 'false' },
  });

  /** One cell after the other. */
  async measure<Name extends PartName>(part: Name, cell: number, effort: Effort): Promise<Results[Name][number]> {
    const ended = new AbortController();
    this.#child.send({ part, cell, effort });
    try {
      const [result] = await Promise.race([
        once(this.#child, 'message', ended),
        once(this.#child, 'exit', ended).then(([code]) => {
          throw new Error(`${part}, cell ${cell}: ended with ${code}`);
        }),
      ]);
      return result as Results[Name][number];
    } finally {
      ended.abort();
    }
  }

  close(): void {
    this.#child.kill();
  }
}
