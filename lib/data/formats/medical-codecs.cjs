"use strict";
// Readers of medical images that are ES modules only, or whose entry TypeScript cannot type. The kernel compiles lib to
// CommonJS, where `import()` in TypeScript becomes `require`; in this file, loaded by Node itself, it stays an import.
module.exports = {
  nifti: () => import("nifti-reader-js"),
  lossless: () => import("jpeg-lossless-decoder-js"),
  openjpeg: async () =>
    (await import("@cornerstonejs/codec-openjpeg/decode")).default({ print: () => {}, printErr: () => {} }),
};
