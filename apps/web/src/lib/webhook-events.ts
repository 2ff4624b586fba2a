/** What a webhook can be told of, in the order in which it happens to an article. */
export const webhookEvents = ['ARTICLE_ADDED', 'ARTICLE_REVISED', 'ARTICLE_REMOVED'] as const
