import { z } from 'zod'
import { Id, Instant, Sha256, line } from '../ids.ts'
import { CaseListItem } from './case-list.ts'
import { Region, ServiceItem, ServiceMode } from './catalogue.ts'

/**
 * A citizen comes in under their name and identity number, which is checked and turned into an HMAC at once. Whoever they
 * say they are is not believed until a clerk has confirmed it in a call (W-3.13).
 */
export const CitizenSignInBody = z.strictObject({
  name: line(60),
  /** As typed; what is wrong with it is told in words. */
  identityNumber: z.string().min(1).max(40),
  phone: z.string().regex(/^1\d{10}$/).optional(),
  /** The code of the terminal, at a service centre. */
  terminal: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/).optional(),
})
export type CitizenSignInBody = z.infer<typeof CitizenSignInBody>

const ItemBrief = z.strictObject({ itemCode: z.string(), zh: z.string(), en: z.string(), department: z.string(), mode: ServiceMode, minutes: z.int(), promisedDays: z.int(), feeFen: z.int() })
export type ItemBrief = z.infer<typeof ItemBrief>

/** Public: what a citizen finds before anybody knows them. */
export const ItemsReply = z.strictObject({ items: z.array(ItemBrief), departments: z.array(z.strictObject({ departmentId: z.string(), zh: z.string(), en: z.string() })) })
/** Public: everything about one item, and the places from which its office follows. */
export const ItemReply = z.strictObject({ item: ServiceItem, regions: z.array(Region) })
/** Public: the office for an item and a place, whether it is open, and when next. */
export const RouteReply = z.strictObject({ officeId: z.string(), officeName: z.string(), phone: z.string(), address: z.string(), open: z.boolean(), opensAt: z.string().nullable(), crossProvince: z.boolean() })
/** Public: results of ratings (R12); JSON of `publicResults`. */
export const PublicRatingsReply = z.strictObject({ results: z.json(), until: z.iso.date() })
/** Staff: cases of their own office or centre; a citizen: their own. */
export const CaseListReply = z.strictObject({ cases: z.array(CaseListItem), more: z.boolean() })
/** Supervisor: figures of the day and of a span of days, as `figuresOf` of the hall and of ratings give them. */
export const DashboardReply = z.strictObject({ hall: z.json(), cases: z.json(), ratings: z.json(), at: z.string() })
export const StatisticsReply = z.strictObject({ from: z.iso.date(), to: z.iso.date(), rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) })
/** Answer to a still sent to a call: its file, as kept. */
export const StillReply = z.strictObject({ fileId: Id, sha256: Sha256, pages: z.int().min(1), widthPx: z.int().min(1), heightPx: z.int().min(1) })
export type StillReply = z.infer<typeof StillReply>

/** Supervisor: who looked at the matters of the own office, newest first (W-7.2). */
export const AccessLogReply = z.strictObject({
  entries: z.array(z.strictObject({ at: Instant, caseId: Id, by: Id, role: z.string(), place: z.string().nullable(), purpose: z.string(), lens: z.string() })), more: z.boolean(),
})

/** Routes of the windows; `auth: 'staff'` is for people of the catalogue, `'citizen'` for citizens, `true` for both. */
export const WINDOW_ROUTES = {
  items: { method: 'get', path: '/api/window/items', auth: false, reply: ItemsReply },
  item: { method: 'get', path: '/api/window/items/:itemCode', auth: false, reply: ItemReply },
  route: { method: 'get', path: '/api/window/items/:itemCode/route/:region', auth: false, reply: RouteReply },
  publicRatings: { method: 'get', path: '/api/window/ratings', auth: false, reply: PublicRatingsReply },
  cases: { method: 'get', path: '/api/window/cases', auth: true, reply: CaseListReply },
  /** Body: image/jpeg or image/png of one capture; checked like every upload. Query: `captureId`. */
  still: { method: 'post', path: '/api/window/calls/:sessionId/stills', auth: true, reply: StillReply },
  /** Body: a file for one material of a case. Query: `materialId`. */
  material: { method: 'post', path: '/api/window/cases/:caseId/materials', auth: true, reply: StillReply },
  /** image/jpeg of one page of a file of a case or call: `?page=1`; only for those who see the case or call. */
  page: { method: 'get', path: '/api/window/files/:fileId/page', auth: true, reply: null },
  /** application/pdf of a paper of a case. */
  paper: { method: 'get', path: '/api/window/cases/:caseId/documents/:documentId/file', auth: true, reply: null },
  /** Everything held about the citizen, as JSON; the citizen's own. */
  ownData: { method: 'get', path: '/api/window/own-data', auth: 'citizen', reply: null },
  dashboard: { method: 'get', path: '/api/window/dashboard', auth: 'staff', reply: DashboardReply },
  /** `?from&to&by=day|item|office`, JSON, or CSV where `format=csv`. */
  statistics: { method: 'get', path: '/api/window/statistics', auth: 'staff', reply: StatisticsReply },
  complaints: { method: 'get', path: '/api/window/complaints', auth: 'staff', reply: z.strictObject({ complaints: z.array(z.json()) }) },
  ratings: { method: 'get', path: '/api/window/own-ratings', auth: true, reply: z.strictObject({ ratings: z.array(z.json()) }) },
  /** `?caseId&before`: of one case, and what lies before an instant. */
  accessLog: { method: 'get', path: '/api/window/access-log', auth: 'staff', reply: AccessLogReply },
  /** The whole catalogue: JSON, or a ZIP of CSV files where `format=csv`. */
  exportCatalogue: { method: 'get', path: '/api/window/catalogue', auth: 'staff', reply: null },
  /** Body: JSON, or a ZIP of CSV files. Read as a whole or not at all. */
  importCatalogue: { method: 'put', path: '/api/window/catalogue', auth: 'staff', reply: z.strictObject({ version: z.int() }) },
} as const
