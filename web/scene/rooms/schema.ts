/** Room data is an agreement between court and browser; it is declared in core/protocol. */
export { Layout, ROOM_IDS, RoomDataError, RoomSpec, Row, SeatName, readRoom } from '#protocol/courtroom.ts'
export type { RoomInput, RoomSpecId } from '#protocol/courtroom.ts'
