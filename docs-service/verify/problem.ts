import { FINDINGS, type Finding, type FindingCode } from '#protocol/verification.ts'
import { PdfSyntaxError } from '../pdf/parse.ts'

/** What a finding names, in English, for the words that the checks use. */
const WORDS: Record<string, string> = {
  页面: 'a page', 字体: 'a font', 签名域: 'a signature field', 其他签名域: 'another signature field', 已签署的签名域: 'a field already signed', 已有的签名: 'an earlier signature',
  文档目录: 'the catalog', 签名外观的尺寸: 'the size of what a signature shows', 一次修订签了几个签名域: 'several fields in one revision', 对象: 'an object', 名称: 'a name', 结构: 'structure',
  签名数据之后有多余内容: 'something follows the signature data', 签名人信息应当恰好一项: 'there must be exactly one signer', 内容类型: 'content type', 不是签名数据: 'not signed data',
  属性或证书未按编码排序: 'attributes or certificates are not sorted', 多余的被签名属性: 'a signed attribute too many', 被签名属性缺失或重复: 'a signed attribute is missing or twice',
  签名证书与被签名的证书摘要不符: 'the certificate is not the one that was signed', 不是签名证书: 'not for signing', 用途不是签署文书: 'not for signing papers', 缺少签名证书: 'the signing certificate is missing',
  不是为本签名签发: 'it was not issued for this signature', 内容被改动: 'its content was changed', 证书用途不符: 'its certificate is not for time stamping', 多余的属性: 'an attribute too many',
  与声称的时间相差过大: 'it is too far from the time the signature claims', 签名人: 'the signer', 证书编号: "the certificate's number", 无关的证书: 'an unrelated certificate', 无关的吊销列表: 'an unrelated revocation list', 吊销列表: 'a revocation list',
  过大: 'too large', 嵌套过深: 'nested too deeply', 版本或算法: 'version or algorithm', 编码之后有多余内容: 'something follows it',
}

export type Place = Partial<Pick<Finding, 'revision' | 'object' | 'offset' | 'field'>>

/** Something is wrong with the paper; carries what a report says about it. */
export class Problem extends Error {
  readonly code: FindingCode
  readonly what: string
  place: Place
  constructor(code: FindingCode, what = '', place: Place = {}) {
    super(FINDINGS[code].zh.replace('{what}', what))
    this.code = code
    this.what = what
    this.place = place
  }

  /** The same problem with what the caller knows about the place. */
  in(place: Place): this {
    this.place = { ...place, ...this.place }
    return this
  }

  finding(): Finding {
    const { revision = null, object = null, offset = null, field = null } = this.place
    const { zh, en } = FINDINGS[this.code]
    return { code: this.code, zh: zh.replace('{what}', this.what), en: en.replace('{what}', WORDS[this.what] ?? this.what), revision, object, offset, field }
  }
}

/** Runs a check; whatever it throws becomes a Problem that knows its place. */
export function within<T>(place: Place, code: FindingCode, check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw asProblem(error, code).in(place)
  }
}

/** Errors of the readers below (PDF syntax, DER, public keys) are findings too: the file made them. */
export function asProblem(error: unknown, code: FindingCode): Problem {
  if (error instanceof Problem) return error
  if (error instanceof PdfSyntaxError) return new Problem(error.kind, error.kind === 'duplicate' ? error.message.replace(/^PDF: | twice$/g, '') : error.message.replace(/^PDF: /, ''), { offset: error.at })
  return new Problem(code, error instanceof Error ? error.message.replace(/^(PDF|DER): /, '').slice(0, 120) : '')
}
