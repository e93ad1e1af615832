/** The worker's own surroundings, as far as they are used: the compiler knows either a page's or a worker's, not both. */

import type { Asked, Shell } from "../domain/offline.ts";

export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface Telling extends Lasting {
  readonly data: Asked;
  readonly ports: readonly MessagePort[];
}

export interface WorkerScope {
  /** Written before the worker's code when the site is built. */
  readonly STUDYLOOP_SHELL: Shell;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: Telling) => void): void;
}

export const worker = globalThis as unknown as WorkerScope;
