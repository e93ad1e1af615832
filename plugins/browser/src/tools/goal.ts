/** What the learner works towards, as the subject calls it ("interview", "exam"): in `data-sl-goal` of a tool's place. */
export const goal = (): string => document.querySelector<HTMLElement>("[data-sl-goal]")?.dataset["slGoal"] ?? "exam";
