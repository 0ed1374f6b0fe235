import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

describe('loadConfig', () => {
  it('needs nothing', () => {
    expect(loadConfig({})).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      announcedAddress: undefined,
      rtcPort: 44000,
      tls: { kind: 'off' },
      turn: null,
      signing: {},
      logLevel: 'info',
      seedDemo: true,
    })
  })

  it('reads everything', () => {
    const config = loadConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: '/srv/court',
      DATABASE_URL: 'postgres://a@b/c',
      ANNOUNCED_ADDRESS: '203.0.113.5',
      RTC_PORT: '50000',
      SFU_WORKERS: '3',
      TLS_CERT: '/c.pem',
      TLS_KEY: '/k.pem',
      TURN_URLS: 'turn:a:3478, turns:b:5349',
      TURN_SECRET: 'long-enough',
      CA_URL: 'https://ca.example.cn/v1',
      CA_TOKEN: 'bearer-token',
      CA_CHAIN: '/ca.pem',
      CA_LICENSED: '1',
      TSA_URL: 'https://tsa.example.cn',
      TSA_CHAIN: '/tsa.pem',
      SEAL_PKCS11_MODULE: '/lib/token.so',
      SEAL_TOKEN_LABEL: 'court',
      SEAL_KEY_ID: '01',
      SEAL_PIN: '1234',
      SEAL_CHAIN: '/seal.pem',
      SM2_SIGNATURE: '1',
      CERTIFICATE_MINUTES: '10',
      IDENTITY_SERVICE_URL: 'https://identity.example.cn/check',
      IDENTITY_SERVICE_TOKEN: 'bearer-token',
      LOG_LEVEL: 'debug',
      SEED_DEMO: '0',
    })
    expect(config).toEqual({
      port: 0,
      host: '127.0.0.1',
      dataDir: '/srv/court',
      databaseUrl: 'postgres://a@b/c',
      announcedAddress: '203.0.113.5',
      rtcPort: 50000,
      sfuWorkers: 3,
      tls: { kind: 'files', certFile: '/c.pem', keyFile: '/k.pem' },
      turn: { urls: ['turn:a:3478', 'turns:b:5349'], secret: 'long-enough' },
      signing: {
        certificateValidityMs: 600_000, sm2: true,
        authority: { url: 'https://ca.example.cn/v1', token: 'bearer-token', chainFile: '/ca.pem', licensed: true },
        timestamper: { url: 'https://tsa.example.cn', chainFile: '/tsa.pem' },
        seal: { module: '/lib/token.so', tokenLabel: 'court', keyId: '01', pin: '1234', chainFile: '/seal.pem', licensed: false },
      },
      identityService: { name: '人口信息核验服务', url: 'https://identity.example.cn/check', token: 'bearer-token' },
      logLevel: 'debug',
      seedDemo: false,
    })
    expect(loadConfig({ TLS_SELF_SIGNED: '1' }).tls).toEqual({ kind: 'selfSigned' })
  })

  it('takes an empty variable for unset', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', TURN_SECRET: '' })).toEqual(loadConfig({}))
  })

  it.each([
    [{ PORT: 'eighty' }, ['PORT']],
    [{ PORT: '70000', LOG_LEVEL: 'loud' }, ['PORT', 'LOG_LEVEL']],
    [{ DATABASE_URL: 'mysql://root:hush@x' }, ['DATABASE_URL']],
    [{ TLS_CERT: '/c.pem' }, ['TLS_KEY']],
    [{ TURN_URLS: 'turn:a' }, ['TURN_SECRET']],
    [{ RTC_PORT: '65535', SFU_WORKERS: '4' }, ['RTC_PORT']],
    [{ SEED_DEMO: 'maybe' }, ['SEED_DEMO']],
    [{ CA_URL: 'ftp://ca' }, ['CA_URL']],
    [{ TSA_URL: 'https://tsa.example.cn' }, ['TSA_CHAIN']],
    [{ SEAL_PIN: 'hush' }, ['SEAL_PKCS11_MODULE', 'SEAL_TOKEN_LABEL', 'SEAL_KEY_ID', 'SEAL_CHAIN']],
  ])('names what is wrong in %j', (env, names) => {
    const error = (() => {
      try {
        return loadConfig(env)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(ConfigError)
    for (const name of names) expect((error as Error).message).toContain(`${name}: `)
    expect((error as Error).message).not.toContain('hush')
  })
})
