import { createHmac, randomUUID } from "node:crypto";

// Jupyter's wire protocol once more, on purpose: a fault of the kernel's own codec (lib/kernel/protocol/message.ts) would
// not show if the tests spoke by it.

const delimiter = "<IDS|MSG>";

/** Header of a message. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** The fields of a message's content; which there are follows from its type. */
export type Content = Readonly<Record<string, unknown>>;

/** One message of Jupyter's protocol, its signature already checked. */
export interface Message {
  readonly header: Header;
  /** Header of the request it answers; empty when it answers none. */
  readonly parent: Partial<Header>;
  readonly metadata: Content;
  readonly content: Content;
  readonly buffers: readonly Buffer[];
  /** Routing frames before the delimiter; on iopub the topic. */
  readonly identities: readonly Buffer[];
}

/** A new header of this type and session. */
export function header(msg_type: string, session: string): Header {
  const date = new Date().toISOString();
  return { msg_id: randomUUID(), msg_type, session, username: "test", date, version: "5.3" };
}

/** The frames of a message, signed with the connection's key. */
export function encode(head: Header, parent: Partial<Header>, content: Content, key: string): Buffer[] {
  const parts = [head, parent, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
  return [Buffer.from(delimiter), Buffer.from(sign(parts, key)), ...parts];
}

/**
 * The message in these frames.
 * @throws {Error} When the delimiter is missing or the signature is not that of the key.
 */
export function decode(frames: readonly Buffer[], key: string): Message {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  const [signature, ...parts] = frames.slice(at + 1);
  if (at < 0 || signature?.toString() !== sign(parts.slice(0, 4), key))
    throw new Error(`Cannot read a message: ${at < 0 ? "no delimiter" : "a wrong signature"}.`);
  const [head, parent, metadata, content] = parts.slice(0, 4).map((part) => JSON.parse(part.toString()));
  return {
    header: head,
    parent,
    metadata,
    content,
    buffers: parts.slice(4),
    identities: frames.slice(0, at),
  };
}

function sign(parts: readonly Buffer[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
