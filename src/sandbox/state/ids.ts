/** Database ids and node ids. Each kind counts from its own base, so that mixing up two kinds of id shows at once. */
export interface Ids {
  next(kind: IdKind): number;
  /** GitHub's opaque global id; here the kind's prefix and the database id. */
  nodeId(kind: IdKind, id: number): string;
}

const KINDS = {
  user: { prefix: 'U_kgDO', base: 1_000 },
  repository: { prefix: 'R_kgDO', base: 20_000 },
  issue: { prefix: 'I_kwDO', base: 3_000_000 },
  pull: { prefix: 'PR_kwDO', base: 4_000_000 },
  comment: { prefix: 'IC_kwDO', base: 5_000_000 },
  commitComment: { prefix: 'CC_kwDO', base: 23_000_000 },
  label: { prefix: 'LA_kwDO', base: 600_000 },
  review: { prefix: 'PRR_kwDO', base: 700_000 },
  app: { prefix: 'A_kwDO', base: 8_000 },
  installation: { prefix: 'IN_kwDO', base: 90_000 },
  delivery: { prefix: 'D_kwDO', base: 10_000_000 },
  workflow: { prefix: 'W_kwDO', base: 110_000 },
  run: { prefix: 'WFR_kwDO', base: 12_000_000 },
  job: { prefix: 'CR_kwDO', base: 13_000_000 },
  checkSuite: { prefix: 'CS_kwDO', base: 14_000_000 },
  event: { prefix: 'LE_lADO', base: 15_000_000 },
  hook: { prefix: 'H_kwDO', base: 1_600_000 },
  project: { prefix: 'PVT_kwDO', base: 170_000 },
  projectField: { prefix: 'PVTF_lADO', base: 18_000_000 },
  projectSelect: { prefix: 'PVTSSF_lADO', base: 19_000_000 },
  projectItem: { prefix: 'PVTI_lADO', base: 20_000_000 },
  projectValue: { prefix: 'PVTFV_lADO', base: 21_000_000 },
  draftIssue: { prefix: 'DI_lADO', base: 22_000_000 },
} as const;

export type IdKind = keyof typeof KINDS;

export function createIds(seed: number): Ids {
  const counters = new Map<IdKind, number>();
  return {
    next(kind) {
      const count = (counters.get(kind) ?? 0) + 1;
      counters.set(kind, count);
      return KINDS[kind].base + (seed % 100) * 100 + count;
    },
    nodeId: (kind, id) => `${KINDS[kind].prefix}${id.toString(36).toUpperCase()}`,
  };
}
