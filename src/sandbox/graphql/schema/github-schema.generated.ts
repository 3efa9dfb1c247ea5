// Made by extract.ts. Do not edit.
export const SOURCE = '@octokit/graphql-schema 15.26.1';

export const SDL = `
interface Actor {
  avatarUrl(size: Int): URI!
  login: String!
  resourcePath: URI!
  url: URI!
}

input AddCommentInput {
  body: String!
  clientMutationId: String
  subjectId: ID!
}

type AddCommentPayload {
  clientMutationId: String
  commentEdge: IssueCommentEdge
  subject: Node
}

input AddLabelsToLabelableInput {
  clientMutationId: String
  labelIds: [ID!]!
  labelableId: ID!
}

type AddLabelsToLabelablePayload {
  clientMutationId: String
  labelable: Labelable
}

input AddProjectV2DraftIssueInput {
  body: String
  clientMutationId: String
  projectId: ID!
  title: String!
}

type AddProjectV2DraftIssuePayload {
  clientMutationId: String
  projectItem: ProjectV2Item
}

input AddProjectV2ItemByIdInput {
  clientMutationId: String
  contentId: ID!
  projectId: ID!
}

type AddProjectV2ItemByIdPayload {
  clientMutationId: String
  item: ProjectV2Item
}

input AddPullRequestReviewInput {
  body: String
  clientMutationId: String
  commitOID: GitObjectID
  event: PullRequestReviewEvent
  pullRequestId: ID!
}

type AddPullRequestReviewPayload {
  clientMutationId: String
  pullRequestReview: PullRequestReview
}

input AddSubIssueInput {
  clientMutationId: String
  issueId: ID!
  replaceParent: Boolean
  subIssueId: ID
}

type AddSubIssuePayload {
  clientMutationId: String
  issue: Issue
  subIssue: Issue
}

input ArchiveProjectV2ItemInput {
  clientMutationId: String
  itemId: ID!
  projectId: ID!
}

type ArchiveProjectV2ItemPayload {
  clientMutationId: String
  item: ProjectV2Item
}

interface Assignable {
  assignees(after: String, before: String, first: Int, last: Int): UserConnection!
}

type AutoMergeRequest {
  authorEmail: String
  commitBody: String
  commitHeadline: String
  enabledAt: DateTime
  enabledBy: Actor
  mergeMethod: PullRequestMergeMethod!
}

scalar Base64String

scalar BigInt

type Blob implements GitObject & Node {
  abbreviatedOid: String!
  byteSize: Int!
  id: ID!
  isBinary: Boolean
  isTruncated: Boolean!
  oid: GitObjectID!
  repository: Repository!
  text: String
}

type Bot implements Actor & Node {
  avatarUrl(size: Int): URI!
  databaseId: Int
  id: ID!
  login: String!
  resourcePath: URI!
  url: URI!
}

enum CheckConclusionState {
  ACTION_REQUIRED
  CANCELLED
  FAILURE
  NEUTRAL
  SKIPPED
  STALE
  STARTUP_FAILURE
  SUCCESS
  TIMED_OUT
}

type CheckRun implements Node {
  checkSuite: CheckSuite!
  completedAt: DateTime
  conclusion: CheckConclusionState
  detailsUrl: URI
  id: ID!
  isRequired(pullRequestId: ID): Boolean!
  name: String!
  startedAt: DateTime
  status: CheckStatusState!
}

enum CheckStatusState {
  COMPLETED
  IN_PROGRESS
  PENDING
  QUEUED
  REQUESTED
  WAITING
}

type CheckSuite implements Node {
  id: ID!
  workflowRun: WorkflowRun
}

input ClearProjectV2ItemFieldValueInput {
  clientMutationId: String
  fieldId: ID!
  itemId: ID!
  projectId: ID!
}

type ClearProjectV2ItemFieldValuePayload {
  clientMutationId: String
  projectV2Item: ProjectV2Item
}

interface Closable {
  closed: Boolean!
  closedAt: DateTime
}

input CloseIssueInput {
  clientMutationId: String
  issueId: ID!
  stateReason: IssueClosedStateReason
}

type CloseIssuePayload {
  clientMutationId: String
  issue: Issue
}

input ClosePullRequestInput {
  clientMutationId: String
  pullRequestId: ID!
}

type ClosePullRequestPayload {
  clientMutationId: String
  pullRequest: PullRequest
}

interface Comment {
  author: Actor
  authorAssociation: CommentAuthorAssociation!
  body: String!
  createdAt: DateTime!
  id: ID!
  includesCreatedEdit: Boolean!
  updatedAt: DateTime!
  viewerDidAuthor: Boolean!
}

enum CommentAuthorAssociation {
  COLLABORATOR
  CONTRIBUTOR
  FIRST_TIMER
  FIRST_TIME_CONTRIBUTOR
  MANNEQUIN
  MEMBER
  NONE
  OWNER
}

type Commit implements GitObject & Node {
  abbreviatedOid: String!
  author: GitActor
  authoredDate: DateTime!
  committedDate: DateTime!
  committer: GitActor
  file(path: String!): TreeEntry
  history(after: String, before: String, first: Int, last: Int): CommitHistoryConnection!
  id: ID!
  message: String!
  messageBody: String!
  messageHeadline: String!
  oid: GitObjectID!
  parents(after: String, before: String, first: Int, last: Int): CommitConnection!
  repository: Repository!
  signature: GitSignature
  statusCheckRollup: StatusCheckRollup
  tree: Tree!
  url: URI!
}

type CommitConnection {
  edges: [CommitEdge]
  nodes: [Commit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type CommitEdge {
  cursor: String!
  node: Commit
}

type CommitHistoryConnection {
  edges: [CommitEdge]
  nodes: [Commit]
  pageInfo: PageInfo!
  totalCount: Int!
}

input CommitMessage {
  body: String
  headline: String!
}

input CommittableBranch {
  branchName: String
  id: ID
  repositoryNameWithOwner: String
}

input ConvertProjectV2DraftIssueItemToIssueInput {
  clientMutationId: String
  itemId: ID!
  repositoryId: ID!
}

type ConvertProjectV2DraftIssueItemToIssuePayload {
  clientMutationId: String
  item: ProjectV2Item
}

input CreateCommitOnBranchInput {
  branch: CommittableBranch!
  clientMutationId: String
  expectedHeadOid: GitObjectID!
  fileChanges: FileChanges
  message: CommitMessage!
}

type CreateCommitOnBranchPayload {
  clientMutationId: String
  commit: Commit
  ref: Ref
}

input CreateIssueInput {
  assigneeIds: [ID!]
  body: String
  clientMutationId: String
  labelIds: [ID!]
  parentIssueId: ID
  projectIds: [ID!]
  repositoryId: ID!
  title: String!
}

type CreateIssuePayload {
  clientMutationId: String
  issue: Issue
}

input CreatePullRequestInput {
  baseRefName: String!
  body: String
  clientMutationId: String
  draft: Boolean = false
  headRefName: String!
  headRepositoryId: ID
  maintainerCanModify: Boolean = true
  repositoryId: ID!
  title: String!
}

type CreatePullRequestPayload {
  clientMutationId: String
  pullRequest: PullRequest
}

input CreateRefInput {
  clientMutationId: String
  name: String!
  oid: GitObjectID!
  repositoryId: ID!
}

type CreateRefPayload {
  clientMutationId: String
  ref: Ref
}

scalar Date

scalar DateTime

input DeleteIssueCommentInput {
  clientMutationId: String
  id: ID!
}

type DeleteIssueCommentPayload {
  clientMutationId: String
}

input DeleteProjectV2ItemInput {
  clientMutationId: String
  itemId: ID!
  projectId: ID!
}

type DeleteProjectV2ItemPayload {
  clientMutationId: String
  deletedItemId: ID
}

input DeleteRefInput {
  clientMutationId: String
  refId: ID!
}

type DeleteRefPayload {
  clientMutationId: String
}

type DraftIssue implements Node {
  assignees(after: String, before: String, first: Int, last: Int): UserConnection!
  body: String!
  createdAt: DateTime!
  creator: Actor
  id: ID!
  title: String!
  updatedAt: DateTime!
}

input FileAddition {
  contents: Base64String!
  path: String!
}

input FileChanges {
  additions: [FileAddition!] = []
  deletions: [FileDeletion!] = []
}

input FileDeletion {
  path: String!
}

type GitActor {
  date: GitTimestamp
  email: String
  name: String
  user: User
}

interface GitObject {
  abbreviatedOid: String!
  id: ID!
  oid: GitObjectID!
  repository: Repository!
}

scalar GitObjectID

scalar GitRefname

interface GitSignature {
  email: String!
  isValid: Boolean!
  payload: String!
  signature: String!
  signer: User
  state: GitSignatureState!
  wasSignedByGitHub: Boolean!
}

enum GitSignatureState {
  BAD_CERT
  BAD_EMAIL
  EXPIRED_KEY
  GPGVERIFY_ERROR
  GPGVERIFY_UNAVAILABLE
  INVALID
  MALFORMED_SIG
  NOT_SIGNING_KEY
  NO_USER
  OCSP_ERROR
  OCSP_PENDING
  OCSP_REVOKED
  UNKNOWN_KEY
  UNKNOWN_SIG_TYPE
  UNSIGNED
  UNVERIFIED_EMAIL
  VALID
}

scalar GitSSHRemote

scalar GitTimestamp

type GpgSignature implements GitSignature {
  email: String!
  isValid: Boolean!
  payload: String!
  signature: String!
  signer: User
  state: GitSignatureState!
  wasSignedByGitHub: Boolean!
}

type Issue implements Assignable & Closable & Comment & Labelable & Node {
  assignees(after: String, before: String, first: Int, last: Int): UserConnection!
  author: Actor
  authorAssociation: CommentAuthorAssociation!
  body: String!
  closed: Boolean!
  closedAt: DateTime
  closedByPullRequestsReferences(after: String, before: String, first: Int, includeClosedPrs: Boolean = false, last: Int): PullRequestConnection
  comments(after: String, before: String, first: Int, last: Int, orderBy: IssueCommentOrder): IssueCommentConnection!
  createdAt: DateTime!
  databaseId: Int
  fullDatabaseId: BigInt
  id: ID!
  includesCreatedEdit: Boolean!
  labels(after: String, before: String, first: Int, last: Int, orderBy: LabelOrder = { field: CREATED_AT, direction: ASC }): LabelConnection
  locked: Boolean!
  milestone: Milestone
  number: Int!
  parent: Issue
  projectCards(after: String, archivedStates: [ProjectCardArchivedState] = [ARCHIVED, NOT_ARCHIVED], before: String, first: Int, last: Int): ProjectCardConnection!
  projectItems(after: String, before: String, first: Int, includeArchived: Boolean = true, last: Int): ProjectV2ItemConnection!
  reactionGroups: [ReactionGroup!]
  repository: Repository!
  resourcePath: URI!
  state: IssueState!
  stateReason(enableDuplicate: Boolean = false): IssueStateReason
  subIssues(after: String, before: String, first: Int, last: Int): IssueConnection!
  subIssuesSummary: SubIssuesSummary!
  timelineItems(after: String, before: String, first: Int, itemTypes: [IssueTimelineItemsItemType!], last: Int): IssueTimelineItemsConnection!
  title: String!
  updatedAt: DateTime!
  url: URI!
  viewerDidAuthor: Boolean!
}

enum IssueClosedStateReason {
  COMPLETED
  DUPLICATE
  NOT_PLANNED
}

type IssueComment implements Comment & Node {
  author: Actor
  authorAssociation: CommentAuthorAssociation!
  body: String!
  createdAt: DateTime!
  databaseId: Int
  fullDatabaseId: BigInt
  id: ID!
  includesCreatedEdit: Boolean!
  isMinimized: Boolean!
  issue: Issue!
  minimizedReason: String
  pullRequest: PullRequest
  reactionGroups: [ReactionGroup!]
  repository: Repository!
  updatedAt: DateTime!
  url: URI!
  viewerDidAuthor: Boolean!
}

type IssueCommentConnection {
  edges: [IssueCommentEdge]
  nodes: [IssueComment]
  pageInfo: PageInfo!
  totalCount: Int!
}

type IssueCommentEdge {
  cursor: String!
  node: IssueComment
}

input IssueCommentOrder {
  direction: OrderDirection!
  field: IssueCommentOrderField!
}

enum IssueCommentOrderField {
  UPDATED_AT
}

type IssueConnection {
  edges: [IssueEdge]
  nodes: [Issue]
  pageInfo: PageInfo!
  totalCount: Int!
}

type IssueEdge {
  cursor: String!
  node: Issue
}

input IssueFilters {
  assignee: String
  createdBy: String
  labels: [String!]
  mentioned: String
  since: DateTime
  states: [IssueState!]
}

input IssueOrder {
  direction: OrderDirection!
  field: IssueOrderField!
}

enum IssueOrderField {
  COMMENTS
  CREATED_AT
  UPDATED_AT
}

union IssueOrPullRequest = Issue | PullRequest

enum IssueState {
  CLOSED
  OPEN
}

enum IssueStateReason {
  COMPLETED
  DUPLICATE
  NOT_PLANNED
  REOPENED
}

union IssueTimelineItems = IssueComment | LabeledEvent | UnlabeledEvent

type IssueTimelineItemsConnection {
  edges: [IssueTimelineItemsEdge]
  nodes: [IssueTimelineItems]
  pageInfo: PageInfo!
}

type IssueTimelineItemsEdge {
  cursor: String!
  node: IssueTimelineItems
}

enum IssueTimelineItemsItemType {
  ADDED_TO_PROJECT_EVENT
  ASSIGNED_EVENT
  CLOSED_EVENT
  COMMENT_DELETED_EVENT
  CONNECTED_EVENT
  CONVERTED_NOTE_TO_ISSUE_EVENT
  CONVERTED_TO_DISCUSSION_EVENT
  CROSS_REFERENCED_EVENT
  DEMILESTONED_EVENT
  DISCONNECTED_EVENT
  ISSUE_COMMENT
  LABELED_EVENT
  LOCKED_EVENT
  MARKED_AS_DUPLICATE_EVENT
  MENTIONED_EVENT
  MILESTONED_EVENT
  MOVED_COLUMNS_IN_PROJECT_EVENT
  PARENT_ISSUE_ADDED_EVENT
  PARENT_ISSUE_REMOVED_EVENT
  PINNED_EVENT
  REFERENCED_EVENT
  REMOVED_FROM_PROJECT_EVENT
  RENAMED_TITLE_EVENT
  REOPENED_EVENT
  SUBSCRIBED_EVENT
  SUB_ISSUE_ADDED_EVENT
  SUB_ISSUE_REMOVED_EVENT
  TRANSFERRED_EVENT
  UNASSIGNED_EVENT
  UNLABELED_EVENT
  UNLOCKED_EVENT
  UNMARKED_AS_DUPLICATE_EVENT
  UNPINNED_EVENT
  UNSUBSCRIBED_EVENT
  USER_BLOCKED_EVENT
}

type Label implements Node {
  color: String!
  description: String
  id: ID!
  isDefault: Boolean!
  name: String!
  repository: Repository!
  url: URI!
}

interface Labelable {
  labels(after: String, before: String, first: Int, last: Int, orderBy: LabelOrder = { field: CREATED_AT, direction: ASC }): LabelConnection
}

type LabelConnection {
  edges: [LabelEdge]
  nodes: [Label]
  pageInfo: PageInfo!
  totalCount: Int!
}

type LabeledEvent implements Node {
  actor: Actor
  createdAt: DateTime!
  id: ID!
  label: Label!
}

type LabelEdge {
  cursor: String!
  node: Label
}

input LabelOrder {
  direction: OrderDirection!
  field: LabelOrderField!
}

enum LabelOrderField {
  CREATED_AT
  NAME
}

enum MergeableState {
  CONFLICTING
  MERGEABLE
  UNKNOWN
}

input MergePullRequestInput {
  clientMutationId: String
  commitBody: String
  commitHeadline: String
  expectedHeadOid: GitObjectID
  mergeMethod: PullRequestMergeMethod = MERGE
  pullRequestId: ID!
}

type MergePullRequestPayload {
  actor: Actor
  clientMutationId: String
  pullRequest: PullRequest
}

enum MergeStateStatus {
  BEHIND
  BLOCKED
  CLEAN
  DIRTY
  DRAFT
  HAS_HOOKS
  UNKNOWN
  UNSTABLE
}

type Milestone implements Node {
  description: String
  dueOn: DateTime
  id: ID!
  number: Int!
  title: String!
  url: URI!
}

type Mutation {
  addComment(input: AddCommentInput!): AddCommentPayload
  addLabelsToLabelable(input: AddLabelsToLabelableInput!): AddLabelsToLabelablePayload
  addProjectV2DraftIssue(input: AddProjectV2DraftIssueInput!): AddProjectV2DraftIssuePayload
  addProjectV2ItemById(input: AddProjectV2ItemByIdInput!): AddProjectV2ItemByIdPayload
  addPullRequestReview(input: AddPullRequestReviewInput!): AddPullRequestReviewPayload
  addSubIssue(input: AddSubIssueInput!): AddSubIssuePayload
  archiveProjectV2Item(input: ArchiveProjectV2ItemInput!): ArchiveProjectV2ItemPayload
  clearProjectV2ItemFieldValue(input: ClearProjectV2ItemFieldValueInput!): ClearProjectV2ItemFieldValuePayload
  closeIssue(input: CloseIssueInput!): CloseIssuePayload
  closePullRequest(input: ClosePullRequestInput!): ClosePullRequestPayload
  convertProjectV2DraftIssueItemToIssue(input: ConvertProjectV2DraftIssueItemToIssueInput!): ConvertProjectV2DraftIssueItemToIssuePayload
  createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
  createIssue(input: CreateIssueInput!): CreateIssuePayload
  createPullRequest(input: CreatePullRequestInput!): CreatePullRequestPayload
  createRef(input: CreateRefInput!): CreateRefPayload
  deleteIssueComment(input: DeleteIssueCommentInput!): DeleteIssueCommentPayload
  deleteProjectV2Item(input: DeleteProjectV2ItemInput!): DeleteProjectV2ItemPayload
  deleteRef(input: DeleteRefInput!): DeleteRefPayload
  mergePullRequest(input: MergePullRequestInput!): MergePullRequestPayload
  removeLabelsFromLabelable(input: RemoveLabelsFromLabelableInput!): RemoveLabelsFromLabelablePayload
  reopenIssue(input: ReopenIssueInput!): ReopenIssuePayload
  reopenPullRequest(input: ReopenPullRequestInput!): ReopenPullRequestPayload
  unarchiveProjectV2Item(input: UnarchiveProjectV2ItemInput!): UnarchiveProjectV2ItemPayload
  updateIssue(input: UpdateIssueInput!): UpdateIssuePayload
  updateIssueComment(input: UpdateIssueCommentInput!): UpdateIssueCommentPayload
  updateProjectV2ItemFieldValue(input: UpdateProjectV2ItemFieldValueInput!): UpdateProjectV2ItemFieldValuePayload
  updateProjectV2ItemPosition(input: UpdateProjectV2ItemPositionInput!): UpdateProjectV2ItemPositionPayload
  updatePullRequest(input: UpdatePullRequestInput!): UpdatePullRequestPayload
  updateRef(input: UpdateRefInput!): UpdateRefPayload
  updateRefs(input: UpdateRefsInput!): UpdateRefsPayload
}

interface Node {
  id: ID!
}

enum OrderDirection {
  ASC
  DESC
}

type Organization implements Actor & Node & ProjectV2Owner & RepositoryOwner {
  avatarUrl(size: Int): URI!
  databaseId: Int
  id: ID!
  login: String!
  name: String
  projectV2(number: Int!): ProjectV2
  projectsV2(after: String, before: String, first: Int, last: Int): ProjectV2Connection!
  resourcePath: URI!
  url: URI!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

type Project implements Node {
  id: ID!
  name: String!
}

type ProjectCard implements Node {
  column: ProjectColumn
  id: ID!
  project: Project!
}

enum ProjectCardArchivedState {
  ARCHIVED
  NOT_ARCHIVED
}

type ProjectCardConnection {
  edges: [ProjectCardEdge]
  nodes: [ProjectCard]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ProjectCardEdge {
  cursor: String!
  node: ProjectCard
}

type ProjectColumn implements Node {
  id: ID!
  name: String!
}

type ProjectV2 implements Closable & Node {
  closed: Boolean!
  closedAt: DateTime
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  field(name: String!): ProjectV2FieldConfiguration
  fields(after: String, before: String, first: Int, last: Int): ProjectV2FieldConfigurationConnection!
  fullDatabaseId: BigInt
  id: ID!
  number: Int!
  owner: ProjectV2Owner!
  public: Boolean!
  readme: String
  resourcePath: URI!
  shortDescription: String
  title: String!
  updatedAt: DateTime!
  url: URI!
  viewerCanUpdate: Boolean!
}

type ProjectV2Connection {
  edges: [ProjectV2Edge]
  nodes: [ProjectV2]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ProjectV2Edge {
  cursor: String!
  node: ProjectV2
}

type ProjectV2Field implements Node & ProjectV2FieldCommon {
  createdAt: DateTime!
  dataType: ProjectV2FieldType!
  databaseId: Int
  id: ID!
  name: String!
  project: ProjectV2!
  updatedAt: DateTime!
}

interface ProjectV2FieldCommon {
  createdAt: DateTime!
  dataType: ProjectV2FieldType!
  databaseId: Int
  id: ID!
  name: String!
  project: ProjectV2!
  updatedAt: DateTime!
}

union ProjectV2FieldConfiguration = ProjectV2Field | ProjectV2IterationField | ProjectV2SingleSelectField

type ProjectV2FieldConfigurationConnection {
  edges: [ProjectV2FieldConfigurationEdge]
  nodes: [ProjectV2FieldConfiguration]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ProjectV2FieldConfigurationEdge {
  cursor: String!
  node: ProjectV2FieldConfiguration
}

enum ProjectV2FieldType {
  ASSIGNEES
  DATE
  ITERATION
  LABELS
  LINKED_PULL_REQUESTS
  MILESTONE
  NUMBER
  PARENT_ISSUE
  REPOSITORY
  REVIEWERS
  SINGLE_SELECT
  SUB_ISSUES_PROGRESS
  TEXT
  TITLE
  TRACKED_BY
  TRACKS
}

input ProjectV2FieldValue {
  date: Date
  number: Float
  singleSelectOptionId: String
  text: String
}

type ProjectV2Item implements Node {
  content: ProjectV2ItemContent
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  fieldValueByName(name: String!): ProjectV2ItemFieldValue
  fieldValues(after: String, before: String, first: Int, last: Int): ProjectV2ItemFieldValueConnection!
  fullDatabaseId: BigInt
  id: ID!
  isArchived: Boolean!
  project: ProjectV2!
  type: ProjectV2ItemType!
  updatedAt: DateTime!
}

type ProjectV2ItemConnection {
  edges: [ProjectV2ItemEdge]
  nodes: [ProjectV2Item]
  pageInfo: PageInfo!
  totalCount: Int!
}

union ProjectV2ItemContent = DraftIssue | Issue | PullRequest

type ProjectV2ItemEdge {
  cursor: String!
  node: ProjectV2Item
}

type ProjectV2ItemFieldDateValue implements Node & ProjectV2ItemFieldValueCommon {
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  date: Date
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  updatedAt: DateTime!
}

type ProjectV2ItemFieldIterationValue implements Node & ProjectV2ItemFieldValueCommon {
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  duration: Int!
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  startDate: Date!
  title: String!
  updatedAt: DateTime!
}

type ProjectV2ItemFieldLabelValue {
  field: ProjectV2FieldConfiguration!
  labels(after: String, before: String, first: Int, last: Int): LabelConnection
}

type ProjectV2ItemFieldMilestoneValue {
  field: ProjectV2FieldConfiguration!
  milestone: Milestone
}

type ProjectV2ItemFieldNumberValue implements Node & ProjectV2ItemFieldValueCommon {
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  number: Float
  updatedAt: DateTime!
}

type ProjectV2ItemFieldPullRequestValue {
  field: ProjectV2FieldConfiguration!
  pullRequests(after: String, before: String, first: Int, last: Int): PullRequestConnection
}

type ProjectV2ItemFieldRepositoryValue {
  field: ProjectV2FieldConfiguration!
  repository: Repository
}

type ProjectV2ItemFieldReviewerValue {
  field: ProjectV2FieldConfiguration!
  reviewers(after: String, before: String, first: Int, last: Int): RequestedReviewerConnection
}

type ProjectV2ItemFieldSingleSelectValue implements Node & ProjectV2ItemFieldValueCommon {
  color: ProjectV2SingleSelectFieldOptionColor!
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  description: String
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  name: String
  optionId: String
  updatedAt: DateTime!
}

type ProjectV2ItemFieldTextValue implements Node & ProjectV2ItemFieldValueCommon {
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  text: String
  updatedAt: DateTime!
}

type ProjectV2ItemFieldUserValue {
  field: ProjectV2FieldConfiguration!
  users(after: String, before: String, first: Int, last: Int): UserConnection
}

union ProjectV2ItemFieldValue = ProjectV2ItemFieldDateValue | ProjectV2ItemFieldIterationValue | ProjectV2ItemFieldLabelValue | ProjectV2ItemFieldMilestoneValue | ProjectV2ItemFieldNumberValue | ProjectV2ItemFieldPullRequestValue | ProjectV2ItemFieldRepositoryValue | ProjectV2ItemFieldReviewerValue | ProjectV2ItemFieldSingleSelectValue | ProjectV2ItemFieldTextValue | ProjectV2ItemFieldUserValue

interface ProjectV2ItemFieldValueCommon {
  createdAt: DateTime!
  creator: Actor
  databaseId: Int
  field: ProjectV2FieldConfiguration!
  id: ID!
  item: ProjectV2Item!
  updatedAt: DateTime!
}

type ProjectV2ItemFieldValueConnection {
  edges: [ProjectV2ItemFieldValueEdge]
  nodes: [ProjectV2ItemFieldValue]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ProjectV2ItemFieldValueEdge {
  cursor: String!
  node: ProjectV2ItemFieldValue
}

enum ProjectV2ItemType {
  DRAFT_ISSUE
  ISSUE
  PULL_REQUEST
  REDACTED
}

type ProjectV2IterationField implements Node & ProjectV2FieldCommon {
  createdAt: DateTime!
  dataType: ProjectV2FieldType!
  databaseId: Int
  id: ID!
  name: String!
  project: ProjectV2!
  updatedAt: DateTime!
}

interface ProjectV2Owner {
  id: ID!
  projectV2(number: Int!): ProjectV2
  projectsV2(after: String, before: String, first: Int, last: Int): ProjectV2Connection!
}

type ProjectV2SingleSelectField implements Node & ProjectV2FieldCommon {
  createdAt: DateTime!
  dataType: ProjectV2FieldType!
  databaseId: Int
  id: ID!
  name: String!
  options(names: [String!]): [ProjectV2SingleSelectFieldOption!]!
  project: ProjectV2!
  updatedAt: DateTime!
}

type ProjectV2SingleSelectFieldOption {
  color: ProjectV2SingleSelectFieldOptionColor!
  description: String!
  id: String!
  name: String!
}

enum ProjectV2SingleSelectFieldOptionColor {
  BLUE
  GRAY
  GREEN
  ORANGE
  PINK
  PURPLE
  RED
  YELLOW
}

type PullRequest implements Assignable & Closable & Comment & Labelable & Node {
  additions: Int!
  assignees(after: String, before: String, first: Int, last: Int): UserConnection!
  author: Actor
  authorAssociation: CommentAuthorAssociation!
  autoMergeRequest: AutoMergeRequest
  baseRef: Ref
  baseRefName: String!
  baseRefOid: GitObjectID!
  baseRepository: Repository
  body: String!
  changedFiles: Int!
  closed: Boolean!
  closedAt: DateTime
  closingIssuesReferences(after: String, before: String, first: Int, last: Int): IssueConnection
  comments(after: String, before: String, first: Int, last: Int, orderBy: IssueCommentOrder): IssueCommentConnection!
  commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
  createdAt: DateTime!
  databaseId: Int
  deletions: Int!
  fullDatabaseId: BigInt
  headRef: Ref
  headRefName: String!
  headRefOid: GitObjectID!
  headRepository: Repository
  headRepositoryOwner: RepositoryOwner
  id: ID!
  includesCreatedEdit: Boolean!
  isCrossRepository: Boolean!
  isDraft: Boolean!
  labels(after: String, before: String, first: Int, last: Int, orderBy: LabelOrder = { field: CREATED_AT, direction: ASC }): LabelConnection
  locked: Boolean!
  maintainerCanModify: Boolean!
  mergeCommit: Commit
  mergeStateStatus: MergeStateStatus!
  mergeable: MergeableState!
  merged: Boolean!
  mergedAt: DateTime
  mergedBy: Actor
  milestone: Milestone
  number: Int!
  projectCards(after: String, archivedStates: [ProjectCardArchivedState] = [ARCHIVED, NOT_ARCHIVED], before: String, first: Int, last: Int): ProjectCardConnection!
  projectItems(after: String, before: String, first: Int, includeArchived: Boolean = true, last: Int): ProjectV2ItemConnection!
  reactionGroups: [ReactionGroup!]
  repository: Repository!
  resourcePath: URI!
  reviewDecision: PullRequestReviewDecision
  reviewRequests(after: String, before: String, first: Int, last: Int): ReviewRequestConnection
  reviews(after: String, author: String, before: String, first: Int, last: Int, states: [PullRequestReviewState!]): PullRequestReviewConnection
  state: PullRequestState!
  title: String!
  updatedAt: DateTime!
  url: URI!
  viewerDidAuthor: Boolean!
}

type PullRequestCommit implements Node {
  commit: Commit!
  id: ID!
  pullRequest: PullRequest!
}

type PullRequestCommitConnection {
  edges: [PullRequestCommitEdge]
  nodes: [PullRequestCommit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestCommitEdge {
  cursor: String!
  node: PullRequestCommit
}

type PullRequestConnection {
  edges: [PullRequestEdge]
  nodes: [PullRequest]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestEdge {
  cursor: String!
  node: PullRequest
}

enum PullRequestMergeMethod {
  MERGE
  REBASE
  SQUASH
}

type PullRequestReview implements Comment & Node {
  author: Actor
  authorAssociation: CommentAuthorAssociation!
  body: String!
  commit: Commit
  createdAt: DateTime!
  databaseId: Int
  fullDatabaseId: BigInt
  id: ID!
  includesCreatedEdit: Boolean!
  pullRequest: PullRequest!
  reactionGroups: [ReactionGroup!]
  repository: Repository!
  state: PullRequestReviewState!
  submittedAt: DateTime
  updatedAt: DateTime!
  viewerDidAuthor: Boolean!
}

type PullRequestReviewConnection {
  edges: [PullRequestReviewEdge]
  nodes: [PullRequestReview]
  pageInfo: PageInfo!
  totalCount: Int!
}

enum PullRequestReviewDecision {
  APPROVED
  CHANGES_REQUESTED
  REVIEW_REQUIRED
}

type PullRequestReviewEdge {
  cursor: String!
  node: PullRequestReview
}

enum PullRequestReviewEvent {
  APPROVE
  COMMENT
  DISMISS
  REQUEST_CHANGES
}

enum PullRequestReviewState {
  APPROVED
  CHANGES_REQUESTED
  COMMENTED
  DISMISSED
  PENDING
}

enum PullRequestState {
  CLOSED
  MERGED
  OPEN
}

enum PullRequestUpdateState {
  CLOSED
  OPEN
}

type Query {
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  organization(login: String!): Organization
  rateLimit: RateLimit
  relay: Query!
  repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
  repositoryOwner(login: String!): RepositoryOwner
  search(after: String, before: String, first: Int, last: Int, query: String!, type: SearchType!): SearchResultItemConnection!
  user(login: String!): User
  viewer: User!
}

type RateLimit {
  cost: Int!
  limit: Int!
  nodeCount: Int!
  remaining: Int!
  resetAt: DateTime!
  used: Int!
}

type ReactingUserConnection {
  edges: [ReactingUserEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ReactingUserEdge {
  cursor: String!
  node: User!
}

enum ReactionContent {
  CONFUSED
  EYES
  HEART
  HOORAY
  LAUGH
  ROCKET
  THUMBS_DOWN
  THUMBS_UP
}

type ReactionGroup {
  content: ReactionContent!
  users(after: String, before: String, first: Int, last: Int): ReactingUserConnection!
}

type Ref implements Node {
  id: ID!
  name: String!
  prefix: String!
  repository: Repository!
  target: GitObject
}

type RefConnection {
  edges: [RefEdge]
  nodes: [Ref]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RefEdge {
  cursor: String!
  node: Ref
}

input RefUpdate {
  afterOid: GitObjectID!
  beforeOid: GitObjectID
  force: Boolean = false
  name: GitRefname!
}

input RemoveLabelsFromLabelableInput {
  clientMutationId: String
  labelIds: [ID!]!
  labelableId: ID!
}

type RemoveLabelsFromLabelablePayload {
  clientMutationId: String
  labelable: Labelable
}

input ReopenIssueInput {
  clientMutationId: String
  issueId: ID!
}

type ReopenIssuePayload {
  clientMutationId: String
  issue: Issue
}

input ReopenPullRequestInput {
  clientMutationId: String
  pullRequestId: ID!
}

type ReopenPullRequestPayload {
  clientMutationId: String
  pullRequest: PullRequest
}

type Repository implements Node {
  createdAt: DateTime!
  databaseId: Int
  defaultBranchRef: Ref
  description: String
  hasIssuesEnabled: Boolean!
  hasProjectsEnabled: Boolean!
  hasWikiEnabled: Boolean!
  id: ID!
  isArchived: Boolean!
  isFork: Boolean!
  isPrivate: Boolean!
  issue(number: Int!): Issue
  issueOrPullRequest(number: Int!): IssueOrPullRequest
  issues(after: String, before: String, filterBy: IssueFilters, first: Int, labels: [String!], last: Int, orderBy: IssueOrder, states: [IssueState!]): IssueConnection!
  label(name: String!): Label
  labels(after: String, before: String, first: Int, last: Int, orderBy: LabelOrder = { field: CREATED_AT, direction: ASC }, query: String): LabelConnection
  mergeCommitAllowed: Boolean!
  name: String!
  nameWithOwner: String!
  object(expression: String, oid: GitObjectID): GitObject
  owner: RepositoryOwner!
  parent: Repository
  pullRequest(number: Int!): PullRequest
  pullRequests(after: String, baseRefName: String, before: String, first: Int, headRefName: String, labels: [String!], last: Int, orderBy: IssueOrder, states: [PullRequestState!]): PullRequestConnection!
  pushedAt: DateTime
  rebaseMergeAllowed: Boolean!
  ref(qualifiedName: String!): Ref
  refs(after: String, before: String, first: Int, last: Int, query: String, refPrefix: String!): RefConnection
  resourcePath: URI!
  squashMergeAllowed: Boolean!
  sshUrl: GitSSHRemote!
  updatedAt: DateTime!
  url: URI!
  viewerPermission: RepositoryPermission
  visibility: RepositoryVisibility!
}

interface RepositoryOwner {
  avatarUrl(size: Int): URI!
  id: ID!
  login: String!
  resourcePath: URI!
  url: URI!
}

enum RepositoryPermission {
  ADMIN
  MAINTAIN
  READ
  TRIAGE
  WRITE
}

enum RepositoryVisibility {
  INTERNAL
  PRIVATE
  PUBLIC
}

union RequestedReviewer = Bot | Team | User

type RequestedReviewerConnection {
  edges: [RequestedReviewerEdge]
  nodes: [RequestedReviewer]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RequestedReviewerEdge {
  cursor: String!
  node: RequestedReviewer
}

type ReviewRequest implements Node {
  id: ID!
  requestedReviewer: RequestedReviewer
}

type ReviewRequestConnection {
  edges: [ReviewRequestEdge]
  nodes: [ReviewRequest]
  pageInfo: PageInfo!
  totalCount: Int!
}

type ReviewRequestEdge {
  cursor: String!
  node: ReviewRequest
}

union SearchResultItem = Issue | Organization | PullRequest | Repository | User

type SearchResultItemConnection {
  edges: [SearchResultItemEdge]
  issueCount: Int!
  nodes: [SearchResultItem]
  pageInfo: PageInfo!
}

type SearchResultItemEdge {
  cursor: String!
  node: SearchResultItem
}

enum SearchType {
  DISCUSSION
  ISSUE
  REPOSITORY
  USER
}

type StatusCheckRollup implements Node {
  contexts(after: String, before: String, first: Int, last: Int): StatusCheckRollupContextConnection!
  id: ID!
  state: StatusState!
}

union StatusCheckRollupContext = CheckRun | StatusContext

type StatusCheckRollupContextConnection {
  edges: [StatusCheckRollupContextEdge]
  nodes: [StatusCheckRollupContext]
  pageInfo: PageInfo!
  totalCount: Int!
}

type StatusCheckRollupContextEdge {
  cursor: String!
  node: StatusCheckRollupContext
}

type StatusContext implements Node {
  context: String!
  createdAt: DateTime!
  description: String
  id: ID!
  isRequired(pullRequestId: ID): Boolean!
  state: StatusState!
  targetUrl: URI
}

enum StatusState {
  ERROR
  EXPECTED
  FAILURE
  PENDING
  SUCCESS
}

type SubIssuesSummary {
  completed: Int!
  percentCompleted: Int!
  total: Int!
}

type Team implements Node {
  id: ID!
  name: String!
  organization: Organization!
  slug: String!
}

type Tree implements GitObject & Node {
  abbreviatedOid: String!
  entries: [TreeEntry!]
  id: ID!
  oid: GitObjectID!
  repository: Repository!
}

type TreeEntry {
  mode: Int!
  name: String!
  object: GitObject
  oid: GitObjectID!
  path: String
  size: Int!
  type: String!
}

input UnarchiveProjectV2ItemInput {
  clientMutationId: String
  itemId: ID!
  projectId: ID!
}

type UnarchiveProjectV2ItemPayload {
  clientMutationId: String
  item: ProjectV2Item
}

type UnlabeledEvent implements Node {
  actor: Actor
  createdAt: DateTime!
  id: ID!
  label: Label!
}

input UpdateIssueCommentInput {
  body: String!
  clientMutationId: String
  id: ID!
}

type UpdateIssueCommentPayload {
  clientMutationId: String
  issueComment: IssueComment
}

input UpdateIssueInput {
  body: String
  clientMutationId: String
  id: ID!
  labelIds: [ID!]
  state: IssueState
  title: String
}

type UpdateIssuePayload {
  actor: Actor
  clientMutationId: String
  issue: Issue
}

input UpdateProjectV2ItemFieldValueInput {
  clientMutationId: String
  fieldId: ID!
  itemId: ID!
  projectId: ID!
  value: ProjectV2FieldValue!
}

type UpdateProjectV2ItemFieldValuePayload {
  clientMutationId: String
  projectV2Item: ProjectV2Item
}

input UpdateProjectV2ItemPositionInput {
  afterId: ID
  clientMutationId: String
  itemId: ID!
  projectId: ID!
}

type UpdateProjectV2ItemPositionPayload {
  clientMutationId: String
  items(after: String, before: String, first: Int, last: Int): ProjectV2ItemConnection
}

input UpdatePullRequestInput {
  baseRefName: String
  body: String
  clientMutationId: String
  pullRequestId: ID!
  state: PullRequestUpdateState
  title: String
}

type UpdatePullRequestPayload {
  actor: Actor
  clientMutationId: String
  pullRequest: PullRequest
}

input UpdateRefInput {
  clientMutationId: String
  force: Boolean = false
  oid: GitObjectID!
  refId: ID!
}

type UpdateRefPayload {
  clientMutationId: String
  ref: Ref
}

input UpdateRefsInput {
  clientMutationId: String
  refUpdates: [RefUpdate!]!
  repositoryId: ID!
}

type UpdateRefsPayload {
  clientMutationId: String
}

scalar URI

type User implements Actor & Node & ProjectV2Owner & RepositoryOwner {
  avatarUrl(size: Int): URI!
  databaseId: Int
  id: ID!
  login: String!
  name: String
  projectV2(number: Int!): ProjectV2
  projectsV2(after: String, before: String, first: Int, last: Int): ProjectV2Connection!
  resourcePath: URI!
  url: URI!
}

type UserConnection {
  edges: [UserEdge]
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}

type UserEdge {
  cursor: String!
  node: User
}

type Workflow implements Node {
  id: ID!
  name: String!
}

type WorkflowRun implements Node {
  event: String!
  id: ID!
  workflow: Workflow!
}
`;

