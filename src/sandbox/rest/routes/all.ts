import type { RateMeter } from '../rate-meter.ts';
import type { Route } from '../route.ts';
import { appRoutes } from './apps.ts';
import { commentRoutes } from './comments.ts';
import { commitCommentRoutes } from './commit-comments.ts';
import { contentRoutes } from './contents.ts';
import { dependencyRoutes, subIssueRoutes } from './dependencies.ts';
import { gitRoutes } from './git.ts';
import { gitObjectRoutes } from './git-objects.ts';
import { historyRoutes } from './history.ts';
import { installationTokenRoutes } from './installation-tokens.ts';
import { issueRoutes } from './issues.ts';
import { issueLabelRoutes, labelRoutes } from './labels.ts';
import { metaRoutes } from './meta.ts';
import { pullDetailRoutes } from './pull-details.ts';
import { pullRoutes } from './pulls.ts';
import { repositoryRoutes } from './repository.ts';
import { rulesetRoutes } from './rulesets.ts';

/** Everything but Actions and the delivery log, which bring their own. */
export function allRoutes(meter: RateMeter): Route[] {
  return [
    ...metaRoutes(meter),
    ...appRoutes,
    ...installationTokenRoutes,
    ...repositoryRoutes,
    ...issueRoutes,
    ...issueLabelRoutes,
    ...labelRoutes,
    ...commentRoutes,
    ...dependencyRoutes,
    ...subIssueRoutes,
    ...pullRoutes,
    ...pullDetailRoutes,
    ...contentRoutes,
    ...gitRoutes,
    ...gitObjectRoutes,
    ...historyRoutes,
    ...commitCommentRoutes,
    ...rulesetRoutes,
  ];
}
