import type { CliPackage, EngineCli } from '../install/engine-cli.ts';

const packageFor = (platform: string, digest?: string): CliPackage => ({
  name: `@anthropic-ai/claude-code-${platform}`,
  program: 'claude',
  ...(digest !== undefined && { digest }),
});

export const claudeCli: EngineCli = {
  command: 'claude',
  pinned: '2.1.332',
  below: '3.0.0',
  packages: {
    'linux-x64': packageFor('linux-x64', '293c7ef29ae73a7e4dcba73bba489a4c95de7ddd4f6cf098907a8951dd30adbd'),
    'linux-arm64': packageFor(
      'linux-arm64',
      'daffbe8c2a1bbaec3b568b3af01318f54bb498a4e7b7c3283ebe75f8ca0a65b5',
    ),
    'linux-x64-musl': packageFor('linux-x64-musl'),
    'linux-arm64-musl': packageFor('linux-arm64-musl'),
    'darwin-x64': packageFor('darwin-x64'),
    'darwin-arm64': packageFor('darwin-arm64'),
  },
};
