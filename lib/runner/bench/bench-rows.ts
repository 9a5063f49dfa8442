import type { GanCaseOptions } from "./cases/gan";
import {
  cycleGanPeers,
  ganPeers,
  kidPeers,
  layoutPeers,
  pgganPeers,
  resnetPeers,
  type Peer,
} from "./row-peers";
import type { PointsFile } from "./points-file";

/** One line of the benchmark's table. */
export interface Row {
  readonly name: string;
  /** One measurement, in words. */
  readonly about: string;
  /** Our case in child.ts, and its options. */
  readonly ours: readonly [name: string, options: Readonly<Record<string, unknown>>];
  /** It is also timed at a lower precision, where peers are. */
  readonly hasLower?: true;
  readonly peers: readonly Peer[];
  /** Steps of one turn. */
  readonly steps: number;
  /** Left out without peers, for its time. */
  readonly isLong?: boolean;
  /** Points that all of the row's contenders read: written before they start. */
  readonly points?: { readonly file: PointsFile; readonly apart: number };
}

const dcgan = (more: Partial<GanCaseOptions>): Row["ours"] => [
  "gan",
  { spec: "paper", size: 32, batch: 16, penaltyWeight: 0, isShared: false, images: 144, ...more },
];

const translating = { width: 16, discriminatorWidth: 32, batch: 4, images: 144 };

/** A step of CycleGAN; its peer is the same step in one tf.function. */
const cycleGanStep: Row = {
  name: "cyclegan-step",
  about: "step of CycleGAN at 32 x 32, width 16, batch 4 of each domain",
  ours: ["cyclegan", translating],
  peers: cycleGanPeers(translating),
  steps: 6,
};

/** @param folder of the files of points */
export function benchRows(folder: string): readonly Row[] {
  const points = (name: string, n: number, dim: number): PointsFile => ({
    path: `${folder}/${name}.f32`,
    n,
    dim,
  });
  const layout = (n: number): Pick<Row, "ours" | "peers" | "points"> => {
    const file = points(`tsne-${n}`, n, 50);
    return { ours: ["tsne", { file }], peers: layoutPeers(file), points: { file, apart: 1 } };
  };
  const kid = points("kid-2000", 4000, 2048);
  const images = { images: 10000 };
  const logits = { images: 256 };
  const growing = { maps: 64, batch: 16, images: 144 };
  return [
    {
      name: "dcgan-step",
      hasLower: true,
      about: "step of the paper's DCGAN, batch 16",
      ours: dcgan({}),
      peers: ganPeers("dcgan"),
      steps: 6,
    },
    {
      name: "dcgan-step-shared",
      hasLower: true,
      about: "the same, one generator pass for both updates",
      ours: dcgan({ isShared: true }),
      peers: ganPeers("shared"),
      steps: 6,
    },
    {
      name: "dcgan-step-penalty",
      hasLower: true,
      about: "the same with gradient penalty",
      ours: dcgan({ penaltyWeight: 10 }),
      peers: ganPeers("dcgan", { penaltyWeight: 10 }),
      steps: 4,
    },
    {
      name: "wgan-gp-iteration",
      hasLower: true,
      about: "WGAN-GP, 5 critic updates + 1, batch 16",
      ours: ["wgan", {}],
      peers: ganPeers("wgan"),
      steps: 2,
    },
    {
      name: "quick-step",
      hasLower: true,
      about: "step of quick's GAN: the small pair with its penalty, batch 16",
      ours: dcgan({ spec: "small", penaltyWeight: 1 }),
      peers: ganPeers("quick", { penaltyWeight: 1 }),
      steps: 12,
    },
    {
      name: "pggan-step",
      about: "step of the growing pair at 32 x 32, 64 maps, with its penalty, batch 16",
      ours: ["pggan", growing],
      peers: pgganPeers(growing),
      steps: 4,
    },
    cycleGanStep,
    {
      name: "resnet50-step",
      hasLower: true,
      about: "step of ResNet-50, batch 32, RMSProp",
      ours: ["classifier", { depth: "50", size: 32, filters: 64, batch: 32 }],
      peers: resnetPeers("train"),
      steps: 8,
    },
    {
      name: "resnet50-inference",
      hasLower: true,
      about: "logits of 256 images",
      ours: ["inference", logits],
      peers: resnetPeers("inference", logits),
      steps: 2,
    },
    {
      name: "generate-10000",
      hasLower: true,
      about: "10,000 images of the paper's generator",
      ours: ["generate", images],
      peers: ganPeers("generate", images),
      steps: 1,
      isLong: true,
    },
    {
      name: "kid-2000",
      about: "KID and PRDC, 2,000 x 2,000 of 2,048 features",
      ours: ["kid", { file: kid }],
      peers: kidPeers(kid),
      steps: 1,
      points: { file: kid, apart: 0.1 },
    },
    { name: "tsne-600", about: "t-SNE of 600 points, 1,000 iterations", ...layout(600), steps: 1 },
    { name: "tsne-2000", about: "t-SNE of 2,000 points", ...layout(2000), steps: 1, isLong: true },
  ];
}
