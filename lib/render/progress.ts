/** How far a long piece of work is. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

const WIDTH = 30;

/** One line for whoever waits. */
export function progressBar({ done, all }: Progress): string {
  const share = all === 0 ? 1 : done / all;
  const filled = Math.round(share * WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${Math.floor(share * 100)} %`;
}
