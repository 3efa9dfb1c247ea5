import type { Change } from '../../changes/change.ts';
import type { RuleViolation } from '../../rules/find-violations.ts';
import { toMessage } from '../../rules/judge-refs.ts';
import type { Repository } from '../../state/repository.ts';
import type { Context, Resolver } from '../context.ts';
import { unprocessable } from '../field-error.ts';

type Payload = Record<string, unknown>;

/** A field of Mutation: takes `input`, and gives `clientMutationId` back beside its payload. */
export function mutation<Input extends object>(
  act: (input: Input, context: Context) => Promise<Payload> | Payload,
): Resolver<unknown> {
  return async (_, { input }: { input: Input & { clientMutationId?: string | null } }, context) => ({
    clientMutationId: input.clientMutationId ?? null,
    ...(await act(input, context)),
  });
}

export function changeIn({ world, actor }: Context, repository: Repository): Change {
  return { world, repository, by: actor };
}

export function needAllowed(violations: readonly RuleViolation[]): void {
  if (violations.length > 0) throw unprocessable(toMessage(violations));
}
