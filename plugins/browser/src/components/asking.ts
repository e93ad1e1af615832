/** Questions to the worker in charge, and its answers. */

import type { Asked, Told } from "../domain/offline.ts";

/** Asks the worker in charge and hands over each answer. The returned function stops listening. */
export function ask(worker: ServiceWorker, type: "keep-all" | "status", hear: (told: Told) => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data as Told);
  worker.postMessage({ type } satisfies Asked, [port2]);
  return () => port1.close();
}
