import { join } from 'node:path';

import { Unsupported } from '../workflow/unsupported.ts';
import { checkoutMetadata } from './checkout.ts';
import { type ActionMetadata, readAction } from './read-action.ts';
import { uploadMetadata } from './upload-artifact.ts';

export interface ResolvedAction {
  kind: 'node' | BuiltInKind;
  /** `owner/name` */
  repository: string;
  ref: string;
  metadata: ActionMetadata;
}

type BuiltInKind = 'checkout' | 'upload';

/** What the sandbox does itself, unless the test registers the real bundle. */
const BUILT_IN: Readonly<Record<string, { kind: BuiltInKind; metadata: ActionMetadata }>> = {
  'actions/checkout': { kind: 'checkout', metadata: checkoutMetadata },
  'actions/upload-artifact': { kind: 'upload', metadata: uploadMetadata },
};

/** Finds what `uses:` names. Done for all steps before the first one runs, as on GitHub. */
export async function resolveAction(
  uses: string,
  registered: Readonly<Record<string, string>>,
  repository: string,
): Promise<ResolvedAction> {
  if (uses.startsWith('./') || uses.startsWith('docker://')) throw new Unsupported(`uses: ${uses}`);
  const [path = '', ref = ''] = uses.split('@');
  const [owner = '', name = '', ...below] = path.split('/');
  if (!/^[0-9a-f]{40}$/i.test(ref)) {
    throw new Error(
      `The action ${uses} is not allowed in ${repository} because all actions must be pinned to a full-length commit SHA.`,
    );
  }
  const action = `${owner}/${name}`;
  const directory = registered[action.toLowerCase()];
  const builtIn = directory === undefined ? BUILT_IN[action.toLowerCase()] : undefined;
  if (builtIn) return { ...builtIn, repository: action, ref };
  if (directory === undefined) {
    throw new Error(
      `Unable to resolve action \`${uses}\`, repository not found. ` +
        `The sandbox knows: ${[...Object.keys(registered), ...Object.keys(BUILT_IN)].join(', ')}`,
    );
  }
  return { kind: 'node', repository: action, ref, metadata: await readAction(join(directory, ...below)) };
}
