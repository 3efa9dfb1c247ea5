/**
 * Fields that GitHub serves and the npm package of its schema (from about spring 2025) does not have yet. Sources: the
 * reference on docs.github.com (src/graphql/data/fpt in github/docs) and queries in wide public use.
 */
export const OVERLAY = /* GraphQL */ `
enum ProjectV2ItemArchivedState {
  ARCHIVED
  NOT_ARCHIVED
}

extend type ProjectV2 {
  # query: the filter bar of a board. archivedStates: without it, archived items are left out.
  items(
    after: String
    archivedStates: [ProjectV2ItemArchivedState!] = [NOT_ARCHIVED]
    before: String
    first: Int
    last: Int
    orderBy: ProjectV2ItemOrder = { field: POSITION, direction: ASC }
    query: String
  ): ProjectV2ItemConnection!
}

input ProjectV2ItemOrder {
  direction: OrderDirection!
  field: ProjectV2ItemOrderField!
}

enum ProjectV2ItemOrderField {
  POSITION
}

# Issue dependencies, 2025-07 and 2025-08.
extend type Issue {
  blockedBy(after: String, before: String, first: Int, last: Int, orderBy: IssueDependencyOrder = { field: DEPENDENCY_ADDED_AT, direction: DESC }): IssueConnection!
  blocking(after: String, before: String, first: Int, last: Int, orderBy: IssueDependencyOrder = { field: DEPENDENCY_ADDED_AT, direction: DESC }): IssueConnection!
  issueDependenciesSummary: IssueDependenciesSummary!
}

input IssueDependencyOrder {
  direction: OrderDirection!
  field: IssueDependencyOrderField!
}

enum IssueDependencyOrderField {
  CREATED_AT
  DEPENDENCY_ADDED_AT
}

# blockedBy and blocking count open issues, the totals all; both count what the caller cannot see.
type IssueDependenciesSummary {
  blockedBy: Int!
  blocking: Int!
  totalBlockedBy: Int!
  totalBlocking: Int!
}

extend type Mutation {
  addBlockedBy(input: AddBlockedByInput!): AddBlockedByPayload
  removeBlockedBy(input: RemoveBlockedByInput!): RemoveBlockedByPayload
}

input AddBlockedByInput {
  blockingIssueId: ID!
  clientMutationId: String
  issueId: ID!
}

type AddBlockedByPayload {
  blockingIssue: Issue
  clientMutationId: String
  issue: Issue
}

input RemoveBlockedByInput {
  blockingIssueId: ID!
  clientMutationId: String
  issueId: ID!
}

type RemoveBlockedByPayload {
  blockingIssue: Issue
  clientMutationId: String
  issue: Issue
}
`;
