/**
 * The most frequent characters of written Chinese, simplified and traditional. In running text they
 * are about half of all hanzi; in text decoded with the wrong table they are a few in a hundred.
 */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界城市区县省讯者刊版写摄' +
    '這個國們來時為會對過說產種後學經發動現實無義與關開車東華門長見報當業體進從點裡兩機應還樣線數氣變條沒結問軍題黨員總設頭資邊級圖統較將組計別論運農幾區強決乾戰則據處隊給規熱領導壓爭濟階術極聯認權證單風帶場務萬達積議聲類離確張馬節話況傳許廣記縣訊寫攝臺灣',
);

/** From 0 to 1: how much of the text beyond ASCII is what a newspaper would print. All-ASCII text is 1. */
export function plausibility(text: string): number {
  let common = 0;
  let hanzi = 0;
  let other = 0;
  let noise = 0;
  let seen = 0;
  for (const character of text) {
    if (++seen > 50_000) break;
    const code = character.codePointAt(0)!;
    if (code < 0x80) {
      if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c) noise += 1;
    } else if (code >= 0x4e00 && code <= 0x9fff) {
      hanzi += 1;
      if (COMMON.has(character)) common += 1;
    } else if (isPrinted(code)) other += 1;
    else noise += 1;
  }
  const strange = hanzi + other + noise;
  if (strange === 0) return 1;
  // Running text reaches 0.35 and more; half of that is already full marks, so that name lists pass.
  // Without hanzi it may be a Western page, where letters beyond ASCII are few.
  const familiar = hanzi > 0 ? Math.min(1, common / hanzi / 0.18) : other * 10 < seen ? 0.6 : 0;
  return familiar * (1 - Math.min(1, (3 * noise) / strange));
}

/** Punctuation, full-width forms, circled numbers, Latin letters with marks, kana: what stands between hanzi. */
function isPrinted(code: number): boolean {
  return (
    (code >= 0xa0 && code <= 0x17f) ||
    (code >= 0x370 && code <= 0x45f) ||
    (code >= 0x2010 && code <= 0x2049) ||
    (code >= 0x2100 && code <= 0x27bf) ||
    (code >= 0x3000 && code <= 0x33ff) ||
    (code >= 0xff01 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x323af)
  );
}
