import { createLabel, labelIssue, setLabels, unlabelIssue } from '../../changes/labels.ts';
import { labelTextProblems } from '../../changes/text-limits.ts';
import { announce } from '../../events/announce.ts';
import { renderLabel } from '../../render/label.ts';
import type { Label } from '../../state/label.ts';
import type { Issue, Repository } from '../../state/repository.ts';
import { ApiError, notFound, refuseTexts, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import {
  created,
  noContent,
  ok,
  type Reply,
  type Route,
  type RouteRequest,
  repositoryRoute,
} from '../route.ts';
import { asChange, findIssue } from './find-issue.ts';

interface OfIssue {
  issue_number: number;
}

interface LabelsBody {
  labels?: (string | { name: string })[];
}

interface LabelBody {
  name: string;
  new_name?: string;
  color?: string;
  description?: string;
}

export const issueLabelRoutes: readonly Route[] = [
  repositoryRoute<OfIssue>('issues/list-labels-on-issue', (request) => {
    const { repository, params } = request;
    return listLabels(request, repository, findIssue(repository, params.issue_number).labels);
  }),

  repositoryRoute<OfIssue, LabelsBody>('issues/add-labels', async (request) => {
    const { repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const wanted = names(body);
    refuseTexts(wanted.flatMap((name) => labelTextProblems({ name })));
    await labelIssue(asChange(request), issue, wanted);
    return labelsOf(request, repository, issue);
  }),

  repositoryRoute<OfIssue, LabelsBody>('issues/set-labels', async (request) => {
    const { repository, params, body } = request;
    const issue = findIssue(repository, params.issue_number);
    const wanted = names(body);
    refuseTexts(wanted.flatMap((name) => labelTextProblems({ name })));
    await setLabels(asChange(request), issue, wanted);
    return labelsOf(request, repository, issue);
  }),

  repositoryRoute<OfIssue & { name: string }>('issues/remove-label', async (request) => {
    const { repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    const label = issue.labels.find(({ name }) => name.toLowerCase() === params.name.toLowerCase());
    if (!label) throw new ApiError(404, 'Label does not exist');
    await unlabelIssue(asChange(request), issue, [label]);
    return labelsOf(request, repository, issue);
  }),

  repositoryRoute<OfIssue>('issues/remove-all-labels', async (request) => {
    const { repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    await unlabelIssue(asChange(request), issue, issue.labels);
    return noContent();
  }),
];

export const labelRoutes: readonly Route[] = [
  repositoryRoute('issues/list-labels-for-repo', (request) =>
    listLabels(request, request.repository, [...request.repository.labels.values()]),
  ),

  repositoryRoute<{ name: string }>('issues/get-label', ({ world, repository, params }) =>
    ok(renderLabel(world, repository, findLabel(repository, params.name))),
  ),

  repositoryRoute<unknown, LabelBody>('issues/create-label', (request) => {
    const { world, repository, body } = request;
    refuseTexts(labelTextProblems(body));
    if (repository.labels.has(body.name.toLowerCase())) throw alreadyExists();
    return created(renderLabel(world, repository, createLabel(asChange(request), body)));
  }),

  repositoryRoute<{ name: string }, LabelBody>('issues/update-label', (request) => {
    const { world, actor, repository, params, body } = request;
    const label = findLabel(repository, params.name);
    const { new_name, ...others } = body;
    refuseTexts(labelTextProblems({ ...others, name: new_name }));
    const name = new_name ?? label.name;
    const known = repository.labels.get(name.toLowerCase());
    if (known && known !== label) throw alreadyExists();
    const changes = name === label.name ? {} : { name: { from: label.name } };
    repository.labels.delete(label.name.toLowerCase());
    Object.assign(label, {
      name,
      color: body.color ?? label.color,
      description: body.description ?? label.description,
    });
    repository.labels.set(name.toLowerCase(), label);
    world.clock.tick();
    const rendered = renderLabel(world, repository, label);
    announce(world, {
      name: 'label',
      action: 'edited',
      repository,
      by: actor,
      payload: { label: rendered, changes },
    });
    return ok(rendered);
  }),

  repositoryRoute<{ name: string }>('issues/delete-label', (request) => {
    const { world, actor, repository, params } = request;
    const label = findLabel(repository, params.name);
    repository.labels.delete(label.name.toLowerCase());
    for (const issue of repository.issues.withLabel(label)) {
      const others = issue.labels.filter((other) => other !== label);
      repository.issues.setLabels(issue, others);
    }
    world.clock.tick();
    const payload = { label: renderLabel(world, repository, label) };
    announce(world, { name: 'label', action: 'deleted', repository, by: actor, payload });
    return noContent();
  }),
];

function names({ labels = [] }: LabelsBody): string[] {
  return labels.map((label) => (typeof label === 'string' ? label : label.name));
}

function findLabel(repository: Repository, name: string): Label {
  const label = repository.labels.get(name.toLowerCase());
  if (!label) throw notFound();
  return label;
}

function alreadyExists(): ApiError {
  return validationFailed([{ resource: 'Label', code: 'already_exists', field: 'name' }]);
}

function labelsOf({ world }: RouteRequest, repository: Repository, issue: Issue): Reply {
  return ok(issue.labels.map((label) => renderLabel(world, repository, label)));
}

function listLabels(request: RouteRequest, repository: Repository, labels: readonly Label[]): Reply {
  return page(request, labels, (slice) =>
    slice.map((label) => renderLabel(request.world, repository, label)),
  );
}