/** What GitHub has and the sandbox does not: fields and `field(argument)` by type. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  AddCommentPayload: 'timelineEdge',
  AddProjectV2DraftIssueInput: 'assigneeIds',
  AddPullRequestReviewInput: 'comments threads',
  AddPullRequestReviewPayload: 'reviewEdge',
  AddSubIssueInput: 'subIssueUrl',
  AutoMergeRequest: 'pullRequest',
  Blob: 'commitResourcePath commitUrl',
  Bot: 'createdAt updatedAt',
  CheckRun: 'annotations databaseId deployment externalId pendingDeploymentRequest permalink repository resourcePath steps summary text title url isRequired(pullRequestNumber)',
  CheckSuite: 'app branch checkRuns commit conclusion createdAt creator databaseId matchingPullRequests push repository resourcePath status updatedAt url',
  Closable: 'viewerCanClose viewerCanReopen',
  CloseIssueInput: 'duplicateIssueId',
  Comment: 'bodyHTML bodyText createdViaEmail editor lastEditedAt publishedAt userContentEdits',
  Commit: 'additions associatedPullRequests authoredByCommitter authors blame changedFiles changedFilesIfAvailable checkSuites comments commitResourcePath commitUrl committedViaWeb deletions deployments messageBodyHTML messageHeadlineHTML onBehalfOf pushedDate resourcePath status submodules tarballUrl treeResourcePath treeUrl viewerCanSubscribe viewerSubscription zipballUrl history(author) history(path) history(since) history(until)',
  CreateIssueInput: 'issueTemplate milestoneId',
  DraftIssue: 'bodyHTML bodyText projectV2Items projectsV2',
  GitActor: 'avatarUrl',
  GitObject: 'commitResourcePath commitUrl',
  GitSignature: 'verifiedAt',
  GpgSignature: 'keyId verifiedAt',
  Issue: 'activeLockReason bodyHTML bodyResourcePath bodyText bodyUrl createdViaEmail editor hovercard isPinned isReadByViewer lastEditedAt linkedBranches participants projectV2 projectsV2 publishedAt reactions timeline titleHTML trackedInIssues trackedIssues trackedIssuesCount userContentEdits viewerCanClose viewerCanDelete viewerCanLabel viewerCanReact viewerCanReopen viewerCanSubscribe viewerCanUpdate viewerCannotUpdateReasons viewerSubscription viewerThreadSubscriptionFormAction viewerThreadSubscriptionStatus closedByPullRequestsReferences(orderByState) closedByPullRequestsReferences(userLinkedOnly) timelineItems(since) timelineItems(skip)',
  IssueComment: 'bodyHTML bodyText createdViaEmail editor lastEditedAt publishedAt reactions resourcePath userContentEdits viewerCanDelete viewerCanMinimize viewerCanReact viewerCanUpdate viewerCannotUpdateReasons',
  IssueFilters: 'milestone milestoneNumber viewerSubscribed',
  IssueTimelineItemsConnection: 'filteredCount pageCount totalCount updatedAt',
  Label: 'createdAt issues pullRequests resourcePath updatedAt',
  Labelable: 'viewerCanLabel',
  LabeledEvent: 'labelable',
  MergePullRequestInput: 'authorEmail',
  Milestone: 'closed closedAt createdAt creator issues progressPercentage pullRequests repository resourcePath state updatedAt viewerCanClose viewerCanReopen',
  Mutation: 'abortQueuedMigrations abortRepositoryMigration acceptEnterpriseAdministratorInvitation acceptEnterpriseMemberInvitation acceptTopicSuggestion accessUserNamespaceRepository addAssigneesToAssignable addDiscussionComment addDiscussionPollVote addEnterpriseOrganizationMember addEnterpriseSupportEntitlement addProjectCard addProjectColumn addPullRequestReviewComment addPullRequestReviewThread addPullRequestReviewThreadReply addReaction addStar addUpvote addVerifiableDomain approveDeployments approveVerifiableDomain archiveRepository cancelEnterpriseAdminInvitation cancelEnterpriseMemberInvitation cancelSponsorship changeUserStatus clearLabelsFromLabelable cloneProject cloneTemplateRepository closeDiscussion convertProjectCardNoteToIssue convertPullRequestToDraft copyProjectV2 createAttributionInvitation createBranchProtectionRule createCheckRun createCheckSuite createDeployment createDeploymentStatus createDiscussion createEnterpriseOrganization createEnvironment createIpAllowListEntry createLabel createLinkedBranch createMigrationSource createProject createProjectV2 createProjectV2Field createProjectV2StatusUpdate createRepository createRepositoryRuleset createSponsorsListing createSponsorsTier createSponsorship createSponsorships createTeamDiscussion createTeamDiscussionComment createUserList declineTopicSuggestion deleteBranchProtectionRule deleteDeployment deleteDiscussion deleteDiscussionComment deleteEnvironment deleteIpAllowListEntry deleteIssue deleteLabel deleteLinkedBranch deletePackageVersion deleteProject deleteProjectCard deleteProjectColumn deleteProjectV2 deleteProjectV2Field deleteProjectV2StatusUpdate deleteProjectV2Workflow deletePullRequestReview deletePullRequestReviewComment deleteRepositoryRuleset deleteTeamDiscussion deleteTeamDiscussionComment deleteUserList deleteVerifiableDomain dequeuePullRequest disablePullRequestAutoMerge dismissPullRequestReview dismissRepositoryVulnerabilityAlert enablePullRequestAutoMerge enqueuePullRequest followOrganization followUser grantEnterpriseOrganizationsMigratorRole grantMigratorRole importProject inviteEnterpriseAdmin inviteEnterpriseMember linkProjectV2ToRepository linkProjectV2ToTeam linkRepositoryToProject lockLockable markDiscussionCommentAsAnswer markFileAsViewed markProjectV2AsTemplate markPullRequestReadyForReview mergeBranch minimizeComment moveProjectCard moveProjectColumn pinEnvironment pinIssue publishSponsorsTier regenerateEnterpriseIdentityProviderRecoveryCodes regenerateVerifiableDomainToken rejectDeployments removeAssigneesFromAssignable removeEnterpriseAdmin removeEnterpriseIdentityProvider removeEnterpriseMember removeEnterpriseOrganization removeEnterpriseSupportEntitlement removeOutsideCollaborator removeReaction removeStar removeSubIssue removeUpvote reopenDiscussion reorderEnvironment reprioritizeSubIssue requestReviews rerequestCheckSuite resolveReviewThread retireSponsorsTier revertPullRequest revokeEnterpriseOrganizationsMigratorRole revokeMigratorRole setEnterpriseIdentityProvider setOrganizationInteractionLimit setRepositoryInteractionLimit setUserInteractionLimit startOrganizationMigration startRepositoryMigration submitPullRequestReview transferEnterpriseOrganization transferIssue unarchiveRepository unfollowOrganization unfollowUser unlinkProjectV2FromRepository unlinkProjectV2FromTeam unlinkRepositoryFromProject unlockLockable unmarkDiscussionCommentAsAnswer unmarkFileAsViewed unmarkIssueAsDuplicate unmarkProjectV2AsTemplate unminimizeComment unpinIssue unresolveReviewThread updateBranchProtectionRule updateCheckRun updateCheckSuitePreferences updateDiscussion updateDiscussionComment updateEnterpriseAdministratorRole updateEnterpriseAllowPrivateRepositoryForkingSetting updateEnterpriseDefaultRepositoryPermissionSetting updateEnterpriseDeployKeySetting updateEnterpriseMembersCanChangeRepositoryVisibilitySetting updateEnterpriseMembersCanCreateRepositoriesSetting updateEnterpriseMembersCanDeleteIssuesSetting updateEnterpriseMembersCanDeleteRepositoriesSetting updateEnterpriseMembersCanInviteCollaboratorsSetting updateEnterpriseMembersCanMakePurchasesSetting updateEnterpriseMembersCanUpdateProtectedBranchesSetting updateEnterpriseMembersCanViewDependencyInsightsSetting updateEnterpriseOrganizationProjectsSetting updateEnterpriseOwnerOrganizationRole updateEnterpriseProfile updateEnterpriseRepositoryProjectsSetting updateEnterpriseTeamDiscussionsSetting updateEnterpriseTwoFactorAuthenticationDisallowedMethodsSetting updateEnterpriseTwoFactorAuthenticationRequiredSetting updateEnvironment updateIpAllowListEnabledSetting updateIpAllowListEntry updateIpAllowListForInstalledAppsEnabledSetting updateLabel updateNotificationRestrictionSetting updateOrganizationAllowPrivateRepositoryForkingSetting updateOrganizationWebCommitSignoffSetting updatePatreonSponsorability updateProject updateProjectCard updateProjectColumn updateProjectV2 updateProjectV2Collaborators updateProjectV2DraftIssue updateProjectV2Field updateProjectV2StatusUpdate updatePullRequestBranch updatePullRequestReview updatePullRequestReviewComment updateRepository updateRepositoryRuleset updateRepositoryWebCommitSignoffSetting updateSponsorshipPreferences updateSubscription updateTeamDiscussion updateTeamDiscussionComment updateTeamReviewAssignment updateTeamsRepository updateTopics updateUserList updateUserListsForItem verifyVerifiableDomain',
  Organization: 'announcement announcementBanner announcementCreatedAt announcementExpiresAt announcementUserDismissible anyPinnableItems archivedAt auditLog createdAt description descriptionHTML domains email enterpriseOwners estimatedNextSponsorsPayoutInCents hasSponsorsListing interactionAbility ipAllowListEnabledSetting ipAllowListEntries ipAllowListForInstalledAppsEnabledSetting isSponsoredBy isSponsoringViewer isVerified itemShowcase lifetimeReceivedSponsorshipValues location mannequins memberStatuses membersCanForkPrivateRepositories membersWithRole monthlyEstimatedSponsorsIncomeInCents newTeamResourcePath newTeamUrl notificationDeliveryRestrictionEnabledSetting organizationBillingEmail packages pendingMembers pinnableItems pinnedItems pinnedItemsRemaining project projects projectsResourcePath projectsUrl recentProjects repositories repository repositoryDiscussionComments repositoryDiscussions repositoryMigrations requiresTwoFactorAuthentication ruleset rulesets samlIdentityProvider sponsoring sponsors sponsorsActivities sponsorsListing sponsorshipForViewerAsSponsor sponsorshipForViewerAsSponsorable sponsorshipNewsletters sponsorshipsAsMaintainer sponsorshipsAsSponsor team teams teamsResourcePath teamsUrl totalSponsorshipAmountAsSponsorInCents twitterUsername updatedAt viewerCanAdminister viewerCanChangePinnedItems viewerCanCreateProjects viewerCanCreateRepositories viewerCanCreateTeams viewerCanSponsor viewerIsAMember viewerIsFollowing viewerIsSponsoring webCommitSignoffRequired websiteUrl projectsV2(minPermissionLevel) projectsV2(orderBy) projectsV2(query)',
  Project: 'body bodyHTML closed closedAt columns createdAt creator databaseId number owner pendingCards progress resourcePath state updatedAt url viewerCanClose viewerCanReopen viewerCanUpdate',
  ProjectCard: 'content createdAt creator databaseId isArchived note resourcePath state updatedAt url',
  ProjectColumn: 'cards createdAt databaseId project purpose resourcePath updatedAt url',
  ProjectV2: 'items repositories statusUpdates teams template view viewerCanClose viewerCanReopen views workflow workflows fields(orderBy)',
  ProjectV2FieldValue: 'iterationId',
  ProjectV2Item: 'fieldValues(orderBy)',
  ProjectV2ItemFieldIterationValue: 'iterationId titleHTML',
  ProjectV2ItemFieldPullRequestValue: 'pullRequests(orderBy)',
  ProjectV2ItemFieldSingleSelectValue: 'descriptionHTML nameHTML',
  ProjectV2IterationField: 'configuration',
  ProjectV2Owner: 'projectsV2(minPermissionLevel) projectsV2(orderBy) projectsV2(query)',
  ProjectV2SingleSelectFieldOption: 'descriptionHTML nameHTML',
  PullRequest: 'activeLockReason bodyHTML bodyText canBeRebased checksResourcePath checksUrl createdViaEmail editor files hovercard isInMergeQueue isMergeQueueEnabled isReadByViewer lastEditedAt latestOpinionatedReviews latestReviews mergeQueue mergeQueueEntry participants permalink potentialMergeCommit projectV2 projectsV2 publishedAt reactions revertResourcePath revertUrl reviewThreads statusCheckRollup suggestedReviewers timeline timelineItems titleHTML totalCommentsCount userContentEdits viewerCanApplySuggestion viewerCanClose viewerCanDeleteHeadRef viewerCanDisableAutoMerge viewerCanEditFiles viewerCanEnableAutoMerge viewerCanLabel viewerCanMergeAsAdmin viewerCanReact viewerCanReopen viewerCanSubscribe viewerCanUpdate viewerCanUpdateBranch viewerCannotUpdateReasons viewerLatestReview viewerLatestReviewRequest viewerMergeBodyText viewerMergeHeadlineText viewerSubscription closingIssuesReferences(orderBy) closingIssuesReferences(userLinkedOnly)',
  PullRequestCommit: 'resourcePath url',
  PullRequestReview: 'authorCanPushToRepository bodyHTML bodyText comments createdViaEmail editor isMinimized lastEditedAt minimizedReason onBehalfOf publishedAt reactions resourcePath url userContentEdits viewerCanDelete viewerCanMinimize viewerCanReact viewerCanUpdate viewerCannotUpdateReasons',
  Query: 'codeOfConduct codesOfConduct enterprise enterpriseAdministratorInvitation enterpriseAdministratorInvitationByToken enterpriseMemberInvitation enterpriseMemberInvitationByToken id license licenses marketplaceCategories marketplaceCategory marketplaceListing marketplaceListings meta resource securityAdvisories securityAdvisory securityVulnerabilities sponsorables topic rateLimit(dryRun)',
  ReactingUserEdge: 'reactedAt',
  ReactionGroup: 'createdAt reactors subject viewerHasReacted',
  Ref: 'associatedPullRequests branchProtectionRule compare refUpdateRule rules',
  Repository: 'allowUpdateBranch archivedAt assignableUsers autoMergeAllowed branchProtectionRules codeOfConduct codeowners collaborators commitComments contactLinks contributingGuidelines deleteBranchOnMerge dependencyGraphManifests deployKeys deployments descriptionHTML discussion discussionCategories discussionCategory discussions diskUsage environment environments forkCount forkingAllowed forks fundingLinks hasDiscussionsEnabled hasSponsorshipsEnabled hasVulnerabilityAlertsEnabled homepageUrl interactionAbility isBlankIssuesEnabled isDisabled isEmpty isInOrganization isLocked isMirror isSecurityPolicyEnabled isTemplate isUserConfigurationRepository issueTemplates languages latestRelease licenseInfo lockReason mentionableUsers mergeCommitMessage mergeCommitTitle mergeQueue milestone milestones mirrorUrl openGraphImageUrl packages pinnedDiscussions pinnedEnvironments pinnedIssues planFeatures primaryLanguage project projectV2 projects projectsResourcePath projectsUrl projectsV2 pullRequestTemplates recentProjects release releases repositoryTopics ruleset rulesets securityPolicyUrl shortDescriptionHTML squashMergeCommitMessage squashMergeCommitTitle squashPrTitleUsedAsDefault stargazerCount stargazers submodules tempCloneToken templateRepository usesCustomOpenGraphImage viewerCanAdminister viewerCanCreateProjects viewerCanSubscribe viewerCanUpdateTopics viewerDefaultCommitEmail viewerDefaultMergeMethod viewerHasStarred viewerPossibleCommitEmails viewerSubscription vulnerabilityAlert vulnerabilityAlerts watchers webCommitSignoffRequired refs(direction) refs(orderBy)',
  RepositoryOwner: 'repositories repository',
  ReviewRequest: 'asCodeOwner databaseId pullRequest',
  SearchResultItemConnection: 'codeCount discussionCount repositoryCount userCount wikiCount',
  SearchResultItemEdge: 'textMatches',
  StatusCheckRollup: 'commit',
  StatusCheckRollupContextConnection: 'checkRunCount checkRunCountsByState statusContextCount statusContextCountsByState',
  StatusContext: 'avatarUrl commit creator isRequired(pullRequestNumber)',
  Team: 'ancestors avatarUrl childTeams combinedSlug createdAt databaseId description discussion discussions discussionsResourcePath discussionsUrl editTeamResourcePath editTeamUrl invitations memberStatuses members membersResourcePath membersUrl newTeamResourcePath newTeamUrl notificationSetting parentTeam privacy projectV2 projectsV2 repositories repositoriesResourcePath repositoriesUrl resourcePath reviewRequestDelegationAlgorithm reviewRequestDelegationEnabled reviewRequestDelegationMemberCount reviewRequestDelegationNotifyTeam teamsResourcePath teamsUrl updatedAt url viewerCanAdminister viewerCanSubscribe viewerSubscription',
  Tree: 'commitResourcePath commitUrl',
  TreeEntry: 'extension isGenerated language lineCount nameRaw pathRaw repository submodule',
  UnlabeledEvent: 'labelable',
  UpdateIssueInput: 'assigneeIds milestoneId projectIds',
  UpdatePullRequestInput: 'assigneeIds labelIds maintainerCanModify milestoneId projectIds',
  User: 'anyPinnableItems bio bioHTML canReceiveOrganizationEmailsWhenNotificationsRestricted commitComments company companyHTML contributionsCollection copilotEndpoints createdAt email enterprises estimatedNextSponsorsPayoutInCents followers following gist gistComments gists hasSponsorsListing hovercard interactionAbility isBountyHunter isCampusExpert isDeveloperProgramMember isEmployee isFollowingViewer isGitHubStar isHireable isSiteAdmin isSponsoredBy isSponsoringViewer isViewer issueComments issues itemShowcase lifetimeReceivedSponsorshipValues lists location monthlyEstimatedSponsorsIncomeInCents organization organizationVerifiedDomainEmails organizations packages pinnableItems pinnedItems pinnedItemsRemaining project projects projectsResourcePath projectsUrl pronouns publicKeys pullRequests recentProjects repositories repositoriesContributedTo repository repositoryDiscussionComments repositoryDiscussions savedReplies socialAccounts sponsoring sponsors sponsorsActivities sponsorsListing sponsorshipForViewerAsSponsor sponsorshipForViewerAsSponsorable sponsorshipNewsletters sponsorshipsAsMaintainer sponsorshipsAsSponsor starredRepositories status suggestedListNames topRepositories totalSponsorshipAmountAsSponsorInCents twitterUsername updatedAt userViewType viewerCanChangePinnedItems viewerCanCreateProjects viewerCanFollow viewerCanSponsor viewerIsFollowing viewerIsSponsoring watching websiteUrl projectsV2(minPermissionLevel) projectsV2(orderBy) projectsV2(query)',
  Workflow: 'createdAt databaseId resourcePath runs state updatedAt url',
  WorkflowRun: 'checkSuite createdAt databaseId deploymentReviews file pendingDeploymentRequests resourcePath runNumber updatedAt url',
};

export const OTHER_TYPES = 'AbortQueuedMigrationsInput AbortQueuedMigrationsPayload AbortRepositoryMigrationInput AbortRepositoryMigrationPayload AcceptEnterpriseAdministratorInvitationInput AcceptEnterpriseAdministratorInvitationPayload AcceptEnterpriseMemberInvitationInput AcceptEnterpriseMemberInvitationPayload AcceptTopicSuggestionInput AcceptTopicSuggestionPayload AccessUserNamespaceRepositoryInput AccessUserNamespaceRepositoryPayload ActorLocation ActorType AddAssigneesToAssignableInput AddAssigneesToAssignablePayload AddDiscussionCommentInput AddDiscussionCommentPayload AddDiscussionPollVoteInput AddDiscussionPollVotePayload AddEnterpriseOrganizationMemberInput AddEnterpriseOrganizationMemberPayload AddEnterpriseSupportEntitlementInput AddEnterpriseSupportEntitlementPayload AddProjectCardInput AddProjectCardPayload AddProjectColumnInput AddProjectColumnPayload AddPullRequestReviewCommentInput AddPullRequestReviewCommentPayload AddPullRequestReviewThreadInput AddPullRequestReviewThreadPayload AddPullRequestReviewThreadReplyInput AddPullRequestReviewThreadReplyPayload AddReactionInput AddReactionPayload AddStarInput AddStarPayload AddUpvoteInput AddUpvotePayload AddVerifiableDomainInput AddVerifiableDomainPayload AddedToMergeQueueEvent AddedToProjectEvent AnnouncementBanner AnnouncementBannerI App ApproveDeploymentsInput ApproveDeploymentsPayload ApproveVerifiableDomainInput ApproveVerifiableDomainPayload ArchiveRepositoryInput ArchiveRepositoryPayload AssignedEvent Assignee AuditEntry AuditEntryActor AuditLogOrder AuditLogOrderField AutoMergeDisabledEvent AutoMergeEnabledEvent AutoRebaseEnabledEvent AutoSquashEnabledEvent AutomaticBaseChangeFailedEvent AutomaticBaseChangeSucceededEvent BaseRefChangedEvent BaseRefDeletedEvent BaseRefForcePushedEvent Blame BlameRange BranchActorAllowanceActor BranchNamePatternParameters BranchNamePatternParametersInput BranchProtectionRule BranchProtectionRuleConflict BranchProtectionRuleConflictConnection BranchProtectionRuleConflictEdge BranchProtectionRuleConnection BranchProtectionRuleEdge BulkSponsorship BypassActor BypassForcePushAllowance BypassForcePushAllowanceConnection BypassForcePushAllowanceEdge BypassPullRequestAllowance BypassPullRequestAllowanceConnection BypassPullRequestAllowanceEdge CVSS CWE CWEConnection CWEEdge CancelEnterpriseAdminInvitationInput CancelEnterpriseAdminInvitationPayload CancelEnterpriseMemberInvitationInput CancelEnterpriseMemberInvitationPayload CancelSponsorshipInput CancelSponsorshipPayload ChangeUserStatusInput ChangeUserStatusPayload CheckAnnotation CheckAnnotationConnection CheckAnnotationData CheckAnnotationEdge CheckAnnotationLevel CheckAnnotationPosition CheckAnnotationRange CheckAnnotationSpan CheckRunAction CheckRunConnection CheckRunEdge CheckRunFilter CheckRunOutput CheckRunOutputImage CheckRunState CheckRunStateCount CheckRunType CheckStep CheckStepConnection CheckStepEdge CheckSuiteAutoTriggerPreference CheckSuiteConnection CheckSuiteEdge CheckSuiteFilter Claimable ClearLabelsFromLabelableInput ClearLabelsFromLabelablePayload CloneProjectInput CloneProjectPayload CloneTemplateRepositoryInput CloneTemplateRepositoryPayload CloseDiscussionInput CloseDiscussionPayload ClosedEvent Closer CodeOfConduct CodeScanningParameters CodeScanningParametersInput CodeScanningTool CodeScanningToolInput CollaboratorAffiliation CommentCannotUpdateReason CommentDeletedEvent CommitAuthor CommitAuthorEmailPatternParameters CommitAuthorEmailPatternParametersInput CommitComment CommitCommentConnection CommitCommentEdge CommitCommentThread CommitContributionOrder CommitContributionOrderField CommitContributionsByRepository CommitMessagePatternParameters CommitMessagePatternParametersInput CommitterEmailPatternParameters CommitterEmailPatternParametersInput Comparison ComparisonCommitConnection ComparisonStatus ConnectedEvent ContributingGuidelines Contribution ContributionCalendar ContributionCalendarDay ContributionCalendarMonth ContributionCalendarWeek ContributionLevel ContributionOrder ContributionsCollection ConvertProjectCardNoteToIssueInput ConvertProjectCardNoteToIssuePayload ConvertPullRequestToDraftInput ConvertPullRequestToDraftPayload ConvertToDraftEvent ConvertedNoteToIssueEvent ConvertedToDiscussionEvent CopilotEndpoints CopyProjectV2Input CopyProjectV2Payload CreateAttributionInvitationInput CreateAttributionInvitationPayload CreateBranchProtectionRuleInput CreateBranchProtectionRulePayload CreateCheckRunInput CreateCheckRunPayload CreateCheckSuiteInput CreateCheckSuitePayload CreateDeploymentInput CreateDeploymentPayload CreateDeploymentStatusInput CreateDeploymentStatusPayload CreateDiscussionInput CreateDiscussionPayload CreateEnterpriseOrganizationInput CreateEnterpriseOrganizationPayload CreateEnvironmentInput CreateEnvironmentPayload CreateIpAllowListEntryInput CreateIpAllowListEntryPayload CreateLabelInput CreateLabelPayload CreateLinkedBranchInput CreateLinkedBranchPayload CreateMigrationSourceInput CreateMigrationSourcePayload CreateProjectInput CreateProjectPayload CreateProjectV2FieldInput CreateProjectV2FieldPayload CreateProjectV2Input CreateProjectV2Payload CreateProjectV2StatusUpdateInput CreateProjectV2StatusUpdatePayload CreateRepositoryInput CreateRepositoryPayload CreateRepositoryRulesetInput CreateRepositoryRulesetPayload CreateSponsorsListingInput CreateSponsorsListingPayload CreateSponsorsTierInput CreateSponsorsTierPayload CreateSponsorshipInput CreateSponsorshipPayload CreateSponsorshipsInput CreateSponsorshipsPayload CreateTeamDiscussionCommentInput CreateTeamDiscussionCommentPayload CreateTeamDiscussionInput CreateTeamDiscussionPayload CreateUserListInput CreateUserListPayload CreatedCommitContribution CreatedCommitContributionConnection CreatedCommitContributionEdge CreatedIssueContribution CreatedIssueContributionConnection CreatedIssueContributionEdge CreatedIssueOrRestrictedContribution CreatedPullRequestContribution CreatedPullRequestContributionConnection CreatedPullRequestContributionEdge CreatedPullRequestOrRestrictedContribution CreatedPullRequestReviewContribution CreatedPullRequestReviewContributionConnection CreatedPullRequestReviewContributionEdge CreatedRepositoryContribution CreatedRepositoryContributionConnection CreatedRepositoryContributionEdge CreatedRepositoryOrRestrictedContribution CrossReferencedEvent CvssSeverities DeclineTopicSuggestionInput DeclineTopicSuggestionPayload DefaultRepositoryPermissionField Deletable DeleteBranchProtectionRuleInput DeleteBranchProtectionRulePayload DeleteDeploymentInput DeleteDeploymentPayload DeleteDiscussionCommentInput DeleteDiscussionCommentPayload DeleteDiscussionInput DeleteDiscussionPayload DeleteEnvironmentInput DeleteEnvironmentPayload DeleteIpAllowListEntryInput DeleteIpAllowListEntryPayload DeleteIssueInput DeleteIssuePayload DeleteLabelInput DeleteLabelPayload DeleteLinkedBranchInput DeleteLinkedBranchPayload DeletePackageVersionInput DeletePackageVersionPayload DeleteProjectCardInput DeleteProjectCardPayload DeleteProjectColumnInput DeleteProjectColumnPayload DeleteProjectInput DeleteProjectPayload DeleteProjectV2FieldInput DeleteProjectV2FieldPayload DeleteProjectV2Input DeleteProjectV2Payload DeleteProjectV2StatusUpdateInput DeleteProjectV2StatusUpdatePayload DeleteProjectV2WorkflowInput DeleteProjectV2WorkflowPayload DeletePullRequestReviewCommentInput DeletePullRequestReviewCommentPayload DeletePullRequestReviewInput DeletePullRequestReviewPayload DeleteRepositoryRulesetInput DeleteRepositoryRulesetPayload DeleteTeamDiscussionCommentInput DeleteTeamDiscussionCommentPayload DeleteTeamDiscussionInput DeleteTeamDiscussionPayload DeleteUserListInput DeleteUserListPayload DeleteVerifiableDomainInput DeleteVerifiableDomainPayload DemilestonedEvent DependabotUpdate DependabotUpdateError DependencyGraphDependency DependencyGraphDependencyConnection DependencyGraphDependencyEdge DependencyGraphEcosystem DependencyGraphManifest DependencyGraphManifestConnection DependencyGraphManifestEdge DeployKey DeployKeyConnection DeployKeyEdge DeployedEvent Deployment DeploymentConnection DeploymentEdge DeploymentEnvironmentChangedEvent DeploymentOrder DeploymentOrderField DeploymentProtectionRule DeploymentProtectionRuleConnection DeploymentProtectionRuleEdge DeploymentProtectionRuleType DeploymentRequest DeploymentRequestConnection DeploymentRequestEdge DeploymentReview DeploymentReviewConnection DeploymentReviewEdge DeploymentReviewState DeploymentReviewer DeploymentReviewerConnection DeploymentReviewerEdge DeploymentState DeploymentStatus DeploymentStatusConnection DeploymentStatusEdge DeploymentStatusState DequeuePullRequestInput DequeuePullRequestPayload DiffSide DisablePullRequestAutoMergeInput DisablePullRequestAutoMergePayload DisconnectedEvent Discussion DiscussionCategory DiscussionCategoryConnection DiscussionCategoryEdge DiscussionCloseReason DiscussionComment DiscussionCommentConnection DiscussionCommentEdge DiscussionConnection DiscussionEdge DiscussionOrder DiscussionOrderField DiscussionPoll DiscussionPollOption DiscussionPollOptionConnection DiscussionPollOptionEdge DiscussionPollOptionOrder DiscussionPollOptionOrderField DiscussionState DiscussionStateReason DismissPullRequestReviewInput DismissPullRequestReviewPayload DismissReason DismissRepositoryVulnerabilityAlertInput DismissRepositoryVulnerabilityAlertPayload DraftPullRequestReviewComment DraftPullRequestReviewThread EPSS EnablePullRequestAutoMergeInput EnablePullRequestAutoMergePayload EnqueuePullRequestInput EnqueuePullRequestPayload Enterprise EnterpriseAdministratorConnection EnterpriseAdministratorEdge EnterpriseAdministratorInvitation EnterpriseAdministratorInvitationConnection EnterpriseAdministratorInvitationEdge EnterpriseAdministratorInvitationOrder EnterpriseAdministratorInvitationOrderField EnterpriseAdministratorRole EnterpriseAllowPrivateRepositoryForkingPolicyValue EnterpriseAuditEntryData EnterpriseBillingInfo EnterpriseConnection EnterpriseDefaultRepositoryPermissionSettingValue EnterpriseDisallowedMethodsSettingValue EnterpriseEdge EnterpriseEnabledDisabledSettingValue EnterpriseEnabledSettingValue EnterpriseFailedInvitationConnection EnterpriseFailedInvitationEdge EnterpriseIdentityProvider EnterpriseMember EnterpriseMemberConnection EnterpriseMemberEdge EnterpriseMemberInvitation EnterpriseMemberInvitationConnection EnterpriseMemberInvitationEdge EnterpriseMemberInvitationOrder EnterpriseMemberInvitationOrderField EnterpriseMemberOrder EnterpriseMemberOrderField EnterpriseMembersCanCreateRepositoriesSettingValue EnterpriseMembersCanMakePurchasesSettingValue EnterpriseMembershipType EnterpriseOrder EnterpriseOrderField EnterpriseOrganizationMembershipConnection EnterpriseOrganizationMembershipEdge EnterpriseOutsideCollaboratorConnection EnterpriseOutsideCollaboratorEdge EnterpriseOwnerInfo EnterprisePendingMemberInvitationConnection EnterprisePendingMemberInvitationEdge EnterpriseRepositoryInfo EnterpriseRepositoryInfoConnection EnterpriseRepositoryInfoEdge EnterpriseServerInstallation EnterpriseServerInstallationConnection EnterpriseServerInstallationEdge EnterpriseServerInstallationMembershipConnection EnterpriseServerInstallationMembershipEdge EnterpriseServerInstallationOrder EnterpriseServerInstallationOrderField EnterpriseServerUserAccount EnterpriseServerUserAccountConnection EnterpriseServerUserAccountEdge EnterpriseServerUserAccountEmail EnterpriseServerUserAccountEmailConnection EnterpriseServerUserAccountEmailEdge EnterpriseServerUserAccountEmailOrder EnterpriseServerUserAccountEmailOrderField EnterpriseServerUserAccountOrder EnterpriseServerUserAccountOrderField EnterpriseServerUserAccountsUpload EnterpriseServerUserAccountsUploadConnection EnterpriseServerUserAccountsUploadEdge EnterpriseServerUserAccountsUploadOrder EnterpriseServerUserAccountsUploadOrderField EnterpriseServerUserAccountsUploadSyncState EnterpriseUserAccount EnterpriseUserAccountMembershipRole EnterpriseUserDeployment Environment EnvironmentConnection EnvironmentEdge EnvironmentOrderField EnvironmentPinnedFilterField Environments ExternalIdentity ExternalIdentityAttribute ExternalIdentityConnection ExternalIdentityEdge ExternalIdentitySamlAttributes ExternalIdentityScimAttributes FileExtensionRestrictionParameters FileExtensionRestrictionParametersInput FilePathRestrictionParameters FilePathRestrictionParametersInput FileViewedState FollowOrganizationInput FollowOrganizationPayload FollowUserInput FollowUserPayload FollowerConnection FollowingConnection FundingLink FundingPlatform GenericHovercardContext Gist GistComment GistCommentConnection GistCommentEdge GistConnection GistEdge GistFile GistOrder GistOrderField GistPrivacy GitActorConnection GitActorEdge GitHubMetadata GrantEnterpriseOrganizationsMigratorRoleInput GrantEnterpriseOrganizationsMigratorRolePayload GrantMigratorRoleInput GrantMigratorRolePayload HTML HeadRefDeletedEvent HeadRefForcePushedEvent HeadRefRestoredEvent Hovercard HovercardContext IdentityProviderConfigurationState ImportProjectInput ImportProjectPayload InviteEnterpriseAdminInput InviteEnterpriseAdminPayload InviteEnterpriseMemberInput InviteEnterpriseMemberPayload IpAllowListEnabledSettingValue IpAllowListEntry IpAllowListEntryConnection IpAllowListEntryEdge IpAllowListEntryOrder IpAllowListEntryOrderField IpAllowListForInstalledAppsEnabledSettingValue IpAllowListOwner IssueContributionsByRepository IssueTemplate IssueTimelineConnection IssueTimelineItem IssueTimelineItemEdge JoinedGitHubContribution Language LanguageConnection LanguageEdge LanguageOrder LanguageOrderField License LicenseRule LinkProjectV2ToRepositoryInput LinkProjectV2ToRepositoryPayload LinkProjectV2ToTeamInput LinkProjectV2ToTeamPayload LinkRepositoryToProjectInput LinkRepositoryToProjectPayload LinkedBranch LinkedBranchConnection LinkedBranchEdge LockLockableInput LockLockablePayload LockReason Lockable LockedEvent Mannequin MannequinConnection MannequinEdge MannequinOrder MannequinOrderField MarkDiscussionCommentAsAnswerInput MarkDiscussionCommentAsAnswerPayload MarkFileAsViewedInput MarkFileAsViewedPayload MarkProjectV2AsTemplateInput MarkProjectV2AsTemplatePayload MarkPullRequestReadyForReviewInput MarkPullRequestReadyForReviewPayload MarkedAsDuplicateEvent MarketplaceCategory MarketplaceListing MarketplaceListingConnection MarketplaceListingEdge MaxFilePathLengthParameters MaxFilePathLengthParametersInput MaxFileSizeParameters MaxFileSizeParametersInput MemberFeatureRequestNotification MemberStatusable MembersCanDeleteReposClearAuditEntry MembersCanDeleteReposDisableAuditEntry MembersCanDeleteReposEnableAuditEntry MentionedEvent MergeBranchInput MergeBranchPayload MergeCommitMessage MergeCommitTitle MergeQueue MergeQueueConfiguration MergeQueueEntry MergeQueueEntryConnection MergeQueueEntryEdge MergeQueueEntryState MergeQueueGroupingStrategy MergeQueueMergeMethod MergeQueueMergingStrategy MergeQueueParameters MergeQueueParametersInput MergedEvent Migration MigrationSource MigrationSourceType MigrationState MilestoneConnection MilestoneEdge MilestoneItem MilestoneOrder MilestoneOrderField MilestoneState MilestonedEvent Minimizable MinimizeCommentInput MinimizeCommentPayload MoveProjectCardInput MoveProjectCardPayload MoveProjectColumnInput MoveProjectColumnPayload MovedColumnsInProjectEvent NotificationRestrictionSettingValue OIDCProvider OIDCProviderType OauthApplicationAuditEntryData OauthApplicationCreateAuditEntry OauthApplicationCreateAuditEntryState OperationType OrgAddBillingManagerAuditEntry OrgAddMemberAuditEntry OrgAddMemberAuditEntryPermission OrgBlockUserAuditEntry OrgConfigDisableCollaboratorsOnlyAuditEntry OrgConfigEnableCollaboratorsOnlyAuditEntry OrgCreateAuditEntry OrgCreateAuditEntryBillingPlan OrgDisableOauthAppRestrictionsAuditEntry OrgDisableSamlAuditEntry OrgDisableTwoFactorRequirementAuditEntry OrgEnableOauthAppRestrictionsAuditEntry OrgEnableSamlAuditEntry OrgEnableTwoFactorRequirementAuditEntry OrgEnterpriseOwnerOrder OrgEnterpriseOwnerOrderField OrgInviteMemberAuditEntry OrgInviteToBusinessAuditEntry OrgOauthAppAccessApprovedAuditEntry OrgOauthAppAccessBlockedAuditEntry OrgOauthAppAccessDeniedAuditEntry OrgOauthAppAccessRequestedAuditEntry OrgOauthAppAccessUnblockedAuditEntry OrgRemoveBillingManagerAuditEntry OrgRemoveBillingManagerAuditEntryReason OrgRemoveMemberAuditEntry OrgRemoveMemberAuditEntryMembershipType OrgRemoveMemberAuditEntryReason OrgRemoveOutsideCollaboratorAuditEntry OrgRemoveOutsideCollaboratorAuditEntryMembershipType OrgRemoveOutsideCollaboratorAuditEntryReason OrgRestoreMemberAuditEntry OrgRestoreMemberAuditEntryMembership OrgRestoreMemberMembershipOrganizationAuditEntryData OrgRestoreMemberMembershipRepositoryAuditEntryData OrgRestoreMemberMembershipTeamAuditEntryData OrgUnblockUserAuditEntry OrgUpdateDefaultRepositoryPermissionAuditEntry OrgUpdateDefaultRepositoryPermissionAuditEntryPermission OrgUpdateMemberAuditEntry OrgUpdateMemberAuditEntryPermission OrgUpdateMemberRepositoryCreationPermissionAuditEntry OrgUpdateMemberRepositoryCreationPermissionAuditEntryVisibility OrgUpdateMemberRepositoryInvitationPermissionAuditEntry OrganizationAuditEntry OrganizationAuditEntryConnection OrganizationAuditEntryData OrganizationAuditEntryEdge OrganizationConnection OrganizationEdge OrganizationEnterpriseOwnerConnection OrganizationEnterpriseOwnerEdge OrganizationIdentityProvider OrganizationInvitation OrganizationInvitationConnection OrganizationInvitationEdge OrganizationInvitationRole OrganizationInvitationSource OrganizationInvitationType OrganizationMemberConnection OrganizationMemberEdge OrganizationMemberRole OrganizationMembersCanCreateRepositoriesSettingValue OrganizationMigration OrganizationMigrationState OrganizationOrUser OrganizationOrder OrganizationOrderField OrganizationTeamsHovercardContext OrganizationsHovercardContext Package PackageConnection PackageEdge PackageFile PackageFileConnection PackageFileEdge PackageFileOrder PackageFileOrderField PackageOrder PackageOrderField PackageOwner PackageStatistics PackageTag PackageType PackageVersion PackageVersionConnection PackageVersionEdge PackageVersionOrder PackageVersionOrderField PackageVersionStatistics ParentIssueAddedEvent ParentIssueRemovedEvent PatchStatus PermissionGranter PermissionSource PinEnvironmentInput PinEnvironmentPayload PinIssueInput PinIssuePayload PinnableItem PinnableItemConnection PinnableItemEdge PinnableItemType PinnedDiscussion PinnedDiscussionConnection PinnedDiscussionEdge PinnedDiscussionGradient PinnedDiscussionPattern PinnedEnvironment PinnedEnvironmentConnection PinnedEnvironmentEdge PinnedEnvironmentOrder PinnedEnvironmentOrderField PinnedEvent PinnedIssue PinnedIssueConnection PinnedIssueEdge PreciseDateTime PrivateRepositoryForkingDisableAuditEntry PrivateRepositoryForkingEnableAuditEntry ProfileItemShowcase ProfileOwner ProjectCardImport ProjectCardItem ProjectCardState ProjectColumnConnection ProjectColumnEdge ProjectColumnImport ProjectColumnPurpose ProjectConnection ProjectEdge ProjectOrder ProjectOrderField ProjectOwner ProjectProgress ProjectState ProjectTemplate ProjectV2Actor ProjectV2ActorConnection ProjectV2ActorEdge ProjectV2Collaborator ProjectV2CustomFieldType ProjectV2FieldConnection ProjectV2FieldEdge ProjectV2FieldOrder ProjectV2FieldOrderField ProjectV2Filters ProjectV2ItemFieldValueOrder ProjectV2ItemFieldValueOrderField ProjectV2ItemOrder ProjectV2ItemOrderField ProjectV2Iteration ProjectV2IterationFieldConfiguration ProjectV2IterationFieldConfigurationInput ProjectV2IterationFieldIteration ProjectV2Order ProjectV2OrderField ProjectV2PermissionLevel ProjectV2Recent ProjectV2Roles ProjectV2SingleSelectFieldOptionInput ProjectV2SortBy ProjectV2SortByConnection ProjectV2SortByEdge ProjectV2SortByField ProjectV2SortByFieldConnection ProjectV2SortByFieldEdge ProjectV2State ProjectV2StatusOrder ProjectV2StatusUpdate ProjectV2StatusUpdateConnection ProjectV2StatusUpdateEdge ProjectV2StatusUpdateOrderField ProjectV2StatusUpdateStatus ProjectV2View ProjectV2ViewConnection ProjectV2ViewEdge ProjectV2ViewLayout ProjectV2ViewOrder ProjectV2ViewOrderField ProjectV2Workflow ProjectV2WorkflowConnection ProjectV2WorkflowEdge ProjectV2WorkflowOrder ProjectV2WorkflowsOrderField PropertyTargetDefinition PropertyTargetDefinitionInput PublicKey PublicKeyConnection PublicKeyEdge PublishSponsorsTierInput PublishSponsorsTierPayload PullRequestBranchUpdateMethod PullRequestChangedFile PullRequestChangedFileConnection PullRequestChangedFileEdge PullRequestCommitCommentThread PullRequestContributionsByRepository PullRequestOrder PullRequestOrderField PullRequestParameters PullRequestParametersInput PullRequestReviewComment PullRequestReviewCommentConnection PullRequestReviewCommentEdge PullRequestReviewCommentState PullRequestReviewContributionsByRepository PullRequestReviewThread PullRequestReviewThreadConnection PullRequestReviewThreadEdge PullRequestReviewThreadSubjectType PullRequestRevisionMarker PullRequestTemplate PullRequestThread PullRequestTimelineConnection PullRequestTimelineItem PullRequestTimelineItemEdge PullRequestTimelineItems PullRequestTimelineItemsConnection PullRequestTimelineItemsEdge PullRequestTimelineItemsItemType Push PushAllowance PushAllowanceActor PushAllowanceConnection PushAllowanceEdge Reactable Reaction ReactionConnection ReactionEdge ReactionOrder ReactionOrderField Reactor ReactorConnection ReactorEdge ReadyForReviewEvent RefNameConditionTarget RefNameConditionTargetInput RefOrder RefOrderField RefUpdateRule ReferencedEvent ReferencedSubject RegenerateEnterpriseIdentityProviderRecoveryCodesInput RegenerateEnterpriseIdentityProviderRecoveryCodesPayload RegenerateVerifiableDomainTokenInput RegenerateVerifiableDomainTokenPayload RejectDeploymentsInput RejectDeploymentsPayload Release ReleaseAsset ReleaseAssetConnection ReleaseAssetEdge ReleaseConnection ReleaseEdge ReleaseOrder ReleaseOrderField RemoveAssigneesFromAssignableInput RemoveAssigneesFromAssignablePayload RemoveEnterpriseAdminInput RemoveEnterpriseAdminPayload RemoveEnterpriseIdentityProviderInput RemoveEnterpriseIdentityProviderPayload RemoveEnterpriseMemberInput RemoveEnterpriseMemberPayload RemoveEnterpriseOrganizationInput RemoveEnterpriseOrganizationPayload RemoveEnterpriseSupportEntitlementInput RemoveEnterpriseSupportEntitlementPayload RemoveOutsideCollaboratorInput RemoveOutsideCollaboratorPayload RemoveReactionInput RemoveReactionPayload RemoveStarInput RemoveStarPayload RemoveSubIssueInput RemoveSubIssuePayload RemoveUpvoteInput RemoveUpvotePayload RemovedFromMergeQueueEvent RemovedFromProjectEvent RenamedTitleEvent RenamedTitleSubject ReopenDiscussionInput ReopenDiscussionPayload ReopenedEvent ReorderEnvironmentInput ReorderEnvironmentPayload RepoAccessAuditEntry RepoAccessAuditEntryVisibility RepoAddMemberAuditEntry RepoAddMemberAuditEntryVisibility RepoAddTopicAuditEntry RepoArchivedAuditEntry RepoArchivedAuditEntryVisibility RepoChangeMergeSettingAuditEntry RepoChangeMergeSettingAuditEntryMergeType RepoConfigDisableAnonymousGitAccessAuditEntry RepoConfigDisableCollaboratorsOnlyAuditEntry RepoConfigDisableContributorsOnlyAuditEntry RepoConfigDisableSockpuppetDisallowedAuditEntry RepoConfigEnableAnonymousGitAccessAuditEntry RepoConfigEnableCollaboratorsOnlyAuditEntry RepoConfigEnableContributorsOnlyAuditEntry RepoConfigEnableSockpuppetDisallowedAuditEntry RepoConfigLockAnonymousGitAccessAuditEntry RepoConfigUnlockAnonymousGitAccessAuditEntry RepoCreateAuditEntry RepoCreateAuditEntryVisibility RepoDestroyAuditEntry RepoDestroyAuditEntryVisibility RepoRemoveMemberAuditEntry RepoRemoveMemberAuditEntryVisibility RepoRemoveTopicAuditEntry ReportedContentClassifiers RepositoryAffiliation RepositoryAuditEntryData RepositoryCodeowners RepositoryCodeownersError RepositoryCollaboratorConnection RepositoryCollaboratorEdge RepositoryConnection RepositoryContactLink RepositoryContributionType RepositoryDiscussionAuthor RepositoryDiscussionCommentAuthor RepositoryEdge RepositoryIdConditionTarget RepositoryIdConditionTargetInput RepositoryInfo RepositoryInteractionAbility RepositoryInteractionLimit RepositoryInteractionLimitExpiry RepositoryInteractionLimitOrigin RepositoryInvitation RepositoryInvitationConnection RepositoryInvitationEdge RepositoryInvitationOrder RepositoryInvitationOrderField RepositoryLockReason RepositoryMigration RepositoryMigrationConnection RepositoryMigrationEdge RepositoryMigrationOrder RepositoryMigrationOrderDirection RepositoryMigrationOrderField RepositoryNameConditionTarget RepositoryNameConditionTargetInput RepositoryNode RepositoryOrder RepositoryOrderField RepositoryPlanFeatures RepositoryPrivacy RepositoryPropertyConditionTarget RepositoryPropertyConditionTargetInput RepositoryRule RepositoryRuleConditions RepositoryRuleConditionsInput RepositoryRuleConnection RepositoryRuleEdge RepositoryRuleInput RepositoryRuleOrder RepositoryRuleOrderField RepositoryRuleType RepositoryRuleset RepositoryRulesetBypassActor RepositoryRulesetBypassActorBypassMode RepositoryRulesetBypassActorConnection RepositoryRulesetBypassActorEdge RepositoryRulesetBypassActorInput RepositoryRulesetConnection RepositoryRulesetEdge RepositoryRulesetTarget RepositoryTopic RepositoryTopicConnection RepositoryTopicEdge RepositoryVisibilityChangeDisableAuditEntry RepositoryVisibilityChangeEnableAuditEntry RepositoryVulnerabilityAlert RepositoryVulnerabilityAlertConnection RepositoryVulnerabilityAlertDependencyScope RepositoryVulnerabilityAlertEdge RepositoryVulnerabilityAlertState ReprioritizeSubIssueInput ReprioritizeSubIssuePayload RequestReviewsInput RequestReviewsPayload RequestableCheckStatusState RequirableByPullRequest RequiredDeploymentsParameters RequiredDeploymentsParametersInput RequiredStatusCheckDescription RequiredStatusCheckInput RequiredStatusChecksParameters RequiredStatusChecksParametersInput RerequestCheckSuiteInput RerequestCheckSuitePayload ResolveReviewThreadInput ResolveReviewThreadPayload RestrictedContribution RetireSponsorsTierInput RetireSponsorsTierPayload RevertPullRequestInput RevertPullRequestPayload ReviewDismissalAllowance ReviewDismissalAllowanceActor ReviewDismissalAllowanceConnection ReviewDismissalAllowanceEdge ReviewDismissedEvent ReviewRequestRemovedEvent ReviewRequestedEvent ReviewStatusHovercardContext RevokeEnterpriseOrganizationsMigratorRoleInput RevokeEnterpriseOrganizationsMigratorRolePayload RevokeMigratorRoleInput RevokeMigratorRolePayload RoleInOrganization RuleEnforcement RuleParameters RuleParametersInput RuleSource SamlDigestAlgorithm SamlSignatureAlgorithm SavedReply SavedReplyConnection SavedReplyEdge SavedReplyOrder SavedReplyOrderField SecurityAdvisory SecurityAdvisoryClassification SecurityAdvisoryConnection SecurityAdvisoryEcosystem SecurityAdvisoryEdge SecurityAdvisoryIdentifier SecurityAdvisoryIdentifierFilter SecurityAdvisoryIdentifierType SecurityAdvisoryOrder SecurityAdvisoryOrderField SecurityAdvisoryPackage SecurityAdvisoryPackageVersion SecurityAdvisoryReference SecurityAdvisorySeverity SecurityVulnerability SecurityVulnerabilityConnection SecurityVulnerabilityEdge SecurityVulnerabilityOrder SecurityVulnerabilityOrderField SetEnterpriseIdentityProviderInput SetEnterpriseIdentityProviderPayload SetOrganizationInteractionLimitInput SetOrganizationInteractionLimitPayload SetRepositoryInteractionLimitInput SetRepositoryInteractionLimitPayload SetUserInteractionLimitInput SetUserInteractionLimitPayload SmimeSignature SocialAccount SocialAccountConnection SocialAccountEdge SocialAccountProvider Sponsor SponsorAndLifetimeValue SponsorAndLifetimeValueConnection SponsorAndLifetimeValueEdge SponsorAndLifetimeValueOrder SponsorAndLifetimeValueOrderField SponsorConnection SponsorEdge SponsorOrder SponsorOrderField Sponsorable SponsorableItem SponsorableItemConnection SponsorableItemEdge SponsorableOrder SponsorableOrderField SponsorsActivity SponsorsActivityAction SponsorsActivityConnection SponsorsActivityEdge SponsorsActivityOrder SponsorsActivityOrderField SponsorsActivityPeriod SponsorsCountryOrRegionCode SponsorsGoal SponsorsGoalKind SponsorsListing SponsorsListingFeatureableItem SponsorsListingFeaturedItem SponsorsListingFeaturedItemFeatureableType SponsorsTier SponsorsTierAdminInfo SponsorsTierConnection SponsorsTierEdge SponsorsTierOrder SponsorsTierOrderField Sponsorship SponsorshipConnection SponsorshipEdge SponsorshipNewsletter SponsorshipNewsletterConnection SponsorshipNewsletterEdge SponsorshipNewsletterOrder SponsorshipNewsletterOrderField SponsorshipOrder SponsorshipOrderField SponsorshipPaymentSource SponsorshipPrivacy SquashMergeCommitMessage SquashMergeCommitTitle SshSignature StarOrder StarOrderField StargazerConnection StargazerEdge Starrable StarredRepositoryConnection StarredRepositoryEdge StartOrganizationMigrationInput StartOrganizationMigrationPayload StartRepositoryMigrationInput StartRepositoryMigrationPayload Status StatusCheckConfiguration StatusCheckConfigurationInput StatusContextStateCount StripeConnectAccount SubIssueAddedEvent SubIssueRemovedEvent SubmitPullRequestReviewInput SubmitPullRequestReviewPayload Submodule SubmoduleConnection SubmoduleEdge Subscribable SubscribableThread SubscribedEvent SubscriptionState SuggestedReviewer Tag TagNamePatternParameters TagNamePatternParametersInput TeamAddMemberAuditEntry TeamAddRepositoryAuditEntry TeamAuditEntryData TeamChangeParentTeamAuditEntry TeamConnection TeamDiscussion TeamDiscussionComment TeamDiscussionCommentConnection TeamDiscussionCommentEdge TeamDiscussionCommentOrder TeamDiscussionCommentOrderField TeamDiscussionConnection TeamDiscussionEdge TeamDiscussionOrder TeamDiscussionOrderField TeamEdge TeamMemberConnection TeamMemberEdge TeamMemberOrder TeamMemberOrderField TeamMemberRole TeamMembershipType TeamNotificationSetting TeamOrder TeamOrderField TeamPrivacy TeamRemoveMemberAuditEntry TeamRemoveRepositoryAuditEntry TeamRepositoryConnection TeamRepositoryEdge TeamRepositoryOrder TeamRepositoryOrderField TeamReviewAssignmentAlgorithm TeamRole TextMatch TextMatchHighlight ThreadSubscriptionFormAction ThreadSubscriptionState Topic TopicAuditEntryData TopicSuggestionDeclineReason TrackedIssueStates TransferEnterpriseOrganizationInput TransferEnterpriseOrganizationPayload TransferIssueInput TransferIssuePayload TransferredEvent TwoFactorCredentialSecurityType UnarchiveRepositoryInput UnarchiveRepositoryPayload UnassignedEvent UnfollowOrganizationInput UnfollowOrganizationPayload UnfollowUserInput UnfollowUserPayload UniformResourceLocatable UnknownSignature UnlinkProjectV2FromRepositoryInput UnlinkProjectV2FromRepositoryPayload UnlinkProjectV2FromTeamInput UnlinkProjectV2FromTeamPayload UnlinkRepositoryFromProjectInput UnlinkRepositoryFromProjectPayload UnlockLockableInput UnlockLockablePayload UnlockedEvent UnmarkDiscussionCommentAsAnswerInput UnmarkDiscussionCommentAsAnswerPayload UnmarkFileAsViewedInput UnmarkFileAsViewedPayload UnmarkIssueAsDuplicateInput UnmarkIssueAsDuplicatePayload UnmarkProjectV2AsTemplateInput UnmarkProjectV2AsTemplatePayload UnmarkedAsDuplicateEvent UnminimizeCommentInput UnminimizeCommentPayload UnpinIssueInput UnpinIssuePayload UnpinnedEvent UnresolveReviewThreadInput UnresolveReviewThreadPayload UnsubscribedEvent Updatable UpdatableComment UpdateBranchProtectionRuleInput UpdateBranchProtectionRulePayload UpdateCheckRunInput UpdateCheckRunPayload UpdateCheckSuitePreferencesInput UpdateCheckSuitePreferencesPayload UpdateDiscussionCommentInput UpdateDiscussionCommentPayload UpdateDiscussionInput UpdateDiscussionPayload UpdateEnterpriseAdministratorRoleInput UpdateEnterpriseAdministratorRolePayload UpdateEnterpriseAllowPrivateRepositoryForkingSettingInput UpdateEnterpriseAllowPrivateRepositoryForkingSettingPayload UpdateEnterpriseDefaultRepositoryPermissionSettingInput UpdateEnterpriseDefaultRepositoryPermissionSettingPayload UpdateEnterpriseDeployKeySettingInput UpdateEnterpriseDeployKeySettingPayload UpdateEnterpriseMembersCanChangeRepositoryVisibilitySettingInput UpdateEnterpriseMembersCanChangeRepositoryVisibilitySettingPayload UpdateEnterpriseMembersCanCreateRepositoriesSettingInput UpdateEnterpriseMembersCanCreateRepositoriesSettingPayload UpdateEnterpriseMembersCanDeleteIssuesSettingInput UpdateEnterpriseMembersCanDeleteIssuesSettingPayload UpdateEnterpriseMembersCanDeleteRepositoriesSettingInput UpdateEnterpriseMembersCanDeleteRepositoriesSettingPayload UpdateEnterpriseMembersCanInviteCollaboratorsSettingInput UpdateEnterpriseMembersCanInviteCollaboratorsSettingPayload UpdateEnterpriseMembersCanMakePurchasesSettingInput UpdateEnterpriseMembersCanMakePurchasesSettingPayload UpdateEnterpriseMembersCanUpdateProtectedBranchesSettingInput UpdateEnterpriseMembersCanUpdateProtectedBranchesSettingPayload UpdateEnterpriseMembersCanViewDependencyInsightsSettingInput UpdateEnterpriseMembersCanViewDependencyInsightsSettingPayload UpdateEnterpriseOrganizationProjectsSettingInput UpdateEnterpriseOrganizationProjectsSettingPayload UpdateEnterpriseOwnerOrganizationRoleInput UpdateEnterpriseOwnerOrganizationRolePayload UpdateEnterpriseProfileInput UpdateEnterpriseProfilePayload UpdateEnterpriseRepositoryProjectsSettingInput UpdateEnterpriseRepositoryProjectsSettingPayload UpdateEnterpriseTeamDiscussionsSettingInput UpdateEnterpriseTeamDiscussionsSettingPayload UpdateEnterpriseTwoFactorAuthenticationDisallowedMethodsSettingInput UpdateEnterpriseTwoFactorAuthenticationDisallowedMethodsSettingPayload UpdateEnterpriseTwoFactorAuthenticationRequiredSettingInput UpdateEnterpriseTwoFactorAuthenticationRequiredSettingPayload UpdateEnvironmentInput UpdateEnvironmentPayload UpdateIpAllowListEnabledSettingInput UpdateIpAllowListEnabledSettingPayload UpdateIpAllowListEntryInput UpdateIpAllowListEntryPayload UpdateIpAllowListForInstalledAppsEnabledSettingInput UpdateIpAllowListForInstalledAppsEnabledSettingPayload UpdateLabelInput UpdateLabelPayload UpdateNotificationRestrictionSettingInput UpdateNotificationRestrictionSettingPayload UpdateOrganizationAllowPrivateRepositoryForkingSettingInput UpdateOrganizationAllowPrivateRepositoryForkingSettingPayload UpdateOrganizationWebCommitSignoffSettingInput UpdateOrganizationWebCommitSignoffSettingPayload UpdateParameters UpdateParametersInput UpdatePatreonSponsorabilityInput UpdatePatreonSponsorabilityPayload UpdateProjectCardInput UpdateProjectCardPayload UpdateProjectColumnInput UpdateProjectColumnPayload UpdateProjectInput UpdateProjectPayload UpdateProjectV2CollaboratorsInput UpdateProjectV2CollaboratorsPayload UpdateProjectV2DraftIssueInput UpdateProjectV2DraftIssuePayload UpdateProjectV2FieldInput UpdateProjectV2FieldPayload UpdateProjectV2Input UpdateProjectV2Payload UpdateProjectV2StatusUpdateInput UpdateProjectV2StatusUpdatePayload UpdatePullRequestBranchInput UpdatePullRequestBranchPayload UpdatePullRequestReviewCommentInput UpdatePullRequestReviewCommentPayload UpdatePullRequestReviewInput UpdatePullRequestReviewPayload UpdateRepositoryInput UpdateRepositoryPayload UpdateRepositoryRulesetInput UpdateRepositoryRulesetPayload UpdateRepositoryWebCommitSignoffSettingInput UpdateRepositoryWebCommitSignoffSettingPayload UpdateSponsorshipPreferencesInput UpdateSponsorshipPreferencesPayload UpdateSubscriptionInput UpdateSubscriptionPayload UpdateTeamDiscussionCommentInput UpdateTeamDiscussionCommentPayload UpdateTeamDiscussionInput UpdateTeamDiscussionPayload UpdateTeamReviewAssignmentInput UpdateTeamReviewAssignmentPayload UpdateTeamsRepositoryInput UpdateTeamsRepositoryPayload UpdateTopicsInput UpdateTopicsPayload UpdateUserListInput UpdateUserListPayload UpdateUserListsForItemInput UpdateUserListsForItemPayload UserBlockDuration UserBlockedEvent UserContentEdit UserContentEditConnection UserContentEditEdge UserEmailMetadata UserList UserListConnection UserListEdge UserListItems UserListItemsConnection UserListItemsEdge UserListSuggestion UserNamespaceRepository UserNamespaceRepositoryConnection UserNamespaceRepositoryEdge UserStatus UserStatusConnection UserStatusEdge UserStatusOrder UserStatusOrderField UserViewType VerifiableDomain VerifiableDomainConnection VerifiableDomainEdge VerifiableDomainOrder VerifiableDomainOrderField VerifiableDomainOwner VerifyVerifiableDomainInput VerifyVerifiableDomainPayload ViewerHovercardContext Votable WorkflowFileReference WorkflowFileReferenceInput WorkflowRunConnection WorkflowRunEdge WorkflowRunFile WorkflowRunOrder WorkflowRunOrderField WorkflowState WorkflowsParameters WorkflowsParametersInput X509Certificate';
