import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import { picturesOf, presentationOf } from '../../components/pictures.ts'
import type { Tile } from '../../components/tiles.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { t } from '../../i18n/index.ts'
import type { LiveWindow } from '../live/index.ts'
import { companyOf, isSpeaking } from './company.ts'
import { roleOf } from './wording.ts'

/** The frames of a call: what is shown first, then everybody of it. */
export function callTiles(live: LiveWindow, own: OwnMedia | null, view: SessionState): Tile[] {
  const people = companyOf(view)
  const pictures = picturesOf(live, own, people)
  const frame = (person: SessionPerson): Tile => ({
    personId: person.personId, source: 'camera', role: roleOf(person), name: person.name, words: person.name, picture: pictures.get(person.personId) ?? null,
    speaks: isSpeaking(live, person), silent: !person.microphoneOn, away: person.connectionId === null,
  })
  const shown = people.flatMap((person): Tile[] => {
    const track = person.presentation !== null && person.connectionId !== null ? presentationOf(live, own, person.personId) : null
    return track ? [{ ...frame(person), source: 'presentation', words: t('call.presents', { name: person.name }), picture: { track, description: { layout: 'plain', cutout: 'none' } } }] : []
  })
  return [...shown, ...people.map(frame)]
}
