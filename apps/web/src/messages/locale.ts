/** Of the words in this folder. */
export const locale = 'en-GB'
