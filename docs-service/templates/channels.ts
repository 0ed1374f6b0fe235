import type { ServiceBasis, ServiceChannel } from '#protocol/papers/index.ts'

/** How papers call the ways of service, and why one counts (R1 29–31). */
export const CHANNELS: Record<ServiceChannel, string> = { platform: '诉讼平台', sms: '手机短信', email: '电子邮件', messenger: '即时通讯', mail: '邮寄', inPerson: '直接送达' }
export const BASES: Record<ServiceBasis, string> = { arrived: '到达确认地址', opened: '受送达人已阅知', answered: '受送达人已回复或者据此作出诉讼行为' }
/** Those that are electronic, where the certificate is a 电子送达凭证. */
export const ELECTRONIC: ReadonlySet<ServiceChannel> = new Set<ServiceChannel>(['platform', 'sms', 'email', 'messenger'])
