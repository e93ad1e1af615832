import assert from "node:assert/strict";
import { test } from "node:test";

import { tools, type ToolModule } from "../src/components/tools.ts";

interface Place {
  readonly dataset: { readonly slTool: string };
  textContent: string;
}

const pageWith = (...names: string[]): { places: Place[]; page: Document } => {
  const places = names.map((slTool) => ({ dataset: { slTool }, textContent: "" }));
  return { places, page: { querySelectorAll: () => places } as unknown as Document };
};

test("only the tools a page asks for are fetched, each once", async () => {
  const fetched: string[] = [];
  const mounted: Document[] = [];
  const loader = (name: string) => async (): Promise<ToolModule> => {
    fetched.push(name);
    return { mount: (page) => void mounted.push(page) };
  };
  const { page } = pageWith("plan", "plan", "toString");
  tools({ drill: loader("drill"), plan: loader("plan") })(page, new AbortController().signal);
  await new Promise(setImmediate);
  assert.deepEqual([fetched, mounted], [["plan"], [page]]);
});

test("a tool that arrives after its page was left is not mounted", async () => {
  let mounted = false;
  const left = new AbortController();
  tools({ plan: async () => ({ mount: () => void (mounted = true) }) })(pageWith("plan").page, left.signal);
  left.abort();
  await new Promise(setImmediate);
  assert.equal(mounted, false);
});

test("a tool that cannot be fetched says so in its place only", async () => {
  const { places, page } = pageWith("plan", "other");
  tools({ plan: () => Promise.reject(new Error("offline")) })(page, new AbortController().signal);
  await new Promise(setImmediate);
  assert.match(places[0]!.textContent, /could not be loaded/);
  assert.equal(places[1]!.textContent, "");
});
