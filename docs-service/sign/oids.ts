import { oid, seq } from './der.ts'

export const OID = {
  ecPublicKey: '1.2.840.10045.2.1', prime256v1: '1.2.840.10045.3.1.7', ecdsaWithSha256: '1.2.840.10045.4.3.2', sha256: '2.16.840.1.101.3.4.2.1',
  commonName: '2.5.4.3', serialNumber: '2.5.4.5', country: '2.5.4.6', organization: '2.5.4.10', organizationalUnit: '2.5.4.11', title: '2.5.4.12',
  subjectKeyIdentifier: '2.5.29.14', keyUsage: '2.5.29.15', privateKeyUsagePeriod: '2.5.29.16', basicConstraints: '2.5.29.19',
  cRLNumber: '2.5.29.20', authorityKeyIdentifier: '2.5.29.35', extKeyUsage: '2.5.29.37', noRevAvail: '2.5.29.56',
  emailProtection: '1.3.6.1.5.5.7.3.4', timeStamping: '1.3.6.1.5.5.7.3.8', documentSigning: '1.3.6.1.5.5.7.3.36',
  data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2', tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47', timeStampToken: '1.2.840.113549.1.9.16.2.14',
  /** RFC 3161 asks for a policy; this is the sample one of OpenSSL's time-stamp configuration, without legal meaning. */
  testTimestampPolicy: '1.2.3.4.1',
} as const

export const ECDSA_SHA256 = seq(oid(OID.ecdsaWithSha256))
export const SHA256 = seq(oid(OID.sha256))
