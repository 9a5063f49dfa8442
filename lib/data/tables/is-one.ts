import { asNumber } from "./parse-table";

/** Whether a cell of a column per class says that the image is of it: 1, or pandas' `True`. */
export function isOne(cell: string): boolean {
  return asNumber(cell) === 1 || /^true$/i.test(cell);
}

/** Whether a cell is one of a column per class: 0 or 1, or pandas' `False` or `True`. */
export function isBinary(cell: string): boolean {
  return isOne(cell) || asNumber(cell) === 0 || /^false$/i.test(cell);
}
