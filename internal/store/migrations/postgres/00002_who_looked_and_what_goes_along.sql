-- +goose Up
-- modify "koppelingen" table
ALTER TABLE "koppelingen" ADD COLUMN "afscheid_op" timestamptz NULL, ADD COLUMN "heropen_gevraagd_op" timestamptz NULL;
-- modify "users" table
ALTER TABLE "users" ADD COLUMN "meldingen_uit" jsonb NULL;
-- create "afscheidswoorden" table
CREATE TABLE "afscheidswoorden" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "kant" character varying NOT NULL, "woord" character varying NOT NULL, "region_id" uuid NOT NULL, "koppeling_id" uuid NOT NULL, "user_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "afscheidswoorden_koppelingen_koppeling" FOREIGN KEY ("koppeling_id") REFERENCES "koppelingen" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "afscheidswoorden_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "afscheidswoorden_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "afscheid_kant" CHECK (kant IN ('VRAAG', 'STEUN')));
-- create index "afscheid_koppeling_id_kant" to table: "afscheidswoorden"
CREATE UNIQUE INDEX "afscheid_koppeling_id_kant" ON "afscheidswoorden" ("koppeling_id", "kant");
-- create index "afscheid_region_id_id" to table: "afscheidswoorden"
CREATE INDEX "afscheid_region_id_id" ON "afscheidswoorden" ("region_id", "id");
-- create "inzagen" table
CREATE TABLE "inzagen" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "family_id" uuid NOT NULL, "user_id" uuid NOT NULL, "soort" character varying NOT NULL, "wat" character varying NOT NULL, "dag" character varying NOT NULL, "region_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "inzagen_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "inzage_soort" CHECK (soort IN ('DOSSIER', 'LIJST')));
-- create index "inzage_created_at" to table: "inzagen"
CREATE INDEX "inzage_created_at" ON "inzagen" ("created_at");
-- create index "inzage_family_id_created_at" to table: "inzagen"
CREATE INDEX "inzage_family_id_created_at" ON "inzagen" ("family_id", "created_at");
-- create index "inzage_list_once" to table: "inzagen"
CREATE UNIQUE INDEX "inzage_list_once" ON "inzagen" ("family_id", "user_id", "dag", "wat") WHERE soort = 'LIJST';
-- create index "inzage_region_id_id" to table: "inzagen"
CREATE INDEX "inzage_region_id_id" ON "inzagen" ("region_id", "id");
-- modify "sessions" table
ALTER TABLE "sessions" ADD COLUMN "device" character varying NOT NULL DEFAULT '', ADD COLUMN "seen_at" timestamptz NULL, ADD COLUMN "unsent" bigint NOT NULL DEFAULT 0, ADD COLUMN "unsent_at" timestamptz NULL;
-- create "meegenomen" table
CREATE TABLE "meegenomen" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "tot" timestamptz NOT NULL, "region_id" uuid NOT NULL, "user_id" uuid NOT NULL, "session_id" uuid NOT NULL, "family_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "meegenomen_families_family" FOREIGN KEY ("family_id") REFERENCES "families" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "meegenomen_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "meegenomen_sessions_session" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "meegenomen_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "meegenomen_family_id" to table: "meegenomen"
CREATE INDEX "meegenomen_family_id" ON "meegenomen" ("family_id");
-- create index "meegenomen_region_id_id" to table: "meegenomen"
CREATE INDEX "meegenomen_region_id_id" ON "meegenomen" ("region_id", "id");
-- create index "meegenomen_session_id_family_id" to table: "meegenomen"
CREATE UNIQUE INDEX "meegenomen_session_id_family_id" ON "meegenomen" ("session_id", "family_id");
-- create index "meegenomen_tot" to table: "meegenomen"
CREATE INDEX "meegenomen_tot" ON "meegenomen" ("tot");
-- create index "meegenomen_user_id" to table: "meegenomen"
CREATE INDEX "meegenomen_user_id" ON "meegenomen" ("user_id");
-- create "push_subscriptions" table
CREATE TABLE "push_subscriptions" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "endpoint_hash" bytea NOT NULL, "endpoint" character varying NOT NULL, "p256dh" bytea NOT NULL, "auth" bytea NOT NULL, "failures" bigint NOT NULL DEFAULT 0, "sent_at" timestamptz NULL, "user_id" uuid NOT NULL, "session_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "push_subscriptions_sessions_session" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON UPDATE NO ACTION ON DELETE CASCADE, CONSTRAINT "push_subscriptions_users_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON UPDATE NO ACTION ON DELETE CASCADE);
-- create index "push_subscriptions_endpoint_hash_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX "push_subscriptions_endpoint_hash_key" ON "push_subscriptions" ("endpoint_hash");
-- create index "pushsubscription_session_id" to table: "push_subscriptions"
CREATE INDEX "pushsubscription_session_id" ON "push_subscriptions" ("session_id");
-- create index "pushsubscription_user_id" to table: "push_subscriptions"
CREATE INDEX "pushsubscription_user_id" ON "push_subscriptions" ("user_id");
-- modify "toestemmingen" table
ALTER TABLE "toestemmingen" ADD COLUMN "mondeling" boolean NOT NULL DEFAULT false, ADD COLUMN "child_id" uuid NULL, ADD CONSTRAINT "toestemmingen_children_child" FOREIGN KEY ("child_id") REFERENCES "children" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
