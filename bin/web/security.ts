import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Response headers of everything the court serves: nothing may come from elsewhere, nobody may frame it, and camera
 * and microphone belong to this origin alone.
 * @param transportSecurity whether browsers may be told to insist on HTTPS from now on; not with a certificate of the
 *   machine's own making, which would lock people out when it changes
 */
export function securityHeaders(transportSecurity: boolean): RequestHandler[] {
  const self = "'self'"
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [self],
        // Segmentation and tensors are compiled from WebAssembly.
        scriptSrc: [self, "'wasm-unsafe-eval'"],
        workerSrc: [self, 'blob:'],
        styleSrc: [self],
        // Attributes only: Lit templates position seats by them. They can neither run nor fetch anything.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: [self, 'data:', 'blob:'],
        mediaSrc: [self, 'blob:'],
        fontSrc: [self],
        connectSrc: [self],
        objectSrc: ["'none'"],
        frameSrc: [self, 'blob:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: [self],
      },
    },
    strictTransportSecurity: transportSecurity ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    // Meaningful over HTTPS only; over HTTP to another machine browsers write a warning for each page.
    crossOriginOpenerPolicy: transportSecurity,
    originAgentCluster: transportSecurity,
  })
  const permissions: RequestHandler = (_request, response, next) => {
    response.setHeader('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()')
    next()
  }
  return [headers, permissions]
}
