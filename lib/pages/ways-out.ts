import type { CatalogueEntry } from '../model/contracts/catalogue';
import { filledIn } from '../model/contracts/placeholders';
import { groupInWords } from '../model/wording/facts';
import { listInWords } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import type { StagePages } from './estate';
import { bullets, code, pageLink } from './markdown';
import { runbookBeside } from './navigation';
import type { Place } from './places';

type Ways = NonNullable<CatalogueEntry['waysOut']>;

const LABELS: Readonly<Record<keyof Ways, string>> = {
  rollBack: 'Roll back',
  scale: 'Scale',
  workAround: 'Work around',
};

/** The three usual ways out of an outage, with stage and region filled in where they are known. Markdown. */
export function waysOut({ objective: { entry }, region }: Place): string {
  const { stage, waysOut: ways } = entry;
  if (ways === undefined) {
    return 'Nobody has written down how to roll back, to scale or to work around: `waysOut` of the service does.';
  }
  const filled = (text: string) => filledIn(text, { stage, ...(region === undefined ? {} : { region }) });
  const said = (way: keyof Ways) => {
    const { text, command } = ways[way] ?? { text: 'nobody has written it down.' };
    return `**${LABELS[way]}**: ${markdownLine(filled(text))}${command === undefined ? '' : ` ${code(filled(command))}`}`;
  };
  return bullets((Object.keys(LABELS) as (keyof Ways)[]).map(said));
}

/** Where else to look: the services without which it cannot work. Nothing where it names none. Markdown. */
export function neededServices({ objective: { entry } }: Place, { services }: StagePages): string {
  const { service, dependsOn = [] } = entry;
  if (dependsOn.length === 0) return '';
  const links = dependsOn.flatMap((name) => {
    const pages = services.filter((one) => one.service === name);
    return pages.length === 0
      ? [markdownLine(name)]
      : pages.map((one) => pageLink(groupInWords(one), runbookBeside(one)));
  });
  return `${markdownLine(service)} cannot work without ${listInWords(links)}: look there, too.`;
}
