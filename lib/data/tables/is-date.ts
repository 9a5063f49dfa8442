const excelMonths =
  "jan|feb|mar|mrz|m\u00e4r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|f\u00e9vr|mars|avr|juin|juil|ao\u00fbt|sept|d\u00e9c";
const dates = new RegExp(
  `^(\\d{1,2}[-. /]{1,2}(${excelMonths})\\.?([-. /]\\d{2,4})?|(${excelMonths})[-. /]\\d{2}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}( .*)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}( .*)?)$`,
  "i",
);

/** Whether a cell looks like a date, which spreadsheets make of `1-2` too. */
export function isDate(cell: string): boolean {
  return dates.test(cell);
}
