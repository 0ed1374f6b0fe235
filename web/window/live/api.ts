import type { z } from 'zod'
import { ROUTES, SessionReply } from '#protocol/http.ts'
import { WINDOW_ROUTES } from '#protocol/window/http.ts'
import type { CitizenSignInBody } from '#protocol/window/http.ts'
import { keepSession } from '../../session.ts'
import { address, ask } from './ask.ts'
import type { Asked, Query } from './ask.ts'

type RouteName = keyof typeof WINDOW_ROUTES
type WithReply = { [N in RouteName]: (typeof WINDOW_ROUTES)[N]['reply'] extends z.ZodType ? N : never }[RouteName]
export type WindowReply<N extends WithReply> = (typeof WINDOW_ROUTES)[N]['reply'] extends z.ZodType ? z.output<(typeof WINDOW_ROUTES)[N]['reply']> : never
type Places = Record<string, string>

async function json<N extends WithReply>(name: N, places: Places = {}, asked: Asked = {}): Promise<WindowReply<N>> {
  const route = WINDOW_ROUTES[name]
  const answer = await ask(address(route.path, places, asked.query), { method: route.method, ...asked })
  return (route.reply as z.ZodType).parse(await answer.json()) as WindowReply<N>
}

async function bytes(name: RouteName, places: Places = {}, query: Query = {}): Promise<Blob> {
  const route = WINDOW_ROUTES[name]
  return await (await ask(address(route.path, places, query), { method: route.method })).blob()
}

/** Signs a citizen in and keeps the session for this tab. @throws AppError, Unreachable: as everything here */
export async function citizenSignIn(body: CitizenSignInBody): Promise<SessionReply> {
  const answer = await ask(ROUTES.citizenSignIn.path, { method: ROUTES.citizenSignIn.method, type: 'application/json', body: JSON.stringify(body) })
  const session = SessionReply.parse(await answer.json())
  keepSession(session)
  return session
}

/** All items, or those that answer what somebody typed, best first. */
export const listItems = (query: { q?: string; department?: string } = {}, signal?: AbortSignal): Promise<WindowReply<'items'>> => json('items', {}, { query, ...(signal ? { signal } : {}) })
export const itemOf = (itemCode: string): Promise<WindowReply<'item'>> => json('item', { itemCode })
/** The office for an item and a place. */
export const routeTo = (itemCode: string, region: string): Promise<WindowReply<'route'>> => json('route', { itemCode, region })
export const publicRatings = (): Promise<WindowReply<'publicRatings'>> => json('publicRatings')
/** Cases of one's own, or of one's office or centre. */
export const listCases = (query: Query = {}): Promise<WindowReply<'cases'>> => json('cases', {}, { query })
export const listComplaints = (query: Query = {}): Promise<WindowReply<'complaints'>> => json('complaints', {}, { query })
export const ownRatings = (): Promise<WindowReply<'ratings'>> => json('ratings')
export const dashboard = (): Promise<WindowReply<'dashboard'>> => json('dashboard')
export const statistics = (query: { from: string; to: string; by: 'day' | 'item' | 'office' | 'pair' }): Promise<WindowReply<'statistics'>> => json('statistics', {}, { query })
export const statisticsCsv = (query: { from: string; to: string; by: 'day' | 'item' | 'office' | 'pair' }): Promise<Blob> => bytes('statistics', {}, { ...query, format: 'csv' })
/** Who looked at the matters of the own office. */
export const accessLog = (query: { caseId?: string; before?: string } = {}): Promise<WindowReply<'accessLog'>> => json('accessLog', {}, { query })
export const ownData = (): Promise<Blob> => bytes('ownData')

/** One still in full resolution, for a capture the clerk has asked for in the call. */
export const sendStill = (sessionId: string, captureId: string, still: Blob): Promise<WindowReply<'still'>> =>
  json('still', { sessionId }, { query: { captureId }, body: still, type: still.type })
/** A file for one material of a case; its fileId goes into the command `addMaterial`. */
export const sendMaterial = (caseId: string, materialId: string, file: Blob): Promise<WindowReply<'material'>> =>
  json('material', { caseId }, { query: { materialId }, body: file, type: file.type || 'application/octet-stream' })
/** image/png of one page, counted from 1, of a file of a case or a call. */
export const filePage = (fileId: string, page = 1): Promise<Blob> => bytes('page', { fileId }, { page })
/** application/pdf of a paper of a case. */
export const paperFile = (caseId: string, documentId: string): Promise<Blob> => bytes('paper', { caseId, documentId })

export const exportCatalogue = (format: 'json' | 'csv'): Promise<Blob> => bytes('exportCatalogue', {}, { format })
/** Read as a whole or not at all. @throws AppError with every fault named */
export const importCatalogue = (file: Blob): Promise<WindowReply<'importCatalogue'>> =>
  json('importCatalogue', {}, { body: file, type: file.type || 'application/json' })
