/**
 * Reads just enough of a TensorFlow Lite file (a FlatBuffer, schema version 3) to rebuild its one graph: tensors,
 * constants, operators and their options. Field numbers are those of tensorflow/lite/schema.fbs.
 */
export type Tensor = { shape: number[]; type: 'float32' | 'float16' | 'int32'; data: Uint8Array | null }
export type Operator = { code: number; custom: string; inputs: number[]; outputs: number[]; option: (field: number, kind: 'i32' | 'u8') => number }
export type LiteGraph = { tensors: Tensor[]; operators: Operator[]; inputs: number[]; outputs: number[] }

const TYPES: Record<number, Tensor['type']> = { 0: 'float32', 1: 'float16', 2: 'int32' }

/** Follows a FlatBuffer's tables by field number. */
class Table {
  readonly bytes: DataView
  readonly at: number

  constructor(bytes: DataView, at: number) {
    this.bytes = bytes
    this.at = at
  }

  /** Where a field's value stands, or 0 when it is left at its default. */
  field(i: number): number {
    const vtable = this.at - this.bytes.getInt32(this.at, true)
    if (4 + 2 * i >= this.bytes.getUint16(vtable, true)) return 0
    const offset = this.bytes.getUint16(vtable + 4 + 2 * i, true)
    return offset ? this.at + offset : 0
  }

  i32(i: number): number {
    const at = this.field(i)
    return at ? this.bytes.getInt32(at, true) : 0
  }

  u8(i: number): number {
    const at = this.field(i)
    return at ? this.bytes.getUint8(at) : 0
  }

  table(i: number): Table | null {
    const at = this.field(i)
    return at ? new Table(this.bytes, at + this.bytes.getUint32(at, true)) : null
  }

  /** Start and length of a vector; length 0 when absent. */
  vector(i: number): { start: number; length: number } {
    const at = this.field(i)
    if (!at) return { start: 0, length: 0 }
    const start = at + this.bytes.getUint32(at, true)
    return { start: start + 4, length: this.bytes.getUint32(start, true) }
  }

  ints(i: number): number[] {
    const { start, length } = this.vector(i)
    return Array.from({ length }, (_, k) => this.bytes.getInt32(start + 4 * k, true))
  }

  tables(i: number): Table[] {
    const { start, length } = this.vector(i)
    return Array.from({ length }, (_, k) => new Table(this.bytes, start + 4 * k + this.bytes.getUint32(start + 4 * k, true)))
  }

  data(i: number): Uint8Array {
    const { start, length } = this.vector(i)
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, length)
  }
}

/** @throws Error when the file is not TensorFlow Lite or uses a number type this reader does not know. */
export function readTflite(file: Uint8Array): LiteGraph {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (String.fromCharCode(...file.subarray(4, 8)) !== 'TFL3') throw new Error('not a TensorFlow Lite file')
  const model = new Table(bytes, bytes.getUint32(0, true))
  const codes = model.tables(1).map((code) => ({ code: code.i32(3) || code.u8(0), custom: new TextDecoder().decode(code.data(1)) }))
  const graph = model.tables(2)[0]
  if (!graph) throw new Error('the file holds no graph')
  const buffers = model.tables(4)
  const tensors = graph.tables(0).map((tensor): Tensor => {
    const type = TYPES[tensor.u8(1)]
    if (!type) throw new Error(`unknown tensor type ${tensor.u8(1)}`)
    const data = buffers[tensor.i32(2)]?.data(0)
    return { shape: tensor.ints(0), type, data: data && data.length > 0 ? data : null }
  })
  const operators = graph.tables(3).map((operator): Operator => {
    const options = operator.table(4)
    return {
      ...codes[operator.i32(0)]!, inputs: operator.ints(1), outputs: operator.ints(2),
      option: (field, kind) => (options ? options[kind](field) : 0),
    }
  })
  return { tensors, operators, inputs: graph.ints(1), outputs: graph.ints(2) }
}
