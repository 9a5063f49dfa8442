import type { Execution } from "./execution";
import type { Content } from "./wire";

/** A cell whose last value shows itself as this bundle (code). */
export const show = (bundle: string): string => `({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`;

/** Code that declares `publish(type, content)`, as lib's figures use it. */
export const publish =
  "const publish = (globalThis as unknown as { __cell: { publish(type: string, content: unknown): void } }).__cell.publish;\n";

/** Contents of a cell's messages of one type. */
export const contents = ({ outputs }: Execution, type: string): Content[] =>
  outputs.filter(({ header }) => header.msg_type === type).map(({ content }) => content);

/** MIME bundles that a cell has sent. */
export const data = (outcome: Execution, type = "execute_result"): Content[] =>
  contents(outcome, type).map((content) => content["data"] as Content);
