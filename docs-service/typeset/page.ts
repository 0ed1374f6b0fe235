import type { FaceId } from './fonts.ts'

/** From the page's lower left corner, in points: left, bottom, right, top. */
export type Rect = [number, number, number, number]

/** One run of text at its place; `spacing` is added after every character (points). */
export type TextRun = { x: number; y: number; size: number; face: FaceId; text: string; spacing: number; grey?: number; red?: boolean }
/** A line from (x, y) to (x + width, y + height); `height` 0 where it is left out. */
export type Rule = { x: number; y: number; width: number; height?: number }
/** Square code at the foot; `size` in points, `modules` dark where true, from the top. */
export type Code = { x: number; y: number; size: number; modules: boolean[][] }
export type Page = { texts: TextRun[]; rules: Rule[]; code?: Code }

/** A place for a signature, as laid out. */
export type FieldPlace = {
  field: string; page: number; rect: Rect
  /** Further places of the same field: 骑缝章, a strip of the seal at the edge of every page. */
  seams?: { page: number; rect: Rect }[]
}
export type Layout = { pages: Page[]; fields: FieldPlace[] }
