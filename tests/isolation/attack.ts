/** Where an attack is made, as variables of its environment. */
export interface Prey {
  /** A folder that everybody may write to, as `/opt` on hosted runners. */
  readonly OPEN: string;
  /** The action's own post step, which runs after the engine. */
  readonly POST: string;
  readonly ENV_FILE: string;
  /** In the home of the runner's user. */
  readonly SECRET_FILE: string;
  /** A program that runs as root, whoever starts it: what sudo is. */
  readonly SETUID: string;
  readonly SOCKETS: string;
  /** The process that started the engine. */
  readonly HOST: string;
  /** Another process of the runner's user. */
  readonly VICTIM: string;
  readonly NODE: string;
  /** Port of a server of the runner's. */
  readonly SERVICE: string;
  /** Port of what the engine may reach. */
  readonly MODEL: string;
  /** Folder of the item's file, for the engine to read. */
  readonly GIVEN: string;
  /** Folder of the run that is none of the engine's business. */
  readonly OWN: string;
  /** A program that an earlier run installed, for the next one to start. */
  readonly INSTALLED: string;
  /** Folder of another run on the same machine, and where its engine reaches its tools and its model. */
  readonly OTHER_RUN: string;
  readonly OTHER_TOOLS: string;
  readonly OTHER_MODELS: string;
  /** Unlike that of any other test. */
  readonly NONCE: string;
}

export interface Attack {
  readonly title: string;
  readonly script: string;
  /** What it leaves on the machine; left out, it prints loot, or the host tells what harm is done. */
  readonly trace?: RegExp;
  /** Only root can prepare it. */
  readonly needsRoot?: true;
  /** What the machine may forbid even without a wall: to trace a process that is no child. */
  readonly needsTracing?: true;
  /** Only a wall that closes the network stops it. */
  readonly isOfNetwork?: true;
}
