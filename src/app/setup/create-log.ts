import { Probot } from 'probot';
import type { Log } from '../decision-log.ts';
import type { SetupSettings } from '../environment.ts';

/** The log that the App will have. Probot creates none without an App, so we give it an App that is never used. */
export async function createLog({ logLevel }: SetupSettings): Promise<Log> {
  const probot = new Probot({ appId: 1, privateKey: 'none', logLevel, logFormat: 'json' });
  return (await probot.ready()).log;
}
