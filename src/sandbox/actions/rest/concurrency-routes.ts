import { notFound } from '../../rest/api-error.ts';
import { RefusedInput } from '../../rest/read-input.ts';
import { ok, type Route, repositoryRoute } from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import type { RunPlan } from '../run-plan.ts';
import type { RunScheduler } from '../run-scheduler.ts';
import type { ConcurrencyGroup } from '../scheduler/concurrency-groups.ts';
import { renderJob, renderRun } from './render-run.ts';

interface Cursors {
  before?: string;
  after?: string;
  ahead_of_run?: number;
  ahead_of_job?: number;
}

export function concurrencyRoutes(scheduler: RunScheduler): Route[] {
  const groupsOf = ({ fullName }: Repository): ConcurrencyGroup[] =>
    Object.values(scheduler.groups.of(fullName));
  const members = (world: World, repository: Repository, { holder, pending }: ConcurrencyGroup) =>
    [holder, ...pending].map((member, position) => ({
      position,
      member: renderMember(world, scheduler.plans(repository.fullName), { member, position }),
    }));

  return [
    repositoryRoute<Cursors>(
      'actions/list-concurrency-groups-for-repository',
      ({ world, repository, params }) => {
        refuseCursors(params);
        const groups = groupsOf(repository);
        return ok({
          total_count: groups.length,
          concurrency_groups: groups.map((group) => ({
            group_name: group.name,
            group_url: urlOf(world, repository, group.name),
            // When the holder took it is not kept.
            last_acquired_at: null,
          })),
        });
      },
    ),

    repositoryRoute<Cursors & { concurrency_group_name: string }>(
      'actions/get-concurrency-group-for-repository',
      ({ world, repository, params }) => {
        refuseCursors(params);
        const name = params.concurrency_group_name.toLowerCase();
        const group = groupsOf(repository).find((one) => one.name.toLowerCase() === name);
        if (!group) throw notFound();
        const listed = members(world, repository, group).map(({ member }) => member);
        return ok({
          group_name: group.name,
          group_url: urlOf(world, repository, group.name),
          total_count: listed.length,
          group_members: listed,
        });
      },
    ),

    repositoryRoute<Cursors & { run_id: number }>(
      'actions/list-concurrency-groups-for-workflow-run',
      ({ world, repository, params }) => {
        refuseCursors(params);
        if (scheduler.plan(params.run_id)?.repository !== repository) throw notFound();
        const groups = groupsOf(repository).flatMap((group) => {
          const url = urlOf(world, repository, group.name);
          const own = members(world, repository, group)
            .filter(({ member }) => member['run_id'] === params.run_id)
            .map(({ member, position }) => ({
              ...member,
              position,
              position_url: `${url}?ahead_of_run=${params.run_id}`,
            }));
          return own.length === 0 ? [] : [{ group_name: group.name, group_url: url, group_members: own }];
        });
        return ok({ total_count: groups.length, concurrency_groups: groups });
      },
    ),
  ];
}

/** All groups fit on one page here, and nobody has asked for a part of a queue yet. */
function refuseCursors(params: Cursors): void {
  for (const name of ['before', 'after', 'ahead_of_run', 'ahead_of_job'] as const) {
    if (params[name] !== undefined) throw new RefusedInput(501, `The sandbox does not do this: ?${name}`);
  }
}

function urlOf(world: World, repository: Repository, name: string): string {
  return `${world.apiUrl}/repos/${repository.fullName}/actions/concurrency_groups/${encodeURIComponent(name)}`;
}

function renderMember(
  world: World,
  plans: readonly RunPlan[],
  { member, position }: { member: string; position: number },
): Record<string, unknown> {
  const [kind, id] = member.split(' ');
  const plan = plans.find(({ run }) =>
    kind === 'run' ? run.id === Number(id) : run.jobs.some((job) => job.id === Number(id)),
  );
  if (!plan) throw new Error(`nobody is called ${member}`);
  const run = renderRun(world, plan);
  const job = plan.run.jobs.find((one) => kind === 'job' && one.id === Number(id));
  const rendered = job && renderJob(world, plan, job, plan.run);
  return {
    run_id: plan.run.id,
    run_name: plan.run.name,
    run_url: run['url'],
    run_html_url: run['html_url'],
    ...(rendered && {
      job_id: rendered['id'],
      job_name: rendered['name'],
      job_url: rendered['url'],
      job_html_url: rendered['html_url'],
    }),
    status: position === 0 ? 'in_progress' : 'pending',
  };
}
