import { readEnvironment } from './environment.ts';
import { startApp } from './start-app.ts';

const read = readEnvironment(process.env);
if (read.kind === 'invalid') {
  console.error(read.message);
  process.exitCode = 1;
} else {
  try {
    const app = await startApp(read.settings, { now: () => performance.now() });
    app.announce();
    // The process ends by itself when the last answer has gone out; a second signal does not wait for that.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void app.stop());
  } catch (error) {
    console.error('The app could not start.', error);
    process.exitCode = 1;
  }
}
