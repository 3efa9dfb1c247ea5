import type { WorkflowRun } from './actions/workflow-run.ts';
import type { RunBarrier } from './actions-service.ts';
import type { ActionsPolicy, ActionsSettings } from './actions-settings.ts';
import type { Call, CallMatch } from './call.ts';
import type { FaultRule, RandomFaults } from './faults/fault.ts';
import type { FailingField, SearchLag } from './graphql/graphql-steering.ts';
import type { NewProject, ProjectHandle } from './project-handle.ts';
import type { RepositoryHandle } from './repository-handle.ts';
import type { Ruleset } from './ruleset.ts';
import type { Delivery } from './webhooks/delivery.ts';

export interface SandboxOptions {
  /** Ids, tokens, object ids of fixture commits and random faults follow from it. Default 1. */
  seed?: number;
  /**
   * `owner/name` of an action used in workflows -> directory that holds its action.yml. Any 40-hex ref is accepted. Without
   * an entry of its own, `actions/checkout` is the sandbox's.
   */
  actions?: Record<string, string>;
  /** What the machine that runs jobs has in its environment, as a self-hosted runner has it in its file `.env`. */
  runnerEnvironment?: Record<string, string>;
  /**
   * Deliveries several at once, out of order and late, as the seed has it, and by conditions alone. What is kept back comes
   * when somebody waits (`until`, `idle`) and nothing else goes on.
   */
  disorder?: { seed: number; staleLabels?: boolean };
  /** How many times longer than GitHub to wait for apps to answer and for steps to end. Default 1. */
  patience?: number;
  /**
   * PEM. For programs that speak to GitHub by HTTPS alone: the address is `https://`, and the same port answers HTTP too.
   * Who calls has to trust the certificate.
   */
  tls?: { key: string; cert: string };
  log?: (line: string) => void;
}

/** A stand-in GitHub on a port of its own. */
export interface Sandbox extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`; git is served at `URL/OWNER/REPO.git`. */
  url: string;
  /** `URL/api/v3` */
  apiUrl: string;

  // Arranging a world is silent: no webhooks, no workflows, no calls counted.
  createRepository(options: NewRepository): Promise<RepositoryHandle>;
  createProject(options: NewProject): ProjectHandle;
  createApp(options: NewApp): AppHandle;
  install(options: NewInstallation): InstallationHandle;
  createPerson(options: NewPerson): { login: string; token: string };

  // Observing.
  calls: readonly Call[];
  deliveries: readonly Delivery[];
  runs(repository: string): readonly WorkflowRun[];
  /** Resolves once the condition holds; it is looked at again after every change of state. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** No call or delivery under way (but for held ones), no run that could go on. */
  idle(): Promise<void>;
  /** Bugs of the sandbox that came up: answers and payloads that GitHub's own description refuses. */
  defects: readonly string[];
  /** What callers asked for and the sandbox does not know: routes, parameters, body properties, GraphQL fields. */
  refusals: readonly string[];

  // Steering.
  hold(match: CallMatch, options?: { at?: 'before' | 'after'; times?: number }): Barrier;
  holdRuns(match: (run: WorkflowRun) => boolean): RunBarrier;
  holdDeliveries(match: (delivery: Delivery) => boolean): DeliveryBarrier;
  /** Every delivery under way is given up, as GitHub does with one that is not answered in time. */
  giveUpDeliveries(): void;
  /** Sends a delivery of the log once more, with its guid. */
  redeliver(deliveryId: number): void;
  inject(rule: FaultRule): void;
  randomFaults(options: RandomFaults): void;
  /** Requests (GraphQL: points) an hour per credential, until GitHub's 403 (GraphQL: 200 and RATE_LIMITED). */
  limitRate(options: { perHour: number; resource?: 'core' | 'graphql' }): void;
  /** Time goes by in which nothing happens: the clock stands still but for changes, one second each. */
  passTime(seconds: number): void;
  /** Searches of boards (`items(query:)`) run behind by so many changes; 0 ends it. */
  lagItemSearch(lag: SearchLag): void;
  /** A GraphQL field fails, and the rest of the answer is there. */
  failField(field: FailingField): void;
}

export interface Barrier {
  /** The first call that arrived at the barrier. */
  reached: Promise<Call>;
  /** Lets held calls go on, and later ones pass. */
  release(): void;
}

export interface DeliveryBarrier {
  reached: Promise<Delivery>;
  /** Those that wait, in order of arrival. */
  held: readonly Delivery[];
  /** Sends what is held, in the order given (default: of arrival), and lets later ones pass. */
  release(order?: readonly Delivery[]): void;
  /** Throws away what is held, as if the network had eaten it, and lets later ones pass. */
  drop(): void;
}

export interface NewRepository {
  owner: string;
  name: string;
  ownerType?: 'Organization' | 'User';
  private?: boolean;
  files?: Record<string, string>;
  /** Without a commit, as it is before anybody has pushed to it. Takes no `files`. */
  empty?: boolean;
  variables?: Record<string, string>;
  secrets?: Record<string, string>;
  /** Of its organization, shared with it. */
  organizationSecrets?: Record<string, string>;
  /** Default true. */
  allowActionsToCreatePullRequests?: boolean;
  /** Default: on, and whatever action is named may be used. */
  actions?: Partial<ActionsSettings>;
  /** Default none. */
  actionsPolicies?: ActionsPolicy[];
  /** Default none. */
  rulesets?: Ruleset[];
}

export interface NewApp {
  slug: string;
  permissions: Record<string, 'read' | 'write'>;
  events: string[];
  webhookUrl?: string;
  webhookSecret?: string;
  /** RSA, PEM. Made for the app if absent, which takes a moment. */
  privateKey?: string;
}

export interface AppHandle {
  id: number;
  clientId: string;
  slug: string;
  /** PEM (PKCS#8). */
  privateKey: string;
  setWebhookUrl(url: string): void;
  /** Sends the `ping` that GitHub sends when a webhook is set up. */
  ping(): void;
}

export interface InstallationHandle {
  id: number;
  /** Sends the `installation` webhook that follows an installation on GitHub; installing itself is silent here. */
  announce(): void;
  /** Uninstalls: its tokens are dead from now on, and the app is told. */
  remove(): void;
}

export interface NewInstallation {
  /** Slug of the app. */
  app: string;
  owner: string;
  /** Names of repositories of that owner; all of them, also later ones, if absent. */
  repositories?: string[];
  /** Narrower than the app's. */
  permissions?: Record<string, 'read' | 'write'>;
}

export interface NewPerson {
  login: string;
  /** By `owner/repo`. */
  access?: Record<string, 'read' | 'write' | 'admin'>;
}
