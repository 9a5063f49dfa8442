import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../core/errors";
import { root } from "../core/files";
import { findCause, lastLines, pythonPath, remedyFor, runProgram } from "./run-program";
import { doStep, type Step } from "./step";

const version = "2.21.0";

/** TensorFlow's package for one platform. */
export interface Wheel {
  /** As pip names it. */
  readonly platform: string;
  readonly name: string;
  readonly sha256: string;
  /** Whether NVIDIA's libraries belong to it. */
  readonly cuda?: boolean;
}

/** TensorFlow's packages by platform. Only linux-x64 was run; of the others the index' entries were read. */
export const wheels: Readonly<Record<string, Wheel>> = {
  "linux-x64": {
    platform: "manylinux_2_27_x86_64",
    name: "tensorflow-cpu",
    sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
  },
  "linux-x64-nvidia": {
    platform: "manylinux_2_27_x86_64",
    name: "tensorflow",
    sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
    cuda: true,
  },
  "linux-arm64": {
    platform: "manylinux_2_27_aarch64",
    name: "tensorflow",
    sha256: "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c",
  },
  "darwin-arm64": {
    platform: "macosx_12_0_arm64",
    name: "tensorflow",
    sha256: "51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88",
  },
};

/** NVIDIA's libraries as TensorFlow's own metadata asks for them (extra "and-cuda"); read there, not run here. */
export const nvidiaPackages: readonly string[] = [
  "nvidia-cublas-cu12>=12.5.3.2,<13.0",
  "nvidia-cuda-cupti-cu12>=12.5.82,<13.0",
  "nvidia-cuda-nvcc-cu12>=12.5.82,<13.0",
  "nvidia-cuda-nvrtc-cu12>=12.5.82,<13.0",
  "nvidia-cuda-runtime-cu12>=12.5.82,<13.0",
  "nvidia-cudnn-cu12>=9.3.0.75,<10.0",
  "nvidia-cufft-cu12>=11.2.3.61,<12.0",
  "nvidia-curand-cu12>=10.3.6.82,<11.0",
  "nvidia-cusolver-cu12>=11.6.3.83,<12.0",
  "nvidia-cusparse-cu12>=12.5.1.3,<13.0",
  "nvidia-nccl-cu12>=2.27.7,<3.0",
  "nvidia-nvjitlink-cu12>=12.5.82,<13.0",
];

/** Folder of a package's library and headers, relative to the project's root. */
export const wheelFolder = (wheel: Wheel): string => `.cache/${wheel.name}-${version}`;

/** The step that takes TensorFlow's library and C headers out of its Python package. */
export function tensorflowStep(wheel: Wheel): Step {
  const folder = wheelFolder(wheel);
  const part = join(root(), `${folder}.part`);
  return {
    label: `TensorFlow's library (${wheel.name} ${version}, ${wheel.cuda ? "some 3 GB" : "about 270 MB"})`,
    stamp: `${folder}/stamp`,
    key: wheel.sha256,
    megabytes: wheel.cuda ? 9000 : 1500,
    made: () => readdirSync(join(root(), folder, "tensorflow")).map((name) => `${folder}/tensorflow/${name}`),
    work: () => {
      for (const f of [part, join(root(), folder)]) rmSync(f, { recursive: true, force: true });
      mkdirSync(part, { recursive: true });
      const absent = download(wheel, part);
      if (absent !== undefined) return absent;
      unpack(part);
      const lacking = wheel.cuda ? installNvidia(part) : undefined;
      if (lacking === undefined) renameSync(part, join(root(), folder));
      return lacking;
    },
  };
}

/** Downloads and unpacks TensorFlow's library. @returns undefined when it is there, else the reason why it cannot be */
export const installTensorflow = (wheel: Wheel): string | undefined => doStep(tensorflowStep(wheel));

function download(wheel: Wheel, part: string): string | undefined {
  const wanted = join(part, "wheel.txt");
  writeFileSync(wanted, `${wheel.name}==${version} --hash=sha256:${wheel.sha256}\n`);
  // the version of Python that is named only picks a file: the package is a zip, its Python is not used
  const pick = ["--only-binary=:all:", "--python-version", "3.11", "--platform", wheel.platform];
  const args = [
    "download",
    "--no-deps",
    "--no-cache-dir",
    "--require-hashes",
    ...pick,
    "-r",
    wanted,
    "-d",
    part,
  ];
  return pip(args, `package ${wheel.name} ${version}`);
}

const installNvidia = (part: string): string | undefined =>
  pip(["install", "--no-deps", "--target", part, ...nvidiaPackages], "package of NVIDIA's libraries");

/** @returns undefined when it is done, else that the index has no such package */
function pip(args: readonly string[], what: string): string | undefined {
  const got = runProgram(pythonPath(), ["-m", "pip", "--quiet", ...args]);
  if (got.status === 0) return undefined;
  if (findCause(got) === "absent") return `the package index has no ${what} for this platform`;
  return fail(
    "set the project up",
    "pip failed",
    `to get the ${what}`,
    `${remedyFor(findCause(got))}\n${lastLines(got)}`,
  );
}

const unzip = `
import glob, os, sys, zipfile
wheel, = glob.glob(os.path.join(glob.escape(sys.argv[1]), "*.whl"))
with zipfile.ZipFile(wheel) as z:
    for n in z.namelist():
        if n.startswith("tensorflow/include/") or (n.count("/") == 1 and (".so" in n or n.endswith(".dylib"))):
            z.extract(n, sys.argv[1])
os.remove(wheel)
`;

function unpack(part: string): void {
  const done = runProgram(pythonPath(), ["-c", unzip, part]);
  if (done.status !== 0)
    fail(
      "set the project up",
      "TensorFlow's package could not be unpacked",
      "a whole zip file and room on the disc",
      `${remedyFor(findCause(done))}\n${lastLines(done)}`,
    );
}
