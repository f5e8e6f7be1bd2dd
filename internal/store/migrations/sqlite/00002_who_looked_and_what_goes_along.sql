-- +goose Up
-- disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- add column "afscheid_op" to table: "koppelingen"
ALTER TABLE `koppelingen` ADD COLUMN `afscheid_op` datetime NULL;
-- add column "heropen_gevraagd_op" to table: "koppelingen"
ALTER TABLE `koppelingen` ADD COLUMN `heropen_gevraagd_op` datetime NULL;
-- create "new_sessions" table
CREATE TABLE `new_sessions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `ended_at` datetime NULL, `ended_why` text NOT NULL DEFAULT (''), `device` text NOT NULL DEFAULT (''), `seen_at` datetime NULL, `unsent` integer NOT NULL DEFAULT (0), `unsent_at` datetime NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sessions_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE);
-- copy rows from old table "sessions" to new temporary table "new_sessions"
INSERT INTO `new_sessions` (`id`, `created_at`, `updated_at`, `expires_at`, `ended_at`, `ended_why`, `user_id`) SELECT `id`, `created_at`, `updated_at`, `expires_at`, `ended_at`, `ended_why`, `user_id` FROM `sessions`;
-- drop "sessions" table after copying rows
DROP TABLE `sessions`;
-- rename temporary table "new_sessions" to "sessions"
ALTER TABLE `new_sessions` RENAME TO `sessions`;
-- create index "session_user_id" to table: "sessions"
CREATE INDEX `session_user_id` ON `sessions` (`user_id`);
-- create index "session_expires_at" to table: "sessions"
CREATE INDEX `session_expires_at` ON `sessions` (`expires_at`);
-- create "new_toestemmingen" table
CREATE TABLE `new_toestemmingen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `doel` text NOT NULL, `mondeling` bool NOT NULL DEFAULT (false), `giver` text NOT NULL, `text_version` text NOT NULL, `given_at` datetime NOT NULL, `withdrawn_at` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, `child_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `toestemmingen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `toestemmingen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `toestemmingen_children_child` FOREIGN KEY (`child_id`) REFERENCES `children` (`id`) ON DELETE CASCADE, CONSTRAINT `toestemming_doel` CHECK (doel IN ('CONTACT', 'MATCHEN', 'BIJZONDERE_GEGEVENS')));
-- copy rows from old table "toestemmingen" to new temporary table "new_toestemmingen"
INSERT INTO `new_toestemmingen` (`id`, `created_at`, `updated_at`, `version`, `doel`, `giver`, `text_version`, `given_at`, `withdrawn_at`, `region_id`, `family_id`) SELECT `id`, `created_at`, `updated_at`, `version`, `doel`, `giver`, `text_version`, `given_at`, `withdrawn_at`, `region_id`, `family_id` FROM `toestemmingen`;
-- drop "toestemmingen" table after copying rows
DROP TABLE `toestemmingen`;
-- rename temporary table "new_toestemmingen" to "toestemmingen"
ALTER TABLE `new_toestemmingen` RENAME TO `toestemmingen`;
-- create index "toestemming_region_id_id" to table: "toestemmingen"
CREATE INDEX `toestemming_region_id_id` ON `toestemmingen` (`region_id`, `id`);
-- create index "toestemming_family_id_doel" to table: "toestemmingen"
CREATE INDEX `toestemming_family_id_doel` ON `toestemmingen` (`family_id`, `doel`);
-- add column "meldingen_uit" to table: "users"
ALTER TABLE `users` ADD COLUMN `meldingen_uit` json NULL;
-- create "afscheidswoorden" table
CREATE TABLE `afscheidswoorden` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kant` text NOT NULL, `woord` text NOT NULL, `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `afscheidswoorden_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `afscheidswoorden_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE, CONSTRAINT `afscheidswoorden_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `afscheid_kant` CHECK (kant IN ('VRAAG', 'STEUN')));
-- create index "afscheid_region_id_id" to table: "afscheidswoorden"
CREATE INDEX `afscheid_region_id_id` ON `afscheidswoorden` (`region_id`, `id`);
-- create index "afscheid_koppeling_id_kant" to table: "afscheidswoorden"
CREATE UNIQUE INDEX `afscheid_koppeling_id_kant` ON `afscheidswoorden` (`koppeling_id`, `kant`);
-- create "inzagen" table
CREATE TABLE `inzagen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `family_id` uuid NOT NULL, `user_id` uuid NOT NULL, `soort` text NOT NULL, `wat` text NOT NULL, `dag` text NOT NULL, `region_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `inzagen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `inzage_soort` CHECK (soort IN ('DOSSIER', 'LIJST')));
-- create index "inzage_region_id_id" to table: "inzagen"
CREATE INDEX `inzage_region_id_id` ON `inzagen` (`region_id`, `id`);
-- create index "inzage_list_once" to table: "inzagen"
CREATE UNIQUE INDEX `inzage_list_once` ON `inzagen` (`family_id`, `user_id`, `dag`, `wat`) WHERE soort = 'LIJST';
-- create index "inzage_family_id_created_at" to table: "inzagen"
CREATE INDEX `inzage_family_id_created_at` ON `inzagen` (`family_id`, `created_at`);
-- create index "inzage_created_at" to table: "inzagen"
CREATE INDEX `inzage_created_at` ON `inzagen` (`created_at`);
-- create "meegenomen" table
CREATE TABLE `meegenomen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `tot` datetime NOT NULL, `region_id` uuid NOT NULL, `user_id` uuid NOT NULL, `session_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `meegenomen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `meegenomen_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE, CONSTRAINT `meegenomen_sessions_session` FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`) ON DELETE CASCADE, CONSTRAINT `meegenomen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE);
-- create index "meegenomen_region_id_id" to table: "meegenomen"
CREATE INDEX `meegenomen_region_id_id` ON `meegenomen` (`region_id`, `id`);
-- create index "meegenomen_session_id_family_id" to table: "meegenomen"
CREATE UNIQUE INDEX `meegenomen_session_id_family_id` ON `meegenomen` (`session_id`, `family_id`);
-- create index "meegenomen_user_id" to table: "meegenomen"
CREATE INDEX `meegenomen_user_id` ON `meegenomen` (`user_id`);
-- create index "meegenomen_family_id" to table: "meegenomen"
CREATE INDEX `meegenomen_family_id` ON `meegenomen` (`family_id`);
-- create index "meegenomen_tot" to table: "meegenomen"
CREATE INDEX `meegenomen_tot` ON `meegenomen` (`tot`);
-- create "push_subscriptions" table
CREATE TABLE `push_subscriptions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `endpoint_hash` blob NOT NULL, `endpoint` text NOT NULL, `p256dh` blob NOT NULL, `auth` blob NOT NULL, `failures` integer NOT NULL DEFAULT (0), `sent_at` datetime NULL, `user_id` uuid NOT NULL, `session_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `push_subscriptions_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE, CONSTRAINT `push_subscriptions_sessions_session` FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`) ON DELETE CASCADE);
-- create index "push_subscriptions_endpoint_hash_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX `push_subscriptions_endpoint_hash_key` ON `push_subscriptions` (`endpoint_hash`);
-- create index "pushsubscription_user_id" to table: "push_subscriptions"
CREATE INDEX `pushsubscription_user_id` ON `push_subscriptions` (`user_id`);
-- create index "pushsubscription_session_id" to table: "push_subscriptions"
CREATE INDEX `pushsubscription_session_id` ON `push_subscriptions` (`session_id`);
-- enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
