-- A name makes all that shows it stale; an article is told from its next revision by its number. So that not
-- everything is forgotten at each article, the bell says which of the two it is rung for.
CREATE OR REPLACE FUNCTION "ring_for_names"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('courant_article_event', 'names');
    RETURN NULL;
END
$$;
