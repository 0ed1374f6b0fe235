import { AppError } from '#protocol/errors.ts'
import { TokenBucket } from '../gateway/socket/token-bucket.ts'

/** Only wrong answers count: at half past nine a whole court house comes in from one address. */
const PER_MINUTE = { address: 60, account: 10 }
const MAX_REMEMBERED = 20_000

/** Slows down guessing: per network address, and per account from one address. */
export class FailureGuard {
  readonly #buckets = new Map<string, TokenBucket>()

  /** Runs one attempt to sign in. @throws AppError tooManyRequests before trying, when too many were wrong lately */
  async attempt<T>(address: string, account: string | null, signIn: () => Promise<T>): Promise<T> {
    const buckets = [this.#of(address, PER_MINUTE.address)]
    if (account !== null) buckets.push(this.#of(`${address} ${account}`, PER_MINUTE.account))
    const now = performance.now()
    if (!buckets.every((bucket) => bucket.has(now))) throw new AppError('tooManyRequests')
    try {
      return await signIn()
    } catch (error) {
      for (const bucket of buckets) bucket.take(performance.now())
      throw error
    }
  }

  #of(key: string, perMinute: number): TokenBucket {
    const now = performance.now()
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    if (this.#buckets.size > MAX_REMEMBERED) this.#forget(now)
    const bucket = new TokenBucket(perMinute / 60, perMinute, now)
    this.#buckets.set(key, bucket)
    return bucket
  }

  #forget(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key)
  }
}
