import type { Text } from '../labels/text.ts'
import { say } from '../labels/text.ts'

/** 法庭纪律 in five points, for a court that sits online (R1 24, 25, 27; R6 140). */
export const DISCIPLINE: readonly Text[] = [
  say('现在宣布法庭纪律:', 'The rules of this court:'),
  say(
    '一、全体人员应当服从法庭指挥，遵守司法礼仪，在安静、明亮、封闭的场所参加，衣着得体，不得做与庭审无关的事。',
    '1. Everybody follows the directions of the court, keeps its forms, and attends from a quiet, lit and closed place, properly dressed and attending to nothing else.',
  ),
  say('二、发言、提问、答复应当经法庭许可，不得打断他人发言，不得鼓掌、喧哗、争吵。', '2. Nobody speaks, asks or answers without leave of the court, interrupts another, applauds or quarrels.'),
  say(
    '三、未经许可不得录音、录像、拍照、截屏，不得以任何方式传播庭审内容。',
    '3. Without leave nobody records, films, photographs or captures the screen, and nobody spreads the hearing by any means.',
  ),
  say(
    '四、不得由他人代替或者在旁提示，证人在作证前后不得旁听；旁听人员不得发言、提问。',
    '4. Nobody lets another take their place or prompt them; witnesses do not listen before or after testifying; observers neither speak nor ask.',
  ),
  say(
    '五、不得擅自退庭。除网络、设备、电力故障或者不可抗力外，无正当理由不到庭的按拒不到庭处理，擅自退出的按中途退庭处理。违反纪律的，法庭将予以警告、训诫，直至依法处罚。',
    '5. Nobody leaves without leave. Save for a fault of network, device or power, or force majeure, staying away counts as failure to appear and leaving as leaving midway. Breaches are met with warning, reprimand or punishment by law.',
  ),
]
