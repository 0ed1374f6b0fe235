import type { ScenePerson } from './people.ts'
import { ENTER_MS, Fades, LEAVE_MS, glow } from './motion.ts'
import { cameraKey } from './placement.ts'
import type { Tracks } from './people/tracks.ts'

/** A picture older than this, in ms, stands still. */
const STALLED_MS = 4000

const personOf = (key: string): string => key.slice(0, key.lastIndexOf('/'))

/** Who is here, who is just coming or going, who is speaking, whose picture stands still. Times are the scene's own, ms. */
export class Attendance {
  people: ScenePerson[] = []
  stalled: ReadonlySet<string> = new Set()
  private readonly presence = new Fades()
  private readonly glows = new Fades()
  /** Those who have just left keep their chair until their picture has faded. */
  private readonly leaving = new Map<string, ScenePerson>()
  private readonly tracks: Tracks
  private readonly calm: boolean
  /** What moved in the picture before: its last step must be drawn too. */
  private moved = { keys: new Set<string>(), glowing: new Set<string>() }

  constructor(tracks: Tracks, calm: boolean) {
    this.tracks = tracks
    this.calm = calm
  }

  /** How much of a person is there, by key of their camera; and how bright the light behind them, by person: 0 … 1. */
  readonly there = (key: string, now: number): number => this.presence.at(key, now)
  readonly light = (personId: string, now: number): number => this.glows.at(personId, now)

  /** @returns those who have gone. */
  set(people: ScenePerson[], now: number): string[] {
    const here = new Set(people.filter((person) => !person.away).map(({ personId }) => personId))
    const gone = this.people.filter((person) => !person.away && !here.has(person.personId))
    for (const person of gone) {
      if (!this.presence.has(cameraKey(person.personId))) continue
      this.leaving.set(person.personId, person)
      this.fade(person.personId, 0, now)
    }
    for (const personId of here) {
      this.leaving.delete(personId)
      const track = this.tracks.get(cameraKey(personId))
      if (track?.shown && !track.ended) this.fade(personId, 1, now)
    }
    for (const person of people) glow(this.glows, person.personId, person.speaking && !person.muted && !person.away, now, this.calm)
    this.people = people
    return gone.map(({ personId }) => personId)
  }

  /** Fades a person's last picture out. @returns false when there was none. */
  dismiss(personId: string, now: number): boolean {
    if (!this.presence.has(cameraKey(personId))) return false
    this.fade(personId, 0, now)
    return true
  }

  /** Whose first picture has come steps in. */
  welcome(fresh: string[], now: number): void {
    for (const key of fresh) {
      const personId = personOf(key)
      if (key === cameraKey(personId) && !this.leaving.has(personId) && !this.tracks.get(key)?.ended) this.fade(personId, 1, now)
    }
  }

  /** @returns keys of the pictures that have faded away. */
  farewell(now: number): string[] {
    const gone = this.presence.gone(now)
    for (const key of gone) this.leaving.delete(personOf(key))
    return gone
  }

  /** Everybody with a chair: those present, and those whose chair is still warm. */
  seated(): ScenePerson[] {
    const taken = new Set(this.people.filter(({ personId }) => !this.leaving.has(personId)).map(({ seat }) => seat))
    const listed = new Set(this.people.map(({ personId }) => personId))
    const present = this.people.map((person) => this.leaving.get(person.personId) ?? person)
    return [...present, ...[...this.leaving.values()].filter(({ personId, seat }) => !listed.has(personId) && !taken.has(seat))]
  }

  /** @returns whether anybody's picture has stopped, or goes on again. */
  noteStalled(now: number): boolean {
    const stalled = new Set(this.people.filter(({ personId, away }) => {
      const track = this.tracks.get(cameraKey(personId))
      return !away && track !== undefined && track.shown && !track.ended && now - track.lastAt > STALLED_MS
    }).map(({ personId }) => personId))
    if (stalled.size === this.stalled.size && [...stalled].every((id) => this.stalled.has(id))) return false
    this.stalled = stalled
    return true
  }

  /** Cameras and people that change by themselves now, or did in the picture before. */
  moving(now: number): { keys: Set<string>; glowing: Set<string> } {
    const keys = new Set(this.presence.moving(now))
    const glowing = new Set(this.glows.moving(now))
    const both = { keys: new Set([...keys, ...this.moved.keys]), glowing: new Set([...glowing, ...this.moved.glowing]) }
    this.moved = { keys, glowing }
    return both
  }

  private fade(personId: string, to: 0 | 1, now: number): void {
    this.presence.to(cameraKey(personId), to, now, this.calm ? 0 : to ? ENTER_MS : LEAVE_MS)
  }
}
