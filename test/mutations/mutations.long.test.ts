import { expectCaught } from "./expect-caught";
import { mutations } from "./mutations";

// Faults that show only in what is trained with them.
expectCaught(mutations.filter((m) => m.notebooks.some((notebook) => notebook !== "01")));
