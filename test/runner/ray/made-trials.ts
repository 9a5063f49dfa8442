import type { ArmTrial, GanTrial } from "../../../lib/study";

const place = { repeat: 0, fold: 0, foldId: "f0", seed: 1 };

export const gan = (id: string): GanTrial => ({ kind: "gan", id, label: 0, ...place });

export const arm = (id: string, gans: readonly string[] = []): ArmTrial => ({
  kind: "arm",
  id,
  arm: "original",
  gans,
  ...place,
});
