import { fileURLToPath } from 'node:url';

/** As GitHub checks the action out. */
export const ACTION_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** The server. */
export const APP_FILE = `${ACTION_FOLDER}dist/app/main.js`;
