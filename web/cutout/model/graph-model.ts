import type { LiteGraph, Operator } from './tflite.ts'

/** Builtin operator codes of TensorFlow Lite that the selfie model uses. */
const OP = { add: 0, conv: 3, depthwise: 4, dequantize: 6, logistic: 14, mul: 18, relu: 19, resize: 23, custom: 32, mean: 40, hardSwish: 117 } as const

type Attr = Record<string, unknown>
type Node = { name: string; op: string; input: string[]; attr: Attr }
type Weight = { name: string; shape: number[]; dtype: 'float32' | 'int32'; quantization?: { dtype: 'float16'; original_dtype: 'float32' } }
export type GraphModel = { json: string; weights: Uint8Array }

const FLOAT = { T: { type: 'DT_FLOAT' } }
const ints = (...i: number[]) => ({ list: { i: i.map(String) } })
const strings = (...s: string[]) => ({ list: { s: s.map((text) => Buffer.from(text).toString('base64')) } })
const text = (s: string) => ({ s: Buffer.from(s).toString('base64') })

/**
 * Rewrites a graph as a TensorFlow.js graph model: the same operators in TensorFlow's names, bias and ReLU fused into
 * the convolutions, 16-bit weights kept 16 bits. The one-channel mask is given twice, because body-segmentation reads
 * the second channel.
 */
