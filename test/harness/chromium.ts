/** The browser that the setup found or fetched (`ensureChromium` names it in CHROMIUM_BIN). */
export function chromiumPath(): string {
  return process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium'
}
