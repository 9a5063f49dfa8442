import { wordsOf } from "../class-words";
import { valuesAt } from "./column-called";
import type { Table } from "./parse-table";

/** What says that a column is a form of the labels, whatever stands beside it: `label2`, `pathology_label`, `consensus`. */
const form =
  /^(labels?\d*|truth|gt|corrected|revised|consensus|reviewed|korrigiert|corrige|corregid[oa]|correto|corretto)$/;
/** What says so only beside such words: `final_diagnosis`, but not `bmi_class` or `target_lesion`. */
const perhaps = /^(class\d*|targets?\d*|diagnosis\d*|final)$/;
const old = /^(old|prev|previous|former|alt|ancien|antiguo|vecchio)$/;

/** Whether a column is another form of the labels, `label_corrected` or `label2`, and says other things of some rows. */
export function isRival(table: Table, label: number, at: number): boolean {
  const words = wordsOf(table.headings[at]!);
  const isForm =
    words.some((word) => form.test(word)) || (words.length > 0 && words.every((word) => perhaps.test(word)));
  const isOld = words.some((word) => old.test(word));
  const cellsOf = (column: number): string[] => valuesAt(table, column).map((cell) => cell.toLowerCase());
  const [own, other] = [cellsOf(label), cellsOf(at)];
  const isAlike = new Set([...own, ...other]).size === new Set(own).size;
  return at !== label && isForm && !isOld && isAlike && own.some((cell, i) => cell !== other[i]);
}
