import { expect, test } from 'vitest';
import { readCardEvent } from '../../../src/app/read-card-event.ts';

const edited = {
  action: 'edited',
  installation: { id: 1 },
  organization: { login: 'acme' },
  projects_v2_item: { node_id: 'PVTI_1', project_node_id: 'PVT_1', content_type: 'Issue' },
  changes: {
    field_value: {
      field_node_id: 'PVTSSF_1',
      field_name: 'Status',
      field_type: 'single_select',
      project_number: 7,
      from: { id: 'a', name: 'Backlog' },
      to: { id: 'b', name: 'Todo' },
    },
  },
};

test('tells of an edited state which field of which project it is, and what it was set to', () => {
  expect(readCardEvent(edited)).toEqual({
    kind: 'card',
    event: {
      organization: 'acme',
      project: 'PVT_1',
      card: 'PVTI_1',
      number: 7,
      field: { id: 'PVTSSF_1', name: 'Status' },
      to: { id: 'b', name: 'Todo' },
    },
  });
});

test.each([
  ['absent', undefined],
  ['null', null],
  ['a text', 'Todo'],
])('does without the new value where it is %s: the card is read anyway', (_, to) => {
  const changes = { field_value: { ...edited.changes.field_value, to } };
  expect(readCardEvent({ ...edited, changes })).toMatchObject({ kind: 'card', event: { to: undefined } });
});

test('an old payload without field and number is an event too', () => {
  const changes = { field_value: { field_type: 'single_select' } };
  expect(readCardEvent({ ...edited, changes })).toMatchObject({
    kind: 'card',
    event: { number: undefined, field: { id: undefined, name: undefined } },
  });
});

test.each([
  ['of a draft', { content_type: 'DraftIssue' }, 'draft-card'],
  ['of a pull request', { content_type: 'PullRequest' }, 'not-an-issue'],
])('a card %s is skipped', (_, item, reason) => {
  const payload = { ...edited, projects_v2_item: { ...edited.projects_v2_item, ...item } };
  expect(readCardEvent(payload)).toMatchObject({ kind: 'skip', reason });
});

test.each([
  ['a number', { field_value: { ...edited.changes.field_value, field_type: 'number', to: 3 } }],
  ['the text of a draft', { body: { from: 'a', to: 'b' } }],
  ['nothing', undefined],
])('an edit of %s is no state', (_, changes) => {
  expect(readCardEvent({ ...edited, changes })).toMatchObject({ kind: 'skip', reason: 'no-trigger' });
});

test.each(['installation', 'organization', 'projects_v2_item'])('a payload without %s is invalid', (key) => {
  expect(readCardEvent({ ...edited, [key]: undefined })).toMatchObject({
    kind: 'invalid',
    detail: expect.stringContaining(key),
  });
});
