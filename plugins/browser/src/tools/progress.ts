import type { Component } from "../components/component.ts";

export const mount: Component = () => {};
