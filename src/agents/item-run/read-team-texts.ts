import type { ContextSection } from '../../core/agents/compose-prompt.ts';
import type { EngineSettings } from '../../core/config/engine-settings.ts';
import { findTemplate, TEMPLATE_FOLDERS } from '../../core/text/pull-request-template.ts';
import * as text from '../../core/text/team-texts.ts';
import { listNames, readTexts } from '../git/read-texts.ts';
import type { SourceRepository } from '../git/source-repository.ts';

/** What the team has written for those who change its repository. */
export interface TeamTexts {
  /** For the agent. */
  readonly rules: readonly ContextSection[];
  /** Of its pull requests, if it has one. */
  readonly template: string | undefined;
}

/** Reads it at a commit of the default branch: neither a pull request nor an engine has a say in it. */
export async function readTeamTexts(
  source: SourceRepository,
  base: string,
  settings: EngineSettings,
): Promise<TeamTexts> {
  const path = findTemplate(await listNames(source, base, TEMPLATE_FOLDERS));
  const wanted = settings.engine === 'command' ? [] : settings.instructions;
  const [found, rules] = await Promise.all([
    readTexts(source, base, path === undefined ? [] : [path]),
    readTexts(source, base, wanted),
  ]);
  const template = found[0]?.text;
  return {
    template,
    rules: [
      ...rules.map((file) => ({ title: text.rulesTitle(file.path), text: file.text })),
      ...(template === undefined ? [] : [{ title: text.templateTitle(), text: template }]),
    ],
  };
}
