-- Names are found by a part of them, and misspelt. The extension is among those that the owner of a
-- database may create.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- CreateIndex
CREATE INDEX "entity_name_trgm_idx" ON "entity" USING GIN (lower("name") gin_trgm_ops);

-- CreateIndex
CREATE INDEX "entity_alias_text_trgm_idx" ON "entity_alias" USING GIN (lower("text") gin_trgm_ops);
