/** What stands between an engine and the machine that it runs on. `auto`: the best wall that can be put up, or no run. */
export const ISOLATION_MODES = ['auto', 'user', 'namespace', 'none'] as const;
export type IsolationMode = (typeof ISOLATION_MODES)[number];

/** What an engine can reach. `model-only`: its model and the tools of its run, and no other address. */
export const NETWORKS = ['open', 'model-only'] as const;
export type Network = (typeof NETWORKS)[number];

/** Whether an engine may reach the addresses at which a cloud gives a machine its credentials. */
export const METADATA_ACCESS = ['blocked', 'reachable'] as const;
export type MetadataAccess = (typeof METADATA_ACCESS)[number];
