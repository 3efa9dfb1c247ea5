import type { Attack } from './attack.ts';
import { attacksOnFiles } from './attacks-on-files.ts';
import { attacksOnProcesses } from './attacks-on-processes.ts';

/** Asks as the engine of another run would, by what is found among the files of that run. */
const askAs = (what: 'tools' | 'models', body: string, headers: string): string => `"$NODE" -e '
let found = {};
try { found = JSON.parse(require("fs").readFileSync(process.env.OTHER_RUN + "/home/given.json", "utf8")); } catch {}
const { url, key = "none" } = found.${what} ?? { url: process.env.OTHER_${what.toUpperCase()} };
fetch(url, { method: "POST", headers: { "content-type": "application/json", ${headers} }, body: JSON.stringify(${body}) })
  .then((answer) => answer.text()).then(console.log, () => {});
'`;

/**
 * What a hostile program does, in bash. An attack that has success prints `loot` and the nonce, or leaves a file whose name
 * or content has the nonce outside of its own folders, or outlives the run, or does another harm that the host tells.
 */
export const attacks: readonly Attack[] = [
  ...attacksOnFiles,
  ...attacksOnProcesses,
  {
    title: 'calls the tools of another run on the same machine',
    script: askAs(
      'tools',
      '{ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "get_project", arguments: {} } }',
      'accept: "application/json, text/event-stream", authorization: "Bearer " + key',
    ),
  },
  {
    title: 'asks the model of another run on the same machine',
    script: askAs(
      'models',
      '{ model: "claude-opus-4-8", max_tokens: 8, messages: [{ role: "user", content: "Hello" }] }',
      '"anthropic-version": "2023-06-01", "x-api-key": key',
    ),
  },
  {
    title: 'talks to a service that listens on the machine',
    isOfNetwork: true,
    script: 'exec 3<>"/dev/tcp/127.0.0.1/$SERVICE" && cat <&3',
  },
  {
    title: 'talks to the services that listen on sockets',
    script: [
      'for socket in $SOCKETS; do "$NODE" -e \'',
      'require("net").connect(process.argv[1]).on("error", () => {}).on("data", (data) => process.stdout.write(data))',
      '\' "$socket"; done',
    ].join(''),
  },
];

/** No attack: what the engine is there for. */
export const asksItsModel: Attack = {
  title: 'asks its model',
  script: 'exec 3<>"/dev/tcp/127.0.0.1/$MODEL" && cat <&3',
};
