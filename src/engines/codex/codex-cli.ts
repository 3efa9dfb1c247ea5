import type { CliPackage, EngineCli } from '../install/engine-cli.ts';

/** One npm package, whose versions end in a platform. What it brings for Linux is linked statically. */
const packageFor = (tag: string, target: string, digest?: string): CliPackage => ({
  name: '@openai/codex',
  tag,
  program: `vendor/${target}/bin/codex`,
  ...(digest !== undefined && { digest }),
});

const linuxX64 = packageFor(
  'linux-x64',
  'x86_64-unknown-linux-musl',
  '4db8b1eaeb591aed772ac8d9300ce9907d199dc434c777f7fe3cf1b46007e4fc',
);
const linuxArm64 = packageFor(
  'linux-arm64',
  'aarch64-unknown-linux-musl',
  '8a826701a8fcd63adbd667f49baa452e6c1d965c82afb14f686266b5c2cb6c3c',
);

export const codexCli: EngineCli = {
  command: 'codex',
  pinned: '0.171.0',
  below: '0.180.0',
  packages: {
    'linux-x64': linuxX64,
    'linux-arm64': linuxArm64,
    'linux-x64-musl': linuxX64,
    'linux-arm64-musl': linuxArm64,
    'darwin-x64': packageFor('darwin-x64', 'x86_64-apple-darwin'),
    'darwin-arm64': packageFor('darwin-arm64', 'aarch64-apple-darwin'),
  },
};
