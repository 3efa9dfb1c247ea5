import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardBoard, type CardWorld, startCardWorld } from './card-world.ts';

let world: CardWorld;

beforeAll(async () => {
  world = await startCardWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

describe('a card that appears in a stage', () => {
  const archive = (name: string): string =>
    `mutation ($project: ID!, $item: ID!) { ${name}(input: { projectId: $project, itemId: $item }) { clientMutationId } }`;

  test('because it was restored starts the agent of the stage', async () => {
    const where = await world.board();
    const item = where.addCard(538, 'Todo');
    where.project.archive(item);
    await where.ask(archive('unarchiveProjectV2Item'), { project: where.project.id, item });
    expect((await world.decided('restored')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test('because a draft became an issue starts the agent of the stage', async () => {
    const where = await world.board();
    const { id: item } = where.project.addItem({ draft: 'Think', state: 'Backlog' });
    const { repository } = await where.ask<{ repository: { id: string } }>(
      'query ($name: String!) { repository(owner: "acme", name: $name) { id } }',
      { name: where.repository.fullName.split('/')[1] },
    );
    await where.ask(
      `mutation ($item: ID!, $repository: ID!) { convertProjectV2DraftIssueItemToIssue(input: {
        itemId: $item, repositoryId: $repository }) { clientMutationId } }`,
      { item, repository: repository.id },
    );
    expect((await world.decided('converted')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'backlog-manager' } }]);
  });

  async function addToBoard(where: CardBoard): Promise<void> {
    where.repository.addIssue({ number: 9, title: 'New' });
    const { repository } = await where.ask<{ repository: { issue: { id: string } } }>(
      'query ($name: String!) { repository(owner: "acme", name: $name) { issue(number: 9) { id } } }',
      { name: where.repository.fullName.split('/')[1] },
    );
    await where.ask(
      `mutation ($project: ID!, $content: ID!) { addProjectV2ItemById(input: {
        projectId: $project, contentId: $content }) { clientMutationId } }`,
      { project: where.project.id, content: repository.issue.id },
    );
  }

  test('newly, and in no state yet, starts nobody', async () => {
    const where = await world.board();
    await addToBoard(where);
    expect((await world.decided('created')).line).toMatchObject({ outcome: 'skipped', reason: 'no-stage' });
  });

  test('newly, and is in a stage by the time its event is read, starts the agent of the stage', async () => {
    const where = await world.board();
    const held = world.sandbox.holdDeliveries(({ action }) => action === 'created');
    await addToBoard(where);
    await held.reached;
    where.project.setStatus(where.project.itemsOf(`${where.repository.fullName}#9`)[0]?.id ?? '', 'Todo');
    held.release();
    expect((await world.decided('created')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });
});
