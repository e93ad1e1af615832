import assert from "node:assert/strict";
import { test } from "node:test";

import { addressPath, filePath, isPage, pathBelow, sizeText } from "../src/domain/offline.ts";

test("a size is told in whole kilobytes, then in tenths of megabytes, and never as nothing", () => {
  assert.deepEqual([0, 1, 850_000, 999_000, 999_001, 4_234_567].map(sizeText), ["0 kB", "1 kB", "850 kB", "999 kB", "1.0 MB", "4.2 MB"]);
});

test("a folder's address is its index page, and back", () => {
  const pairs = [["", "index.html"], ["questions/", "questions/index.html"], ["a/b/", "a/b/index.html"]] as const;
  for (const [address, file] of pairs) assert.deepEqual([filePath(address), addressPath(file)], [file, address]);
  for (const path of ["assets/x.css", "about.html", "my-index.html"]) assert.deepEqual([filePath(path), addressPath(path)], [path, path]);
});

test("only what ends in .html is a page", () => {
  assert.deepEqual(["a/index.html", "a.html.json", "a.css"].map(isPage), [true, false, false]);
});

test("a path is found below the site's root only, without query and anchor", () => {
  const root = "https://host.example/name/";
  assert.equal(pathBelow("https://host.example/name/questions/?words=a#b", root), "questions/");
  assert.equal(pathBelow("https://host.example/name/", root), "");
  assert.equal(pathBelow("https://host.example/name/caf%C3%A9/", root), "café/");
  assert.equal(pathBelow("https://host.example/name/100%/", root), "100%/");
  for (const other of ["https://host.example/", "https://host.example/names/", "https://else.example/name/", "data:text/plain,x"]) {
    assert.equal(pathBelow(other, root), null);
  }
});
