/** Word between the tabs of one site. Where tabs cannot talk, each is alone: the database still keeps what all of them write. */

import type { LogEvent } from "../domain/events.ts";

/** What changed in the database (cards, or null: everything is gone); or events that the sender cannot keep itself. */
export type Word = { readonly changed: readonly string[] | null } | { readonly keep: readonly LogEvent[] };

export class Tabs {
  readonly #channel: BroadcastChannel | null = null;

  constructor(open: () => BroadcastChannel, hear: (word: Word) => void) {
    try {
      this.#channel = open();
      this.#channel.onmessage = (message: MessageEvent<Word>) => hear(message.data);
    } catch {
      // Channels are missing or refused here.
    }
  }

  say(word: Word): void {
    this.#channel?.postMessage(word);
  }

  close(): void {
    this.#channel?.close();
  }
}
