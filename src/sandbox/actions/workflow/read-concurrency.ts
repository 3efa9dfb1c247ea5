import { data } from '@actions/expressions';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';

import { isTruthy } from '../expressions/data.ts';
import { evaluateToken, type Scope } from '../expressions/evaluate.ts';
import type { Entry } from '../scheduler/concurrency-groups.ts';

const LONGEST_GROUP = 400;

/** `concurrency:` of a workflow or a job, evaluated. Undefined: it names no group, and nothing is limited. */
export function readConcurrency(
  token: TemplateToken | undefined,
  scope: Scope,
): Omit<Entry, 'member'> | undefined {
  if (token === undefined) return undefined;
  const value = evaluateToken(token, scope);
  const get = (key: string): data.ExpressionData | undefined =>
    value instanceof data.Dictionary ? value.get(key) : undefined;
  const group = (value instanceof data.Dictionary ? get('group') : value)?.coerceString() ?? '';
  if (group === '') return undefined;
  // The limit and the words are unverified: https://github.com/cilium/cilium/issues/18201
  if (group.length > LONGEST_GROUP) {
    throw new Error(
      `the name of the concurrency group has ${group.length} characters, and ${LONGEST_GROUP} are allowed`,
    );
  }
  const cancel = get('cancel-in-progress');
  const cancelInProgress = cancel !== undefined && isTruthy(cancel);
  const queue = get('queue')?.coerceString() ?? 'single';
  if (queue !== 'single' && queue !== 'max')
    throw new Error(`concurrency.queue is neither single nor max: ${queue}`);
  if (queue === 'max' && cancelInProgress) {
    throw new Error('concurrency.queue: max cannot be combined with cancel-in-progress: true');
  }
  return { group, queue, cancelInProgress };
}
