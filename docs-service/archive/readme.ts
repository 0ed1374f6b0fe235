import type { Verification } from '#protocol/verification.ts'

type Facts = { documentId: string; kind: { zh: string; en: string }; verification: Verification; headHash: string; /** An SM2 signature lies beside the paper. */ sm2: boolean; roots: { sha256: string; name: string }[]; at: Date }

/** What a person reads who opens the archive years later and knows nothing of this software. */
export function readme({ documentId, kind, verification, headHash, sm2, roots, at }: Facts): string {
  const { signatures, ok, problem } = verification
  const test = signatures.some((one) => one.test)
  const who = signatures.map((one, i) => `  ${i + 1}. ${one.signer}${one.title ? `（${one.title}）` : ''}  ${courtTime(one.signedAt)}  ${one.valid ? '有效 valid' : `无效 not valid：${one.problem ?? ''}`}  证书 certificate ${one.certificateSerial ?? '-'}`)
  const grouped = (hex: string): string => hex.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:')
  return `${kind.zh}  ${kind.en}
文书编号 number: ${documentId}
归档时间 packed: ${courtTime(at.toISOString())}（北京时间 Beijing time）
${test ? '\n【测试】证书由内置测试机构签发，不具有法律效力。\n[TEST] The certificates come from a built-in test authority and have no legal effect.\n' : ''}
== 归档时的核验结论 Verification when packed ==
${ok ? '通过：全部签名有效，文书未被改动。 In order: all signatures valid, nothing changed.' : `未通过 not in order：${problem ?? ''}`}
${who.join('\n')}

== 包内文件 Files ==
paper.pdf       文书最新版本；此前各版本都完整地包含在其中。 The newest revision; all earlier ones lie inside it.
events.json     该文书的全部登记事件，逐条以 SHA-256 相连。 Every event of the paper, each chained to the one before by SHA-256.
certificates/   签名、时间戳所用证书和各级签发机构证书。 Certificates of signatures, time stamps and authorities.
crls/           文书所附的证书吊销列表（DER）。 Revocation lists carried by the paper.
${sm2 ? 'paper-sm2.sig   对文书全文的 SM2/SM3 分离签名；sm2-public.pem 为其公钥。 Detached SM2 signature over the paper; sm2-public.pem is its key.\n' : ''}evidence/       手写签名的笔迹与时间（JSON，以 0…1 为坐标，t 为毫秒）。 Handwriting with its times.
report.json     归档时的核验报告。 The verification report.
manifest.json   以上文件的 SHA-256。 SHA-256 of all files above.

登记链末端 head of the log: ${headHash}
文书 SHA-256: ${verification.sha256}

== 离线核验 How to verify without the server ==
1. npm run verify -- 本文件夹或ZIP THIS_FOLDER_OR_ZIP
   （开源软件“同庭” Tongting；不联网、不需要数据库。 Open source; needs no network and no database.）
2. 根证书必须是法院公布的那一张。请核对其 SHA-256 指纹：
   The root must be the one that the court publishes. Compare its SHA-256 fingerprint:
${roots.map(({ sha256, name }) => `   ${name}\n   ${grouped(sha256)}`).join('\n')}
3. 通用软件也可核验单个签名，例如：
   Other programs can check single signatures, for example:
   pdfsig paper.pdf
   openssl verify -CAfile certificates/root-*.pem -untrusted certificates/authority-*.pem certificates/signer-*.pem
${sm2 ? '   openssl dgst -sm3 -verify sm2-public.pem -sigopt distid:1234567812345678 -signature paper-sm2.sig paper.pdf\n' : ''}`
}

/** Date and time in the courts' legal time. */
function courtTime(instant: string | null): string {
  if (instant === null) return '-'
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
