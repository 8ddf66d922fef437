import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Licences under which others' code may be in our bundles, by SPDX id, and why. Another one wants a person's decision first. */
const ALLOWED: Readonly<Record<string, string>> = {
  'Apache-2.0': 'the licence of cdk-slo itself; asks that its text and notices go along (section 4)',
  MIT: 'asks that its text and copyright go along, nothing else',
};
const TEXT_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Texts of licence and notices. */
  readonly text: string;
  /** The package from which the text is, for one that is published without. */
  readonly textOf?: string;
}

/** Folders of the packages of which something is in the bundles, from the root of the repository, sorted. */
export function bundledPackages({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * What their licences ask us to pass on.
 *
 * @throws Error that names every package whose licence is not allowed or whose text is nowhere
 */
export function thirdParty(root: string, folders: readonly string[]): ThirdPartyPackage[] {
  const manifests = folders.map((folder) => manifestOf(join(root, folder)));
  const faults: string[] = [];
  const packages = manifests.flatMap(({ name, version, licence, text, repository }) => {
    if (!(licence in ALLOWED)) {
      faults.push(`${name}: got licence ${licence}, allowed are ${Object.keys(ALLOWED).join(', ')}`);
    }
    if (text !== '') return [{ name, version, licence, text }];
    // Some packages of a repository with one licence are published without it.
    const sibling = manifests.find(
      (other) => repository !== '' && other.repository === repository && other.licence === licence && other.text !== '',
    );
    if (sibling !== undefined) return [{ name, version, licence, text: sibling.text, textOf: sibling.name }];
    faults.push(`${name}: got no licence text, neither with it nor with another package of its repository`);
    return [];
  });
  if (faults.length > 0) throw new Error(`licences of bundled packages: ${faults.join('; ')}`);
  return packages;
}

/** One text for people: who is in the bundles, then each licence text once, under the names of those that have it. */
export function thirdPartyText(packages: readonly ThirdPartyPackage[]): string {
  const list = packages.map(({ name, version, licence, textOf }) => {
    const source = textOf === undefined ? '' : `, text from ${textOf} of the same repository`;
    return `${name} ${version} (${licence}${source})`;
  });
  const holders = new Map<string, string[]>();
  for (const { name, version, text } of packages) {
    holders.set(text, [...(holders.get(text) ?? []), `${name} ${version}`]);
  }
  const texts = [...holders].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return `${['The functions in this folder contain code of:', list.join('\n'), ...texts].join(`\n\n${RULE}\n\n`)}\n`;
}

const RULE = '-'.repeat(80);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
  readonly repository: string;
}

function manifestOf(folder: string): Manifest {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly repository?: string | { readonly url?: string };
  };
  const files = readdirSync(folder).filter((file) => TEXT_FILE.test(file));
  const texts = files.sort().map((file) => tidy(readFileSync(join(folder, file), 'utf8')));
  return {
    name,
    version,
    licence: license ?? 'none',
    text: texts.join('\n\n'),
    repository: (typeof repository === 'string' ? repository : repository?.url) ?? '',
  };
}

/** Without the empty lines around it; the same text from two computers is one. */
function tidy(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/^\n+|\s+$/g, '');
}
