-- CreateIndex
CREATE INDEX "entity_name_id_idx" ON "entity"("name", "id");

-- CreateIndex
CREATE INDEX "entity_kind_name_id_idx" ON "entity"("kind", "name", "id");
