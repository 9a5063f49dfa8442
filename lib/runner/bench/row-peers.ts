import type { PointsFile } from "./points-file";

/** An environment of Python packages that peers run in; `kernels` holds the kernels of Jupyter. */
export type Environment =
  "tensorflow" | "torch" | "onnx" | "scikit-learn" | "scikit-learn-intelex" | "openTSNE" | "kernels";

/** One of those that take turns in a row. */
export interface Peer {
  readonly name: string;
  readonly environment: Environment;
  /** In lib/runner/bench/peers. */
  readonly script: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** It computes in less than float32, and says its error. */
  readonly isLower?: true;
  /** Environment variables of its process. */
  readonly variables?: Readonly<Record<string, string>>;
}

type Options = Readonly<Record<string, unknown>>;

/** All ways to use the two training libraries that a user of them would try for speed. */
function trainingPeers(
  scripts: { tensorflow: string; torch: string },
  options: Options,
  compiles: boolean,
): Peer[] {
  const tensorflow = (
    name: string,
    networks: string,
    more: Partial<Peer> & { options?: Options } = {},
  ): Peer => ({
    environment: "tensorflow",
    script: scripts.tensorflow,
    ...more,
    name,
    options: { ...options, networks, ...more.options },
  });
  const torch = (name: string, own: Options = {}): Peer => ({
    name,
    environment: "torch",
    script: scripts.torch,
    options: { ...options, ...own },
    ...("precision" in own && { isLower: true }),
  });
  const lower = (precision: string) => ({ isLower: true as const, options: { precision } });
  return [
    tensorflow("TensorFlow", "tensorflow"),
    tensorflow("Keras", "keras"),
    torch("PyTorch"),
    ...(compiles ? [torch("PyTorch compiled", { compile: true })] : []),
    torch("PyTorch autocast", { precision: "autocast" }),
    ...(compiles ? [torch("PyTorch autocast compiled", { precision: "autocast", compile: true })] : []),
    torch("PyTorch bf16 convolutions", { precision: "convolutions" }),
    tensorflow("TensorFlow bf16 convolutions", "tensorflow", {
      ...lower("convolutions"),
      variables: { ONEDNN_DEFAULT_FPMATH_MODE: "BF16" },
    }),
    tensorflow("TensorFlow bf16 graph", "tensorflow", lower("rewritten")),
    tensorflow("Keras mixed_bfloat16", "keras", lower("mixed")),
  ];
}

/** Inference of a network by runtimes that do nothing else, in batches of the size that is fastest for them. */
const runtimes = (options: Options): Peer[] => {
  const peer = (name: string, own: Options) =>
    ({ name, environment: "onnx", script: "inference_onnx.py", options: { ...options, ...own } }) as const;
  return [
    peer("OpenVINO", { runtime: "openvino" }),
    peer("ONNX Runtime", { runtime: "onnxruntime" }),
    { ...peer("OpenVINO default", { runtime: "openvino", precision: "default" }), isLower: true },
  ];
};

/** A second derivative, as the penalty takes it, is none of torch.compile's. */
export const ganPeers = (
  work: "dcgan" | "shared" | "wgan" | "quick" | "generate",
  more: Options = {},
): readonly Peer[] => [
  ...trainingPeers(
    { tensorflow: "gan_tensorflow.py", torch: "gan_torch.py" },
    { work, ...more },
    work !== "wgan" && !("penaltyWeight" in more),
  ).filter(
    ({ options: { networks, precision = "float32" } }) =>
      work === "quick"
        ? networks !== "tensorflow" // its pair is written for Keras only there
        : work !== "generate" || !["convolutions", "mixed"].includes(precision as string), // a turn takes a minute or two
  ),
  ...(work === "generate" ? runtimes({ work, ...more, batch: 50 }) : []),
];

export const pgganPeers = (options: Options): readonly Peer[] => [
  { name: "TensorFlow", environment: "tensorflow", script: "pggan_tensorflow.py", options },
];

export const cycleGanPeers = (options: Options): readonly Peer[] => [
  { name: "TensorFlow", environment: "tensorflow", script: "cyclegan_tensorflow.py", options },
];

export const resnetPeers = (work: "train" | "inference", more: Options = {}): readonly Peer[] => [
  ...trainingPeers({ tensorflow: "resnet_tensorflow.py", torch: "resnet_torch.py" }, { work, ...more }, true),
  ...(work === "inference" ? runtimes({ work, ...more, batch: 256 }) : []),
];

export const kidPeers = (file: PointsFile): readonly Peer[] => [
  {
    name: "scikit-learn",
    environment: "scikit-learn",
    script: "quality_sklearn.py",
    options: { work: "kid", file },
  },
  {
    name: "torch-fidelity and prdc",
    environment: "torch",
    script: "quality_packages.py",
    options: { file, subsets: 1, size: file.n / 2 },
  },
];

export const layoutPeers = (file: PointsFile): readonly Peer[] => {
  const sklearn = { script: "quality_sklearn.py", options: { work: "tsne", file } };
  const openTsne = { environment: "openTSNE", script: "tsne_opentsne.py" } as const;
  return [
    { name: "scikit-learn", environment: "scikit-learn", ...sklearn },
    {
      name: "scikit-learn-intelex",
      environment: "scikit-learn-intelex",
      ...sklearn,
      options: { ...sklearn.options, intelex: true },
    },
    { name: "openTSNE", ...openTsne, options: { file, gradient: "bh" } },
    { name: "openTSNE FIt-SNE", ...openTsne, options: { file, gradient: "fft" } },
  ];
};
