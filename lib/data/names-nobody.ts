/** Whether a patient's id is what anonymising programs and tables write in place of one: `ANONYMOUS`, `unknown`, `removed`. */
export function namesNobody(id: string): boolean {
  return /^(anon|anonym(ous|i[sz]ed)?|de-?identified|unknown|not known|unbekannt|none|null|n\/?a|removed|deleted|-+)$/i.test(
    id,
  );
}
