import { loadConfig } from '../config/load-config.ts';
import type { RepositoryName } from '../core/item-id.ts';
import { listWorkflows } from '../github/actions/actions-settings.ts';
import { surveyRepository } from '../github/issues/survey-repository.ts';
import { readTextFile } from '../github/repositories/contents.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { DoctorSubject } from './doctor-subject.ts';
import { readWorkflow } from './workflow/read-workflow.ts';

interface SubjectOptions extends Pick<DoctorSubject, 'home' | 'now' | 'app'> {
  /** Path of the configuration, if it is not at its usual place. */
  readonly config?: string;
}

/** Makes a repository ready to be looked at. Throws if it cannot be seen at all. */
export async function openSubject(
  github: GitHub,
  { home, now, app, config: path }: SubjectOptions,
): Promise<DoctorSubject> {
  const survey = await surveyRepository(github, home);
  const files = new Map<string, ReturnType<DoctorSubject['workflow']>>();
  return {
    github,
    home,
    survey,
    now,
    ...(app && { app }),
    config: once(() => loadConfig(github, home, path === undefined ? {} : { path })),
    workflows: once(() => listWorkflows(github, home)),
    workflow: (file) => {
      const read = files.get(file) ?? readWorkflowFile(github, home, file);
      files.set(file, read);
      return read;
    },
  };
}

async function readWorkflowFile(github: GitHub, home: RepositoryName, path: string) {
  const file = await readTextFile(github, home, { path });
  return file.kind === 'found'
    ? readWorkflow(path, file.text)
    : { kind: 'invalid' as const, problems: ['it is not there any more'] };
}

/** Asks at the first need, and gives everybody the same answer. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
