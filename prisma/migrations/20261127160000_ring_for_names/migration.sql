-- Answers that show a name are kept by every API process until something is written. Articles ring the bell
-- themselves; what they show of others rings here, whoever changes it. Within the transaction: names change
-- seldom, and commits that notify wait for each other only then.
CREATE FUNCTION "ring_for_names"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('courant_article_event', '');
    RETURN NULL;
END
$$;

CREATE TRIGGER "entity_names" AFTER UPDATE ON "entity" FOR EACH ROW
    WHEN ((OLD."slug", OLD."name", OLD."kind", OLD."description", OLD."wikidata_id", OLD."merged_into_id")
        IS DISTINCT FROM
        (NEW."slug", NEW."name", NEW."kind", NEW."description", NEW."wikidata_id", NEW."merged_into_id"))
    EXECUTE FUNCTION "ring_for_names"();
CREATE TRIGGER "entity_removal" AFTER DELETE ON "entity" FOR EACH ROW EXECUTE FUNCTION "ring_for_names"();

CREATE TRIGGER "topic_names" AFTER UPDATE ON "topic" FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION "ring_for_names"();
CREATE TRIGGER "topic_removal" AFTER DELETE ON "topic" FOR EACH ROW EXECUTE FUNCTION "ring_for_names"();

CREATE TRIGGER "source_names" AFTER UPDATE ON "source" FOR EACH ROW
    WHEN ((OLD."slug", OLD."name", OLD."site_url", OLD."feed_url", OLD."folder", OLD."full_text")
        IS DISTINCT FROM
        (NEW."slug", NEW."name", NEW."site_url", NEW."feed_url", NEW."folder", NEW."full_text"))
    EXECUTE FUNCTION "ring_for_names"();
CREATE TRIGGER "source_removal" AFTER DELETE ON "source" FOR EACH ROW EXECUTE FUNCTION "ring_for_names"();
