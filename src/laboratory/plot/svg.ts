/** Elements of a drawing as text. */

type Attributes = Readonly<Record<string, string | number>>;

/** Numbers are rounded to hundredths, which no eye tells from more. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return content === ''
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content}</${name}>`;
}

export function text(words: string, attributes: Attributes): string {
  return element('text', attributes, escape(words));
}

/** A line through points, broken where one has no place. */
export function path(points: readonly (readonly [x: number, y: number])[]): string {
  let isDown = false;
  return points
    .map(([x, y]) => {
      if (Number.isNaN(y)) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${round(x)} ${round(y)}`;
      isDown = true;
      return step;
    })
    .join('');
}

function attribute(value: string | number): string {
  return typeof value === 'number' ? round(value) : escape(value);
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escape(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
