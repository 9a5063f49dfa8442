import { relatedNames } from "../../lib/runner/notebook-options";
import { expectRunsTwice } from "./expect-runs-twice";

expectRunsTwice(["01-preprocess", "02-train-dcgan", ...relatedNames()]); // they take the split and the generators of the two
