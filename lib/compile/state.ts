import type * as tfjs from "@tensorflow/tfjs";
import { sizeOf, type Entry, type Host, type Metadata } from "./backend";
import { collect } from "./collect";
import type { GraphVariable } from "./function-graph";
import type { Session } from "./session";

/**
 * Keeps tf.Variables and the session's copies of them one. After a call the session is ahead: the variable's tensor is
 * fetched when somebody asks for it, without a copy. Before a call the session gets what was assigned since.
 */
export interface State {
  /** Hands over what was assigned outside since the last call. */
  push(variables: Iterable<GraphVariable>): void;
  /** The session has written these: their tensors outside are out of date. */
  written(variables: Iterable<GraphVariable>): void;
  /** Fetches whatever is out of date: the session is not needed any more. */
  pull(): void;
}

const large = 16 << 20; // bytes

export function sharedState(host: Host, session: Session): State {
  const { backend, engine } = host;
  const synced = new Map<GraphVariable, object>(); // the data that both sides had last
  const ahead = new Map<GraphVariable, Entry>();

  const entryOf = (variable: tfjs.Variable): Entry => backend.tensorMap.get(variable.dataId);
  const pull = (): void => {
    const late = [...ahead];
    ahead.clear();
    if (late.length === 0) return;
    const values = session.get(late.map(([variable]) => variable));
    late.forEach(([, entry], i) => setId(entry, (values[i] as Metadata).id));
  };
  /** The entry's tensor is asked for by its id: that is where it is fetched. */
  const makeLate = (variable: GraphVariable, entry: Entry): void => {
    ahead.set(variable, entry);
    Object.defineProperty(entry, "id", {
      configurable: true,
      enumerable: true,
      get: () => {
        pull();
        return entry.id;
      },
      set: (id: number) => {
        ahead.delete(variable);
        setId(entry, id);
      },
    });
  };
  const written: State["written"] = (variables) => {
    for (const graphVariable of variables) {
      if (ahead.has(graphVariable)) continue;
      const { variable, type } = graphVariable;
      // data of its own: others may share the old one, and another session must see that it is out of date
      const own = backend.createOutputTensor({ ...type, id: -1 });
      variable.assign(own);
      own.dispose(); // before the entry is late: disposing looks at the id
      makeLate(graphVariable, entryOf(variable));
      synced.set(graphVariable, variable.dataId);
    }
  };
  return {
    pull,
    push: (variables) => {
      const stale: GraphVariable[] = [];
      let isShared = false;
      for (const graphVariable of variables) {
        const { variable } = graphVariable;
        if (variable.isDisposed || engine.registeredVariables[variable.name] !== variable)
          throw new Error(
            `Cannot run a compiled step: its variable ${variable.name} is disposed, expected it alive. Compile the step again for the network that is there now.`,
          );
        if (synced.get(graphVariable) !== variable.dataId) stale.push(graphVariable);
        else if (ahead.has(graphVariable) && entryOf(variable).refCount > 1) isShared = true;
      }
      if (isShared) pull(); // somebody holds the values of before the call
      if (stale.length === 0) return;
      session.set(stale, backend.getInputTensorIds(stale.map(({ variable }) => variable)));
      // the session has a copy of its own: the first one is not kept beside it
      written(stale);
      if (stale.reduce((bytes, { type }) => bytes + 4 * sizeOf(type.shape), 0) >= large) collect();
    },
    written,
  };
}

function setId(entry: Entry, id: number): void {
  Object.defineProperty(entry, "id", { value: id, writable: true, configurable: true, enumerable: true });
}
