/**
 * What the sandbox serves of GitHub's GraphQL schema: type -> fields, with the arguments that are honoured in
 * parentheses. Whatever is not named here is refused by name, never answered with a silent null. Connections, their
 * edges, enums and scalars that these fields need come along; fields newer than the published schema are in overlay.ts.
 */
const PAGE = 'after before first last';

const NODE_FIELD = 'createdAt databaseId id name project updatedAt';
const VALUE = 'createdAt creator databaseId field id item updatedAt';
const COMMENT =
  'author authorAssociation body createdAt id includesCreatedEdit reactionGroups updatedAt viewerDidAuthor';
const ACCOUNT = 'avatarUrl(size) login resourcePath url';
const PROJECTS = `projectV2(number) projectsV2(${PAGE})`;
const GIT_OBJECT = 'abbreviatedOid id oid repository';
const ITEM_INPUT = 'clientMutationId itemId projectId';

const ISSUE_OR_PULL = `assignees(${PAGE}) closed closedAt comments(${PAGE} orderBy) ${COMMENT} databaseId fullDatabaseId
  labels(${PAGE} orderBy) locked milestone number projectCards(${PAGE} archivedStates) projectItems(${PAGE} includeArchived) repository resourcePath state title url`;

export const SELECTION: Readonly<Record<string, string>> = {
  Query: `node(id) nodes(ids) organization(login) rateLimit relay repository(followRenames name owner)
    repositoryOwner(login) search(${PAGE} query type) user(login) viewer`,
  Mutation: `addComment(input) addLabelsToLabelable(input) addPullRequestReview(input) addProjectV2DraftIssue(input) addProjectV2ItemById(input)
    addSubIssue(input) archiveProjectV2Item(input) clearProjectV2ItemFieldValue(input) closeIssue(input)
    closePullRequest(input)    convertProjectV2DraftIssueItemToIssue(input) createCommitOnBranch(input) createIssue(input) createPullRequest(input) createRef(input)
    deleteIssueComment(input) deleteProjectV2Item(input) deleteRef(input) mergePullRequest(input) removeLabelsFromLabelable(input)
    reopenIssue(input) reopenPullRequest(input) unarchiveProjectV2Item(input) updateIssue(input) updateIssueComment(input)
    updateProjectV2ItemFieldValue(input) updateProjectV2ItemPosition(input) updatePullRequest(input) updateRef(input) updateRefs(input)`,

  Node: 'id',
  Actor: ACCOUNT,
  RepositoryOwner: `id ${ACCOUNT}`,
  ProjectV2Owner: `id ${PROJECTS}`,
  Assignable: `assignees(${PAGE})`,
  Closable: 'closed closedAt',
  Comment: 'author authorAssociation body createdAt id includesCreatedEdit updatedAt viewerDidAuthor',
  Labelable: `labels(${PAGE} orderBy)`,
  GitObject: GIT_OBJECT,
  GitSignature: 'email isValid payload signature signer state wasSignedByGitHub',
  ProjectV2FieldCommon: `dataType ${NODE_FIELD}`,
  ProjectV2ItemFieldValueCommon: VALUE,

  User: `databaseId id name ${ACCOUNT} ${PROJECTS}`,
  Organization: `databaseId id name ${ACCOUNT} ${PROJECTS}`,
  Bot: `databaseId id ${ACCOUNT}`,
  RateLimit: 'cost limit nodeCount remaining resetAt used',

  Repository: `createdAt databaseId defaultBranchRef description hasIssuesEnabled hasProjectsEnabled hasWikiEnabled id isArchived isFork isPrivate issue(number)
    issueOrPullRequest(number) issues(${PAGE} filterBy labels orderBy states) label(name) labels(${PAGE} orderBy query)
    mergeCommitAllowed name nameWithOwner object(expression oid) owner parent pullRequest(number)
    pullRequests(${PAGE} baseRefName headRefName labels orderBy states) pushedAt rebaseMergeAllowed ref(qualifiedName)
    refs(${PAGE} query refPrefix) resourcePath squashMergeAllowed sshUrl updatedAt url viewerPermission visibility`,
  Label: 'color description id isDefault name repository url',
  Issue: `${ISSUE_OR_PULL} closedByPullRequestsReferences(${PAGE} includeClosedPrs) parent stateReason(enableDuplicate)
    subIssues(${PAGE}) subIssuesSummary timelineItems(${PAGE} itemTypes)`,
  IssueTimelineItemsConnection: 'edges nodes pageInfo',
  LabeledEvent: 'actor createdAt id label',
  UnlabeledEvent: 'actor createdAt id label',
  IssueComment: `${COMMENT} databaseId fullDatabaseId isMinimized issue minimizedReason pullRequest repository url`,
  SubIssuesSummary: 'completed percentCompleted total',
  PullRequest: `${ISSUE_OR_PULL} additions autoMergeRequest baseRef baseRefName baseRefOid baseRepository changedFiles
    closingIssuesReferences(${PAGE}) commits(${PAGE}) deletions headRef headRefName headRefOid headRepository
    headRepositoryOwner isCrossRepository isDraft maintainerCanModify mergeCommit mergeStateStatus mergeable merged mergedAt mergedBy
    reviewDecision reviewRequests(${PAGE}) reviews(${PAGE} author states)`,
  PullRequestCommit: 'commit id pullRequest',
  PullRequestReview: `${COMMENT} commit databaseId fullDatabaseId pullRequest repository state submittedAt`,

  // Asked for by the GitHub CLI at every turn. The sandbox has none of these, and says so: null, or empty lists.
  Milestone: 'description dueOn id number title url',
  ReactionGroup: `content users(${PAGE})`,
  ProjectCard: 'column id project',
  ProjectColumn: 'id name',
  Project: 'id name',
  ReviewRequest: 'id requestedReviewer',
  Team: 'id name organization slug',
  StatusCheckRollup: `contexts(${PAGE}) id state`,
  CheckRun: 'checkSuite completedAt conclusion detailsUrl id isRequired(pullRequestId) name startedAt status',
  CheckSuite: 'id workflowRun',
  WorkflowRun: 'event id workflow',
  Workflow: 'id name',
  StatusContext: 'context createdAt description id isRequired(pullRequestId) state targetUrl',
  AutoMergeRequest: 'authorEmail commitBody commitHeadline enabledAt enabledBy mergeMethod',

  Ref: 'id name prefix repository target',
  Commit: `${GIT_OBJECT} author authoredDate committedDate committer file(path) history(${PAGE}) message messageBody
    messageHeadline parents(${PAGE}) signature statusCheckRollup tree url`,
  Blob: `${GIT_OBJECT} byteSize isBinary isTruncated text`,
  Tree: `${GIT_OBJECT} entries`,
  TreeEntry: 'mode name object oid path size type',
  GitActor: 'date email name user',
  GpgSignature: 'email isValid payload signature signer state wasSignedByGitHub',

  ProjectV2: `closed closedAt createdAt creator databaseId field(name) fields(${PAGE}) fullDatabaseId id number owner
    public readme resourcePath shortDescription title updatedAt url viewerCanUpdate`,
  ProjectV2Field: `dataType ${NODE_FIELD}`,
  ProjectV2SingleSelectField: `dataType options(names) ${NODE_FIELD}`,
  ProjectV2SingleSelectFieldOption: 'color description id name',
  ProjectV2IterationField: `dataType ${NODE_FIELD}`,
  ProjectV2Item: `content createdAt creator databaseId fieldValueByName(name) fieldValues(${PAGE}) fullDatabaseId id
    isArchived project type updatedAt`,
  ProjectV2ItemFieldSingleSelectValue: `${VALUE} color description name optionId`,
  ProjectV2ItemFieldTextValue: `${VALUE} text`,
  ProjectV2ItemFieldNumberValue: `${VALUE} number`,
  ProjectV2ItemFieldDateValue: `${VALUE} date`,
  ProjectV2ItemFieldIterationValue: `${VALUE} duration startDate title`,
  ProjectV2ItemFieldLabelValue: `field labels(${PAGE})`,
  ProjectV2ItemFieldMilestoneValue: 'field milestone',
  ProjectV2ItemFieldPullRequestValue: `field pullRequests(${PAGE})`,
  ProjectV2ItemFieldRepositoryValue: 'field repository',
  ProjectV2ItemFieldReviewerValue: `field reviewers(${PAGE})`,
  ProjectV2ItemFieldUserValue: `field users(${PAGE})`,
  DraftIssue: `assignees(${PAGE}) body createdAt creator id title updatedAt`,

  IssueFilters: 'assignee createdBy labels mentioned since states',
  IssueOrder: 'direction field',
  IssueCommentOrder: 'direction field',
  LabelOrder: 'direction field',
  AddCommentInput: 'body clientMutationId subjectId',
  AddLabelsToLabelableInput: 'clientMutationId labelIds labelableId',
  RemoveLabelsFromLabelableInput: 'clientMutationId labelIds labelableId',
  CreateIssueInput: 'assigneeIds body clientMutationId labelIds parentIssueId projectIds repositoryId title',
  UpdateIssueInput: 'body clientMutationId id labelIds state title',
  CloseIssueInput: 'clientMutationId issueId stateReason',
  ReopenIssueInput: 'clientMutationId issueId',
  UpdateIssueCommentInput: 'body clientMutationId id',
  DeleteIssueCommentInput: 'clientMutationId id',
  AddSubIssueInput: 'clientMutationId issueId replaceParent subIssueId',
  CreatePullRequestInput: `baseRefName body clientMutationId draft headRefName headRepositoryId maintainerCanModify
    repositoryId title`,
  UpdatePullRequestInput: 'baseRefName body clientMutationId pullRequestId state title',
  ClosePullRequestInput: 'clientMutationId pullRequestId',
  ReopenPullRequestInput: 'clientMutationId pullRequestId',
  MergePullRequestInput:
    'clientMutationId commitBody commitHeadline expectedHeadOid mergeMethod pullRequestId',
  AddPullRequestReviewInput: 'body clientMutationId commitOID event pullRequestId',
  CreateCommitOnBranchInput: 'branch clientMutationId expectedHeadOid fileChanges message',
  CommittableBranch: 'branchName id repositoryNameWithOwner',
  CommitMessage: 'body headline',
  FileChanges: 'additions deletions',
  FileAddition: 'contents path',
  FileDeletion: 'path',
  CreateRefInput: 'clientMutationId name oid repositoryId',
  UpdateRefInput: 'clientMutationId force oid refId',
  DeleteRefInput: 'clientMutationId refId',
  UpdateRefsInput: 'clientMutationId refUpdates repositoryId',
  RefUpdate: 'afterOid beforeOid force name',
  AddProjectV2ItemByIdInput: 'clientMutationId contentId projectId',
  AddProjectV2DraftIssueInput: 'body clientMutationId projectId title',
  ArchiveProjectV2ItemInput: ITEM_INPUT,
  UnarchiveProjectV2ItemInput: ITEM_INPUT,
  DeleteProjectV2ItemInput: ITEM_INPUT,
  ConvertProjectV2DraftIssueItemToIssueInput: 'clientMutationId itemId repositoryId',
  UpdateProjectV2ItemPositionInput: `afterId ${ITEM_INPUT}`,
  UpdateProjectV2ItemFieldValueInput: `fieldId value ${ITEM_INPUT}`,
  ClearProjectV2ItemFieldValueInput: `fieldId ${ITEM_INPUT}`,
  ProjectV2FieldValue: 'date number singleSelectOptionId text',

  AddCommentPayload: 'clientMutationId commentEdge subject',
  AddLabelsToLabelablePayload: 'clientMutationId labelable',
  RemoveLabelsFromLabelablePayload: 'clientMutationId labelable',
  CreateIssuePayload: 'clientMutationId issue',
  UpdateIssuePayload: 'actor clientMutationId issue',
  CloseIssuePayload: 'clientMutationId issue',
  ReopenIssuePayload: 'clientMutationId issue',
  UpdateIssueCommentPayload: 'clientMutationId issueComment',
  DeleteIssueCommentPayload: 'clientMutationId',
  AddSubIssuePayload: 'clientMutationId issue subIssue',
  CreatePullRequestPayload: 'clientMutationId pullRequest',
  UpdatePullRequestPayload: 'actor clientMutationId pullRequest',
  ClosePullRequestPayload: 'clientMutationId pullRequest',
  ReopenPullRequestPayload: 'clientMutationId pullRequest',
  MergePullRequestPayload: 'actor clientMutationId pullRequest',
  AddPullRequestReviewPayload: 'clientMutationId pullRequestReview',
  CreateCommitOnBranchPayload: 'clientMutationId commit ref',
  CreateRefPayload: 'clientMutationId ref',
  UpdateRefPayload: 'clientMutationId ref',
  DeleteRefPayload: 'clientMutationId',
  UpdateRefsPayload: 'clientMutationId',
  AddProjectV2ItemByIdPayload: 'clientMutationId item',
  AddProjectV2DraftIssuePayload: 'clientMutationId projectItem',
  ArchiveProjectV2ItemPayload: 'clientMutationId item',
  UnarchiveProjectV2ItemPayload: 'clientMutationId item',
  DeleteProjectV2ItemPayload: 'clientMutationId deletedItemId',
  ConvertProjectV2DraftIssueItemToIssuePayload: 'clientMutationId item',
  UpdateProjectV2ItemPositionPayload: `clientMutationId items(${PAGE})`,
  UpdateProjectV2ItemFieldValuePayload: 'clientMutationId projectV2Item',
  ClearProjectV2ItemFieldValuePayload: 'clientMutationId projectV2Item',
};

/** Field -> honoured arguments. */
export function selectedFields(type: string): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  for (const [, name = '', args = ''] of (SELECTION[type] ?? '').matchAll(/(\w+)(?:\(([^)]*)\))?/g)) {
    fields.set(name, new Set(args.split(/\s+/).filter(Boolean)));
  }
  return fields;
}
