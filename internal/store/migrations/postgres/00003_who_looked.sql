-- +goose Up
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
