import type { Words } from '../index.ts'

export const files = {
  'files.add': ['添加文件或照片', 'Add files or photographs'],
  'files.hint': ['PDF、JPEG、PNG、WebP，每个不超过 30 MB、50 页。可一次选择多张照片。', 'PDF, JPEG, PNG, WebP; at most 30 MB and 50 pages each. Several photographs may be chosen at once.'],
  'files.list': ['文件', 'Files'],
  'files.sending': ['正在上传 {percent}%', 'Uploading {percent} %'],
  'files.checking': ['正在检查文件并生成页面', 'Checking the file and drawing its pages'],
  'files.ready': ['{pages} 页，已收到', '{pages} pages, received'],
  'files.failed': ['未能收到', 'Not received'],
  'files.retry': ['重试：{name}', 'Try again: {name}'],
  'files.cancel': ['取消上传：{name}', 'Cancel: {name}'],
  'files.remove': ['移除：{name}', 'Remove: {name}'],
  'files.cancelled': ['已取消', 'Cancelled'],
  'files.wait': ['文件尚未上传完毕', 'Files are still being sent'],
  'files.page': ['{name} 第 {page} 页，共 {pages} 页', '{name}, page {page} of {pages}'],
  'files.openPage': ['放大：{name} 第 {page} 页', 'Enlarge: {name}, page {page}'],
  'files.previous': ['上一页', 'Previous page'],
  'files.next': ['下一页', 'Next page'],
  'files.original': ['下载原件', 'Download the original'],
  'files.present': ['在法庭上展示', 'Show to the court'],
  'files.presenting': ['正在法庭上展示，翻页同步', 'Shown to the court; leafing turns the page there'],
  'files.lost': ['页面未能显示', 'The page could not be shown'],
} as const satisfies Words
