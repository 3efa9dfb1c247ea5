import { join } from 'node:path';

import { Unsupported } from '../workflow/unsupported.ts';
import { checkoutMetadata } from './checkout.ts';
import { type ActionMetadata, readAction } from './read-action.ts';

export interface ResolvedAction {
  kind: 'node' | 'checkout';
  /** `owner/name` */
  repository: string;
  ref: string;
  metadata: ActionMetadata;
}

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
  if (directory === undefined && action.toLowerCase() === 'actions/checkout') {
    return { kind: 'checkout', repository: action, ref, metadata: checkoutMetadata };
  }
  if (directory === undefined) {
    throw new Error(
      `Unable to resolve action \`${uses}\`, repository not found. ` +
        `The sandbox knows: ${Object.keys(registered).concat('actions/checkout').join(', ')}`,
    );
  }
  return { kind: 'node', repository: action, ref, metadata: await readAction(join(directory, ...below)) };
}
