import { seating } from '#domain/hearing/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import type { LiveHearing } from '../live/live-hearing.ts'
import { companyOf, isSpeaking } from './company.ts'
import { picturesOf, presentationOf } from './pictures.ts'
import type { Tile } from './tiles.ts'

/** The frames of a hearing: what is shown first, then everybody of the room as they sit. */
export function courtTiles(live: LiveHearing, own: OwnMedia | null, view: HearingState, me: Person): Tile[] {
  const seats = seating(view)
  const people = companyOf(view, me).sort((a, b) => (seats[a.personId] ?? 'z').localeCompare(seats[b.personId] ?? 'z'))
  const pictures = picturesOf(live, own, people)
  const frame = (person: Person): Tile => ({
    personId: person.personId, source: 'camera', role: roleLabel(person.role), name: person.name, words: person.name, picture: pictures.get(person.personId) ?? null,
    speaks: isSpeaking(live, person), silent: person.mutedByCourt || !person.microphoneOn, away: person.connectionId === null,
  })
  const shown = people.flatMap((person): Tile[] => {
    const track = person.presentation ? presentationOf(live, own, person.personId) : null
    return track ? [{ ...frame(person), source: 'presentation', words: `${person.name} · ${t('court.presents')}`, picture: { track, description: { layout: 'plain', cutout: 'none' } } }] : []
  })
  return [...shown, ...people.map(frame)]
}
