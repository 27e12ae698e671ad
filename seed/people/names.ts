import type { Random } from '../random/random.ts';

/** Family names, given names and how they are put together: made-up people, in the scripts a real service sees. */
interface NameStock {
  readonly weight: number;
  readonly families: readonly [string, ...string[]];
  readonly givens: readonly [string, ...string[]];
  readonly write: (family: string, given: string) => string;
}

const familyFirst = (family: string, given: string): string => family + given;
const givenFirst = (family: string, given: string): string => `${given} ${family}`;

const NAME_STOCKS: readonly [NameStock, ...NameStock[]] = [
  {
    weight: 0.62,
    families: [
      '王',
      '李',
      '张',
      '刘',
      '陈',
      '杨',
      '黄',
      '赵',
      '吴',
      '周',
      '徐',
      '孙',
      '马',
      '朱',
      '胡',
      '林',
      '欧阳',
      '上官',
    ],
    givens: [
      '伟',
      '芳',
      '娜',
      '敏',
      '静',
      '丽',
      '强',
      '磊',
      '洋',
      '艳',
      '勇',
      '杰',
      '秀英',
      '志强',
      '晓明',
      '雨桐',
      '子涵',
      '浩然',
      '思远',
      '佳怡',
    ],
    write: familyFirst,
  },
  {
    weight: 0.14,
    families: [
      'Smith',
      'García',
      'Müller',
      'Rossi',
      'Nguyễn',
      'O’Connor',
      'Kowalski',
      'Silva',
      'Dubois',
      'Andersson',
    ],
    givens: ['Anna', 'José', 'Zoë', 'Liam', 'Chloé', 'Mateo', 'Søren', 'Linh', 'Aoife', 'Jürgen'],
    write: givenFirst,
  },
  {
    weight: 0.06,
    families: ['Шевченко', 'Петренко', 'Левченко', 'Бондаренко'],
    givens: ['Ольга', 'Дмитро', 'Тарас', 'Ніна'],
    write: givenFirst,
  },
  {
    weight: 0.06,
    families: ['الأحمد', 'حداد', 'المصري'],
    givens: ['ليلى', 'يوسف', 'مريم', 'عمر'],
    write: givenFirst,
  },
  {
    weight: 0.06,
    families: ['शर्मा', 'पटेल', 'सिंह'],
    givens: ['अनन्या', 'अर्जुन', 'प्रिया', 'रोहन'],
    write: givenFirst,
  },
  {
    weight: 0.06,
    families: ['佐藤', '高橋', '田中'],
    givens: ['さくら', '健太', '美咲', '翔'],
    write: (family, given) => `${family} ${given}`,
  },
];

export function personName(random: Random): string {
  let rest = random.uniform();
  const stock = NAME_STOCKS.find(({ weight }) => (rest -= weight) < 0) ?? NAME_STOCKS[0];
  return stock.write(random.pick(stock.families), random.pick(stock.givens));
}
