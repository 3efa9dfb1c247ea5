import { parseDocument, visit } from 'yaml';
import * as text from '../../core/text/doctor/secrets.ts';
import { listSecretNames } from '../../github/actions/actions-settings.ts';
import { readVariable } from '../../github/actions/read-variable.ts';
import { checkAgentsWorkflow } from '../doctor-subject.ts';
import { error, ok, warning } from '../finding.ts';

/** Whether what the workflow takes from `secrets` and `vars` is there. Of secrets GitHub tells the names alone. */
export const checkSecrets = checkAgentsWorkflow(async (agents, { github, home }) => {
  const { path, step } = agents;
  const { calls = [] } = step;
  // What is handed on by name is named by the caller.
  const byName = calls.findIndex(({ job }) => job.secrets !== 'inherit');
  const inheriting = byName === -1 ? calls : calls.slice(0, byName);
  const secrets = namesIn([agents.text, ...inheriting.map(({ text }) => text)], 'secrets').filter(
    (name) => name !== 'GITHUB_TOKEN',
  );
  const known = secrets.length > 0 ? await listSecretNames(github, home) : [];
  const missing = secrets.filter((name) => !known.some((one) => one.toUpperCase() === name));
  // Left out, it means "not paused".
  const variables = namesIn([agents.text, ...calls.map((call) => call.text)], 'vars').filter(
    (name) => name !== 'INTERLOCK_PAUSED',
  );
  const absent: string[] = [];
  for (const name of variables) {
    if ((await readVariable(github, home, name)) === undefined) absent.push(name);
  }
  const { environment } = step.job;
  const found = [
    ...(missing.length === 0
      ? []
      : [
          environment === undefined
            ? error(text.secretsMissing(path, missing))
            : warning(text.secretsElsewhere(path, missing, environment)),
        ]),
    ...(absent.length > 0 ? [warning(text.variablesMissing(path, absent))] : []),
  ];
  return found.length > 0 ? found : [ok(text.secretsThere([...secrets, ...variables]))];
});

function namesIn(texts: readonly string[], context: 'secrets' | 'vars'): readonly string[] {
  return [...new Set(texts.flatMap((one) => referencedNames(one, context)))].sort();
}

/** The names that a workflow file takes from a context, in upper case: `secrets.NAME` and `secrets['NAME']`. */
export function referencedNames(workflow: string, context: 'secrets' | 'vars'): readonly string[] {
  const found = new Set<string>();
  const reference = new RegExp(`\\b${context}\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\[\\s*'(\\w+)'\\s*\\])`, 'gi');
  // Values alone: a comment takes nothing.
  visit(parseDocument(workflow), {
    Scalar: (_, { value }) => {
      if (typeof value !== 'string') return;
      for (const [, dotted, quoted] of value.matchAll(reference)) {
        const name = dotted ?? quoted;
        if (name) found.add(name.toUpperCase());
      }
    },
  });
  return [...found].sort();
}
