/**
 * A number with its noun: "1 seed", "2 seeds", "0 seeds".
 * @param several the plural where it is not the noun and s, or words that agree with it: "patients lie"
 */
export function countOf(n: number, one: string, several = `${one}s`): string {
  return `${n} ${n === 1 ? one : several}`;
}