export function toGraphModel(graph: LiteGraph): GraphModel {
  const nodes: Node[] = []
  const manifest: Weight[] = []
  const parts: Uint8Array[] = []
  const names = new Map<number, string>()
  const constants = new Map<number, number>()
  const users = new Map<number, number>()
  for (const op of graph.operators) for (const input of op.inputs) users.set(input, (users.get(input) ?? 0) + 1)
  const node = (name: string, op: string, input: string[], attr: Attr): string => {
    nodes.push({ name, op, input, attr })
    return name
  }
  const constant = (name: string, shape: number[], dtype: Weight['dtype'], data: Uint8Array, half: boolean): string => {
    manifest.push({ name, shape, dtype, ...(half ? { quantization: { dtype: 'float16' as const, original_dtype: 'float32' as const } } : {}) })
    parts.push(data)
    return node(name, 'Const', [], { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' }, value: { tensor: { dtype: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT', tensorShape: { dim: shape.map((size) => ({ size: String(size) })) } } } })
  }
  const numbers = (name: string, values: number[], dtype: 'int32' | 'float32') => constant(name, dtype === 'float32' && values.length === 1 ? [] : [values.length], dtype, new Uint8Array((dtype === 'int32' ? new Int32Array(values) : new Float32Array(values)).buffer), false)
  /** A weight, turned into TensorFlow's order of dimensions. */
  const weight = (tensor: number, shape: number[], order?: (bytes: Uint8Array) => Uint8Array): string => {
    const source = graph.tensors[constants.get(tensor) ?? tensor]!
    if (!source.data) throw new Error(`tensor ${tensor} is not constant`)
    return constant(`w${tensor}`, shape, 'float32', order ? order(source.data) : source.data, source.type === 'float16')
  }
  const shapeOf = (tensor: number) => graph.tensors[tensor]!.shape
  const name = (tensor: number): string => {
    const known = names.get(tensor)
    if (!known) throw new Error(`tensor ${tensor} is used before it is made`)
    return known
  }
  graph.inputs.forEach((tensor) => names.set(tensor, node('input', 'Placeholder', [], { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: shapeOf(tensor).map((size) => ({ size: String(size) })) } } })))
  const six = numbers('one_sixth', [1 / 6], 'float32')
  const three = numbers('three', [3], 'float32')
  const plane = numbers('plane', [1, 2], 'int32')

  const convolution = (op: Operator, next: Operator | undefined): number => {
    const [input, filter, bias] = op.inputs as [number, number, number]
    const deep = op.code === OP.depthwise
    const [o, h, w, c] = shapeOf(filter) as [number, number, number, number]
    const fuse = next?.code === OP.relu && next.inputs[0] === op.outputs[0] && users.get(op.outputs[0]!) === 1
    const kernel = deep ? weight(filter, [h, w, c, 1]) : weight(filter, [h, w, c, o], (bytes) => outputLast(bytes, o, h * w * c, bytes.length / (o * h * w * c)))
    const target = fuse ? next.outputs[0]! : op.outputs[0]!
    names.set(target, node(`t${target}`, deep ? 'FusedDepthwiseConv2dNative' : '_FusedConv2D', [name(input), kernel, weight(bias, shapeOf(bias))], {
      ...FLOAT, strides: ints(1, op.option(2, 'i32'), op.option(1, 'i32'), 1), dilations: ints(1, 1, 1, 1), padding: text(op.option(0, 'u8') === 1 ? 'VALID' : 'SAME'),
      data_format: text('NHWC'), fused_ops: fuse ? strings('BiasAdd', 'Relu') : strings('BiasAdd'), num_args: { i: '1' }, epsilon: { f: 0 },
    }))
    return fuse ? 1 : 0
  }

  const simple = (op: Operator): void => {
    const out = op.outputs[0]!
    const t = `t${out}`
    const [a, b] = op.inputs as [number, number]
    if (op.code === OP.add || op.code === OP.mul) names.set(out, node(t, op.code === OP.add ? 'AddV2' : 'Mul', [name(a), name(b)], FLOAT))
    else if (op.code === OP.relu || op.code === OP.logistic) names.set(out, node(t, op.code === OP.relu ? 'Relu' : 'Sigmoid', [name(a)], FLOAT))
    else if (op.code === OP.hardSwish) {
      // x · ReLU6(x + 3) ÷ 6: TensorFlow.js has no operator for it.
      const gate = node(`${t}_gate`, 'Relu6', [node(`${t}_shift`, 'AddV2', [name(a), three], FLOAT)], FLOAT)
      names.set(out, node(t, 'Mul', [node(`${t}_part`, 'Mul', [name(a), six], FLOAT), gate], FLOAT))
    } else if (op.code === OP.mean) names.set(out, node(t, 'Mean', [name(a), plane], { ...FLOAT, Tidx: { type: 'DT_INT32' }, keep_dims: { b: op.option(0, 'u8') === 1 } }))
    else if (op.code === OP.resize) {
      const size = numbers(`${t}_size`, shapeOf(out).slice(1, 3), 'int32')
      names.set(out, node(t, 'ResizeBilinear', [name(a), size], { ...FLOAT, align_corners: { b: op.option(2, 'u8') === 1 }, half_pixel_centers: { b: op.option(3, 'u8') === 1 } }))
    } else if (op.custom === 'Convolution2DTransposeBias') {
      const [o, h, w, c] = shapeOf(b) as [number, number, number, number]
      if (o !== 1) throw new Error('only a transposed convolution to one channel is known')
      const size = numbers(`${t}_size`, shapeOf(out), 'int32')
      const raw = node(`${t}_raw`, 'Conv2DBackpropInput', [size, weight(b, [h, w, 1, c]), name(a)], { ...FLOAT, strides: ints(1, h, w, 1), padding: text('SAME'), data_format: text('NHWC'), dilations: ints(1, 1, 1, 1) })
      names.set(out, node(t, 'AddV2', [raw, weight(op.inputs[2]!, [1])], FLOAT))
    } else throw new Error(`unknown operator ${op.code} ${op.custom}`)
  }

  for (let i = 0; i < graph.operators.length; i++) {
    const op = graph.operators[i]!
    if (op.code === OP.dequantize) constants.set(op.outputs[0]!, op.inputs[0]!)
    else if (op.code === OP.conv || op.code === OP.depthwise) i += convolution(op, graph.operators[i + 1])
    else simple(op)
  }
  const mask = graph.outputs[0]!
  const axis = constant('last', [], 'int32', new Uint8Array(new Int32Array([3]).buffer), false)
  node('mask', 'ConcatV2', [name(mask), name(mask), axis], { ...FLOAT, N: { i: '2' }, Tidx: { type: 'DT_INT32' } })
  const info = (tensor: string, shape: number[]) => ({ name: `${tensor}:0`, dtype: 'DT_FLOAT', tensorShape: { dim: shape.map((size) => ({ size: String(size) })) } })
  const json = JSON.stringify({
    format: 'graph-model', generatedBy: 'MediaPipe selfie segmentation, landscape (Apache-2.0)', convertedBy: 'web/cutout/model/convert.ts',
    signature: { inputs: { input: info('input', shapeOf(graph.inputs[0]!)) }, outputs: { mask: info('mask', [...shapeOf(mask).slice(0, 3), 2]) } },
    modelTopology: { node: nodes, library: {}, versions: { producer: 27 } },
    weightsManifest: [{ paths: ['weights.bin'], weights: manifest }],
  })
  return { json, weights: new Uint8Array(Buffer.concat(parts)) }
}

/** [O, rest] → [rest, O] for values of `size` bytes. */
function outputLast(bytes: Uint8Array, outputs: number, rest: number, size: number): Uint8Array {
  const out = new Uint8Array(bytes.length)
  for (let o = 0; o < outputs; o++) {
    for (let r = 0; r < rest; r++) out.set(bytes.subarray((o * rest + r) * size, (o * rest + r + 1) * size), (r * outputs + o) * size)
  }
  return out
}
