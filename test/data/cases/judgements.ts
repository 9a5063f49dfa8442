import { even, names, table } from "./table-of-images";
import type { Case } from "./verify-case";

const bad = (heading: string, yes: string, no: string): Case => ({
  name: `${heading} of ${yes} and ${no}`,
  images: names,
  files: table(`id,hemorrhage,${heading}`, (i) => [i % 2, i === 2 || i === 3 ? yes : no]),
  right: new RegExp(
    `^Cannot use all images of .*: column "${heading}" of labels\\.csv says ("${yes}"|yes|no) for 2 images of 24: a02\\.png, a03\\.png, expected a decision`,
  ),
});

/** Columns that say so in other words. */
export const judgements: readonly Case[] = [
  bad("status", "excluded", "included"),
  bad("status", "excluded", ""),
  bad("Status", "rejected: motion", "ok"),
  bad("qc", "fail", "pass"),
  bad("QC_status", "Failed", "Passed"),
  bad("quality", "bad", "good"),
  bad("image_quality", "non-diagnostic", "diagnostic"),
  bad("review", "reject", "accept"),
  bad("rejected", "1", "0"),
  bad("qc_pass", "no", "yes"),
  bad("exclude", "excluded", ""),
  bad("comment", "exclude - motion", ""),
  bad("Bemerkung", "ausgeschlossen wegen Bewegung", "Kontrolle"),
  bad("Qualität", "schlecht", "gut"),
  bad("Bildqualität", "nicht verwendbar", "gut"),
  bad("ausgeschlossen", "ja", "nein"),
  bad("verwendbar", "nein", "ja"),
  bad("qualité", "mauvaise", "bonne"),
  bad("exclu", "oui", "non"),
  bad("calidad", "mala", "buena"),
  bad("estado", "excluido", "incluido"),
  bad("qualità", "scarsa", "buona"),
  bad("stato", "scartato", "incluso"),
  {
    name: "a status that says nothing of it",
    images: names,
    files: table("id,label,status", (i) => [i % 2, i % 3 ? "alive" : "dead"]),
    right: even,
    notes: [/"label" the classes; not used: "status"$/],
  },
  {
    name: "another organ's status beside a finding is asked about",
    images: names,
    files: table("id,edema,graft_status", (i) => [i % 2, i % 3 ? "stable" : "rejected"]),
    right: /2 columns may be it: "edema", "graft_status"/,
  },
  {
    name: "a qc of 0 and 1 is asked about",
    images: names,
    files: table("id,hemorrhage,qc", (i) => [i % 2, i % 3 ? 1 : 0]),
    right: even,
    notes: [
      /not used: "qc"$/,
      /^column "qc" of labels\.csv says "0", "1", and not which of them is to be left out/,
    ],
  },
  {
    name: "a status beside folders of classes",
    images: names.map((name, i) => `${i % 2 ? "tumor" : "normal"}/${name}`),
    files: table("id,status", (i) => [i < 2 ? "excluded" : "included"]),
    options: { excluded: "skip" },
    right: { normal: 11, tumor: 11 },
    notes: [/^2 images of 24 left out: column "status" of labels\.csv says "excluded"/],
  },
];
