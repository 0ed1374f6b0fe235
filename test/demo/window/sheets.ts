import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { SKRSContext2D } from '@napi-rs/canvas'
import { toI420 } from '../../harness/fake-camera.ts'

const require = createRequire(import.meta.url)
const FACE = 'Demo Serif'
/** What a document camera of a service centre gives, pixels. */
const LENS = { width: 1920, height: 1440 }
const FRAMES = 4

/** Papers of nobody: everything on them is invented. */
export type Sheet = { title: string; lines: string[]; card?: boolean }

/**
 * Lays a paper under the fake document camera: the file that Chromium plays as its camera is written anew, and is read
 * when the camera is opened the next time.
 */
export async function layUnderLens(file: string, sheet: Sheet): Promise<void> {
  const { width, height } = LENS
  const frame = toI420(pixelsOf(sheet), width, height)
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`)
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => Buffer.concat([Buffer.from('FRAME\n'), frame]))]))
}

function pixelsOf(sheet: Sheet): Uint8ClampedArray {
  if (!GlobalFonts.has(FACE)) GlobalFonts.registerFromPath(require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'), FACE)
  const canvas = createCanvas(LENS.width, LENS.height)
  const c = canvas.getContext('2d')
  // the dark mat of the camera
  c.fillStyle = '#3b4249'
  c.fillRect(0, 0, LENS.width, LENS.height)
  if (sheet.card) drawCard(c, sheet)
  else drawPage(c, sheet)
  return new Uint8ClampedArray(c.getImageData(0, 0, LENS.width, LENS.height).data)
}

function drawCard(c: SKRSContext2D, { title, lines }: Sheet): void {
  c.fillStyle = '#dfe7ea'
  c.beginPath()
  c.roundRect(310, 300, 1300, 820, 44)
  c.fill()
  c.fillStyle = '#c3ccd2'
  c.fillRect(1180, 400, 330, 420)
  c.fillStyle = '#8d9aa4'
  c.beginPath()
  c.arc(1345, 560, 92, 0, 2 * Math.PI)
  c.fill()
  c.beginPath()
  c.ellipse(1345, 820, 150, 160, 0, Math.PI, 2 * Math.PI)
  c.fill()
  c.fillStyle = '#20262b'
  c.font = `64px "${FACE}"`
  lines.forEach((line, row) => c.fillText(line, 390, 460 + row * 112))
  c.font = `40px "${FACE}"`
  c.fillStyle = '#5d6a73'
  c.fillText(title, 390, 1060)
}

function drawPage(c: SKRSContext2D, { title, lines }: Sheet): void {
  c.fillStyle = '#fdfcf7'
  c.fillRect(420, 40, 1080, 1360)
  c.fillStyle = '#17181a'
  c.textAlign = 'center'
  c.font = `64px "${FACE}"`
  c.fillText(title, 960, 190)
  c.textAlign = 'left'
  c.font = `38px "${FACE}"`
  lines.forEach((line, row) => c.fillText(line, 520, 330 + row * 78))
  c.strokeStyle = '#b3261e'
  c.lineWidth = 7
  c.beginPath()
  c.arc(1280, 1180, 120, 0, 2 * Math.PI)
  c.stroke()
  c.fillStyle = '#b3261e'
  c.textAlign = 'center'
  c.font = `30px "${FACE}"`
  c.fillText('样张·非真实', 1280, 1192)
  c.textAlign = 'left'
}

const OWNER = '王喆堃'
export const SHEETS: Record<string, Sheet> = {
  identityCard: { title: '样张·非真实证件', card: true, lines: [`姓名  ${OWNER}`, '性别  男   民族  汉', '出生  1990年3月7日', '住址  江苏省涟水县', '号码  320826199003070112'] },
  application: { title: '不动产登记申请书', lines: ['申请登记事由：抵押权首次登记', `抵押人：${OWNER}`, '抵押权人：平湖农村商业银行股份有限公司', '坐落：平湖市当湖街道东湖大道1号2幢301室', '申请人签名见电子申请表'] },
  mortgageeIdentity: { title: '营业执照（副本）', lines: ['名称：平湖农村商业银行股份有限公司', '类型：股份有限公司', '住所：平湖市当湖街道胜利路', '经营范围：银行业务'] },
  propertyCertificate: { title: '不动产权证书', lines: ['浙（2021）平湖市不动产权第0012345号', `权利人：${OWNER}`, '共有情况：单独所有', '坐落：平湖市当湖街道东湖大道1号2幢301室', '用途：城镇住宅用地／住宅', '面积：房屋建筑面积 98.60㎡'] },
  loanContract: { title: '个人购房借款合同', lines: ['合同编号：平农商借字〔2026〕第118号', `借款人：${OWNER}`, '贷款人：平湖农村商业银行股份有限公司', '借款金额：人民币 860000.00 元', '借款期限：2026年11月20日至2046年11月19日'] },
  mortgageContract: { title: '最高额抵押合同', lines: ['合同编号：平农商抵字〔2026〕第118号', `抵押人：${OWNER}`, '抵押权人：平湖农村商业银行股份有限公司', '抵押物：平湖市当湖街道东湖大道1号2幢301室', '担保范围：主债权及利息、违约金、实现债权的费用'] },
  mortgageeMandate: { title: '授权委托书', lines: ['委托人：平湖农村商业银行股份有限公司', '受托人：丁若琳', '委托事项：代为申请不动产抵押登记', '委托期限：自签署之日起六个月'] },
}
