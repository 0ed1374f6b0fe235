import type { Script } from './cast.ts'
import { say } from '../labels/text.ts'
import { DISCIPLINE } from './discipline.ts'

/** Words of a civil trial, in the order of R6 140–151. */
export const trialScript: Script = {
  preTrial: (c) => [say(`${c.caseNo}${c.cause.zh}一案将在线开庭，请各方检查设备，等候书记员引导。`, `Case ${c.caseNo} will be heard online. Please check your devices and wait for the clerk.`)],
  attendanceCheck: () => [say('现在查明当事人及其他诉讼参与人到庭情况，请被点到的人员应答。', 'I now check who attends. Please answer when your name is called.')],
  announceDiscipline: (c) => [
    ...DISCIPLINE,
    say(`法庭纪律宣布完毕。全体起立，请${c.panelSize > 1 ? '审判长、合议庭成员' : '审判员'}入庭。`, 'All rise. The court enters.'),
    say('报告法庭，本案当事人及其他诉讼参与人到庭情况已经查明，庭前准备就绪，可以开庭。', 'The attendance has been checked and all is ready; the court may open.'),
  ],
  openCourt: (c) => [
    say(`${c.court}今天依法${c.open ? '公开' : '不公开'}开庭审理${c.plaintiff.zh}与${c.defendant.zh}${c.cause.zh}一案。现在开庭。`, `${c.court} sits today, ${c.open ? 'in public' : 'in private'}, on the case of ${c.plaintiff.en} against ${c.defendant.en}. The court is in session.`),
  ],
  verifyIdentity: () => [
    say('现在核对当事人及诉讼代理人的身份。请依次陈述姓名、出生日期、住址、职业；代理人请陈述姓名、工作单位和代理权限。', 'I now check identities. Please state your name, date of birth, address and occupation; agents state name, office and authority.'),
    say('各方对对方出庭人员的身份有无异议？', 'Does any side object to those who appear for the other?'),
    say('经核对，出庭人员身份符合法律规定，可以参加本案诉讼。', 'Those who appear may take part in these proceedings.'),
  ],
  announceCause: (c) => [say(`本案案由为${c.cause.zh}，案号${c.caseNo}。`, `The cause of action is ${c.cause.en}, case number ${c.caseNo}.`)],
  announcePanel: (c) => [
    c.panelSize > 1
      ? say(`本案由${c.panel.zh}组成合议庭进行审理，${c.clerk.zh}担任法庭记录。`, `The panel is ${c.panel.en}; ${c.clerk.en} keeps the record.`)
      : say(`本案由${c.panel.zh}独任审理，${c.clerk.zh}担任法庭记录。`, `The case is heard by ${c.panel.en} alone; ${c.clerk.en} keeps the record.`),
  ],
  informRights: () => [
    say('当事人在诉讼中享有下列权利：委托代理人，申请回避，收集、提供证据，进行辩论，请求调解，自行和解，查阅、复制本案有关材料和法律文书，提起上诉，申请执行；原告可以放弃或者变更诉讼请求，被告可以承认或者反驳诉讼请求，有权提起反诉。', 'The parties may appoint agents, challenge members of the court, gather and present evidence, argue, ask for mediation, settle, read and copy the file, appeal and seek enforcement; the plaintiff may waive or change claims, the defendant may admit, contest or counterclaim.'),
    say('当事人应当履行下列义务：依法行使诉讼权利，遵守诉讼秩序，如实陈述，履行发生法律效力的判决书、裁定书和调解书。', 'The parties must use their rights lawfully, keep order, tell the truth, and perform judgments, rulings and mediation papers that have taken effect.'),
    say('在线诉讼与线下诉讼具有同等法律效力；在线参加有困难的，可以说明理由，申请转为线下。', 'Online proceedings have the same force as those in person; whoever finds it hard to take part may give reasons and ask to go on in person.'),
    say('各方是否听清上述权利义务？请在页面上确认。', 'Have you all heard and understood? Please confirm on your screen.'),
  ],
  askRecusal: (c) => [
    say(`根据法律规定，当事人认为${c.panel.zh}、${c.clerk.zh}与本案有利害关系或者其他关系，可能影响公正审理的，可以说明理由，申请回避。`, `If you believe that ${c.panel.en} or ${c.clerk.en} has an interest in the case, or a relation to it that may affect a fair hearing, you may challenge them, with reasons.`),
    say(`${c.plaintiff.zh}是否申请回避?${c.defendant.zh}是否申请回避?${c.hasThirdParty ? `${c.thirdParty.zh}是否申请回避？` : ''}`, `Does ${c.plaintiff.en} challenge anybody? Does ${c.defendant.en}?${c.hasThirdParty ? ` Does ${c.thirdParty.en}?` : ''}`),
  ],
  statements: (c) => [
    say('现在进行法庭调查，先由当事人陈述。', 'The court investigation begins with the statements of the parties.'),
    say(`请${c.plaintiff.zh}陈述诉讼请求、事实和理由；请${c.defendant.zh}答辩${c.hasThirdParty ? `;请${c.thirdParty.zh}陈述意见` : ''}。`, `${c.plaintiff.en} states claims, facts and grounds; ${c.defendant.en} answers${c.hasThirdParty ? `; ${c.thirdParty.en} states its views` : ''}.`),
  ],
  issueSummary: (c) => [
    say('根据各方陈述，本庭归纳本案争议焦点如下:', 'From what was said the court sums up the issues in dispute:'),
    ...c.issues.map((issue, index) => say(`${index + 1}. ${issue}`, `${index + 1}. ${issue}`)),
    say('各方对争议焦点有无补充？', 'Does anybody wish to add to them?'),
  ],
  adduce: (c) => [say(`现在举证。请${c.plaintiff.zh}先出示证据，说明名称、来源和证明目的，再由${c.defendant.zh}${c.hasThirdParty ? `、${c.thirdParty.zh}` : ''}依次举证。`, `Evidence is now adduced: first by ${c.plaintiff.en}, naming each exhibit, its source and its purpose, then by ${c.defendant.en}${c.hasThirdParty ? ` and ${c.thirdParty.en}` : ''}.`)],
  crossExamine: () => [say('现在质证。请围绕证据的真实性、合法性、关联性以及证明力发表意见。', 'Evidence is now examined: state your views on authenticity, legality, relevance and weight.')],
  witnessTestimony: () => [
    say('传证人到庭。', 'Call the witness.'),
    say('证人应当如实作证，作伪证应当承担法律责任。请宣读并签署保证书。', 'A witness must tell the truth; false testimony is punished by law. Please read out and sign the undertaking.'),
    say('证人作证完毕，请退庭，不得旁听庭审。', 'The witness is released and may not listen to the hearing.'),
  ],
  debate: (c) => [say(`法庭调查结束，现在进行法庭辩论。请${c.plaintiff.zh}、${c.defendant.zh}${c.hasThirdParty ? `、${c.thirdParty.zh}` : ''}及其代理人依次发言，围绕争议焦点，不重复已经陈述的事实。`, `The investigation is over; the debate begins. ${c.plaintiff.en}, ${c.defendant.en}${c.hasThirdParty ? ` and ${c.thirdParty.en}` : ''} speak in turn, with their agents, on the issues in dispute.`)],
  finalStatement: (c) => [say(`法庭辩论终结。请${c.plaintiff.zh}、${c.defendant.zh}${c.hasThirdParty ? `、${c.thirdParty.zh}` : ''}依次发表最后意见。`, `The debate is closed. ${c.plaintiff.en}, ${c.defendant.en}${c.hasThirdParty ? ` and ${c.thirdParty.en}` : ''} give their final views in turn.`)],
  courtMediation: () => [say('判决前能够调解的，可以进行调解。调解自愿，不公开进行。各方是否同意在本庭主持下调解？', 'Before judgment the case may be mediated: of free will, and not in public. Do the parties agree to mediation by this court?')],
  deliberation: () => [say('合议庭退庭评议，评议不公开。', 'The panel withdraws to deliberate in private.')],
  judgment: () => [say('现在继续开庭。全体起立，现在宣布处理结果。', 'The court resumes. All rise for the outcome.')],
  reviewRecord: () => [say('请各方核对庭审笔录。认为对自己的陈述记录有遗漏或者差错的，可以申请补正。', 'Please review the record. Whoever finds their own words missing or wrong may ask for correction.')],
  signRecord: () => [say('笔录核对无误的，请签名；拒绝签名的，由书记员记明情况附卷。', 'If the record is right, please sign; a refusal is noted and kept with the file.')],
  closeCourt: () => [say('今天的庭审到此结束，现在闭庭。', 'The hearing is over. The court is closed.')],
}
