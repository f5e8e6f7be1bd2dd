-- +goose Up
-- create "afspraken" table
CREATE TABLE `afspraken` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `nummer` integer NOT NULL, `wanneer` text NOT NULL, `halen_brengen` text NOT NULL DEFAULT (''), `eten` text NOT NULL DEFAULT (''), `telefoon` text NOT NULL DEFAULT (''), `allergie` text NOT NULL DEFAULT (''), `noodnummer` text NOT NULL DEFAULT (''), `overig` text NOT NULL DEFAULT (''), `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `afspraken_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `afspraken_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE);
-- create index "afspraken_region_id_id" to table: "afspraken"
CREATE INDEX `afspraken_region_id_id` ON `afspraken` (`region_id`, `id`);
-- create index "afspraken_koppeling_id_nummer" to table: "afspraken"
CREATE UNIQUE INDEX `afspraken_koppeling_id_nummer` ON `afspraken` (`koppeling_id`, `nummer`);
-- create "afwezigheden" table
CREATE TABLE `afwezigheden` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `van` datetime NOT NULL, `tot` datetime NOT NULL, `ingetrokken_op` datetime NULL, `region_id` uuid NOT NULL, `user_id` uuid NOT NULL, `waarnemer_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `afwezigheden_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `afwezigheden_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `afwezigheden_users_waarnemer` FOREIGN KEY (`waarnemer_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `afwezigheid_ander` CHECK (user_id <> waarnemer_id), CONSTRAINT `afwezigheid_dagen` CHECK (van <= tot));
-- create index "afwezigheid_region_id_id" to table: "afwezigheden"
CREATE INDEX `afwezigheid_region_id_id` ON `afwezigheden` (`region_id`, `id`);
-- create index "afwezigheid_user_id_tot" to table: "afwezigheden"
CREATE INDEX `afwezigheid_user_id_tot` ON `afwezigheden` (`user_id`, `tot`);
-- create index "afwezigheid_waarnemer_id_tot" to table: "afwezigheden"
CREATE INDEX `afwezigheid_waarnemer_id_tot` ON `afwezigheden` (`waarnemer_id`, `tot`);
-- create "api_clients" table
CREATE TABLE `api_clients` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `client_id` text NOT NULL, `name` text NOT NULL, `secret_hash` blob NOT NULL, `scopes` json NOT NULL, `disabled_at` datetime NULL, `region_id` uuid NOT NULL, `made_by_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `api_clients_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `api_clients_users_made_by` FOREIGN KEY (`made_by_id`) REFERENCES `users` (`id`) ON DELETE SET NULL);
-- create index "api_clients_client_id_key" to table: "api_clients"
CREATE UNIQUE INDEX `api_clients_client_id_key` ON `api_clients` (`client_id`);
-- create index "apiclient_region_id_id" to table: "api_clients"
CREATE INDEX `apiclient_region_id_id` ON `api_clients` (`region_id`, `id`);
-- create "blokkades" table
CREATE TABLE `blokkades` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `toelichting` text NOT NULL DEFAULT (''), `region_id` uuid NOT NULL, `vraag_family_id` uuid NOT NULL, `steun_family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `blokkades_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `blokkades_families_vraag_family` FOREIGN KEY (`vraag_family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `blokkades_families_steun_family` FOREIGN KEY (`steun_family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE);
-- create index "blokkade_region_id_id" to table: "blokkades"
CREATE INDEX `blokkade_region_id_id` ON `blokkades` (`region_id`, `id`);
-- create index "blokkade_once" to table: "blokkades"
CREATE UNIQUE INDEX `blokkade_once` ON `blokkades` (`vraag_family_id`, `steun_family_id`) WHERE version > 0;
-- create "calendar_feeds" table
CREATE TABLE `calendar_feeds` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `hash` blob NOT NULL, `revoked_at` datetime NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `calendar_feeds_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE);
-- create index "calendar_feeds_hash_key" to table: "calendar_feeds"
CREATE UNIQUE INDEX `calendar_feeds_hash_key` ON `calendar_feeds` (`hash`);
-- create index "calendarfeed_user_id_id" to table: "calendar_feeds"
CREATE INDEX `calendarfeed_user_id_id` ON `calendar_feeds` (`user_id`, `id`);
-- create "check_ins" table
CREATE TABLE `check_ins` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kant` text NOT NULL, `smiley` text NOT NULL, `toelichting` text NOT NULL DEFAULT (''), `van_kind` bool NOT NULL DEFAULT (false), `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `check_ins_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `check_ins_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE, CONSTRAINT `check_ins_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "checkin_region_id_id" to table: "check_ins"
CREATE INDEX `checkin_region_id_id` ON `check_ins` (`region_id`, `id`);
-- create index "checkin_koppeling_id_created_at" to table: "check_ins"
CREATE INDEX `checkin_koppeling_id_created_at` ON `check_ins` (`koppeling_id`, `created_at`);
-- create "children" table
CREATE TABLE `children` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `first_name` text NOT NULL DEFAULT (''), `birth_month` text NOT NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `children_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `children_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `children_birth_month` CHECK (birth_month LIKE '____-__' AND birth_month >= '1990-01' AND birth_month < '2100-01'));
-- create index "child_region_id_id" to table: "children"
CREATE INDEX `child_region_id_id` ON `children` (`region_id`, `id`);
-- create index "child_family_id" to table: "children"
CREATE INDEX `child_family_id` ON `children` (`family_id`);
-- create "closings" table
CREATE TABLE `closings` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `note` text NOT NULL DEFAULT (''), `themas` json NOT NULL, `region_id` uuid NOT NULL, `meetup_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `closings_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `closings_meetups_closing` FOREIGN KEY (`meetup_id`) REFERENCES `meetups` (`id`) ON DELETE CASCADE);
-- create index "closings_meetup_id_key" to table: "closings"
CREATE UNIQUE INDEX `closings_meetup_id_key` ON `closings` (`meetup_id`);
-- create index "closing_region_id_id" to table: "closings"
CREATE INDEX `closing_region_id_id` ON `closings` (`region_id`, `id`);
-- create "contactgegevens" table
CREATE TABLE `contactgegevens` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `last_name` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `phone` text NOT NULL DEFAULT (''), `street` text NOT NULL DEFAULT (''), `house_number` text NOT NULL DEFAULT (''), `postcode` text NOT NULL DEFAULT (''), `bereik_via` text NOT NULL DEFAULT ('BELLEN'), `bereik_op` json NOT NULL, `confirmed_at` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `contactgegevens_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `contactgegevens_families_contactgegevens` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `contact_email_lower` CHECK (email = lower(email)));
-- create index "contactgegevens_family_id_key" to table: "contactgegevens"
CREATE UNIQUE INDEX `contactgegevens_family_id_key` ON `contactgegevens` (`family_id`);
-- create index "contactgegevens_region_id_id" to table: "contactgegevens"
CREATE INDEX `contactgegevens_region_id_id` ON `contactgegevens` (`region_id`, `id`);
-- create index "contactgegevens_email" to table: "contactgegevens"
CREATE INDEX `contactgegevens_email` ON `contactgegevens` (`email`);
-- create "credentials" table
CREATE TABLE `credentials` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `email` text NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `credentials_users_credential` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE, CONSTRAINT `credentials_email_lower` CHECK (email = lower(email)));
-- create index "credentials_email_key" to table: "credentials"
CREATE UNIQUE INDEX `credentials_email_key` ON `credentials` (`email`);
-- create index "credentials_user_id_key" to table: "credentials"
CREATE UNIQUE INDEX `credentials_user_id_key` ON `credentials` (`user_id`);
-- create "families" table
CREATE TABLE `families` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `name` text NOT NULL, `zoeknaam` text NOT NULL DEFAULT (''), `pc4` text NOT NULL, `pc4_known` bool NOT NULL DEFAULT (true), `village` text NOT NULL DEFAULT (''), `talen` json NOT NULL, `adults` integer NOT NULL DEFAULT (1), `vervoer` json NOT NULL, `confirmed_at` datetime NULL, `asked_at` datetime NULL, `wissen_op` datetime NULL, `anonymised_at` datetime NULL, `region_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `families_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION);
-- create index "family_region_id_id" to table: "families"
CREATE INDEX `family_region_id_id` ON `families` (`region_id`, `id`);
-- create index "family_region_id_pc4" to table: "families"
CREATE INDEX `family_region_id_pc4` ON `families` (`region_id`, `pc4`);
-- create index "family_wissen_op" to table: "families"
CREATE INDEX `family_wissen_op` ON `families` (`wissen_op`);
-- create "feeds" table
CREATE TABLE `feeds` (`id` uuid NOT NULL, `seq` integer NOT NULL DEFAULT (0), `region_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `feeds_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION);
-- create index "feed_region_id_id" to table: "feeds"
CREATE INDEX `feed_region_id_id` ON `feeds` (`region_id`, `id`);
-- create index "feed_region_id" to table: "feeds"
CREATE UNIQUE INDEX `feed_region_id` ON `feeds` (`region_id`);
-- create "gevraagd" table
CREATE TABLE `gevraagd` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kant` text NOT NULL, `soort` text NOT NULL, `nummer` integer NOT NULL, `koppeling_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `gevraagd_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE);
-- create index "gevraagd_koppeling_id_kant_soort_nummer" to table: "gevraagd"
CREATE UNIQUE INDEX `gevraagd_koppeling_id_kant_soort_nummer` ON `gevraagd` (`koppeling_id`, `kant`, `soort`, `nummer`);
-- create "holdings" table
CREATE TABLE `holdings` (`id` uuid NOT NULL, `node_id` uuid NOT NULL, `stamp` text NOT NULL, `sent_in` integer NOT NULL, `replica_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `holdings_replicas_replica` FOREIGN KEY (`replica_id`) REFERENCES `replicas` (`id`) ON DELETE CASCADE);
-- create index "holding_replica_id_node_id" to table: "holdings"
CREATE UNIQUE INDEX `holding_replica_id_node_id` ON `holdings` (`replica_id`, `node_id`);
-- create "jobs" table
CREATE TABLE `jobs` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `payload` blob NOT NULL, `run_at` datetime NOT NULL, `locked_until` datetime NULL, `attempts` integer NOT NULL DEFAULT (0), `done_at` datetime NULL, `last_error` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- create index "job_done_at_run_at" to table: "jobs"
CREATE INDEX `job_done_at_run_at` ON `jobs` (`done_at`, `run_at`);
-- create "koppelingen" table
CREATE TABLE `koppelingen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `state` text NOT NULL DEFAULT ('VERKEND'), `plek` integer NOT NULL DEFAULT (1), `hervat_als` text NULL, `steun_ziet` bool NOT NULL DEFAULT (false), `vraag_ziet` bool NOT NULL DEFAULT (false), `verloopt_op` datetime NULL, `kennismaking_op` datetime NULL, `kennismaking_plaats` text NOT NULL DEFAULT (''), `proef_van` datetime NULL, `proef_tot` datetime NULL, `actief_sinds` datetime NULL, `pauze_tot` datetime NULL, `afgerond_op` datetime NULL, `region_id` uuid NOT NULL, `vraaggezin_id` uuid NOT NULL, `steungezin_id` uuid NOT NULL, `matcher_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `koppelingen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `koppelingen_vraaggezinnen_vraaggezin` FOREIGN KEY (`vraaggezin_id`) REFERENCES `vraaggezinnen` (`id`) ON DELETE NO ACTION, CONSTRAINT `koppelingen_steungezinnen_steungezin` FOREIGN KEY (`steungezin_id`) REFERENCES `steungezinnen` (`id`) ON DELETE NO ACTION, CONSTRAINT `koppelingen_users_matcher` FOREIGN KEY (`matcher_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `koppeling_actief` CHECK (state <> 'ACTIEF' OR actief_sinds IS NOT NULL), CONSTRAINT `koppeling_hervat` CHECK ((state IN ('GEPAUZEERD', 'ONDERBROKEN')) = (hervat_als IS NOT NULL)), CONSTRAINT `koppeling_plek` CHECK (plek >= 1), CONSTRAINT `koppeling_proef` CHECK (state <> 'PROEFPERIODE' OR (proef_van IS NOT NULL AND proef_tot IS NOT NULL)), CONSTRAINT `koppeling_state` CHECK (state IN ('VERKEND', 'VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN', 'AFGEROND', 'AFGEWEZEN', 'VERLOPEN', 'NIET_DOORGEGAAN', 'GESTOPT')), CONSTRAINT `koppeling_voorstel` CHECK (state NOT IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG') OR verloopt_op IS NOT NULL));
-- create index "koppeling_region_id_id" to table: "koppelingen"
CREATE INDEX `koppeling_region_id_id` ON `koppelingen` (`region_id`, `id`);
-- create index "koppeling_plek_once" to table: "koppelingen"
CREATE UNIQUE INDEX `koppeling_plek_once` ON `koppelingen` (`steungezin_id`, `plek`) WHERE state IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN');
-- create index "koppeling_one_proposal_per_steungezin" to table: "koppelingen"
CREATE UNIQUE INDEX `koppeling_one_proposal_per_steungezin` ON `koppelingen` (`steungezin_id`) WHERE state IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG');
-- create index "koppeling_one_course_per_vraaggezin" to table: "koppelingen"
CREATE UNIQUE INDEX `koppeling_one_course_per_vraaggezin` ON `koppelingen` (`vraaggezin_id`) WHERE state IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE');
-- create index "koppeling_pair_once" to table: "koppelingen"
CREATE UNIQUE INDEX `koppeling_pair_once` ON `koppelingen` (`vraaggezin_id`, `steungezin_id`) WHERE state IN ('VERKEND', 'VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN');
-- create index "koppeling_region_id_state" to table: "koppelingen"
CREATE INDEX `koppeling_region_id_state` ON `koppelingen` (`region_id`, `state`);
-- create index "koppeling_vraaggezin_id" to table: "koppelingen"
CREATE INDEX `koppeling_vraaggezin_id` ON `koppelingen` (`vraaggezin_id`);
-- create index "koppeling_steungezin_id" to table: "koppelingen"
CREATE INDEX `koppeling_steungezin_id` ON `koppelingen` (`steungezin_id`);
-- create index "koppeling_state_verloopt_op" to table: "koppelingen"
CREATE INDEX `koppeling_state_verloopt_op` ON `koppelingen` (`state`, `verloopt_op`);
-- create "koppeling_answers" table
CREATE TABLE `koppeling_answers` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kant` text NOT NULL, `kind` text NOT NULL, `antwoord` text NOT NULL, `reden` text NULL, `mondeling` bool NOT NULL DEFAULT (false), `kind_ja` bool NULL, `ronde` integer NOT NULL DEFAULT (1), `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `koppeling_answers_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `koppeling_answers_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE, CONSTRAINT `koppeling_answers_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "koppelinganswer_region_id_id" to table: "koppeling_answers"
CREATE INDEX `koppelinganswer_region_id_id` ON `koppeling_answers` (`region_id`, `id`);
-- create index "koppeling_answer_once" to table: "koppeling_answers"
CREATE UNIQUE INDEX `koppeling_answer_once` ON `koppeling_answers` (`koppeling_id`, `kant`, `kind`, `ronde`) WHERE ronde > 0;
-- create index "koppelinganswer_koppeling_id" to table: "koppeling_answers"
CREATE INDEX `koppelinganswer_koppeling_id` ON `koppeling_answers` (`koppeling_id`);
-- create "koppeling_steps" table
CREATE TABLE `koppeling_steps` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `step` text NOT NULL, `from_state` text NULL, `to_state` text NOT NULL, `reden` text NULL, `toelichting` text NOT NULL DEFAULT (''), `ontheffingen` json NULL, `score` integer NULL, `weging` integer NULL, `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, `actor_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `koppeling_steps_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `koppeling_steps_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE, CONSTRAINT `koppeling_steps_users_actor` FOREIGN KEY (`actor_id`) REFERENCES `users` (`id`) ON DELETE SET NULL);
-- create index "koppelingstep_region_id_id" to table: "koppeling_steps"
CREATE INDEX `koppelingstep_region_id_id` ON `koppeling_steps` (`region_id`, `id`);
-- create index "koppelingstep_koppeling_id_id" to table: "koppeling_steps"
CREATE INDEX `koppelingstep_koppeling_id_id` ON `koppeling_steps` (`koppeling_id`, `id`);
-- create "list_log" table
CREATE TABLE `list_log` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `user_id` uuid NOT NULL, `kind` text NOT NULL, `outward` bool NOT NULL, `format` text NOT NULL, `rows` integer NOT NULL, `region_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `list_log_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION);
-- create index "listlog_region_id_id" to table: "list_log"
CREATE INDEX `listlog_region_id_id` ON `list_log` (`region_id`, `id`);
-- create "meetups" table
CREATE TABLE `meetups` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `series_day` text NOT NULL DEFAULT (''), `title` text NOT NULL, `description` text NOT NULL DEFAULT (''), `thema` text NOT NULL DEFAULT ('KOFFIE'), `kind` text NOT NULL DEFAULT ('AANMELDEN'), `starts_at` datetime NOT NULL, `ends_at` datetime NOT NULL, `evening` bool NOT NULL DEFAULT (false), `capacity` integer NOT NULL DEFAULT (0), `taken` integer NOT NULL DEFAULT (0), `waiting` integer NOT NULL DEFAULT (0), `with_children` bool NOT NULL DEFAULT (true), `age_from` integer NULL, `age_to` integer NULL, `languages` json NOT NULL, `doelgroepen` json NOT NULL, `sequence` integer NOT NULL DEFAULT (0), `revised_at` datetime NOT NULL, `cancelled_at` datetime NULL, `walk_in_adults` integer NOT NULL DEFAULT (0), `walk_in_children` integer NOT NULL DEFAULT (0), `closed_at` datetime NULL, `region_id` uuid NOT NULL, `place_id` uuid NOT NULL, `series_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `meetups_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `meetups_places_place` FOREIGN KEY (`place_id`) REFERENCES `places` (`id`) ON DELETE NO ACTION, CONSTRAINT `meetups_series_series` FOREIGN KEY (`series_id`) REFERENCES `series` (`id`) ON DELETE SET NULL, CONSTRAINT `meetup_ends` CHECK (ends_at > starts_at), CONSTRAINT `meetup_kind` CHECK (kind IN ('INLOOP', 'AANMELDEN', 'VOL_IS_VOL')), CONSTRAINT `meetup_not_overbooked` CHECK (taken >= 0 AND (capacity = 0 OR taken <= capacity)), CONSTRAINT `meetup_thema` CHECK (thema IN ('KOFFIE', 'SLAPEN', 'ETEN', 'OPVOEDEN', 'SCHEIDING', 'PUBERTEIT', 'WONEN', 'SPELEN', 'TAAL', 'ANDERS')));
-- create index "meetup_region_id_id" to table: "meetups"
CREATE INDEX `meetup_region_id_id` ON `meetups` (`region_id`, `id`);
-- create index "meetup_starts_at_id" to table: "meetups"
CREATE INDEX `meetup_starts_at_id` ON `meetups` (`starts_at`, `id`);
-- create index "meetup_region_id_starts_at" to table: "meetups"
CREATE INDEX `meetup_region_id_starts_at` ON `meetups` (`region_id`, `starts_at`);
-- create index "meetup_place_id_starts_at" to table: "meetups"
CREATE INDEX `meetup_place_id_starts_at` ON `meetups` (`place_id`, `starts_at`);
-- create index "meetup_series_id_series_day" to table: "meetups"
CREATE UNIQUE INDEX `meetup_series_id_series_day` ON `meetups` (`series_id`, `series_day`);
-- create "memberships" table
CREATE TABLE `memberships` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `role` text NOT NULL, `region_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `memberships_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `memberships_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE, CONSTRAINT `memberships_role` CHECK (role IN ('PARENT', 'HOST', 'MATCHER', 'HEAD_MATCHER', 'PROFESSIONAL', 'ADMIN', 'CLIENT')));
-- create index "membership_region_id_id" to table: "memberships"
CREATE INDEX `membership_region_id_id` ON `memberships` (`region_id`, `id`);
-- create index "membership_user_id_region_id_role" to table: "memberships"
CREATE UNIQUE INDEX `membership_user_id_region_id_role` ON `memberships` (`user_id`, `region_id`, `role`);
-- create "mutation_log" table
CREATE TABLE `mutation_log` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `viewer` text NOT NULL, `client_mutation_id` text NOT NULL, `op` text NOT NULL, `input_hash` blob NOT NULL, `outcome` blob NULL, PRIMARY KEY (`id`));
-- create index "mutationlog_viewer_client_mutation_id" to table: "mutation_log"
CREATE UNIQUE INDEX `mutationlog_viewer_client_mutation_id` ON `mutation_log` (`viewer`, `client_mutation_id`);
-- create index "mutationlog_created_at" to table: "mutation_log"
CREATE INDEX `mutationlog_created_at` ON `mutation_log` (`created_at`);
-- create "notes" table
CREATE TABLE `notes` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kind` text NOT NULL DEFAULT ('ANDERS'), `text` text NOT NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, `author_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `notes_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `notes_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `notes_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "note_region_id_id" to table: "notes"
CREATE INDEX `note_region_id_id` ON `notes` (`region_id`, `id`);
-- create index "note_family_id_id" to table: "notes"
CREATE INDEX `note_family_id_id` ON `notes` (`family_id`, `id`);
-- create "overdrachten" table
CREATE TABLE `overdrachten` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `batch_id` uuid NOT NULL, `dossier_id` uuid NOT NULL, `soort` text NOT NULL, `toelichting` text NOT NULL DEFAULT (''), `uiterlijk` datetime NOT NULL, `gelezen_op` datetime NULL, `ingetrokken_op` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, `van_id` uuid NULL, `naar_id` uuid NOT NULL, `door_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `overdrachten_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `overdrachten_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `overdrachten_users_van` FOREIGN KEY (`van_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `overdrachten_users_naar` FOREIGN KEY (`naar_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `overdrachten_users_door` FOREIGN KEY (`door_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `overdracht_ander` CHECK (van_id IS NULL OR van_id <> naar_id), CONSTRAINT `overdracht_einde` CHECK (gelezen_op IS NULL OR ingetrokken_op IS NULL), CONSTRAINT `overdracht_soort` CHECK (soort IN ('VRAAG', 'STEUN', 'SAMEN')));
-- create index "overdracht_region_id_id" to table: "overdrachten"
CREATE INDEX `overdracht_region_id_id` ON `overdrachten` (`region_id`, `id`);
-- create index "overdracht_one_open" to table: "overdrachten"
CREATE UNIQUE INDEX `overdracht_one_open` ON `overdrachten` (`dossier_id`) WHERE gelezen_op IS NULL AND ingetrokken_op IS NULL;
-- create index "overdracht_naar_id" to table: "overdrachten"
CREATE INDEX `overdracht_naar_id` ON `overdrachten` (`naar_id`);
-- create index "overdracht_van_id" to table: "overdrachten"
CREATE INDEX `overdracht_van_id` ON `overdrachten` (`van_id`);
-- create index "overdracht_batch_id" to table: "overdrachten"
CREATE INDEX `overdracht_batch_id` ON `overdrachten` (`batch_id`);
-- create index "overdracht_family_id" to table: "overdrachten"
CREATE INDEX `overdracht_family_id` ON `overdrachten` (`family_id`);
-- create "places" table
CREATE TABLE `places` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `name` text NOT NULL, `street` text NOT NULL DEFAULT (''), `postcode` text NOT NULL, `village` text NOT NULL, `lat` real NOT NULL, `lon` real NOT NULL, `access` text NOT NULL DEFAULT (''), `step_free` bool NULL, `pram` bool NULL, `toilet` bool NULL, `languages` json NOT NULL, `host_ids` json NOT NULL, `active` bool NOT NULL DEFAULT (true), `region_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `places_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION);
-- create index "place_region_id_id" to table: "places"
CREATE INDEX `place_region_id_id` ON `places` (`region_id`, `id`);
-- create index "place_region_id_name" to table: "places"
CREATE UNIQUE INDEX `place_region_id_name` ON `places` (`region_id`, `name`);
-- create "referenties" table
CREATE TABLE `referenties` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `relatie` text NOT NULL, `positief` bool NOT NULL, `gesproken_op` datetime NOT NULL, `region_id` uuid NOT NULL, `screening_id` uuid NOT NULL, `gesproken_door_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `referenties_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `referenties_screenings_screening` FOREIGN KEY (`screening_id`) REFERENCES `screenings` (`id`) ON DELETE CASCADE, CONSTRAINT `referenties_users_gesproken_door` FOREIGN KEY (`gesproken_door_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "referentie_region_id_id" to table: "referenties"
CREATE INDEX `referentie_region_id_id` ON `referenties` (`region_id`, `id`);
-- create index "referentie_screening_id" to table: "referenties"
CREATE INDEX `referentie_screening_id` ON `referenties` (`screening_id`);
-- create "refresh_tokens" table
CREATE TABLE `refresh_tokens` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `hash` blob NOT NULL, `parent_id` uuid NULL, `used_at` datetime NULL, `session_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `refresh_tokens_sessions_session` FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`) ON DELETE CASCADE);
-- create index "refresh_tokens_hash_key" to table: "refresh_tokens"
CREATE UNIQUE INDEX `refresh_tokens_hash_key` ON `refresh_tokens` (`hash`);
-- create index "refreshtoken_session_id" to table: "refresh_tokens"
CREATE INDEX `refreshtoken_session_id` ON `refresh_tokens` (`session_id`);
-- create "regions" table
CREATE TABLE `regions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `key` text NOT NULL, `name` text NOT NULL, `phone` text NOT NULL DEFAULT (''), `contact_name` text NOT NULL DEFAULT (''), `reservation_days` integer NOT NULL DEFAULT (5), `trial_weeks` integer NOT NULL DEFAULT (6), `check_in_months` integer NOT NULL DEFAULT (6), `terugblik_months` integer NOT NULL DEFAULT (6), `asked_per_week` integer NOT NULL DEFAULT (5), `vog_years` integer NOT NULL DEFAULT (3), `vakantieregio` text NOT NULL DEFAULT ('MIDDEN'), `offer_hours` integer NOT NULL DEFAULT (24), `reminder_days` integer NOT NULL DEFAULT (1), `reminder_at` text NOT NULL DEFAULT ('17:00'), `quiet_from` text NOT NULL DEFAULT ('21:00'), `quiet_until` text NOT NULL DEFAULT ('08:00'), `steun_first` bool NOT NULL DEFAULT (true), PRIMARY KEY (`id`), CONSTRAINT `region_vakantieregio` CHECK (vakantieregio IN ('NOORD', 'MIDDEN', 'ZUID')));
-- create index "regions_key_key" to table: "regions"
CREATE UNIQUE INDEX `regions_key_key` ON `regions` (`key`);
-- create "reminders" table
CREATE TABLE `reminders` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kind` text NOT NULL, `state` text NOT NULL DEFAULT ('ONDERWEG'), `sent_at` datetime NULL, `region_id` uuid NOT NULL, `signup_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `reminders_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `reminders_signups_signup` FOREIGN KEY (`signup_id`) REFERENCES `signups` (`id`) ON DELETE CASCADE, CONSTRAINT `reminder_state` CHECK (state IN ('ONDERWEG', 'VERSTUURD', 'GEEN_ADRES', 'NIET_GELUKT', 'NIET_NODIG')));
-- create index "reminder_region_id_id" to table: "reminders"
CREATE INDEX `reminder_region_id_id` ON `reminders` (`region_id`, `id`);
-- create index "reminder_signup_id_kind" to table: "reminders"
CREATE UNIQUE INDEX `reminder_signup_id_kind` ON `reminders` (`signup_id`, `kind`);
-- create "replicas" table
CREATE TABLE `replicas` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `viewer` text NOT NULL, `kind` integer NOT NULL, `n` integer NOT NULL DEFAULT (0), `seen_seq` integer NOT NULL DEFAULT (0), `seen_as` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- create index "replica_viewer_kind_updated_at" to table: "replicas"
CREATE INDEX `replica_viewer_kind_updated_at` ON `replicas` (`viewer`, `kind`, `updated_at`);
-- create index "replica_updated_at" to table: "replicas"
CREATE INDEX `replica_updated_at` ON `replicas` (`updated_at`);
-- create "screenings" table
CREATE TABLE `screenings` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `gesprek_op` datetime NULL, `huisbezoek_op` datetime NULL, `huisregels_op` datetime NULL, `training_op` datetime NULL, `region_id` uuid NOT NULL, `steungezin_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `screenings_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `screenings_steungezinnen_screening` FOREIGN KEY (`steungezin_id`) REFERENCES `steungezinnen` (`id`) ON DELETE CASCADE);
-- create index "screenings_steungezin_id_key" to table: "screenings"
CREATE UNIQUE INDEX `screenings_steungezin_id_key` ON `screenings` (`steungezin_id`);
-- create index "screening_region_id_id" to table: "screenings"
CREATE INDEX `screening_region_id_id` ON `screenings` (`region_id`, `id`);
-- create "secrets" table
CREATE TABLE `secrets` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `name` text NOT NULL, `value` blob NOT NULL, PRIMARY KEY (`id`));
-- create index "secrets_name_key" to table: "secrets"
CREATE UNIQUE INDEX `secrets_name_key` ON `secrets` (`name`);
-- create "series" table
CREATE TABLE `series` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `title` text NOT NULL, `description` text NOT NULL DEFAULT (''), `thema` text NOT NULL DEFAULT ('KOFFIE'), `kind` text NOT NULL DEFAULT ('AANMELDEN'), `capacity` integer NOT NULL DEFAULT (0), `with_children` bool NOT NULL DEFAULT (true), `age_from` integer NULL, `age_to` integer NULL, `languages` json NOT NULL, `doelgroepen` json NOT NULL, `rule` json NOT NULL, `from_day` text NOT NULL, `until_day` text NOT NULL DEFAULT (''), `count` integer NOT NULL DEFAULT (0), `skip_days` json NOT NULL, `school_gaps` bool NOT NULL DEFAULT (false), `at` text NOT NULL, `minutes` integer NOT NULL, `made_until` text NOT NULL DEFAULT (''), `region_id` uuid NOT NULL, `place_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `series_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `series_places_place` FOREIGN KEY (`place_id`) REFERENCES `places` (`id`) ON DELETE NO ACTION, CONSTRAINT `series_end` CHECK (count = 0 OR until_day = ''), CONSTRAINT `series_kind` CHECK (kind IN ('INLOOP', 'AANMELDEN', 'VOL_IS_VOL')), CONSTRAINT `series_thema` CHECK (thema IN ('KOFFIE', 'SLAPEN', 'ETEN', 'OPVOEDEN', 'SCHEIDING', 'PUBERTEIT', 'WONEN', 'SPELEN', 'TAAL', 'ANDERS')));
-- create index "series_region_id_id" to table: "series"
CREATE INDEX `series_region_id_id` ON `series` (`region_id`, `id`);
-- create index "series_made_until_id" to table: "series"
CREATE INDEX `series_made_until_id` ON `series` (`made_until`, `id`);
-- create "series_signups" table
CREATE TABLE `series_signups` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `adults` integer NOT NULL, `children` integer NOT NULL, `ended_at` datetime NULL, `region_id` uuid NOT NULL, `series_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `series_signups_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `series_signups_series_series` FOREIGN KEY (`series_id`) REFERENCES `series` (`id`) ON DELETE CASCADE, CONSTRAINT `series_signups_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `series_signup_people` CHECK (adults + children >= 1));
-- create index "seriessignup_region_id_id" to table: "series_signups"
CREATE INDEX `seriessignup_region_id_id` ON `series_signups` (`region_id`, `id`);
-- create index "series_signup_once" to table: "series_signups"
CREATE UNIQUE INDEX `series_signup_once` ON `series_signups` (`series_id`, `family_id`) WHERE ended_at IS NULL;
-- create index "seriessignup_family_id_id" to table: "series_signups"
CREATE INDEX `seriessignup_family_id_id` ON `series_signups` (`family_id`, `id`);
-- create "sessions" table
CREATE TABLE `sessions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `ended_at` datetime NULL, `ended_why` text NOT NULL DEFAULT (''), `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sessions_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE);
-- create index "session_user_id" to table: "sessions"
CREATE INDEX `session_user_id` ON `sessions` (`user_id`);
-- create index "session_expires_at" to table: "sessions"
CREATE INDEX `session_expires_at` ON `sessions` (`expires_at`);
-- create "signin_codes" table
CREATE TABLE `signin_codes` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `email_hash` blob NOT NULL, `code_hash` blob NOT NULL, `tries` integer NOT NULL DEFAULT (0), `expires_at` datetime NOT NULL, `used_at` datetime NULL, PRIMARY KEY (`id`), CONSTRAINT `signin_code_tries` CHECK (tries <= 5));
-- create index "signincode_email_hash_expires_at" to table: "signin_codes"
CREATE INDEX `signincode_email_hash_expires_at` ON `signin_codes` (`email_hash`, `expires_at`);
-- create index "signincode_expires_at" to table: "signin_codes"
CREATE INDEX `signincode_expires_at` ON `signin_codes` (`expires_at`);
-- create "signing_keys" table
CREATE TABLE `signing_keys` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kid` text NOT NULL, `alg` text NOT NULL, `private` blob NOT NULL, `signs_from` datetime NOT NULL, `retired_at` datetime NULL, PRIMARY KEY (`id`));
-- create index "signing_keys_kid_key" to table: "signing_keys"
CREATE UNIQUE INDEX `signing_keys_kid_key` ON `signing_keys` (`kid`);
-- create "signups" table
CREATE TABLE `signups` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `guest_name` text NOT NULL DEFAULT (''), `guest_hash` blob NULL, `state` text NOT NULL, `adults` integer NOT NULL, `children` integer NOT NULL, `queue_number` integer NOT NULL DEFAULT (0), `offered_until` datetime NULL, `passed` integer NOT NULL DEFAULT (0), `present_adults` integer NULL, `present_children` integer NULL, `region_id` uuid NOT NULL, `meetup_id` uuid NOT NULL, `family_id` uuid NULL, `series_signup_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `signups_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `signups_meetups_meetup` FOREIGN KEY (`meetup_id`) REFERENCES `meetups` (`id`) ON DELETE CASCADE, CONSTRAINT `signups_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `signups_series_signups_series_signup` FOREIGN KEY (`series_signup_id`) REFERENCES `series_signups` (`id`) ON DELETE SET NULL, CONSTRAINT `signup_people` CHECK (adults + children >= 1), CONSTRAINT `signup_state` CHECK (state IN ('AANGEMELD', 'WACHTLIJST', 'AANGEBODEN', 'VERLOPEN', 'AFGEMELD', 'GEWEEST', 'NIET_GEWEEST')), CONSTRAINT `signup_whose` CHECK (family_id IS NOT NULL AND guest_name = '' AND guest_hash IS NULL OR family_id IS NULL AND guest_name <> '' AND guest_hash IS NOT NULL));
-- create index "signups_guest_hash_key" to table: "signups"
CREATE UNIQUE INDEX `signups_guest_hash_key` ON `signups` (`guest_hash`);
-- create index "signup_region_id_id" to table: "signups"
CREATE INDEX `signup_region_id_id` ON `signups` (`region_id`, `id`);
-- create index "signup_once" to table: "signups"
CREATE UNIQUE INDEX `signup_once` ON `signups` (`meetup_id`, `family_id`) WHERE state <> 'AFGEMELD' AND state <> 'VERLOPEN';
-- create index "signup_meetup_id_state_queue_number" to table: "signups"
CREATE INDEX `signup_meetup_id_state_queue_number` ON `signups` (`meetup_id`, `state`, `queue_number`);
-- create index "signup_family_id_id" to table: "signups"
CREATE INDEX `signup_family_id_id` ON `signups` (`family_id`, `id`);
-- create "steungezinnen" table
CREATE TABLE `steungezinnen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `soorten` json NOT NULL, `dagdelen` json NOT NULL, `weken` text NOT NULL DEFAULT ('ELKE'), `keer_per_maand` integer NOT NULL DEFAULT (0), `max_reis_minuten` integer NOT NULL DEFAULT (0), `maanden` integer NOT NULL DEFAULT (0), `opvoeding` json NOT NULL, `interesses` json NOT NULL, `ervaring` json NOT NULL, `niet_eigen_dorp` bool NOT NULL DEFAULT (false), `eigen_woorden` text NOT NULL DEFAULT (''), `volgende_stap` text NOT NULL DEFAULT (''), `volgende_datum` datetime NULL, `state` text NOT NULL DEFAULT ('AANGEMELD'), `capaciteit` integer NOT NULL DEFAULT (1), `haalt` bool NOT NULL DEFAULT (false), `leeftijd_van` integer NULL, `leeftijd_tot` integer NULL, `max_kinderen` integer NOT NULL DEFAULT (0), `dieren` json NOT NULL, `dieren_bekend` bool NOT NULL DEFAULT (false), `rookt` bool NULL, `toegankelijk` bool NULL, `zorgtaken` json NOT NULL, `zorgtaken_bekend` bool NOT NULL DEFAULT (false), `tuin` bool NULL, `rustig` bool NULL, `aangemeld_op` datetime NOT NULL, `beschikbaar_sinds` datetime NULL, `bevestigd_op` datetime NULL, `pauze_tot` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, `matcher_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `steungezinnen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `steungezinnen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `steungezinnen_users_matcher` FOREIGN KEY (`matcher_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `steungezin_beschikbaar` CHECK (state <> 'BESCHIKBAAR' OR beschikbaar_sinds IS NOT NULL), CONSTRAINT `steungezin_leeftijd` CHECK (leeftijd_van IS NULL OR leeftijd_tot IS NULL OR leeftijd_van <= leeftijd_tot), CONSTRAINT `steungezin_state` CHECK (state IN ('AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND', 'AFGEWEZEN', 'GESTOPT', 'OPGESCHORT', 'GEANONIMISEERD')));
-- create index "steungezin_region_id_id" to table: "steungezinnen"
CREATE INDEX `steungezin_region_id_id` ON `steungezinnen` (`region_id`, `id`);
-- create index "steungezin_one_active" to table: "steungezinnen"
CREATE UNIQUE INDEX `steungezin_one_active` ON `steungezinnen` (`family_id`) WHERE state IN ('AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND', 'OPGESCHORT');
-- create index "steungezin_region_id_state_aangemeld_op" to table: "steungezinnen"
CREATE INDEX `steungezin_region_id_state_aangemeld_op` ON `steungezinnen` (`region_id`, `state`, `aangemeld_op`);
-- create index "steungezin_family_id" to table: "steungezinnen"
CREATE INDEX `steungezin_family_id` ON `steungezinnen` (`family_id`);
-- create "terugblikken" table
CREATE TABLE `terugblikken` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kant` text NOT NULL, `nummer` integer NOT NULL, `hoe` text NOT NULL, `hoe_vaak` text NOT NULL, `verder` text NOT NULL, `toelichting` text NOT NULL DEFAULT (''), `mondeling` bool NOT NULL DEFAULT (false), `region_id` uuid NOT NULL, `koppeling_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `terugblikken_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `terugblikken_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE CASCADE, CONSTRAINT `terugblikken_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `terugblik_hoe` CHECK (hoe IN ('GOED', 'GAAT_WEL', 'NIET_GOED')), CONSTRAINT `terugblik_hoe_vaak` CHECK (hoe_vaak IN ('VAKER', 'PRECIES_GOED', 'MINDER')), CONSTRAINT `terugblik_kant` CHECK (kant IN ('VRAAG', 'STEUN')), CONSTRAINT `terugblik_verder` CHECK (verder IN ('JA', 'ANDERS', 'AFRONDEN')));
-- create index "terugblik_region_id_id" to table: "terugblikken"
CREATE INDEX `terugblik_region_id_id` ON `terugblikken` (`region_id`, `id`);
-- create index "terugblik_koppeling_id_kant_nummer" to table: "terugblikken"
CREATE UNIQUE INDEX `terugblik_koppeling_id_kant_nummer` ON `terugblikken` (`koppeling_id`, `kant`, `nummer`);
-- create "toestemmingen" table
CREATE TABLE `toestemmingen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `doel` text NOT NULL, `giver` text NOT NULL, `text_version` text NOT NULL, `given_at` datetime NOT NULL, `withdrawn_at` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `toestemmingen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `toestemmingen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `toestemming_doel` CHECK (doel IN ('CONTACT', 'MATCHEN', 'BIJZONDERE_GEGEVENS')));
-- create index "toestemming_region_id_id" to table: "toestemmingen"
CREATE INDEX `toestemming_region_id_id` ON `toestemmingen` (`region_id`, `id`);
-- create index "toestemming_family_id_doel" to table: "toestemmingen"
CREATE INDEX `toestemming_family_id_doel` ON `toestemmingen` (`family_id`, `doel`);
-- create "users" table
CREATE TABLE `users` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `first_name` text NOT NULL DEFAULT (''), `locale` text NOT NULL DEFAULT ('nl'), `disabled_at` datetime NULL, `family_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `users_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE SET NULL);
-- create index "user_family_id" to table: "users"
CREATE INDEX `user_family_id` ON `users` (`family_id`);
-- create "vogs" table
CREATE TABLE `vogs` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `voornaam` text NOT NULL, `afgegeven_op` datetime NOT NULL, `functieaspect` text NOT NULL, `gezien_op` datetime NOT NULL, `region_id` uuid NOT NULL, `screening_id` uuid NOT NULL, `gezien_door_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `vogs_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `vogs_screenings_screening` FOREIGN KEY (`screening_id`) REFERENCES `screenings` (`id`) ON DELETE CASCADE, CONSTRAINT `vogs_users_gezien_door` FOREIGN KEY (`gezien_door_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "vog_region_id_id" to table: "vogs"
CREATE INDEX `vog_region_id_id` ON `vogs` (`region_id`, `id`);
-- create index "vog_screening_id" to table: "vogs"
CREATE INDEX `vog_screening_id` ON `vogs` (`screening_id`);
-- create "vraaggezinnen" table
CREATE TABLE `vraaggezinnen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `soorten` json NOT NULL, `dagdelen` json NOT NULL, `weken` text NOT NULL DEFAULT ('ELKE'), `keer_per_maand` integer NOT NULL DEFAULT (0), `max_reis_minuten` integer NOT NULL DEFAULT (0), `maanden` integer NOT NULL DEFAULT (0), `opvoeding` json NOT NULL, `interesses` json NOT NULL, `ervaring` json NOT NULL, `niet_eigen_dorp` bool NOT NULL DEFAULT (false), `eigen_woorden` text NOT NULL DEFAULT (''), `volgende_stap` text NOT NULL DEFAULT (''), `volgende_datum` datetime NULL, `state` text NOT NULL DEFAULT ('AANGEMELD'), `weet_nog_niet` bool NOT NULL DEFAULT (false), `bang_voor` json NOT NULL, `gezelschap` text NOT NULL DEFAULT ('MAAKT_NIET_UIT'), `wens_tuin` bool NULL, `wens_rustig` bool NULL, `wens_huisdieren` bool NULL, `tolk` bool NOT NULL DEFAULT (false), `zorg_besproken` bool NOT NULL DEFAULT (false), `gezag` text NOT NULL DEFAULT ('ONBEKEND'), `bezwaar` bool NOT NULL DEFAULT (false), `urgentie` integer NOT NULL DEFAULT (0), `gesprekken` integer NOT NULL DEFAULT (0), `aangemeld_op` datetime NOT NULL, `wachtend_sinds` datetime NULL, `bevestigd_op` datetime NULL, `pauze_tot` datetime NULL, `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, `matcher_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `vraaggezinnen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `vraaggezinnen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `vraaggezinnen_users_matcher` FOREIGN KEY (`matcher_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `vraaggezin_state` CHECK (state IN ('AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD', 'DOORVERWEZEN', 'INGETROKKEN', 'AFGEROND', 'GEANONIMISEERD')), CONSTRAINT `vraaggezin_wachtend` CHECK (state <> 'WACHTEND' OR (wachtend_sinds IS NOT NULL AND gesprekken >= 2)));
-- create index "vraaggezin_region_id_id" to table: "vraaggezinnen"
CREATE INDEX `vraaggezin_region_id_id` ON `vraaggezinnen` (`region_id`, `id`);
-- create index "vraaggezin_one_active" to table: "vraaggezinnen"
CREATE UNIQUE INDEX `vraaggezin_one_active` ON `vraaggezinnen` (`family_id`) WHERE state IN ('AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD');
-- create index "vraaggezin_region_id_state_aangemeld_op" to table: "vraaggezinnen"
CREATE INDEX `vraaggezin_region_id_state_aangemeld_op` ON `vraaggezinnen` (`region_id`, `state`, `aangemeld_op`);
-- create index "vraaggezin_family_id" to table: "vraaggezinnen"
CREATE INDEX `vraaggezin_family_id` ON `vraaggezinnen` (`family_id`);
-- create "walk_ins" table
CREATE TABLE `walk_ins` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `name` text NOT NULL DEFAULT (''), `adults` integer NOT NULL, `peuters` integer NOT NULL DEFAULT (0), `kinderen` integer NOT NULL DEFAULT (0), `tieners` integer NOT NULL DEFAULT (0), `region_id` uuid NOT NULL, `meetup_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `walk_ins_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `walk_ins_meetups_meetup` FOREIGN KEY (`meetup_id`) REFERENCES `meetups` (`id`) ON DELETE CASCADE, CONSTRAINT `walk_in_people` CHECK (adults + peuters + kinderen + tieners >= 1));
-- create index "walkin_region_id_id" to table: "walk_ins"
CREATE INDEX `walkin_region_id_id` ON `walk_ins` (`region_id`, `id`);
-- create index "walkin_meetup_id_id" to table: "walk_ins"
CREATE INDEX `walkin_meetup_id_id` ON `walk_ins` (`meetup_id`, `id`);
-- create "wegingen" table
CREATE TABLE `wegingen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `nummer` integer NOT NULL, `reis` integer NOT NULL, `dagdelen` integer NOT NULL, `hulp` integer NOT NULL, `kind` integer NOT NULL, `taal` integer NOT NULL, `opvoeding` integer NOT NULL, `duur` integer NOT NULL, `interesses` integer NOT NULL, `ervaring` integer NOT NULL, `huis` integer NOT NULL, `beurt` integer NOT NULL, `goed_vanaf` integer NOT NULL, `past_vanaf` integer NOT NULL, `reden` text NOT NULL, `region_id` uuid NOT NULL, `actor_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `wegingen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `wegingen_users_actor` FOREIGN KEY (`actor_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `weging_banden` CHECK (past_vanaf <= goed_vanaf), CONSTRAINT `weging_nummers` CHECK (nummer >= 2), CONSTRAINT `weging_som` CHECK (reis + dagdelen + hulp + kind + taal + opvoeding + duur + interesses + ervaring + huis + beurt = 100));
-- create index "weging_region_id_id" to table: "wegingen"
CREATE INDEX `weging_region_id_id` ON `wegingen` (`region_id`, `id`);
-- create index "weging_region_id_nummer" to table: "wegingen"
CREATE UNIQUE INDEX `weging_region_id_nummer` ON `wegingen` (`region_id`, `nummer`);
-- create "zorg_feiten" table
CREATE TABLE `zorg_feiten` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `kind` text NOT NULL, `toelichting` text NOT NULL DEFAULT (''), `dieren` json NOT NULL, `zorgtaken` json NOT NULL, `astma` bool NOT NULL DEFAULT (false), `region_id` uuid NOT NULL, `family_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `zorg_feiten_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `zorg_feiten_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `zorg_kind` CHECK (kind IN ('ALLERGIE', 'GEZONDHEID', 'ZORGTAAK', 'TOEGANKELIJKHEID', 'ANGST', 'ANDERS')));
-- create index "zorgfeit_region_id_id" to table: "zorg_feiten"
CREATE INDEX `zorgfeit_region_id_id` ON `zorg_feiten` (`region_id`, `id`);
-- create index "zorgfeit_family_id" to table: "zorg_feiten"
CREATE INDEX `zorgfeit_family_id` ON `zorg_feiten` (`family_id`);
-- create "zorgmeldingen" table
CREATE TABLE `zorgmeldingen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `tekst` text NOT NULL, `gezien_op` datetime NULL, `region_id` uuid NOT NULL, `author_id` uuid NOT NULL, `family_id` uuid NOT NULL, `koppeling_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `zorgmeldingen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `zorgmeldingen_users_author` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `zorgmeldingen_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE CASCADE, CONSTRAINT `zorgmeldingen_koppelingen_koppeling` FOREIGN KEY (`koppeling_id`) REFERENCES `koppelingen` (`id`) ON DELETE SET NULL);
-- create index "zorgmelding_region_id_id" to table: "zorgmeldingen"
CREATE INDEX `zorgmelding_region_id_id` ON `zorgmeldingen` (`region_id`, `id`);
-- create index "zorgmelding_author_id" to table: "zorgmeldingen"
CREATE INDEX `zorgmelding_author_id` ON `zorgmeldingen` (`author_id`);
-- create index "zorgmelding_koppeling_id" to table: "zorgmeldingen"
CREATE INDEX `zorgmelding_koppeling_id` ON `zorgmeldingen` (`koppeling_id`);
-- create index "zorgmelding_family_id" to table: "zorgmeldingen"
CREATE INDEX `zorgmelding_family_id` ON `zorgmeldingen` (`family_id`);
-- create "zorgmelding_stappen" table
CREATE TABLE `zorgmelding_stappen` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `stap` text NOT NULL, `toelichting` text NOT NULL DEFAULT (''), `region_id` uuid NOT NULL, `zorgmelding_id` uuid NOT NULL, `actor_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `zorgmelding_stappen_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `zorgmelding_stappen_zorgmeldingen_zorgmelding` FOREIGN KEY (`zorgmelding_id`) REFERENCES `zorgmeldingen` (`id`) ON DELETE CASCADE, CONSTRAINT `zorgmelding_stappen_users_actor` FOREIGN KEY (`actor_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION, CONSTRAINT `zorgmelding_stap` CHECK (stap IN ('GEZIEN', 'GESPROKEN', 'GEWOGEN', 'VEILIG_THUIS_GEBELD', 'VEILIG_THUIS_NIET_GEBELD', 'GESLOTEN')));
-- create index "zorgmeldingstap_region_id_id" to table: "zorgmelding_stappen"
CREATE INDEX `zorgmeldingstap_region_id_id` ON `zorgmelding_stappen` (`region_id`, `id`);
-- create index "zorgmeldingstap_zorgmelding_id_id" to table: "zorgmelding_stappen"
CREATE INDEX `zorgmeldingstap_zorgmelding_id_id` ON `zorgmelding_stappen` (`zorgmelding_id`, `id`);
-- create index "zorgmelding_closed_once" to table: "zorgmelding_stappen"
CREATE UNIQUE INDEX `zorgmelding_closed_once` ON `zorgmelding_stappen` (`zorgmelding_id`) WHERE stap = 'GESLOTEN';
