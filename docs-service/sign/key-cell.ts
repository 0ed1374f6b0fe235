/**
 * The short-lived process in which one signing key lives. It makes a key on start, tells the public half, signs one
 * message, and ends: the private key was never in another process, on disk, or in a second signature. Only Node's own
 * modules are loaded here, to be up quickly and to keep other code away from the key.
 */
import { generateKeyPairSync, sign } from 'node:crypto'

/** A cell that nobody uses ends by itself. */
const LIFE_MS = 60_000
setTimeout(() => process.exit(2), LIFE_MS)
process.on('disconnect', () => process.exit(0))

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
process.once('message', (message: unknown) => {
  if (typeof message !== 'string') process.exit(3)
  const signature = sign('sha256', Buffer.from(message, 'base64'), privateKey)
  process.send?.({ signature: signature.toString('base64') }, () => process.exit(0))
})
process.send?.({ spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') })
