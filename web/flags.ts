import { z } from 'zod'

/**
 * What the address asks of this tab, for court-room kiosks and for automated runs:
 * `autojoin=1` goes from the link straight into the hearing, without the device test;
 * `camera=0|1`, `mic=0|1` whether to use them; `cut=auto|key|segment|tile` how to be cut out;
 * `view=scene|tiles|none` what to draw; `width=160…1280` and `fps=1…30` the size and rate of one's own picture.
 * Kept for the tab, so that they outlive the way from page to page.
 */
const Flags = z.object({
  autojoin: z.enum(['0', '1']).catch('0').transform((value) => value === '1'),
  camera: z.enum(['0', '1']).optional().catch(undefined).transform((value) => (value === undefined ? null : value === '1')),
  mic: z.enum(['0', '1']).optional().catch(undefined).transform((value) => (value === undefined ? null : value === '1')),
  cut: z.enum(['auto', 'key', 'segment', 'tile']).nullable().catch(null),
  view: z.enum(['scene', 'tiles', 'none']).nullable().catch(null),
  width: z.coerce.number().int().min(160).max(1280).nullable().catch(null),
  fps: z.coerce.number().int().min(1).max(30).nullable().catch(null),
})
export type Flags = z.output<typeof Flags>

const STORED = 'tongting.flags'
const NAMES = ['autojoin', 'camera', 'mic', 'cut', 'view', 'width', 'fps']

export function readFlags(search: string, stored: string | null): { flags: Flags; text: string } {
  const asked = new URLSearchParams(stored ?? '')
  for (const [name, value] of new URLSearchParams(search)) if (NAMES.includes(name)) asked.set(name, value)
  return { flags: Flags.parse({ cut: null, view: null, width: null, fps: null, ...Object.fromEntries(asked) }), text: asked.toString() }
}

let known: Flags | null = null
export function flags(): Flags {
  if (known) return known
  const read = readFlags(location.search, sessionStorage.getItem(STORED))
  if (read.text) sessionStorage.setItem(STORED, read.text)
  return (known = read.flags)
}
