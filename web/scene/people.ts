import type { TrackDescription } from '#protocol/media.ts'

/** A person as the scene needs them. */
export type ScenePerson = {
  personId: string
  /** A SeatId; people whose seat the room does not have are put into the gallery. */
  seat: string
  name: string
  /** Words on the plate above the name, in the reader's language. */
  roleLabel: string
  speaking: boolean
  handRaised: boolean
  muted: boolean
  /** 0 (unusable) … 10, null = not known. */
  network: number | null
  /** Known to the hearing but not connected. */
  away: boolean
  /** Shown in a frame whatever the track says. */
  framed: boolean
}

export type SceneSource = 'camera' | 'presentation'
export type SceneCamera = 'whole' | 'bench' | 'speaker' | 'parties' | 'public'
export const SCENE_CAMERAS: readonly SceneCamera[] = ['whole', 'bench', 'speaker', 'parties', 'public']

/** How a person appears: cut out, in a frame, or not at all. */
export type Appearance = 'cutout' | 'tile' | 'absent'

export function appearanceOf(person: ScenePerson, description: TrackDescription | null): Appearance {
  if (person.away || !description) return 'absent'
  return person.framed || description.layout === 'plain' || description.cutout === 'tile' || description.cutout === 'none' ? 'tile' : 'cutout'
}
