import fc from 'fast-check';
import { key, quoted, remark, string } from '../../lib/openslo/write/text';

const anything = fc.string({ unit: 'binary', maxLength: 40 });
const hostile = fc.array(
  fc.constantFrom('*/', '/*', '\n', '\u2028', '\\', "'", '"', '`', '$', '{', '//', '\r', '\u202e', 'x'),
);
const texts = fc.oneof(
  anything,
  hostile.map((parts) => parts.join('')),
);
const run = (code: string): unknown => new Function(code)();

describe('string literals', () => {
  it.each(["it's", '"', `'"`, `\`\${x}\``, '\\', '\n\r\t\0', '\u2028\u2029', '\u202e', '\ud800', '</script>', '*/'])(
    'are what they were, in one line of visible characters: %j',
    (text) => {
      const literal = string(text);
      expect(new Function(`return ${literal};`)()).toBe(text);
      expect(literal).toMatch(/^[ -~]+$/);
    },
  );

  it('are what they were, whatever they were', () => {
    fc.assert(fc.property(texts, (text) => expect(run(`return ${string(text)};`)).toBe(text)));
  });
});

describe('names of members', () => {
  it('are what they were', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.constant('__proto__')), (name) =>
        expect(Object.keys(run(`return { ${key(name)}: 1 };`) as object)).toEqual([name]),
      ),
    );
  });
});

describe('texts in comments', () => {
  it.each([
    ['quoted', quoted],
    ['as they are', remark],
  ])('end none: %s', (_, write) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(run(`/* ${write(text)} */ return 1;`)).toBe(1);
        expect(run(`// ${write(text)}\nreturn 1;`)).toBe(1);
      }),
    );
  });
});
