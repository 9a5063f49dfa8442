import { expectCaught } from "./expect-caught";
import { mutations } from "./mutations";

// Faults that no training has to run with: seconds each, after one run of all five notebooks.
expectCaught(mutations.filter((m) => !m.notebooks.some((notebook) => notebook !== "01")));
