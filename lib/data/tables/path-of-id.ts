/** An id as a path: of an address, with forward slashes, from the data folder. */
export function pathOfId(id: string): string {
  return fromUrl(id)
    .replace(/\\/g, "/")
    .replace(/^(\.?\/)+/, "");
}

/** The path in an address of the web; other ids stay as they are. */
function fromUrl(id: string): string {
  const path = /^(?:https?|ftp|file|s3|gs):\/\/([^?#]*)/i.exec(id)?.[1];
  if (path === undefined) return id;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
