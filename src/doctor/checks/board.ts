import { missingLabels } from '../../boards/github-labels/missing-labels.ts';
import { openBoard } from '../../boards/open-board.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { REQUIRED_STAGES } from '../../core/stages.ts';
import { notLookedAt, withoutConfigAndWorkflow } from '../../core/text/doctor/advice.ts';
import * as text from '../../core/text/doctor/board.ts';
import type { Check } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, unknown, warning } from '../finding.ts';
import { judgeUsersBoard } from '../users-board.ts';

/** Whether people find the stages of the configuration on the board. */
export const checkBoard: Check = async (subject) => {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return [unknown(withoutConfigAndWorkflow)];
  const { config } = loaded;
  if (config.board.type === 'github-projects') {
    try {
      const states = await openBoard(config, subject).readStates();
      return [ok(text.boardFits(states.length)), ...(await judgeUsersBoard(subject, config, config.board))];
    } catch (thrown) {
      return [judgeProject(thrown)];
    }
  }
  const missing = await missingLabels(config, subject.github);
  const found = config.repositories.flatMap(({ owner, repository }) => {
    const here = missing.filter(
      (one) => one.repository.repository === repository && one.repository.owner === owner,
    );
    const isRequired = ({ state }: (typeof here)[number]): boolean =>
      REQUIRED_STAGES.some((stage) => stage === state.stage);
    const names = (labels: typeof here) =>
      labels.filter(({ lookAlike }) => lookAlike === undefined).map(({ state }) => state.name);
    const required = names(here.filter(isRequired));
    const others = names(here.filter((one) => !isRequired(one)));
    const name = `${owner}/${repository}`;
    const alike = here.flatMap(({ state, lookAlike }) =>
      lookAlike === undefined ? [] : [error(text.labelLooksAlike(name, state.name, lookAlike))],
    );
    return [
      ...alike,
      ...(required.length > 0 ? [error(text.labelsMissing(name, required))] : []),
      // Interlock makes a label with the first move that needs it.
      ...(others.length > 0 ? [warning(text.labelsMissing(name, others))] : []),
    ];
  });
  return found.length > 0 ? found : [ok(text.boardFits(config.board.states.length))];
};

function judgeProject(thrown: unknown): CheckVerdict {
  if (!(thrown instanceof ProviderError)) throw thrown;
  return thrown.reason === 'unknown-state' || thrown.reason === 'board-missing'
    ? error(text.boardUnfit(thrown.message))
    : unknown(notLookedAt(thrown.message));
}
