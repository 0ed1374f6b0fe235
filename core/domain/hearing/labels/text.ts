/** One thing said in both languages of the house. */
export type Text = { zh: string; en: string }

export const say = (zh: string, en: string): Text => ({ zh, en })
