import type { TimelineEvent } from '../../state/repository.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Fields, Resolver } from '../context.ts';
import { NotInSandbox } from '../field-error.ts';
import { accountSource, type IssueSource, type LabelEventSource } from '../source.ts';
import { labelSource } from './repository.ts';

interface TimelineArgs extends PageArgs {
  itemTypes?: string[] | null;
}

const TYPES = {
  LABELED_EVENT: { event: 'labeled', __typename: 'LabeledEvent' },
  UNLABELED_EVENT: { event: 'unlabeled', __typename: 'UnlabeledEvent' },
} as const;

/** What happened to an issue's labels, oldest first. GitHub lists much more; whoever wants that is refused. */
export const timelineItems: Resolver<IssueSource> = (
  { repository, issue },
  { itemTypes, ...args }: TimelineArgs,
  _,
  info,
) => {
  const wanted = (itemTypes ?? ['(all)']).map((name) => {
    if (name in TYPES) return TYPES[name as keyof typeof TYPES];
    throw new NotInSandbox(`Issue.timelineItems of the type ${name}`);
  });
  const items = issue.timeline.flatMap((entry): LabelEventSource[] => {
    const type = wanted.find(({ event }) => event === entry.event);
    return type && isOfLabel(entry) ? [{ __typename: type.__typename, repository, entry }] : [];
  });
  return connection({ items, keyOf: ({ entry }) => entry.id, toNode: (source) => source }, args, info);
};

function isOfLabel(entry: TimelineEvent): entry is LabelEventSource['entry'] {
  return entry.label !== undefined;
}

export const labelEventFields: Fields<LabelEventSource> = {
  id: ({ entry }, _, { world }) => world.ids.nodeId('event', entry.id),
  actor: ({ entry }) => accountSource(entry.actor),
  createdAt: ({ entry }) => entry.createdAt,
  label: ({ repository, entry }) => labelSource(repository, entry.label),
};
