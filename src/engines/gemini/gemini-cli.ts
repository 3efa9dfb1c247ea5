import type { CliPackage, EngineCli } from '../install/engine-cli.ts';

/** A bundle of JavaScript, the same for every platform. The packages that it can do without are left out. */
const bundle: CliPackage = {
  name: '@google/gemini-cli',
  program: 'bundle/gemini.js',
  digest: '0d48f4e90505c7fc8e76d663c5e3aeae19804615694ac5edb6ad1cb1ac7bb6b8',
};

export const geminiCli: EngineCli = {
  command: 'gemini',
  pinned: '0.61.0',
  below: '0.70.0',
  packages: {
    'linux-x64': bundle,
    'linux-arm64': bundle,
    'linux-x64-musl': bundle,
    'linux-arm64-musl': bundle,
    'darwin-x64': bundle,
    'darwin-arm64': bundle,
  },
};
