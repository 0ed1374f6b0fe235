import { CaseSettings } from '#protocol/window/case.ts'

/** Terms as they are where a province has set none of its own; the server's answer is what counts. */
export const CASE_SETTINGS: CaseSettings = CaseSettings.parse({})
