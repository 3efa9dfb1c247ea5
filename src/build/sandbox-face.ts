import type { Plugin } from 'esbuild';

/**
 * Keeps the stand-in GitHub out of every other bundle: its face is imported from the bundle beside them, and
 * anything behind the face is an error.
 */
export const sandboxFace: Plugin = {
  name: 'sandbox-face',
  setup(build) {
    build.onResolve({ filter: /^(\.\.\/)+sandbox\// }, ({ path }) =>
      path.endsWith('/sandbox/index.ts')
        ? { path: '../sandbox/index.js', external: true }
        : { errors: [{ text: `${path} is behind the sandbox's face; import src/sandbox/index.ts` }] },
    );
  },
};
