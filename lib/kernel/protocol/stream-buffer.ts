import type { Header } from "./message";

/** Joins what is written to stdout and stderr, so that 100,000 lines are not 100,000 messages. */
export interface StreamBuffer {
  write(name: string, text: string, parent: Header | undefined): void;
  /** Sends what is held: before every other message. */
  flush(): void;
}

const pause = 30; // ms between two messages of a stream
const largest = 65_536; // characters in one message

interface Held {
  readonly name: string;
  readonly parent: Header | undefined;
  readonly texts: string[];
  size: number;
}

/** A text after a pause is sent at once, others with those of the next 30 ms; the order between streams is kept. */
export function openStreamBuffer(
  send: (name: string, text: string, parent: Header | undefined) => void,
): StreamBuffer {
  let held: Held | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sentAt = -Infinity;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!held) return;
    sentAt = performance.now();
    send(held.name, held.texts.join(""), held.parent);
    held = undefined;
  };
  return {
    flush,
    write: (name, text, parent) => {
      if (held && (held.name !== name || held.parent?.msg_id !== parent?.msg_id || held.size > largest))
        flush();
      held ??= { name, parent, texts: [], size: 0 };
      held.texts.push(text);
      held.size += text.length;
      if (performance.now() - sentAt >= pause) flush();
      else timer ??= setTimeout(flush, pause);
    },
  };
}
