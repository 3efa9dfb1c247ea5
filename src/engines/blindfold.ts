import type { PrivateFile } from './private-files.ts';

export interface Blindfold {
  /** Names of files and folders that a program of Node does not find, wherever they lie. */
  readonly names: readonly string[];
  /** A folder in which it finds them all the same. */
  readonly besides: string;
}

/**
 * For a program of Node that reads a checkout's settings and has no switch for it: loaded before the program, this makes the
 * names lead nowhere, whichever function of `fs` asks for them. It is no wall: what the program starts sees them.
 */
const SCRIPT = `
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const { syncBuiltinESMExports } = require('node:module');

const isBelow = (one, folder) => one === folder || one.startsWith(folder + path.sep);
const isHidden = (given) => {
  if (typeof given !== 'string' && !Buffer.isBuffer(given) && !(given instanceof URL)) return false;
  const one = path.resolve(given instanceof URL ? fileURLToPath(given) : String(given));
  return one.toLowerCase().split(path.sep).some((name) => names.includes(name)) && !isBelow(one, besides);
};
// Nothing is there and nothing can be made there. Node tries for ever to make a folder in the first.
const nowhere = (name) => (name.startsWith('mkdir') ? '/dev/null' : '/proc') + '/interlock-hides-this';
for (const api of [fs, fs.promises]) {
  for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(api))) {
    if (typeof own.value !== 'function' || !/^[a-z]/.test(name)) continue;
    const original = own.value;
    const blind = function (first, ...rest) {
      return original.call(this, isHidden(first) ? nowhere(name) : first, ...rest);
    };
    Object.defineProperties(blind, Object.getOwnPropertyDescriptors(original));
    Object.defineProperty(api, name, { ...own, value: blind });
  }
}
syncBuiltinESMExports();
`;

/** The file that Node is told to load first, by `--require`. */
export function blindfoldFile(path: string, { names, besides }: Blindfold): PrivateFile {
  const lowered = names.map((name) => name.toLowerCase());
  const head = `'use strict';\nconst names = ${JSON.stringify(lowered)};\nconst besides = ${JSON.stringify(besides)};`;
  return { path, content: `${head}\n${SCRIPT}` };
}
