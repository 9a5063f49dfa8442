import type * as TS from "typescript";
import { ts } from "../typescript/typescript";

/** Name of the loader's `require` in compiled code. */
export const requireName = "__require";

/**
 * `import(x)` and `import.meta` as the kernel's loader answers them: properties of its `require`, under a name that no
 * user's variable hides.
 */
export const dynamicImports: TS.TransformerFactory<TS.SourceFile> = (context) => {
  const { factory } = context;
  const ofRequire = (name: string): TS.Expression =>
    factory.createPropertyAccessExpression(factory.createIdentifier(requireName), name);
  const visit = (original: TS.Node): TS.Node => {
    const node = ts.visitEachChild(original, visit, context);
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return ofRequire("meta");
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      return factory.updateCallExpression(node, ofRequire("import"), undefined, node.arguments);
    return node;
  };
  return (file) => ts.visitNode(file, visit, ts.isSourceFile);
};
