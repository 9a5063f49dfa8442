import { notebookNames } from "../../lib/runner/notebook-options";
import { expectRunsTwice } from "./expect-runs-twice";

expectRunsTwice(notebookNames());
