/** Administrative division codes (GB/T 2260): two digits each for province, prefecture and county. */

export type Rank = 'province' | 'prefecture' | 'county'

export function rankOf(code: string): Rank {
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'
}

/** 320826 → 320000. */
export function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`
}

/** The region itself and what it lies in, nearest first: 320826 → 320826, 320800, 320000. */
export function lineage(code: string): string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, provinceOf(code)])]
}

/** Whether `inner` is `outer` or lies in it. */
export function liesIn(inner: string, outer: string): boolean {
  return lineage(inner).includes(outer)
}

/** 江苏省淮安市涟水县: the names of a region from the province down, as far as they are known. */
export function fullName(regions: readonly { code: string; name: string }[], code: string): string {
  const names = new Map(regions.map((region) => [region.code, region.name]))
  return lineage(code)
    .reverse()
    .map((each) => names.get(each) ?? '')
    .join('')
}
