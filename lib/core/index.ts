export * from "./errors";
export * from "./files";
export * from "./interruption";
export * from "./progress";
export * from "./random";
export * from "./run";
export * from "./settings";
export * from "./versions";
