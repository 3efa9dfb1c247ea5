import { readFileSync } from 'node:fs';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import type { DoctorSubject } from '../../../src/doctor/doctor-subject.ts';
import { readWorkflow } from '../../../src/doctor/workflow/read-workflow.ts';
import type { GitHub } from '../../../src/github/wire/client.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../../docs/examples/${path}`, import.meta.url), 'utf8').replaceAll(
    'OWNER/interlock@COMMIT_SHA',
    `dev/interlock@${'1'.repeat(40)}`,
  );

export const AGENTS_FILE = '.github/workflows/interlock.yml';
export const AGENTS = read('workflow.yml');
export const ROUTER_FILE = '.github/workflows/interlock-route.yml';
export const ROUTER = read('route.yml');
export const SCHEDULE = read('schedule.yml');
export const CONFIG = read('interlock-command.yml');

const home = { owner: 'acme', repository: 'web' };

/** What checks look at that ask GitHub for nothing but files. */
export function subjectOf(files: Readonly<Record<string, string>>, config = CONFIG): DoctorSubject {
  const parsed = parseConfig(config, home);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  const request = () => {
    throw new Error('This check asks GitHub for something');
  };
  return {
    github: { request } as unknown as GitHub,
    home,
    survey: { access: 'admin', defaultBranch: 'main', private: false, pushedAt: undefined },
    now: new Date('2026-11-03T00:00:00Z'),
    config: async () => ({ kind: 'loaded', config: parsed.config, etag: undefined }),
    workflows: async () => Object.keys(files).map((path) => ({ path, state: 'active' })),
    workflow: (path) => readWorkflow(path, files[path] ?? ''),
  };
}
