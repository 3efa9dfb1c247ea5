import { fetchLimit } from '../src/github/wire/fetch-limit.ts';

/** Where an answer comes, however late: ten minutes in place of ten seconds, so that a busy machine fails no test. */
export const PATIENCE = 60;

/** For clients in the process of the test. */
export const patientLimit = fetchLimit(PATIENCE);

/** For bundles as processes of their own. */
export const PATIENT_ENVIRONMENT = { INTERLOCK_PATIENCE: String(PATIENCE) };

/** For a sandbox that waits for an app, or runs the action. */
export const PATIENT_SANDBOX = { patience: PATIENCE, runnerEnvironment: PATIENT_ENVIRONMENT };
