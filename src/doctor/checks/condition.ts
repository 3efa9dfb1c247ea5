import { notEvaluated } from '../../core/text/doctor/concurrency.ts';
import * as text from '../../core/text/doctor/condition.ts';
import { checkAgentsWorkflow } from '../doctor-subject.ts';
import { error, ok, warning } from '../finding.ts';
import { type SampleDispatch, sampleDispatch } from '../workflow/dispatch.ts';
import { reaches } from '../workflow/jobs-to-step.ts';

/** The `if` of the job: the default branch alone, and the one variable that stops everything. */
export const checkCondition = checkAgentsWorkflow(({ path, origin, step, samples: [sample] }) => {
  const runs = (differences: Partial<SampleDispatch>): boolean =>
    reaches(step, origin, sampleDispatch(origin, { ...sample, ...differences }));
  try {
    if (!runs({})) return [error(text.neverRuns(path))];
    const found = [
      ...(runs({ branch: 'a-branch-of-somebody' }) ? [error(text.runsOnBranches(path))] : []),
      ...(runs({ github: { ref: `refs/tags/${origin.defaultBranch}`, ref_type: 'tag' } })
        ? [warning(text.runsOnTags(path, origin.defaultBranch))]
        : []),
      ...(runs({ variables: { INTERLOCK_PAUSED: 'true' } }) ? [error(text.notPausable(path))] : []),
    ];
    return found.length > 0 ? found : [ok(text.conditionRight)];
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return [error(notEvaluated(path, 'the `if`', why))];
  }
});
