import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Effort } from './part';
import { PART_NAMES, type PartName, partOf, type Results } from './parts';

interface Task {
  readonly part: PartName;
  readonly cell: number;
  /** Its place among the results. */
  readonly at: number;
}

/**
 * Measures every cell of every part on all cores. Cells do not depend on each other, so the results do not depend on the cores.
 *
 * @throws Error when a process ends before its work does
 */
export async function measureAll(effort: Effort, onCell: (done: number, all: number) => void): Promise<Results> {
  const tasks = PART_NAMES.flatMap((part) => {
    const { cells, quickCells } = partOf(part);
    const chosen = effort.quick ? quickCells : Array.from({ length: cells }, (_, cell) => cell);
    return chosen.map((cell, at): Task => ({ part, cell, at }));
  });
  const results = Object.fromEntries(PART_NAMES.map((part) => [part, [] as unknown[]]));
  const waiting = [...tasks];
  let done = 0;
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(join(__dirname, 'worker.ts'));
      let task: Task | undefined;
      const next = () => {
        task = waiting.shift();
        if (task === undefined) child.kill();
        else child.send({ ...task, effort });
      };
      child.on('message', (result) => {
        results[task!.part]![task!.at] = result;
        done += 1;
        onCell(done, tasks.length);
        next();
      });
      child.on('error', reject);
      child.on('exit', (code) =>
        task === undefined ? resolve() : reject(new Error(`${task.part}, cell ${task.cell}: ended with ${code}`)),
      );
      next();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results as unknown as Results;
}
