/** Puts the cards of a page into the learner's own drill, and takes them out again. */

import { EVERYTHING, selects } from "../domain/queue.ts";
import { count } from "../domain/wording.ts";
import { learner, site } from "./learner.ts";

export async function collect(page: string): Promise<{ readonly said: string; readonly label: string }> {
  const asked = site.index();
  const me = await learner();
  const [index, rows] = await Promise.all([asked, me.rows()]);
  const wanted = selects({ ...EVERYTHING, page });
  const cards = index.cards.filter((card) => wanted(card, undefined));
  const missing = cards.filter(({ key }) => !rows.get(key)?.added);
  const on = missing.length > 0;
  await me.append(...(on ? missing : cards).map(({ key }) => ({ type: "add", id: me.newId(), at: me.now(), card: key, on }) as const));
  if (!on) return { said: `Taken out again: ${count(cards.length, "card")}.`, label: "Add to my drill" };
  const lasting = me.store.trouble ? " Until you close this page: nothing can be kept here." : "";
  return { said: `Added: ${count(missing.length, "card")}. Drill them with the filter "what I added".${lasting}`, label: "Take out of my drill" };
}
