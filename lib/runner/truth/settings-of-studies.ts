/** What a study does with images that are read already. */
const kept = ["data.size", "data.grouping", "data.split"];

/**
 * The settings of a truth trial that its studies run with: those of how a data set is read have had their effect, and a study's
 * own file has other names of classes, no table and no folders.
 */
export function settingsOfStudies(set: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(set).filter(([key]) => !key.startsWith("data.") || kept.includes(key)),
  );
}
