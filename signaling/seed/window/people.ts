import type { z } from 'zod'
import type { Catalogue, Language, StaffRole } from '#protocol/window/catalogue.ts'
import { OFFICES } from './places.ts'

type Person = z.input<typeof Catalogue>['staff'][number]

/** Everybody here is invented. Without skills of their own clerks know whatever their office keeps. */
function person(personId: string, name: string, role: StaffRole, at: string, languages = 'zh-CN', skills?: string): Person {
  const kept = OFFICES.find((office) => office.officeId === at)?.departments ?? []
  return {
    personId,
    name,
    role,
    at,
    languages: languages.split(' ') as Language[],
    skills: skills?.split(' ') ?? (role === 'remoteClerk' ? kept : []),
  }
}

const MORTGAGE = '000715001001'

export const STAFF: Person[] = [
  // 属地窗口人员.
  person('w-lu-jiahe', '陆嘉禾', 'remoteClerk', 'zj-pinghu-realty', 'zh-CN wuu', `${MORTGAGE} realEstate`),
  person('w-shen-yizhe', '沈以喆', 'remoteClerk', 'zj-pinghu-realty', 'zh-CN wuu en'),
  person('w-gu-mingkun', '顾明堃', 'remoteClerk', 'zj-pinghu-realty'),
  person('w-feng-wanqing', '冯晚晴', 'remoteClerk', 'zj-pinghu', 'zh-CN wuu'),
  person(
    'w-qian-zhiyuan',
    '钱致远',
    'remoteClerk',
    'zj-pinghu',
    'zh-CN',
    'medicalInsurance socialInsurance humanResources housingFund',
  ),
  person('w-zhu-yan', '朱䶮', 'remoteClerk', 'zj-haining', 'zh-CN wuu'),
  person('w-xu-nianci', '许念慈', 'remoteClerk', 'zj-jiashan'),
  person('w-wu-shuyao', '吴舒窈', 'remoteClerk', 'zj-jiaxing', 'zh-CN wuu'),
  person('w-he-qingchuan', '何晴川', 'remoteClerk', 'zj-hangzhou', 'zh-CN en'),
  person('w-jiang-yuze', '蒋予泽', 'remoteClerk', 'zj-hangzhou', 'zh-CN wuu', 'realEstate housingFund taxation'),
  person(
    'w-tang-xinyi',
    '唐昕怡',
    'remoteClerk',
    'zj-hangzhou',
    'zh-CN csl',
    'medicalInsurance socialInsurance civilAffairs health',
  ),
  person('w-bao-haining', '鲍海凝', 'remoteClerk', 'zj-ningbo', 'zh-CN wuu'),
  person('w-ye-tingfang', '叶庭芳', 'remoteClerk', 'zj', 'zh-CN en'),
  person('w-lou-weimin', '楼维民', 'remoteClerk', 'zj'),
  person('w-cao-jingxing', '曹景行', 'remoteClerk', 'js', 'zh-CN en'),
  person('w-dai-siyuan', '戴思源', 'remoteClerk', 'js'),
  person('w-sun-wenrui', '孙文蕤', 'remoteClerk', 'js-nanjing', 'zh-CN'),
  person('w-ma-chengye', '马承业', 'remoteClerk', 'js-nanjing', 'zh-CN', 'household traffic transport'),
  person('w-yao-luoyi', '姚洛伊', 'remoteClerk', 'js-nanjing', 'zh-CN ug', 'medicalInsurance socialInsurance housingFund'),
  person('w-lu-ziang', '陆子昂', 'remoteClerk', 'js-suzhou', 'zh-CN wuu'),
  person('w-fan-yuwei', '范语微', 'remoteClerk', 'js-suzhou', 'zh-CN en', 'marketRegulation taxation housingFund'),
  person('w-zhou-qiming', '周启明', 'remoteClerk', 'js-kunshan', 'zh-CN wuu'),
  person('w-wang-zhekun', '王喆坤', 'remoteClerk', 'js-huaian'),
  person('w-li-suhua', '李素华', 'remoteClerk', 'js-lianshui'),
  person('w-chen-baoguo', '陈保国', 'remoteClerk', 'js-lianshui', 'zh-CN', 'household civilAffairs socialInsurance'),
  person('w-hu-yunfei', '胡云霏', 'remoteClerk', 'ah', 'zh-CN en'),
  person('w-cheng-wu', '程珷', 'remoteClerk', 'ah'),
  person('w-fang-jianing', '方佳宁', 'remoteClerk', 'ah-hefei'),
  person('w-tao-ran', '陶然', 'remoteClerk', 'ah-hefei', 'zh-CN csl', 'civilAffairs health education'),
  person('w-ding-haoyu', '丁浩宇', 'remoteClerk', 'ah-hefei', 'zh-CN', 'realEstate housingFund marketRegulation'),
  person('w-xie-lanzhi', '谢兰芷', 'remoteClerk', 'ah-chuzhou'),
  person('w-gao-xiulan', '高秀兰', 'remoteClerk', 'ah-tianchang'),
  person('w-wang-huizhi', '汪徽之', 'remoteClerk', 'ah-shexian'),
  // 收件窗口人员 and 帮办员.
  person('w-zhang-guilan', '张桂兰', 'localClerk', 'c-lianshui'),
  person('w-liu-xiaoman', '刘小满', 'helper', 'c-lianshui'),
  person('w-jin-xianzhe', '金贤哲', 'helper', 'c-lianshui', 'zh-CN ko'),
  person('w-shi-yanran', '石嫣然', 'localClerk', 'c-nanjing'),
  person('w-meng-fanxing', '孟繁星', 'helper', 'c-nanjing', 'zh-CN en'),
  person('w-pan-yueping', '潘月平', 'localClerk', 'c-kunshan', 'zh-CN wuu'),
  person('w-song-zhiqiu', '宋知秋', 'helper', 'c-kunshan'),
  person('w-lin-shufen', '林淑芬', 'localClerk', 'c-pinghu', 'zh-CN wuu'),
  person('w-zheng-dongyang', '郑东旸', 'helper', 'c-pinghu'),
  person('w-yu-huimin', '余慧敏', 'localClerk', 'c-hangzhou'),
  person('w-luo-yiming', '罗一鸣', 'helper', 'c-hangzhou', 'zh-CN en'),
  person('w-hong-liangyu', '洪良玉', 'localClerk', 'c-ningbo', 'zh-CN wuu'),
  person('w-shao-tingyun', '邵停云', 'helper', 'c-ningbo'),
  person('w-wei-shuzhen', '魏淑珍', 'localClerk', 'c-hefei'),
  person('w-jia-mingyue', '贾明月', 'helper', 'c-hefei'),
  person('w-qin-huaizhi', '秦怀之', 'localClerk', 'c-tianchang'),
  person('w-duan-xiaoyu', '段晓雨', 'helper', 'c-tianchang'),
  // 翻译人员.
  person('w-bai-shouyu', '白守玉', 'interpreter', 'zj', 'zh-CN csl'),
  person('w-maierdan', '麦尔丹·艾力', 'interpreter', 'js', 'zh-CN ug'),
  person('w-zhaxi-zhuoma', '扎西卓玛', 'interpreter', 'ah', 'zh-CN bo'),
  person('w-pu-yingshun', '朴英顺', 'interpreter', 'js', 'zh-CN ko en'),
  // 值班主管 and 复核人员.
  person('w-yuan-zhengping', '袁正平', 'supervisor', 'zj'),
  person('w-lu-minghua', '卢明华', 'supervisor', 'zj-pinghu-realty'),
  person('w-kong-lingyi', '孔令仪', 'supervisor', 'js'),
  person('w-mei-shaobai', '梅少白', 'supervisor', 'ah'),
  person('w-bi-wenjing', '毕文静', 'reviewer', 'zj'),
  person('w-cen-guangyu', '岑光宇', 'reviewer', 'js'),
  person('w-hua-qingsong', '华青松', 'reviewer', 'ah'),
]
