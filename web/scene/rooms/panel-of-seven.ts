import type { RoomInput } from './schema.ts'
import { WARM_OAK, landscapeForSeven, portraitForSeven } from './seven.ts'

/** 七人合议庭: three judges and four people's assessors. On a phone the assessors sit in a raised row behind. */
export const panelOfSeven: RoomInput = {
  id: 'panelOfSeven', title: { zh: '七人合议庭', en: 'Panel of seven' }, emblem: 'national', colours: WARM_OAK,
  layouts: { landscape: landscapeForSeven(true), portrait: portraitForSeven(true) },
}
