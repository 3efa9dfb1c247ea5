export type { WorkflowRun } from './actions/workflow-run.ts';
export type { RunBarrier } from './actions-service.ts';
export type { ActionsPolicy, ActionsSettings } from './actions-settings.ts';
export type { Call, CallMatch } from './call.ts';
export type { Fault, FaultRule, RandomFaults } from './faults/fault.ts';
export type { FailingField, SearchLag } from './graphql/graphql-steering.ts';
export type { ItemHandle, ItemView, NewItem, NewProject, ProjectHandle } from './project-handle.ts';
export type {
  IssueView,
  NewIssue,
  NewPullRequest,
  PullRequestView,
  RepositoryHandle,
} from './repository-handle.ts';
export type { BypassActor, Rule, Ruleset, RuleType } from './ruleset.ts';
export type {
  AppHandle,
  Barrier,
  DeliveryBarrier,
  InstallationHandle,
  NewApp,
  NewInstallation,
  NewPerson,
  NewRepository,
  Sandbox,
  SandboxOptions,
} from './sandbox.ts';
export { startSandbox } from './start-sandbox.ts';
export type { Delivery } from './webhooks/delivery.ts';
