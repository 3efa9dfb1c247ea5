import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal } from '../api/journal.ts';
import { passCall } from '../api/pass-call.ts';
import { readJson } from '../api/read-json.ts';
import { authorise } from '../auth/authorise.ts';
import { type Identity, identify } from '../auth/identify.ts';
import type { Call } from '../call.ts';
import type { Steering } from '../faults/steering.ts';
import type { Schemas } from '../openapi/schemas.ts';
import type { Actor } from '../state/actor.ts';
import { httpDate } from '../state/clock.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { ApiError, notFound } from './api-error.ts';
import { checkReply, findErrorFlaw } from './check-reply.ts';
import { addEtag } from './etag.ts';
import { exceeded, type RateMeter, rateHeaders } from './rate-meter.ts';
import { coerceParams, RefusedInput, readInput } from './read-input.ts';
import type { Reply } from './route.ts';
import type { MatchedRoute, RouteTable } from './route-table.ts';

export interface RestApiParts {
  world: World;
  routes: RouteTable;
  schemas: Schemas;
  steering: Steering;
  meter: RateMeter;
  journal: Journal;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  call: Call;
  actor: Actor;
  authFailure: Identity['authFailure'];
  matched: MatchedRoute | undefined;
  query: URLSearchParams;
  body: unknown;
}

const DEFAULT_VERSION = '2022-11-28';
const API_VERSIONS = new Set([DEFAULT_VERSION, '2026-03-10']);

/** `/api/v3`: every call is recorded, steered, metered, checked, carried out and checked again on its way out. */
export class RestApi {
  readonly #parts: RestApiParts;

  constructor(parts: RestApiParts) {
    this.#parts = parts;
  }

  /** `path` is the part below `/api/v3`. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const { world, steering } = this.#parts;
    const exchange = await this.#arrive(request, response, path, query);
    await passCall({
      world,
      steering,
      request,
      call: exchange.call,
      perform: () => this.#perform(exchange),
      overLimit: () => exceeded(exchange.actor),
      answer: (reply) => this.#answer(exchange, reply),
    });
  }

  async #arrive(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<Exchange> {
    const { world, routes, schemas, journal } = this.#parts;
    const body = await readJson(request);
    const method = request.method ?? 'GET';
    const matched = routes.find(method, path);
    const { actor, by, authFailure } = identify(world, request.headers.authorization);
    const call: Call = {
      id: journal.calls.length + 1,
      operationId: matched?.operation.id ?? '',
      method,
      path,
      params: matched
        ? coerceParams(schemas, matched.operation, matched.params, query).params
        : Object.fromEntries(query),
      body,
      by,
      userAgent: request.headers['user-agent'] ?? '',
      cost: {
        primary: matched?.operation.id === 'rate-limit/get' ? 0 : 1,
        secondary: method === 'GET' || method === 'HEAD' ? 1 : 5,
      },
    };
    journal.calls.push(call);
    world.changed();
    return { request, response, call, actor, authFailure, matched, query, body };
  }

  async #perform(exchange: Exchange): Promise<Reply> {
    const { schemas, journal } = this.#parts;
    const { call, matched } = exchange;
    try {
      const reply = await this.#carryOut(exchange);
      if (matched) checkReply(schemas, matched.operation, reply);
      return call.method === 'GET' ? addEtag(reply, exchange.request.headers['if-none-match']) : reply;
    } catch (error) {
      if (error instanceof ApiError) {
        const reply = { status: error.status, body: error.body, headers: error.headers };
        if (error instanceof RefusedInput)
          journal.refusals.push(`${call.method} ${call.path}: ${error.message}`);
        const flaw = matched && findErrorFlaw(schemas, matched.operation, reply);
        if (flaw) journal.defects.push(`${call.method} ${call.path}: ${flaw}`);
        return reply;
      }
      const defect = `${call.method} ${call.path} (${call.operationId}): ${describe(error)}`;
      journal.defects.push(defect);
      return { status: 500, body: { message: `The sandbox has a bug. ${defect}` } };
    }
  }

  async #carryOut(exchange: Exchange): Promise<Reply> {
    const { world, schemas, meter } = this.#parts;
    const { request, call, actor, authFailure, matched, query, body } = exchange;
    checkHeaders(request);
    if (call.cost.primary > 0) meter.spend(actor);
    if (authFailure) throw authFailure;
    if (body instanceof SyntaxError) throw new ApiError(400, 'Problems parsing JSON');
    if (!matched) {
      throw new RefusedInput(
        404,
        `The sandbox does not know ${call.method} ${call.path}: not a route of GitHub, or not one that is stood in for`,
      );
    }
    const repository = repositoryOf(world, matched);
    authorise(actor, matched.operation.id, repository);
    const input = readInput(schemas, matched, { query, body });
    // Absolute if the sandbox was asked as a proxy: links to other pages stay on the host that the client knows.
    const url = new URL(request.url ?? '', world.url).href;
    const { headers } = request;
    const reply = await matched.route.handle({ world, actor, repository, headers, url, ...input });
    checkRepresentation(headers.accept, reply);
    return reply;
  }

  #answer({ request, response, call, actor }: Exchange, reply: Reply): void {
    const { world, meter } = this.#parts;
    if (reply.status === 304) {
      meter.refund(actor);
      call.cost.primary = 0;
    }
    call.status = reply.status;
    response.writeHead(reply.status, {
      date: httpDate(world.clock),
      'x-github-request-id': `SANDBOX:${call.id}`,
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': String(request.headers['x-github-api-version'] ?? DEFAULT_VERSION),
      ...rateHeaders(meter.quota(actor), 'core'),
      // Classic tokens have scopes, by which GitHub's own programs judge them; those of Apps and workflows have none.
      ...(actor.kind === 'person' ? { 'x-oauth-scopes': SCOPES } : {}),
      ...(reply.body === undefined ? {} : { 'content-type': contentType(reply) }),
      ...reply.headers,
    });
    response.end(
      reply.body === undefined || typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body),
    );
    world.changed();
  }
}

/** What people's tokens may do here, which is everything. */
const SCOPES = 'project, read:org, repo, workflow';

function contentType({ body }: Reply): string {
  return typeof body === 'string'
    ? 'application/vnd.github.raw; charset=utf-8'
    : 'application/json; charset=utf-8';
}

function repositoryOf(world: World, { operation, params }: MatchedRoute): Repository | undefined {
  if (!operation.path.startsWith('/repos/{owner}/{repo}')) return undefined;
  const repository = world.repository(`${params.owner}/${params.repo}`);
  if (!repository) throw notFound();
  return repository;
}

function checkHeaders({ headers }: IncomingMessage): void {
  if (!headers['user-agent']) {
    throw new ApiError(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
    );
  }
  const version = headers['x-github-api-version'];
  if (typeof version === 'string' && !API_VERSIONS.has(version)) {
    throw new ApiError(400, `'${version}' is not a supported version of the API`);
  }
}

/** Who asks for a diff, or for a body as HTML, must not take JSON for one. Texts are what a handler made for it. */
function checkRepresentation(accept: string | undefined, { body }: Reply): void {
  const [, wanted] =
    /^application\/vnd\.github(?:\.v3)?\.(diff|patch|sha|html|text|full|object)\b/.exec(accept ?? '') ?? [];
  if (wanted !== undefined && typeof body !== 'string')
    throw new RefusedInput(415, `The sandbox does not serve this as "${wanted}"`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
