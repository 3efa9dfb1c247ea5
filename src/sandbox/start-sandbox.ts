import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActions } from './actions/create-actions.ts';
import type { WorkflowRun } from './actions/workflow-run.ts';
import type { Journal } from './api/journal.ts';
import { createApp } from './arrange/create-app.ts';
import { createPerson } from './arrange/create-person.ts';
import { createProject } from './arrange/create-project.ts';
import { createRepository } from './arrange/create-repository.ts';
import { install } from './arrange/install.ts';
import { installationHandle } from './arrange/installation-handle.ts';
import { projectHandle } from './arrange/project-handle.ts';
import { repositoryHandle } from './arrange/repository-handle.ts';
import { authenticateGit } from './auth/authenticate.ts';
import { authoriseGit } from './auth/authorise-git.ts';
import { automateProjects } from './changes/project-automation.ts';
import { refsChanged } from './changes/refs.ts';
import { Steering } from './faults/steering.ts';
import { createGitHttp } from './git/smart-http.ts';
import { GraphqlApi } from './graphql/graphql-api.ts';
import { GraphqlSteering } from './graphql/graphql-steering.ts';
import { githubSchema } from './graphql/schema/schema.ts';
import { indexPage } from './index-page.ts';
import { Schemas } from './openapi/schemas.ts';
import { RateMeter } from './rest/rate-meter.ts';
import { RestApi } from './rest/rest-api.ts';
import { RouteTable } from './rest/route-table.ts';
import { allRoutes } from './rest/routes/all.ts';
import { appManifestRoutes } from './rest/routes/app-manifests.ts';
import { deliveryRoutes } from './rest/routes/deliveries.ts';
import { judgePush } from './rules/judge-push.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { createSandboxServer, listen } from './server.ts';
import { ManifestCodes } from './state/manifest-codes.ts';
import { Projects } from './state/projects.ts';
import { World } from './state/world.ts';
import { WebPages } from './web/web-pages.ts';
import { Webhooks } from './webhooks/webhooks.ts';

/** Compiled validators and nothing else: they are the same for every sandbox of a process, and take a while to make. */
const schemas = new Schemas();

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, patience = 1, log = () => {} } = options;
  const world = new World(seed);
  const root = await mkdtemp(join(tmpdir(), 'sandbox-git-'));
  const journal: Journal = { calls: [], defects: [], refusals: [] };
  const steering = new Steering(seed);
  const meter = new RateMeter(world.clock);
  const webhooks = new Webhooks({
    world,
    schemas,
    defects: journal.defects,
    patience,
    disorder: options.disorder,
  });
  const actions = createActions(world, {
    actions: options.actions ?? {},
    environment: options.runnerEnvironment ?? {},
    patience,
    log,
  });
  const codes = new ManifestCodes();
  const routes = new RouteTable([
    ...allRoutes(meter),
    ...appManifestRoutes(codes),
    ...deliveryRoutes(webhooks),
    ...actions.routes,
  ]);
  const rest = new RestApi({ world, routes, schemas, steering, meter, journal });
  const projects = new Projects();
  automateProjects(world, projects);
  const points = new RateMeter(world.clock);
  const graphqlSteering = new GraphqlSteering();
  const graphql = new GraphqlApi({
    world,
    projects,
    steering,
    graphqlSteering,
    meter: points,
    journal,
    buildSchema: githubSchema,
  });
  const git = createGitHttp({
    authorise: (access) => authoriseGit(world, access),
    judge: (push) => judgePush(world, push),
    onPush: async ({ owner, name, token, updates }) => {
      const repository = world.repository(`${owner}/${name}`);
      const by = authenticateGit(world, token);
      if (repository) await world.exclusive(() => refsChanged({ world, repository, by }, updates));
    },
  });
  const pages = new WebPages({ world, codes, ping: (app) => webhooks.ping(app) });
  const server = createSandboxServer({
    rest,
    graphql,
    git,
    web: (request, response, url) => pages.handle(request, response, url),
    index: () => indexPage({ world, runs: (repository) => actions.runs(repository), routes: routes.list() }),
    onFailure: (error) => journal.defects.push(`the server failed: ${String(error)}`),
  });
  const listening = await listen(server, options.tls);
  world.url = listening.url;
  log(`sandbox at ${world.url}`);

  const isHeldOrDone = (): boolean =>
    journal.calls.every((call) => call.status !== undefined || steering.isOutOfPlay(call));

  const waits = (run: WorkflowRun): boolean =>
    journal.calls.some((call) => call.by.runId === run.id && steering.isHeld(call));

  /** What was kept back comes as soon as nothing else goes on. */
  const isAtRest = (): boolean => {
    const isElse = webhooks.isIdle() && actions.isIdle(waits) && isHeldOrDone();
    return isElse && !webhooks.sendLate();
  };

  return {
    url: world.url,
    apiUrl: world.apiUrl,
    createRepository: async (wanted) => repositoryHandle(world, await createRepository(world, root, wanted)),
    createApp: (wanted) => {
      const { app, handle } = createApp(world, wanted);
      const ping = (): void => webhooks.ping(app);
      return { ...handle, ping };
    },
    createProject: (wanted) => projectHandle(world, createProject(world, projects, wanted)),
    install: (wanted) => installationHandle(world, install(world, wanted)),
    createPerson: (wanted) => createPerson(world, wanted),
    calls: journal.calls,
    deliveries: webhooks.log,
    runs: (repository) => actions.runs(repository),
    until: (condition) =>
      world.signal.until(async () => {
        if (await condition()) return true;
        if (options.disorder) isAtRest();
        return false;
      }),
    idle: () => world.signal.until(isAtRest),
    defects: journal.defects,
    refusals: journal.refusals,
    hold: (match, where) => steering.hold(match, where),
    holdRuns: (match) => actions.holdRuns(match),
    holdDeliveries: (match) => webhooks.hold(match),
    giveUpDeliveries: () => {
      webhooks.giveUp();
    },
    redeliver: (id) => {
      webhooks.redeliver(id);
    },
    inject: (rule) => steering.inject(rule),
    randomFaults: (wanted) => steering.randomFaults(wanted),
    limitRate: ({ perHour, resource }) => (resource === 'graphql' ? points : meter).limit(perHour),
    passTime: (seconds) => {
      world.clock.pass(seconds);
      world.changed();
    },
    lagItemSearch: (lag) => graphqlSteering.lag(lag),
    failField: (field) => graphqlSteering.fail(field),
    async [Symbol.asyncDispose]() {
      webhooks.close();
      // From here on nothing new can happen; what has happened may still be about to start a run.
      await listening.close();
      await world.exclusive(async () => {});
      await actions.dispose();
      world.signal.close(new Error('the sandbox has been disposed'));
      await rm(root, { recursive: true, force: true });
    },
  };
}
