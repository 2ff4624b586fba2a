-- CreateIndex
CREATE INDEX "mention_entity_id_about_feed_key_idx" ON "mention"("entity_id", "about", "feed_key" DESC);
