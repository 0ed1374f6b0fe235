/** A round number just above the highest value, and the lines in between: 0, 5, 10, 15, 20. */
export function scaleFor(highest: number): { top: number; lines: number[] } {
  if (!(highest > 0)) return { top: 1, lines: [0, 1] }
  const rough = highest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const count = Math.ceil(highest / step - 1e-9)
  return { top: count * step, lines: Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(12))) }
}
