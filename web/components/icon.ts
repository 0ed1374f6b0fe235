import { LitElement, css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw'
import camera from 'lucide-static/icons/video.svg?raw'
import cameraOff from 'lucide-static/icons/video-off.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw'
import circle from 'lucide-static/icons/circle.svg?raw'
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw'
import circleCheck from 'lucide-static/icons/circle-check.svg?raw'
import clock from 'lucide-static/icons/clock.svg?raw'
import close from 'lucide-static/icons/x.svg?raw'
import collapse from 'lucide-static/icons/minimize-2.svg?raw'
import download from 'lucide-static/icons/download.svg?raw'
import expand from 'lucide-static/icons/maximize-2.svg?raw'
import eye from 'lucide-static/icons/eye.svg?raw'
import evidence from 'lucide-static/icons/paperclip.svg?raw'
import forbidden from 'lucide-static/icons/circle-x.svg?raw'
import gavel from 'lucide-static/icons/gavel.svg?raw'
import hand from 'lucide-static/icons/hand.svg?raw'
import languages from 'lucide-static/icons/languages.svg?raw'
import leave from 'lucide-static/icons/log-out.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import message from 'lucide-static/icons/message-square.svg?raw'
import more from 'lucide-static/icons/ellipsis.svg?raw'
import microphone from 'lucide-static/icons/mic.svg?raw'
import microphoneOff from 'lucide-static/icons/mic-off.svg?raw'
import minus from 'lucide-static/icons/minus.svg?raw'
import paper from 'lucide-static/icons/file-text.svg?raw'
import pen from 'lucide-static/icons/pen-line.svg?raw'
import people from 'lucide-static/icons/users.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import record from 'lucide-static/icons/scroll-text.svg?raw'
import refresh from 'lucide-static/icons/refresh-cw.svg?raw'
import scales from 'lucide-static/icons/scale.svg?raw'
import screen from 'lucide-static/icons/monitor-up.svg?raw'
import send from 'lucide-static/icons/send.svg?raw'
import settings from 'lucide-static/icons/settings-2.svg?raw'
import signalHigh from 'lucide-static/icons/signal-high.svg?raw'
import signalLow from 'lucide-static/icons/signal-low.svg?raw'
import signalMedium from 'lucide-static/icons/signal-medium.svg?raw'
import signalZero from 'lucide-static/icons/signal-zero.svg?raw'
import speaker from 'lucide-static/icons/volume-2.svg?raw'
import tasks from 'lucide-static/icons/list-checks.svg?raw'
import tiles from 'lucide-static/icons/layout-grid.svg?raw'
import trash from 'lucide-static/icons/trash-2.svg?raw'
import warning from 'lucide-static/icons/triangle-alert.svg?raw'
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw'

const ICONS = {
  arrowRight, camera, cameraOff, check, chevronDown, circle, circleAlert, circleCheck, clock, close, collapse, download, evidence, expand, eye, forbidden,
  gavel, hand, languages, leave, lock, message, microphone, microphoneOff, minus, more, paper, pen, people, plus, record, refresh,
  scales, screen, send, settings, signalHigh, signalLow, signalMedium, signalZero, speaker, tasks, tiles, trash, warning, wifiOff,
}
export type IconName = keyof typeof ICONS

/** A drawing beside words; it says nothing to a screen reader that the words do not say. */
@customElement('tt-icon')
export class TtIcon extends LitElement {
  static override styles = css`
    :host { display: inline-flex; inline-size: 1.25em; block-size: 1.25em; flex: none; vertical-align: -0.25em; }
    svg { inline-size: 100%; block-size: 100%; stroke-width: 1.75; }
  `

  @property() name: IconName = 'circle'

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('aria-hidden', 'true')
  }

  // The drawings are this program's own files, so they may be taken in as they are.
  override render() {
    return html`${unsafeHTML(ICONS[this.name])}`
  }
}
