import { createHmac, randomUUID } from "node:crypto";

// Jupyter's wire protocol. The project's own client has a codec of its own: the kernel could be a package and imports nothing.

/** Content of a message: a JSON object. */
export type Content = Readonly<Record<string, unknown>>;

/** Header of a message: id, type, session and sender (Jupyter's messaging protocol 5.3). */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A request as received. */
export interface Message {
  /** Where a reply goes (ZeroMQ's routing frames). */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly content: Content;
}

/** One frame on the wire. */
export type Frame = string | Uint8Array;

/** The version of the messaging protocol that the kernel speaks. */
export const protocol = "5.3";

const delimiter = "<IDS|MSG>";

function sign(key: string, parts: readonly Frame[]): string {
  if (key === "") return "";
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Reads a request; undefined for frames of another form or not signed with the connection's key. */
export function decode(frames: readonly Buffer[], key: string): Message | undefined {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  const parts = frames.slice(at + 2, at + 6);
  if (at < 0 || parts.length < 4 || frames[at + 1]?.toString() !== sign(key, parts)) return undefined;
  try {
    const [header, , , content] = parts.map((part) => JSON.parse(part.toString()) as unknown);
    if (!isObject(header) || typeof header["msg_type"] !== "string" || !isObject(content)) return undefined;
    return { identities: frames.slice(0, at), header: header as unknown as Header, content };
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A message to send. */
export interface Outgoing {
  readonly identities?: readonly Frame[];
  readonly type: string;
  /** The request it answers; undefined before the first request. */
  readonly parent: Header | undefined;
  /** The content as JSON. */
  readonly content: Frame;
}

/** The frames of a message, signed. */
export function encode({ identities = [], type, parent, content }: Outgoing, key: string): Frame[] {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: type,
    session: parent?.session ?? "",
    username: parent?.username ?? "",
    date: new Date().toISOString(),
    version: protocol,
  };
  const parts = [JSON.stringify(header), JSON.stringify(parent ?? {}), "{}", content];
  return [...identities, delimiter, sign(key, parts), ...parts];
}
