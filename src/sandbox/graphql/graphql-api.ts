import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Journal } from '../api/journal.ts';
import { passCall } from '../api/pass-call.ts';
import { readJson } from '../api/read-json.ts';
import { type Identity, identify } from '../auth/identify.ts';
import type { Call } from '../call.ts';
import type { Steering } from '../faults/steering.ts';
import { ApiError } from '../rest/api-error.ts';
import { exceeded, type RateMeter, rateHeaders } from '../rest/rate-meter.ts';
import type { Reply } from '../rest/route.ts';
import type { Actor } from '../state/actor.ts';
import { httpDate } from '../state/clock.ts';
import type { Projects } from '../state/projects.ts';
import type { World } from '../state/world.ts';
import { checkNodeLimit, costOf } from './cost.ts';
import { pathInDocument } from './error-path.ts';
import { type Answer, executeOperation } from './execute-operation.ts';
import { FieldError, NotInSandbox } from './field-error.ts';
import type { GraphqlSteering } from './graphql-steering.ts';
import {
  type GraphqlOperation,
  type GraphqlRequest,
  operationId,
  readOperation,
  readRequest,
} from './operation.ts';
import { isNotInSandbox, validateQuery } from './validation.ts';
import { variableErrors } from './variables.ts';

export interface GraphqlApiParts {
  world: World;
  projects: Projects;
  steering: Steering;
  graphqlSteering: GraphqlSteering;
  /** Points an hour: GraphQL has a limit of its own. */
  meter: RateMeter;
  journal: Journal;
  /** Built when the first query comes. */
  buildSchema(): GraphQLSchema;
}

interface Exchange {
  response: ServerResponse;
  call: Call;
  actor: Actor;
  authFailure: Identity['authFailure'];
  body: unknown;
  request: GraphqlRequest | undefined;
  operation: GraphqlOperation | undefined;
}

/** `/api/graphql`: every call is recorded, steered, validated, metered and carried out as one step. */
export class GraphqlApi {
  readonly #parts: GraphqlApiParts;
  /** Queries are written once and sent often. */
  readonly #validated = new Map<string, readonly GraphQLError[]>();
  #schema: GraphQLSchema | undefined;

  constructor(parts: GraphqlApiParts) {
    this.#parts = parts;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { world, steering } = this.#parts;
    const exchange = await this.#arrive(request, response);
    await passCall({
      world,
      steering,
      request,
      call: exchange.call,
      perform: () => this.#perform(exchange),
      // HTTP 200, unlike REST.
      overLimit: () => ({ status: 200, body: rateLimited(exchange.actor) }),
      answer: (reply) => this.#answer(exchange, reply),
    });
  }

