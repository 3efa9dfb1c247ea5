/**
 * Operations that GitHub documents and the package does not describe yet, in the form of the extract. Their ids are made
 * up. https://docs.github.com/rest/actions/policies
 */
const path = (name: string, type = 'string') => ({ name, in: 'path', required: true, schema: { type } });
const query = (name: string, schema: object) => ({ name, in: 'query', required: false, schema });
const error = { $ref: '#/components/schemas/basic-error' };

const policy = {
  type: 'object',
  required: ['id', 'name', 'target', 'source_type', 'source', 'enforcement'],
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    target: { type: 'string', enum: ['actions'] },
    source_type: { type: 'string', enum: ['Repository', 'Organization', 'Enterprise'] },
    source: { type: 'string' },
    enforcement: { type: 'string', enum: ['disabled', 'active', 'evaluate'] },
    conditions: {
      type: 'object',
      properties: {
        workflow_path: {
          type: 'object',
          required: ['include', 'exclude'],
          properties: {
            include: { type: 'array', items: { type: 'string' } },
            exclude: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type'],
        properties: {
          type: { type: 'string', enum: ['restrict_actions_actors', 'restrict_action_events'] },
          parameters: { type: 'object' },
        },
      },
    },
  },
};

export const DOCUMENTED = {
  'actions/list-repo-actions-policies': {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/policies',
    parameters: [
      path('owner'),
      path('repo'),
      query('per_page', { type: 'integer', default: 30 }),
      query('page', { type: 'integer', default: 1 }),
      query('has_parents', { type: 'boolean', default: true }),
    ],
    responses: {
      200: {
        type: 'object',
        required: ['total_count', 'policies'],
        properties: { total_count: { type: 'integer' }, policies: { type: 'array', items: policy } },
      },
      404: error,
      500: error,
    },
  },
  'actions/get-repo-actions-policy': {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/policies/{policy_id}',
    parameters: [path('owner'), path('repo'), path('policy_id', 'integer')],
    responses: { 200: policy, 404: error, 500: error },
  },
};
