/**
 * A priority queue that is never changed: a leftist heap. Adding and taking cost the logarithm of its size and leave the
 * old one as it was, so that an undo only goes back to it. Pure; equal priorities come in a fixed but arbitrary order.
 */

export interface Heap<T> {
  readonly item: T;
  readonly priority: number;
  readonly size: number;
  readonly rank: number;
  readonly left: Heap<T> | null;
  readonly right: Heap<T> | null;
}

const rank = (heap: Heap<unknown> | null): number => (heap ? heap.rank : 0);
const size = (heap: Heap<unknown> | null): number => (heap ? heap.size : 0);

function merge<T>(a: Heap<T> | null, b: Heap<T> | null): Heap<T> | null {
  if (!a || !b) return a ?? b;
  const [top, other] = a.priority <= b.priority ? [a, b] : [b, a];
  const merged = merge(top.right, other);
  const [left, right] = rank(top.left) >= rank(merged) ? [top.left, merged] : [merged, top.left];
  return { item: top.item, priority: top.priority, size: 1 + size(left) + size(right), rank: rank(right) + 1, left, right };
}

/** The heap with one item more. The item of the lowest priority is on top. */
export function add<T>(heap: Heap<T> | null, item: T, priority: number): Heap<T> {
  return merge(heap, { item, priority, size: 1, rank: 1, left: null, right: null })!;
}

/** The heap without its top. */
export function rest<T>(heap: Heap<T>): Heap<T> | null {
  return merge(heap.left, heap.right);
}
