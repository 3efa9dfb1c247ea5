import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/**
 * A route is declared by its OpenAPI operation id and a handler. Method, path, parameters, body schema and response
 * schemas come from the extract (openapi/rest.json); the permission it needs from the table (auth/permissions.ts).
 */
export interface Route {
  operationId: string;
  handle(request: RouteRequest): Promise<Reply> | Reply;
}

export interface RouteRequest {
  world: World;
  actor: Actor;
  /** Path and query parameters together, coerced to the schema's types, with its defaults filled in. */
  params: Record<string, unknown>;
  body: unknown;
  /** The repository of `/repos/{owner}/{repo}/...`; absent elsewhere. */
  repository: Repository | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it was asked for, query included. */
  url: string;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface TypedRequest<Params, Body> extends RouteRequest {
  params: Record<string, unknown> & Params;
  body: Body;
}

interface RepositoryRequest<Params, Body> extends TypedRequest<Params, Body> {
  repository: Repository;
}

/**
 * The type arguments are what the operation's schema promises: the router has validated parameters and body against
 * it before the handler runs, which is what makes the casts below sound.
 */
export function route<Params = unknown, Body = unknown>(
  operationId: string,
  handle: (request: TypedRequest<Params, Body>) => Promise<Reply> | Reply,
): Route {
  return { operationId, handle: (request) => handle(request as TypedRequest<Params, Body>) };
}

/** A route below `/repos/{owner}/{repo}`: the router has found the repository and checked access to it. */
export function repositoryRoute<Params = unknown, Body = unknown>(
  operationId: string,
  handle: (request: RepositoryRequest<Params, Body>) => Promise<Reply> | Reply,
): Route {
  return { operationId, handle: (request) => handle(request as RepositoryRequest<Params, Body>) };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export function noContent(): Reply {
  return { status: 204 };
}
