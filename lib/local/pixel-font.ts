/** Letters of three by five pixels, row by row from the top: each digit is a row, its three bits are the pixels. Small letters look like capitals. */
const GLYPHS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '0=75557 1=26227 2=71747 3=71717 4=55711 5=74717 6=74757 7=71122 8=75757 9=75717 A=25755 B=65656 C=34443 D=65556 ' +
    'E=74647 F=74644 G=34553 H=55755 I=72227 J=11152 K=55655 L=44447 M=57755 N=65555 O=25552 P=65644 Q=25563 R=65655 ' +
    'S=34216 T=72222 U=55557 V=55552 W=55775 X=55255 Y=55222 Z=71247 .=00002 :=02020 %=51245 -=00700 ,=00024 /=11244 ' +
    '(=12221 )=42224 +=02720 _=00007'
  )
    .split(' ')
    .map((pair) => [pair[0]!, pair.slice(2)]),
);
const UNKNOWN = '71202';
const SCALE = 2;

/** Width of a letter with the gap behind it, and height of a line, in pixels. */
export const LETTER_WIDTH = 4 * SCALE;
export const LETTER_HEIGHT = 5 * SCALE;

/** Draws a line of text whose upper left corner is at (x, y). */
export function drawText(text: string, x: number, y: number, dot: (x: number, y: number) => void): void {
  for (const [place, letter] of [...text.toUpperCase()].entries()) {
    const rows = letter === ' ' ? '00000' : (GLYPHS[letter] ?? UNKNOWN);
    for (let row = 0; row < LETTER_HEIGHT; row += 1) {
      for (let column = 0; column < 3 * SCALE; column += 1) {
        const bits = Number(rows[Math.floor(row / SCALE)]);
        if ((bits >> (2 - Math.floor(column / SCALE))) & 1) dot(x + place * LETTER_WIDTH + column, y + row);
      }
    }
  }
}
