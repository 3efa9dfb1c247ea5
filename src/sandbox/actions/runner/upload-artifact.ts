import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { Unsupported } from '../workflow/unsupported.ts';
import { annotate, type JobSession, print, type StepSurroundings, type WorkResult } from './job-session.ts';
import type { ActionInput, ActionMetadata } from './read-action.ts';

const input = (value = ''): ActionInput => ({
  default: value,
  required: false,
  deprecationMessage: undefined,
});

/** The part of actions/upload-artifact that the sandbox does: one file. https://github.com/actions/upload-artifact */
export const uploadMetadata: ActionMetadata = {
  name: 'Upload a Build Artifact',
  inputs: {
    name: input('artifact'),
    path: { ...input(), required: true },
    'if-no-files-found': input('warn'),
    'retention-days': input(),
  },
  main: '',
  post: undefined,
  postIf: 'always()',
};

/** Keeps the file as the run's artifact. */
export async function startUpload(session: JobSession, { env }: StepSurroundings): Promise<WorkResult> {
  const name = env['INPUT_NAME'] ?? '';
  const path = env['INPUT_PATH'] ?? '';
  if (path === '') return { ok: false, message: 'Input required and not supplied: path' };
  if (/[\n*?[\]!]/.test(path)) throw new Unsupported(`uploading ${path}: patterns and several paths`);
  const file = resolve(session.folders.workspace, path);
  const found = await stat(file).catch(() => undefined);
  if (!found) return missing(session, path, env['INPUT_IF-NO-FILES-FOUND'] ?? 'warn');
  if (!found.isFile()) throw new Unsupported(`uploading ${path}: a folder`);
  if (session.run.artifacts.some((artifact) => artifact.name === name)) {
    return {
      ok: false,
      message:
        'Failed to CreateArtifact: Received non-retryable error: (409) Conflict: an artifact with this name already exists on the workflow run',
    };
  }
  session.run.artifacts.push({ name, files: { [basename(file)]: await readFile(file, 'utf8') } });
  print(session, `Artifact ${name} has been successfully uploaded!`);
  return { ok: true };
}

function missing(session: JobSession, path: string, policy: string): WorkResult {
  const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
  if (policy === 'error') return { ok: false, message };
  if (policy === 'warn') annotate(session, 'warning', message);
  else print(session, message);
  return { ok: true };
}
