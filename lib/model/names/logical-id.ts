import { createHash } from 'node:crypto';

/**
 * Logical id of a resource that belongs to a name, independent of the construct tree: moving a construct must not
 * recreate an SLO and lose its history. Parts are hashed because joined ids collide (`A13`+`60` and `A1`+`360`).
 */
export function logicalId(kind: string, ...parts: string[]): string {
  const readable = parts
    .join('')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 60);
  return `${kind}${readable}${digest([kind, ...parts].join('\u0000'), 8)}`;
}

export function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
