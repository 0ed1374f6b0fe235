import { Catalogue } from '#protocol/window/catalogue.ts'
import type { Office, Staff, WindowDesk, WorkCalendar } from '#protocol/window/catalogue.ts'
import type { ItemBrief } from '#protocol/window/http.ts'
import { fullName } from '#domain/window/catalogue/index.ts'
import { language } from '../../i18n/index.ts'
import { currentSession } from '../../session.ts'
import { exportCatalogue, listItems } from '../live/api.ts'

type Named = { zh: string; en: string }
const inWords = (name: Named | undefined, otherwise: string): string => (name ? name[language()] : otherwise)

/** What everything is called that views name by id only, and the calendar for clocks. An id that is not known is shown as it is. */
export class Book {
  readonly catalogue: Catalogue | null
  readonly #offices: Map<string, Office>
  readonly #windows: Map<string, WindowDesk>
  readonly #staff: Map<string, Staff>
  readonly #centres: Map<string, string>
  readonly #items: Map<string, Named>
  readonly #departments: Map<string, Named>

  constructor(catalogue: Catalogue | null, briefs: readonly ItemBrief[] = []) {
    this.catalogue = catalogue
    this.#offices = new Map(catalogue?.offices.map((office) => [office.officeId, office]))
    this.#windows = new Map(catalogue?.windows.map((window) => [window.windowId, window]))
    this.#staff = new Map(catalogue?.staff.map((person) => [person.personId, person]))
    this.#centres = new Map(catalogue?.centers.map(({ centerId, name }) => [centerId, name]))
    this.#items = new Map([...briefs.map(({ itemCode, zh, en }) => [itemCode, { zh, en }] as const), ...(catalogue?.items.map(({ itemCode, name }) => [itemCode, name] as const) ?? [])])
    this.#departments = new Map(catalogue?.departments.map(({ departmentId, name }) => [departmentId, name]))
  }

  item(itemCode: string): string { return inWords(this.#items.get(itemCode), itemCode) }
  department(departmentId: string): string { return inWords(this.#departments.get(departmentId), departmentId) }
  /** A skill is a department or a single item. */
  skill(id: string): string { return this.#departments.has(id) ? this.department(id) : this.item(id) }
  office(officeId: string): string { return this.#offices.get(officeId)?.name ?? officeId }
  centre(centerId: string): string { return this.#centres.get(centerId) ?? centerId }
  /** An office or a centre. */
  place(id: string): string { return this.#offices.get(id)?.name ?? this.centre(id) }
  window(windowId: string): string { return this.#windows.get(windowId)?.name ?? windowId }
  person(personId: string | null): string { return personId === null ? '' : this.#staff.get(personId)?.name ?? personId }
  region(code: string): string { return (this.catalogue && fullName(this.catalogue.regions, code)) || code }

  staffOf(placeId: string): Staff[] { return [...this.#staff.values()].filter(({ at }) => at === placeId) }
  member(personId: string): Staff | null { return this.#staff.get(personId) ?? null }
  windowsOf(officeId: string): WindowDesk[] { return [...this.#windows.values()].filter((window) => window.officeId === officeId) }
  officeOf(officeId: string): Office | null { return this.#offices.get(officeId) ?? null }
  get calendar(): WorkCalendar | null { return this.catalogue?.calendar ?? null }
}

export const EMPTY_BOOK = new Book(null)

let loaded: { token: string; book: Promise<Book> } | null = null

/** The names of this installation, fetched once for each sign-in; without the catalogue at least the items, which are public. */
export function loadBook(): Promise<Book> {
  const token = currentSession()?.token ?? ''
  if (loaded?.token !== token) loaded = { token, book: fetchBook() }
  return loaded.book
}

/** After an import: fetched anew when next asked for. */
export const forgetBook = (): void => { loaded = null }

async function fetchBook(): Promise<Book> {
  try {
    return new Book(Catalogue.parse(JSON.parse(await (await exportCatalogue('json')).text())))
  } catch (error) {
    console.warn('catalogue', error)
    loaded = null
    const briefs = await listItems().then(({ items }) => items, () => [])
    return new Book(null, briefs)
  }
}
