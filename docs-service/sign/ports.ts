/**
 * The ports a court plugs its licensed services into. The built-in ones are marked as a test authority on the paper and in
 * the certificates (电子签名法 art. 16: only a licensed provider certifies).
 */

/** Who a certificate is made out to. Structured names, never a string to be parsed: nobody can inject a field. */
export type Subject = {
  commonName: string
  /** HMAC of the identity number, hex; never the number. */
  serialNumber?: string
  /** Capacity in which the person signs. */
  title?: string
  organization?: string
}

export type CertificateAuthority = {
  /** True: papers and seals carry the mark 测试 TEST CA. */
  readonly test: boolean
  /** A certificate (DER) for one signature; the serial in hex. */
  issue(request: { subject: Subject; spki: Uint8Array; at: Date }): Promise<{ certificate: Uint8Array; serial: string }>
  /** DER, issuing authority first, root last. */
  chain(): Uint8Array[]
  /** DER, one for each authority, as of `at`. */
  crls(at: Date): Promise<Uint8Array[]>
}

/** RFC 3161: a token (DER of ContentInfo) over a SHA-256 digest. */
export type Timestamper = { timestamp(sha256: Uint8Array, at: Date): Promise<Uint8Array>; certificates(): Uint8Array[] }

/** One key that signs once and is gone. */
export type OneTimeKey = {
  spki: Uint8Array
  /** ECDSA P-256 with SHA-256 over `message`, DER. Works once. */
  sign(message: Uint8Array): Promise<Uint8Array>
  destroy(): Promise<void>
}
export type Signer = { openKey(): Promise<OneTimeKey> }

/** A key with the certificate it signs under, for one signature. */
export type SigningIdentity = {
  /** DER. */
  certificate: Uint8Array
  /** Of the certificate, in lower-case hex. */
  serial: string
  /** DER, issuing authority first, root last. */
  chain: Uint8Array[]
  /** ECDSA P-256 with SHA-256 over `message`, DER. */
  sign(message: Uint8Array): Promise<Uint8Array>
  destroy(): Promise<void>
}
/** The court's seal: a fresh key and certificate each time, or the seal key in the court's own token. */
export type Sealer = {
  /** True: the seal carries the mark 测试. */
  readonly test: boolean
  open(court: string, at: Date): Promise<SigningIdentity>
}

export type SigningPorts = {
  signer: Signer
  authority: CertificateAuthority
  timestamper: Timestamper
  sealer: Sealer
  /** DER: every chain of a paper made here ends in one of these. */
  roots: Uint8Array[]
}
