/** What every component is. Nothing else lives here. */

/**
 * Mounts on every element of its kind that the page holds, and does nothing on a page without one.
 * Everything it registers ends with `signal`, which is aborted when the page is left.
 */
export type Component = (page: Document, signal: AbortSignal) => void;
