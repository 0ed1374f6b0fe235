import { describe, expect, test } from 'vitest'
import { chineseNumber } from './chinese-number.ts'
import { acts } from './words/acts.ts'
import { common } from './words/common.ts'
import { courtroom } from './words/courtroom.ts'
import { deviceTest } from './words/device-test.ts'
import { entrance } from './words/entrance.ts'
import { papers } from './words/papers.ts'
import { signing } from './words/signing.ts'
import { verify } from './words/verify.ts'
import { windowBoard } from './words/window-board.ts'
import { windowCase } from './words/window-case.ts'
import { windowDesk } from './words/window-desk.ts'
import { windowCall } from './words/window-call.ts'
import { windowMatters } from './words/window-matters.ts'
import { windowPublic } from './words/window-public.ts'

const FILES = { windowPublic, windowMatters, windowDesk, windowCase, windowBoard, windowCall, common, entrance, deviceTest, courtroom, acts, signing, verify, papers }
const ALL = Object.values(FILES).flatMap((file) => Object.entries(file) as [string, readonly [string, string]][])
const blanks = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()

describe('the words of the client', () => {
  test('no key is used twice: the later would silently win', () => {
    const keys = ALL.map(([key]) => key)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('every entry says the same in both languages', () => {
    const faults = ALL.filter(([, [zh, en]]) => !zh.trim() || !en.trim() || blanks(zh).join() !== blanks(en).join())
    expect(faults).toEqual([])
  })

  test('Chinese is set in Chinese punctuation, and nowhere is an emoji', () => {
    const faults = ALL.filter(([, [zh, en]]) =>
      /[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]/.test(zh) || /\p{Extended_Pictographic}/u.test(zh + en))
    expect(faults).toEqual([])
  })
})

test('clauses are numbered as a court numbers them', () => {
  expect([1, 2, 9, 10, 11, 19, 20, 21, 30].map(chineseNumber)).toEqual(['一', '二', '九', '十', '十一', '十九', '二十', '二十一', '三十'])
})
