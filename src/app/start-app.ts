import { type FetchLimit, fetchLimit } from '../github/wire/fetch-limit.ts';
import { RoundsByLedger } from '../ledger/rounds-by-ledger.ts';
import { internalError } from '../orchestration/event-decision.ts';
import type { Runtime } from '../orchestration/runtime.ts';
import { type Background, startBackground, type Wait } from './background/start-background.ts';
import { ConfigSource } from './config-source.ts';
import { createProbot } from './create-probot.ts';
import { logDecision } from './decision-log.ts';
import type { Settings } from './environment.ts';
import { HomeDirectory } from './home-directory.ts';
import { answerRequest, answerTo, type OnWebhook, WEBHOOK_PATH } from './http/answer-request.ts';
import { listen } from './http/listen.ts';
import { type Received, receiveWebhook } from './http/receive-webhook.ts';
import { InterlockApp } from './interlock-app.ts';

export interface RunningApp {
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  /** Says where it listens: a parent that started the process with port 0 waits for this line. */
  announce(): void;
  /** Does from now on, in the background, what no webhook asks for. */
  startBackground(wait: Wait): void;
  /** Takes no more webhooks, and resolves when those that were taken are answered and nothing else is under way. */
  stop(): Promise<void>;
}

interface AppOptions {
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
  readonly runtime: Runtime;
  /** How long one request to GitHub may take; ten seconds where absent, and more for the patient. */
  readonly requestLimit?: FetchLimit;
  /** The way to GitHub. */
  readonly send?: typeof fetch;
}

/** Starts the server and resolves when it listens. */
export async function startApp(
  settings: Settings,
  { now, runtime, requestLimit = fetchLimit(runtime.patience), send }: AppOptions,
): Promise<RunningApp> {
  const probot = await createProbot(settings, requestLimit, send);
  const configs = new ConfigSource({ now });
  const app = new InterlockApp(probot, {
    configs,
    homes: new HomeDirectory({ now }),
    rounds: new RoundsByLedger(runtime),
    runtime,
  });

  const onWebhook: OnWebhook = async (request) => {
    const { decision, facts, apiCalls } = await receiveWebhook(request, { probot, app }).catch(
      (error: unknown): Received => ({ decision: internalError(error), facts: {}, apiCalls: 0 }),
    );
    logDecision(probot.log, facts, decision, apiCalls);
    return answerTo(decision, facts.id);
  };
  const listener = await listen({
    host: settings.host,
    port: settings.port,
    patience: runtime.patience,
    answer: (request, path) => answerRequest(request, path, onWebhook),
  });
  let background: Background | undefined;
  return {
    webhookUrl: `${listener.url}${WEBHOOK_PATH}`,
    // Whatever the level.
    announce: () => probot.log.child({}, { level: 'info' }).info({ url: listener.url }, 'listening'),
    startBackground: (wait) => {
      background ??= startBackground({
        auth: (id) => probot.auth(id),
        log: probot.log,
        configs,
        runtime,
        wait,
      });
    },
    stop: async () => {
      const stopped = Promise.all([listener.close(), background?.stop()]);
      probot.log.info('stopping: webhooks that were taken are still answered');
      await stopped;
    },
  };
}
