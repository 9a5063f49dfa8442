import { wordsOf } from "../class-words";
import { withoutAccents } from "../without-accents";

const words = new Set(
  "pred preds predict predicts predicted predictions prediction yhat prob probs proba probas probability probabilities likelihood logit logits softmax sigmoid confidence conf inferred inference ai ki output outputs vorhersage vorhersagen vorhergesagt wahrscheinlichkeit prediccion predicciones predicho probabilidad confianza previsao previsto predizione predizioni predetto probabilita probabilite predit predite confiance".split(
    " ",
  ),
);
const files =
  /^(?:\p{L}+[ _-])?(?:predictions|preds|predicted|inference|model[ _-]?outputs?|vorhersagen|predicciones|predizioni)(?:[ _.-].*)?$/iu;

/** Whether a heading is one of what a model said, not of the truth: `prediction`, `y_pred`, `tumor_prob`, `model_output`. */
export function isOutputHeading(heading: string): boolean {
  const named = wordsOf(withoutAccents(heading));
  const isOfModel = named[0] === "model" && named.length > 1;
  return isOfModel || named.join("") === "yhat" || named.some((word) => words.has(word));
}

/** Whether a heading may be one of what a model said, where no other column is the label: `score`. */
export function mayBeOutput(heading: string): boolean {
  return (
    isOutputHeading(heading) ||
    /^(?:risk[ _-]?)?(?:scores?|punteggio|puntuacion|puntuaci\u00f3n)$/i.test(heading.trim())
  );
}

/** Whether a table is called as one of what a model said: `predictions.csv`. */
export function isOutputFile(file: string): boolean {
  return files.test(
    file
      .split("/")
      .at(-1)!
      .replace(/\.[^.]*$/, ""),
  );
}
