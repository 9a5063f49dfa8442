/** What a test of memorisation can say. */
export type Finding = "shows signs" | "no sign found" | "cannot tell";

/** One test's finding, in a clause. */
export interface JudgedTest {
  readonly finding: Finding;
  readonly words: string;
}
