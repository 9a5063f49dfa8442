import { readFileSync } from "node:fs";

interface Plant {
  plain_distance_to_source: number;
  aligned_nearest: number;
  aligned_distance: number;
  aligned_second: number;
  ratio: number;
}

interface Cell {
  z: number[];
  C_T: number;
}

/** What numpy and scipy make of phantoms, of their copies, and of eight scores of members against eight of others. */
export const golden = JSON.parse(
  readFileSync(new URL("../../golden/memorisation.json", import.meta.url), "utf8"),
) as {
  memorisation: {
    ct_one_cell: Record<"honest" | "copies", { U: number; z: number }>;
    ct_two_cells: Record<"honest" | "copies", Cell>;
    authpct: { honest: number; test_images: number; copies: number };
  };
  membership: {
    members: number[];
    others: number[];
    auc: number;
    se_delong: number;
    logit_interval: number[];
  };
  aligned: {
    plants: Record<"exact" | "shift_x1" | "flip" | "rotate3" | "noise", Plant>;
    held_out_ratios_normal_32_47: number[];
  };
  cuts: number[];
  smallestHonest: number;
};
