"use strict";
// h5wasm is an ES module only. The kernel compiles lib to CommonJS, where `import()` in TypeScript becomes `require`;
// in this file, loaded by Node itself, it stays an import.
module.exports = () => import("h5wasm/node");