  async #arrive(incoming: IncomingMessage, response: ServerResponse): Promise<Exchange> {
    const { world, journal } = this.#parts;
    const body = await readJson(incoming);
    const request = readRequest(body);
    const operation = request && readOperation(request);
    const { actor, by, authFailure } = identify(world, incoming.headers.authorization);
    const isMutation = operation?.ok && operation.definition.operation === 'mutation';
    const call: Call = {
      id: journal.calls.length + 1,
      operationId: operationId(operation),
      method: incoming.method ?? 'POST',
      path: '/graphql',
      params: request?.variables ?? {},
      body,
      by,
      userAgent: incoming.headers['user-agent'] ?? '',
      cost: { primary: 1, secondary: isMutation ? 5 : 1 },
    };
    journal.calls.push(call);
    world.changed();
    return { response, call, actor, authFailure, body, request, operation };
  }

  async #perform(exchange: Exchange): Promise<Reply> {
    try {
      return { status: 200, body: await this.#carryOut(exchange) };
    } catch (error) {
      if (error instanceof ApiError)
        return { status: error.status, body: error.body, headers: error.headers };
      return {
        status: 500,
        body: { message: `The sandbox has a bug. ${this.#defect(exchange.call, error)}` },
      };
    }
  }

  async #carryOut({ call, actor, authFailure, body, request, operation }: Exchange): Promise<Answer> {
    const { world, projects, meter, graphqlSteering, journal } = this.#parts;
    if (authFailure) throw authFailure;
    if (actor.kind === 'app') throw new ApiError(401, 'Bad credentials');
    if (actor.kind === 'anonymous')
      throw new ApiError(401, 'This endpoint requires you to be authenticated.');
    if (body instanceof SyntaxError) throw new ApiError(400, 'Problems parsing JSON');
    if (!request || !operation) {
      throw new ApiError(400, 'A query attribute must be specified and must be a string.');
    }
    if (!operation.ok) return { errors: [plainError(operation.error)] };
    const refuse = (message: string): void => {
      journal.refusals.push(`${call.operationId}: ${message}`);
    };
    this.#schema ??= this.#parts.buildSchema();
    const schema = this.#schema;
    const violations = this.#validate(schema, request.query, operation.document);
    if (violations.length > 0) {
      for (const violation of violations) if (isNotInSandbox(violation)) refuse(violation.message);
      return {
        errors: violations.map((violation) => violationError(violation, operation.document)),
      };
    }
    const misfits = this.#misfits(schema, operation.definition, request.variables, refuse);
    if (misfits.length > 0) return { errors: misfits };
    const cost = costOf(schema, operation.document, operation.definition, request.variables);
    call.cost.primary = cost.cost;
    try {
      checkNodeLimit(cost);
    } catch (error) {
      if (error instanceof FieldError) return { errors: [{ type: error.type, message: error.message }] };
      throw error;
    }
    if (meter.quota(actor).remaining < cost.cost) return rateLimited(actor);
    for (let point = 0; point < cost.cost; point += 1) meter.spend(actor);
    return executeOperation({
      schema,
      operation,
      request,
      context: {
        world,
        projects,
        actor,
        call,
        cost,
        quota: meter.quota(actor),
        searchLag: graphqlSteering.lagOf(call),
      },
      failureOf: (field) => graphqlSteering.failureOf(call, field),
      onRefusal: refuse,
      onDefect: (error) => this.#defect(call, error),
    });
  }

  #misfits(
    schema: GraphQLSchema,
    definition: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    refuse: (message: string) => void,
  ): Record<string, unknown>[] {
    try {
      return variableErrors(schema, definition, variables);
    } catch (error) {
      if (!(error instanceof NotInSandbox)) throw error;
      refuse(error.message);
      return [{ message: error.message }];
    }
  }

  #validate(
    schema: GraphQLSchema,
    query: string,
    document: Extract<GraphqlOperation, { ok: true }>['document'],
  ): readonly GraphQLError[] {
    const violations = this.#validated.get(query) ?? validateQuery(schema, document);
    if (this.#validated.size < 1_000) this.#validated.set(query, violations);
    return violations;
  }

  #defect(call: Call, error: unknown): string {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const defect = `POST /graphql (${call.operationId}): ${text}`;
    this.#parts.journal.defects.push(defect);
    return defect;
  }

  #answer({ response, call, actor }: Exchange, reply: Reply): void {
    const { world, meter } = this.#parts;
    call.status = reply.status;
    response.writeHead(reply.status, {
      'content-type': 'application/json; charset=utf-8',
      date: httpDate(world.clock),
      'x-github-request-id': `SANDBOX:${call.id}`,
      'x-github-media-type': 'github.v4; format=json',
      ...rateHeaders(meter.quota(actor), 'graphql'),
      ...reply.headers,
    });
    response.end(JSON.stringify(reply.body));
    world.changed();
  }
}

function rateLimited(actor: Actor): Answer {
  return { errors: [{ type: 'RATE_LIMITED', message: exceeded(actor).message }] };
}

/** Where in the document it is comes first, as on GitHub. */
function violationError(error: GraphQLError, document: DocumentNode): Record<string, unknown> {
  const [node] = error.nodes ?? [];
  return { ...(node ? { path: pathInDocument(document, node) } : {}), ...plainError(error) };
}

function plainError({ message, locations, extensions }: GraphQLError): Record<string, unknown> {
  return { ...(Object.keys(extensions).length > 0 ? { extensions } : {}), locations, message };
}
