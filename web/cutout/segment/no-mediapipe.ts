/** Stands where MediaPipe's runtime would be; only its name is needed, nobody may start it. */
export class SelfieSegmentation {
  constructor() {
    throw new Error('the MediaPipe runtime is not part of this product; use the tfjs runtime')
  }
}
