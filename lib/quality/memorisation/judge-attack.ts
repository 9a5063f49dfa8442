import type { Finding, JudgedTest } from "./finding";
import type { MemberAuc, Membership } from "./membership";

const attackWords = {
  discriminator: "the discriminator ranks a training image above one it has not seen",
  distance: "the distance to the samples ranks a training image above one the generator has not seen",
};

/** How an attacker tells training images from others. */
export type AttackName = keyof typeof attackWords;
export const attackNames = Object.keys(attackWords) as AttackName[];

/** What an attack found, or why it found nothing: it was not tried, or on too few images or patients. */
export type AttackOutcome = Membership | "not tried" | "too few";

/** An upper limit below it says that an attack of this AUC would have been seen. */
const seenAuc = 0.6;
/** Above it what the attack needs is not to be handed out. */
const refusedAuc = 0.7;

/**
 * What an attack shows: signs where its AUC is above chance and above what two training folds give, none where an AUC of 0.6
 * would have been seen.
 * @param control largest AUC between two training folds; by default 0.5
 */
export function attackFinding(found: MemberAuc, control?: number): Finding {
  if (isSign(found, control)) return "shows signs";
  return found.high < seenAuc ? "no sign found" : "cannot tell";
}

const isSign = ({ auc, low }: MemberAuc, control = 0.5): boolean => low > 0.5 && auc > control;

/** The finding of an attack in a clause; none of one that was not tried. */
export function judgeAttack(by: AttackName, found: AttackOutcome, control: number | undefined): JudgedTest[] {
  if (found === "not tried") return [];
  if (found === "too few")
    return [{ finding: "cannot tell", words: `too few images or patients for an attack by ${by}` }];
  const { auc, low, high } = found;
  const between =
    control === undefined
      ? "no other training fold to compare with"
      : `between two training folds in at most ${control.toFixed(2)}`;
  const words = `${attackWords[by]} in ${auc.toFixed(2)} of the cases (${low.toFixed(2)}–${high.toFixed(2)}; ${between})`;
  const finding = attackFinding(found, control);
  const seen = `an attack of AUC ${seenAuc} by ${by} would have been seen (${auc.toFixed(2)})`;
  return [{ finding, words: finding === "no sign found" ? seen : words }];
}

/** A reason against handing out what the attack needs; none where it tells nothing, or little. */
export function refuseAttack(by: AttackName, found: AttackOutcome, control: number | undefined): string[] {
  const isClear = typeof found === "object" && isSign(found, control) && found.auc > refusedAuc;
  return isClear
    ? [
        `By the ${by} an attacker tells training images from others at an AUC of ${found.auc.toFixed(2)}, above ${refusedAuc}.`,
      ]
    : [];
}
