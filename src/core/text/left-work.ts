import { reasons } from '../reasons.ts';
import { inCode, plainText } from './plain-text.ts';

/** What an engine left outside of the files of its checkout. All names and subjects are its own, and so are data. */
export interface LeftPlace {
  readonly kind: 'branch' | 'folder' | 'submodule';
  readonly name: string;
  readonly tip: string | undefined;
  /** Newest first. */
  readonly commits: readonly { readonly id: string; readonly subject: string }[];
}

interface LeftThings {
  readonly places: readonly LeftPlace[];
  /** Files. */
  readonly ignored: readonly string[];
  readonly isUnreadable: boolean;
}

const MOST_PLACES = 10;
const MOST_COMMITS = 5;

/** Of a run that goes on without them; empty if there are none. */
export function leftOutNote({ places, ignored, isUnreadable }: LeftThings): string {
  return [
    ...(places.length > 0
      ? [`Not in these changes, because the files of the checkout do not show it: ${namedPlaces(places)}.`]
      : []),
    ...(ignored.length > 0
      ? [
          `Left out, because \`.gitignore\` says so, although the engine committed it: ${shortened(ignored.map(inCode))}.`,
        ]
      : []),
    ...(isUnreadable ? ['What the engine committed itself could not be read.'] : []),
  ].join(' ');
}

interface Elsewhere extends Omit<LeftThings, 'ignored'> {
  /** Branch on which it was kept. */
  readonly keptOn: string | undefined;
}

export function workElsewhereMessage({ places, isUnreadable, keptOn }: Elsewhere): string {
  const found = isUnreadable ? 'What it committed could not be read.' : `It left: ${namedPlaces(places)}.`;
  const kept =
    keptOn === undefined
      ? 'None of it could be kept: it is not one piece of work on top of the commit that the engine was given.'
      : `What was committed is kept on the branch ${inCode(keptOn)}: open a pull request from it if that is the work.`;
  return `The engine changed no file of its checkout. ${found} ${isUnreadable ? '' : `${kept} `}A new attempt starts without it.`;
}

export function filterMissingMessage(
  files: readonly { readonly path: string; readonly filter: string }[],
): string {
  return `The engine wrote the content of ${namedFiles(files)}, which Interlock cannot put where that filter keeps it. Nothing was pushed. ${reasons['filter-missing'].remedy}`;
}

export function namedFiles(files: readonly { readonly path: string; readonly filter: string }[]): string {
  return shortened(files.map(({ path, filter }) => `${inCode(path)} (\`filter=${plainText(filter)}\`)`));
}

export function namedPlaces(places: readonly LeftPlace[]): string {
  return shortened(places.map(describe), '; ', MOST_PLACES);
}

function describe({ kind, name, tip, commits }: LeftPlace): string {
  const where = {
    branch: `on ${name === 'HEAD' ? 'no branch' : `the branch ${inCode(name)}`}`,
    folder: `in the folder ${inCode(name)}, a repository of its own`,
    submodule: `in the submodule ${inCode(name)}`,
  }[kind];
  if (commits.length > 0) {
    const shown = commits.map(({ id, subject }) => `\`${id.slice(0, 10)}\` "${plainText(subject)}"`);
    return `${where}: ${shortened(shown, ', ', MOST_COMMITS)}`;
  }
  return tip === undefined ? `${where}, without a commit` : `${where}: commit \`${tip.slice(0, 10)}\``;
}

function shortened(parts: readonly string[], between = ', ', most = MOST_PLACES): string {
  const more = parts.length > most ? `${between}and ${parts.length - most} more` : '';
  return `${parts.slice(0, most).join(between)}${more}`;
}
