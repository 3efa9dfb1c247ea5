// Probot as its documentation starts it, with handlers that do nothing: what the app's figure is set beside.
import { run } from 'probot';

await run((probot) => {
  probot.on(['issues', 'pull_request', 'push', 'workflow_run'], () => {});
});

// Whatever its log level.
console.log('listening');
