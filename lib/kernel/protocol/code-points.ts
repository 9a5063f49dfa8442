/** A cursor position of the protocol (in code points) as an offset of JavaScript's (in UTF-16 units). */
export function toOffset(code: string, position: number): number {
  return [...code].slice(0, position).join("").length;
}

/** An offset in UTF-16 units as a position in code points. */
export function toPosition(code: string, offset: number): number {
  return [...code.slice(0, offset)].length;
}
