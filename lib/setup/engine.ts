import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../core/files";
import { key, lastWords, python, run, step } from "./step";

const version = "2.21.0";

interface Wheel {
  readonly platform: string;
  readonly name: string;
  readonly sha256: string;
}

/** TensorFlow's packages by platform. Only linux-x64 was run here; the others were downloaded and looked into. */
const wheels: Readonly<Record<string, Wheel>> = {
  "linux-x64": {
    platform: "manylinux_2_27_x86_64",
    name: "tensorflow-cpu",
    sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
  },
  "linux-x64-nvidia": {
    platform: "manylinux_2_27_x86_64",
    name: "tensorflow",
    sha256: "9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124",
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

/** CUDA's libraries as the Python package index has them, for the wheel with CUDA (read in its metadata, not run here). */
const cuda = [
  "cublas",
  "cuda-cupti",
  "cuda-nvrtc",
  "cuda-runtime",
  "cudnn",
  "cufft",
  "curand",
  "cusolver",
  "cusparse",
  "nccl",
  "nvjitlink",
];
const nvidia =
  process.platform === "linux" && process.arch === "x64" && existsSync("/proc/driver/nvidia/version");

/**
 * Compiles tfjs-node-gpu's own binding against TensorFlow's C library, taken from the Python package (checked by its
 * SHA-256; a package is a zip, so the user's Python version does not matter).
 *
 * @returns undefined when the native engine is there, else the reason why the WebAssembly engine must do
 */
export function engine(): string | undefined {
  const wheel = wheels[`${process.platform}-${process.arch}${nvidia ? "-nvidia" : ""}`];
  const home = join(root(), "node_modules/@tensorflow/tfjs-node-gpu");
  const reason =
    wheel === undefined
      ? `TensorFlow has no package for ${process.platform} ${process.arch}`
      : (library(wheel) ?? binding(wheel, home));
  if (reason !== undefined) rmSync(join(home, "lib"), { recursive: true, force: true });
  return reason;
}

const folderOf = (wheel: Wheel): string => `.cache/${wheel.name}-${version}`;

function library(wheel: Wheel): string | undefined {
  const folder = join(root(), folderOf(wheel));
  return step(
    `TensorFlow's library (${wheel.name} ${version}, about 270 MB)`,
    join(folder, "stamp"),
    wheel.sha256,
    () => {
      const part = `${folder}.part`;
      for (const f of [part, folder]) rmSync(f, { recursive: true, force: true });
      mkdirSync(part, { recursive: true });
      const wanted = join(part, "wheel.txt");
      writeFileSync(wanted, `${wheel.name}==${version} --hash=sha256:${wheel.sha256}\n`);
      const pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"];
      const only = [
        "--no-deps",
        "--only-binary=:all:",
        "--python-version",
        "3.11",
        "--platform",
        wheel.platform,
      ];
      const got = run(python(), [
        ...pip,
        "download",
        ...only,
        "--no-cache-dir",
        "--require-hashes",
        "-r",
        wanted,
        "-d",
        part,
      ]);
      if (got.status !== 0) return `its package could not be had:\n${lastWords(got)}`;
      const file = readdirSync(part).find((f) => f.endsWith(".whl")) ?? "";
      const unzipped = run(python(), ["-c", unzip, join(part, file), part]);
      if (unzipped.status !== 0) return `its package could not be unpacked:\n${lastWords(unzipped)}`;
      rmSync(join(part, file));
      if (nvidia) {
        const packages = cuda.map((p) => `nvidia-${p}-cu12`);
        const more = run(python(), [...pip, "install", "--no-deps", "--target", part, ...packages]);
        if (more.status !== 0) return `CUDA's packages could not be had:\n${lastWords(more)}`;
      }
      renameSync(part, folder);
      return undefined;
    },
  );
}

const unzip = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
for n in z.namelist():
    if n.startswith("tensorflow/include/") or (n.count("/") == 1 and (".so" in n or n.endswith(".dylib"))):
        z.extract(n, sys.argv[2])
`;

function binding(wheel: Wheel, home: string): string | undefined {
  const file = join(home, "lib/napi-v8/tfjs_binding.node");
  const sources = ["tfjs_backend.cc", "tfjs_binding.cc"].map((f) => join(home, "binding", f));
  const stepKey = key(...sources.map((f) => readFileSync(f)), wheel.sha256);
  const kept = join(root(), `.cache/engine/${stepKey}.node`); // outlives `npm ci`
  return step("native engine: compiling tfjs-node's binding", join(home, "lib/stamp"), stepKey, () => {
    for (const f of [file, kept]) mkdirSync(dirname(f), { recursive: true });
    if (!existsSync(kept)) {
      const compiled = compile(wheel, sources, `${kept}.part`);
      if (compiled !== undefined) return compiled;
      renameSync(`${kept}.part`, kept);
    }
    copyFileSync(kept, `${file}.part`);
    renameSync(`${file}.part`, file);
    const tried = run(process.execPath, [
      "--import",
      "tsx",
      "-e",
      "process.exit(require('./lib/engine/tf').tf.scalar(2).square().dataSync()[0] === 4 ? 0 : 1)",
    ]);
    if (tried.status === 0) return undefined;
    rmSync(kept);
    return `the compiled engine does not load:\n${lastWords(tried)}`;
  });
}

function compile(wheel: Wheel, sources: readonly string[], output: string): string | undefined {
  const mac = process.platform === "darwin";
  const folder = join(folderOf(wheel), "tensorflow");
  const libraries = mac
    ? ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"]
        .map((l) => join(folder, l))
        .concat("-undefined", "dynamic_lookup")
    : ["-L", folder, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"];
  // found relative to the binding itself, so that the project's folder may be moved
  const found = `-Wl,-rpath,${mac ? "@loader_path" : "$ORIGIN"}/../../../../../${folder}`;
  const includes = ["-I", "node_modules/node-api-headers/include", "-I", join(folder, "include")];
  const flags = ["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"];
  const compiled = run(mac ? "c++" : "g++", [
    ...flags,
    ...includes,
    ...sources,
    "-o",
    output,
    ...libraries,
    found,
  ]);
  if (compiled.status === 0) return undefined;
  return `no working C++ compiler (Debian, Ubuntu: sudo apt-get install g++; macOS: xcode-select --install):\n${lastWords(compiled)}`;
}
