/** Words that paragraphs of a report begin with, far oftener than sentences within one do. */
const OPENING = /^(?:近日|日前|昨日|昨天|今天|今年|去年|当日|当天|目前|据悉|据了解|据介绍|另据|记者|截至|截止|与此同时|同时|此外|另外|下一步|未来|会议|会上|会后|活动|“|「|问[：:]|答[：:]|\d{1,4}[年月日]|[一二三四五六七八九十]{1,3}[是、])/u;

export const opensParagraph = (plain: string): boolean => OPENING.test(plain);
