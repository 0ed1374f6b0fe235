import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { actButton } from '../../../components/act-button.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { PHRASE_MOST, PHRASE_STEPS, defaultPhrases, spoken, stepOf, storePhrases, storedPhrases } from '../phrases.ts'
import type { Phrase, PhraseStep } from '../phrases.ts'
import '../../../components/icon.ts'

/** 常用语: one press writes a sentence into the call's text, so that nobody types it a hundred times. */
@customElement('tt-desk-phrases')
export class TtDeskPhrases extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; gap: 0.7rem; align-content: start; padding: 0.9rem; overflow-y: auto; min-block-size: 0; background: var(--paper-raised); }
    h4 { font: 600 0.875rem var(--sans); color: var(--text-soft); padding-block-end: 0.2rem; }
    section.now h4 { color: var(--gold-deep); }
    li { display: flex; gap: 0.3rem; align-items: stretch; }
    li + li { margin-block-start: 0.3rem; }
    button.say { flex: 1; justify-content: start; text-align: start; font-weight: 400; font-size: 0.9375rem; padding: 0.35em 0.8em; min-block-size: 2.5rem; }
    button.plain { min-block-size: 2.5rem; }
  `]

  @state() private own: Phrase[] = storedPhrases(localStorage)

  #keep(phrases: Phrase[]): void {
    this.own = phrases
    if (!storePhrases(localStorage, phrases)) this.tell(t('wd.notKept'), 'bad')
  }

  async #edit(phrase: Phrase | null, step: PhraseStep): Promise<void> {
    const answers = await ask({
      title: t(phrase ? 'wd.phrase.change' : 'wd.phrase.add'), words: t('wd.phrase.words'), submit: t('do.save'),
      fields: [
        { kind: 'choice', name: 'step', label: t('wd.phrase.step'), value: step, options: PHRASE_STEPS.map((value) => ({ value, label: t(`wd.phrase.${value}`) })) },
        { kind: 'text', name: 'text', label: t('wd.phrase.text'), value: phrase?.text ?? '', max: PHRASE_MOST },
      ],
    })
    const text = answers?.['text']?.[0] ?? ''
    if (!answers || text === '') return
    const changed: Phrase = { id: phrase?.id ?? crypto.randomUUID(), step: (answers['step']?.[0] ?? step) as PhraseStep, text }
    this.#keep(phrase ? this.own.map((one) => (one.id === phrase.id ? changed : one)) : [...this.own, changed])
  }

  #filled({ text }: Phrase): string {
    return spoken(text, { item: this.view ? pick(this.view.item.name) : t('wd.phrase.thisItem') })
  }

  async #say(phrase: Phrase): Promise<void> {
    const { view } = this
    const text = this.#filled(phrase)
    if (view && this.may().has('say')) await this.askCall({ type: 'say', text })
    else if (await this.run(() => navigator.clipboard.writeText(text))) this.tell(t('wd.copied'), 'good')
  }

  override render() {
    const now = stepOf(this.view)
    const steps = [now, ...PHRASE_STEPS.filter((step) => step !== now)]
    const all = defaultPhrases()
    return html`<div class="row"><p class="fine soft" style="flex:1">${t(this.view && this.may().has('say') ? 'wd.phrase.says' : 'wd.phrase.copies')}</p>
        ${actButton('addPhrase', t('wd.phrase.add'), () => this.#edit(null, now), { look: 'small', icon: 'plus' })}</div>
      ${steps.map((step) => html`<section class=${step === now ? 'now' : ''}><h4>${t(`wd.phrase.${step}`)}</h4><ul>
        ${this.own.filter((phrase) => phrase.step === step).map((phrase) => this.#phrase(phrase, true))}${all.filter((phrase) => phrase.step === step).map((phrase) => this.#phrase(phrase, false))}</ul></section>`)}`
  }

  #phrase(phrase: Phrase, own: boolean) {
    return html`<li>${actButton('sayPhrase', this.#filled(phrase), () => this.#say(phrase), { look: 'say', value: phrase.id })}
      ${own ? html`<button type="button" class="plain" data-act="changePhrase" aria-label=${`${t('wd.phrase.change')}${t('word.colon')}${phrase.text}`} @click=${() => void this.#edit(phrase, phrase.step)}><tt-icon name="pen"></tt-icon></button>
        <button type="button" class="plain" data-act="dropPhrase" aria-label=${`${t('do.remove')}${t('word.colon')}${phrase.text}`} @click=${() => this.#keep(this.own.filter(({ id }) => id !== phrase.id))}><tt-icon name="trash"></tt-icon></button>` : nothing}</li>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-phrases': TtDeskPhrases }
}
