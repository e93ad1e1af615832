/**
 * All tools in one chunk: they share most of what they are made of, and in chunks of their own they would weigh an eighth
 * more together. What must not live here: anything a page without a tool needs.
 */

export { offline } from "../components/offline.ts";
export { collect } from "./collect.ts";
export { mount as drill } from "./drill.ts";
export { mount as plan } from "./plan.ts";
export { mount as progress } from "./progress.ts";
export { fill as today } from "./today/box.ts";
