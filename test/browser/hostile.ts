/** Strings a feed could carry to harm its reader. Each must be shown as text and do nothing. */
export const HOSTILE = {
  markup: '<img src=x onerror="window.harmed=1;alert(1)">',
  script: '</script><script>window.harmed=1</script>',
  svg: '<svg/onload=window.harmed=1>',
  bidi: 'invoice\u202Efdp.exe\u200b\u0007',
  link: 'javascript:window.harmed=1',
  longUrl: `http://198.51.100.7/${'a'.repeat(1_950)}?q=${'%3Cimg%3E'}`,
  formula: '=HYPERLINK("http://evil.example","x")',
} as const
