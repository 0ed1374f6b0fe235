import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { UPLOAD_LIMITS } from '#protocol/uploads.ts'
import { AppError } from '#protocol/errors.ts'
import { failureText } from '../../../failures.ts'
import { t } from '../../../i18n/index.ts'
import { sendMaterial } from '../../live/api.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import '../../../components/icon.ts'
import '../pictogram.ts'

const KINDS = 'image/jpeg,image/png,application/pdf'

/** One paper of a case, chosen or photographed and sent at once. */
@customElement('tt-material-upload')
export class TtMaterialUpload extends PublicElement {
  static override styles = [...publicStyles, css`
    :host { display: inline-grid; gap: 0.3rem; font-size: var(--size-m); }
    label { position: relative; }
    input { position: absolute; inset: 0; opacity: 0; cursor: pointer; inline-size: 100%; block-size: 100%; padding: 0; border: 0; }
    input:disabled { cursor: progress; }
    label:focus-within { outline: 3px solid var(--gold-deep); outline-offset: 2px; }
    .wrong { color: var(--red); max-inline-size: 22rem; }
  `]

  @property() caseId = ''
  @property() materialId = ''
  @property() name = ''
  @property({ type: Boolean }) again = false
  @state() private busy = false
  @state() private problem = ''

  async #send(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    this.busy = true
    this.problem = ''
    try {
      if (file.size > UPLOAD_LIMITS.bytes) throw new AppError('tooLarge')
      const { fileId, sha256, pages } = await sendMaterial(this.caseId, this.materialId, file)
      await this.live?.caseCommand(this.caseId, { type: 'addMaterial', materialId: this.materialId, file: { fileId, sha256, pages }, source: 'upload' })
    } catch (error) {
      this.problem = failureText(error)
    }
    this.busy = false
  }

  override render() {
    const label = t(this.again ? 'wp.uploadAgain' : 'wp.upload')
    return html`<label class="button"><tt-pictogram name="upload"></tt-pictogram>${this.busy ? t('wp.uploading') : label}<span class="hidden-text">${this.name}</span>
        <input type="file" accept=${KINDS} data-upload=${this.materialId} ?disabled=${this.busy} @change=${(event: Event) => void this.#send(event.target as HTMLInputElement)} /></label>
      ${this.problem ? html`<span class="wrong" role="alert">${this.problem}</span>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-material-upload': TtMaterialUpload }
}
