import type { IncomingMessage, ServerResponse } from 'node:http';
import { anonymous, authenticate } from '../auth/authenticate.ts';
import { authorise } from '../auth/authorise.ts';
import type { Call } from '../call.ts';
import type { Fault } from '../faults/fault.ts';
import type { Steering } from '../faults/steering.ts';
import type { Schemas } from '../openapi/schemas.ts';
import type { Actor } from '../state/actor.ts';
import { httpDate } from '../state/clock.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { ApiError, notFound } from './api-error.ts';
import { checkReply, findErrorFlaw } from './check-reply.ts';
import { addEtag } from './etag.ts';
import { exceeded, type RateMeter } from './rate-meter.ts';
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

/** What is remembered for whoever watches. */
export interface Journal {
  calls: Call[];
  defects: string[];
  refusals: string[];
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  call: Call;
  actor: Actor;
  /** Refused credentials: thrown only when the call has passed barriers and faults, as any other answer. */
  authFailure: ApiError | undefined;
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
    const { call } = exchange;
    await steering.pass(call, 'before', () => world.changed());
    const fault = steering.draw(call);
    if (fault?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'timeout' || fault?.kind === 'reset') {
      if (fault.kind === 'reset') request.socket.destroy();
      world.changed();
      return;
    }
    const reply = faultReply(fault, exchange.actor) ?? (await world.exclusive(() => this.#perform(exchange)));
    await steering.pass(call, 'after', () => world.changed());
    this.#answer(exchange, fault?.kind === 'status-after-effect' ? failure(fault.status) : reply);
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
    let actor: Actor = anonymous(world);
    let authFailure: ApiError | undefined;
    try {
      actor = authenticate(world, request.headers.authorization);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      authFailure = error;
    }
    const call: Call = {
      id: journal.calls.length + 1,
      operationId: matched?.operation.id ?? '',
      method,
      path,
      params: matched
        ? coerceParams(schemas, matched.operation, matched.params, query).params
        : Object.fromEntries(query),
      body,
      by: {
        kind: actor.kind,
        login: actor.user.login,
        ...(actor.kind === 'workflow' ? { runId: actor.runId } : {}),
      },
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
    const quota = meter.quota(actor);
    response.writeHead(reply.status, {
      date: httpDate(world.clock),
      'x-github-request-id': `SANDBOX:${call.id}`,
      'x-github-media-type': 'github.v3; format=json',
      'x-github-api-version-selected': String(request.headers['x-github-api-version'] ?? DEFAULT_VERSION),
      'x-ratelimit-limit': String(quota.limit),
      'x-ratelimit-remaining': String(quota.remaining),
      'x-ratelimit-used': String(quota.used),
      'x-ratelimit-reset': String(quota.reset),
      'x-ratelimit-resource': 'core',
      ...(reply.body === undefined ? {} : { 'content-type': contentType(reply) }),
      ...reply.headers,
    });
    response.end(
      reply.body === undefined || typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body),
    );
    world.changed();
  }
}

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

function faultReply(fault: Fault | undefined, actor: Actor): Reply | undefined {
  switch (fault?.kind) {
    case 'status':
      return failure(fault.status);
    case 'secondary-limit':
      return {
        status: 403,
        headers: { 'retry-after': String(fault.retryAfter) },
        body: {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          documentation_url:
            'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        },
      };
    case 'primary-limit':
      return { status: 403, headers: { 'x-ratelimit-remaining': '0' }, body: exceeded(actor).body };
    default:
      return undefined;
  }
}

function failure(status: 500 | 502): Reply {
  return { status, body: { message: status === 502 ? 'Server Error' : 'Internal Server Error' } };
}

/** A body that is no JSON is told apart from a missing one; the refusal comes after the call is on record. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
