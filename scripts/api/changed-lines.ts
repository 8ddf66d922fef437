/**
 * What differs between two reports: `-` before what is gone and `+` before what is new, members with the declaration that has them.
 * Nothing where they are the same.
 */
export function changedLines(before: string, after: string): string[] {
  if (before === after) return [];
  const lines = [
    ...surplus(before, after).map((line) => `- ${line}`),
    ...surplus(after, before).map((line) => `+ ${line}`),
  ];
  return lines.length > 0 ? lines : ['the same lines in another order'];
}

function surplus(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of placed(other)) left.set(line, (left.get(line) ?? 0) + 1);
  return placed(text).filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** Lines that are not empty; those of members begin with their declaration. */
function placed(text: string): string[] {
  let declaration = '';
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    if (line.startsWith(' ')) return [`${declaration}: ${line.trim()}`];
    declaration = line.replace(/ \{$/, '');
    return [line];
  });
}
