import type { Script } from './cast.ts'
import { say } from '../labels/text.ts'
import { trialScript } from './trial.ts'

/** Words of an online mediation (R2 7, 13, 16–19, 21). */
export const mediationScript: Script = {
  preTrial: (c) => [say(`${c.caseNo}${c.cause.zh}纠纷将在线调解，请各方检查设备，等候引导。`, `Dispute ${c.caseNo} will be mediated online. Please check your devices.`)],
  attendanceCheck: () => [say('现在查明各方到场情况。', 'I now check who attends.')],
  openCourt: (c) => [say(`现在就${c.plaintiff.zh}与${c.defendant.zh}${c.cause.zh}纠纷进行在线调解，由${c.panel.zh}主持。调解不公开进行。`, `Mediation between ${c.plaintiff.en} and ${c.defendant.en} begins, led by ${c.panel.en}. It is not public.`)],
  verifyIdentity: () => [say('现在核对各方身份，请陈述姓名、住址；代理人请说明代理权限。', 'I now check identities; please state name and address, agents their authority.')],
  disclose: (c) => [say(`${c.panel.zh}如与各方或者纠纷有利害关系，现在披露；各方可以要求更换调解员。`, `${c.panel.en} now disclose any interest in the dispute or relation to a party; the parties may ask for another mediator.`)],
  informRights: () => [
    say('在线调解出于自愿，可以随时退出；为达成协议所作的让步和承认，未经同意不得在后续程序中用作不利证据，但各方确认的无争议事实除外。', 'Mediation is voluntary and may be left at any time; what is conceded in order to settle cannot be used later without consent, save facts all agree on.'),
    say('不得虚假调解损害他人或者公共利益，否则应当承担法律责任。各方签署的调解协议自全部签署完成时生效。', 'Sham mediation to harm others or the public is punished by law. The agreement takes effect when all have signed.'),
    say('请各方在页面上确认已经知悉，并填写送达地址。', 'Please confirm on your screen and state your address for service.'),
  ],
  jointSession: () => [say('请各方依次说明诉求和意见，并表明是否愿意调解。', 'Please state in turn what you ask for and whether you are willing to settle.')],
  caucus: () => [say('现在分别与各方单独沟通，谈话内容不向对方转述，除非本人同意。', 'I now speak with each side alone; nothing is passed on without consent.')],
  draftAgreement: () => [say('现在根据各方意见拟定调解协议，请各方核对条款。', 'The agreement is now drafted; please check its clauses.')],
  signAgreement: () => [say('请各方阅读至文末后签署。', 'Please read to the end and sign.')],
  summary: () => [say('现在宣布调解结果。', 'The outcome of the mediation is announced.')],
  reviewRecord: trialScript.reviewRecord!,
  signRecord: trialScript.signRecord!,
  closeCourt: () => [say('本次调解到此结束。', 'The mediation is over.')],
}
